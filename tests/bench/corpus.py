"""Plain Manim scenes of the kinds that people write. They need no LaTeX, and know nothing of explainsite."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORANGE,
    PI,
    RED,
    RIGHT,
    TEAL,
    UP,
    YELLOW,
    Arrow,
    Axes,
    Circle,
    Code,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Graph,
    Indicate,
    LaggedStart,
    MovingCameraScene,
    Rectangle,
    Rotate,
    RoundedRectangle,
    Scene,
    Square,
    Star,
    Table,
    Text,
    Transform,
    Triangle,
    ValueTracker,
    VGroup,
    Write,
    always_redraw,
)

SEARCH = """\
def search(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            return index
    return None
"""


class Words(Scene):
    """Lines of text that are written, moved and replaced."""

    def construct(self) -> None:
        lines = VGroup(
            *(Text(line, font_size=40) for line in ("A cache keeps", "what was asked", "once before"))
        )
        lines.arrange(DOWN, aligned_edge=LEFT)
        for line in lines:
            self.play(Write(line), run_time=0.8)
        self.wait(1)
        self.play(lines.animate.shift(3 * LEFT).scale(0.7), run_time=1)
        answer = Text("so the second answer is quick", font_size=34, color=YELLOW).shift(2 * RIGHT)
        self.play(FadeIn(answer, shift=UP), run_time=0.8)
        self.wait(1.5)


class Listing(Scene):
    """Code, and a frame that goes down its lines."""

    def construct(self) -> None:
        code = Code(code_string=SEARCH, language="python")
        self.play(FadeIn(code), run_time=0.8)
        frame = Rectangle(width=9, height=0.4, color=YELLOW, stroke_width=3).shift(0.9 * UP)
        self.play(Create(frame), run_time=0.5)
        for _ in range(4):
            self.play(frame.animate.shift(0.42 * DOWN), run_time=0.5)
            self.wait(0.4)


class Network(Scene):
    """A graph whose vertices and edges light up one after the other."""

    def construct(self) -> None:
        edges = [(a, b) for a in range(9) for b in range(a + 1, 9) if (a * b + a + b) % 3 == 1]
        graph: Any = Graph(list(range(9)), edges, layout="circular", layout_scale=3)
        self.play(Create(graph), run_time=1.5)
        for a, b in edges[:6]:
            self.play(graph.edges[a, b].animate.set_color(ORANGE), Indicate(graph.vertices[b]), run_time=0.6)
        self.wait(1)


class Curve(Scene):
    """A plot, and a point that runs along it."""

    def construct(self) -> None:
        axes = Axes(x_range=[0, 6, 1], y_range=[-2, 2, 1], x_length=10, y_length=5)
        wave = axes.plot(lambda x: np.sin(2 * x) * np.exp(-x / 4) * 1.6, color=TEAL)
        self.play(Create(axes), run_time=1)
        self.play(Create(wave), run_time=1.5)
        place = ValueTracker(0)
        dot = always_redraw(
            lambda: Dot(axes.i2gp(place.get_value(), wave), color=YELLOW),
        )
        self.add(dot)
        self.play(place.animate.set_value(6), run_time=3)
        self.wait(0.5)


class Rows(Scene):
    """A table of words, and a row that stands out."""

    def construct(self) -> None:
        rows = [["put", "7 ms", "safe"], ["get", "1 ms", "safe"], ["scan", "90 ms", "slow"]]
        table = Table(rows, col_labels=[Text(name) for name in ("call", "time", "is")]).scale(0.6)
        self.play(table.create(), run_time=2)
        for row in (2, 3, 4):
            self.play(table.get_rows()[row - 1].animate.set_color(YELLOW), run_time=0.4)
            self.wait(0.3)
            self.play(table.get_rows()[row - 1].animate.set_color("#FFFFFF"), run_time=0.3)


class Shapes(Scene):
    """Shapes that become others."""

    def construct(self) -> None:
        shape: Any = Square(2, color=BLUE, fill_opacity=0.6)
        self.play(Create(shape), run_time=0.6)
        for other in (Circle(1.2, color=RED, fill_opacity=0.6), Star(color=YELLOW), Triangle(color=GREEN)):
            self.play(Transform(shape, other), run_time=0.9)
            self.wait(0.3)
        self.play(Rotate(shape, PI), run_time=1)
        self.play(FadeOut(shape), run_time=0.5)


class Counting(Scene):
    """Updaters: a bar grows, and what hangs on it follows."""

    def construct(self) -> None:
        amount = ValueTracker(0.5)
        bar = always_redraw(
            lambda: Rectangle(width=amount.get_value(), height=0.8, fill_color=TEAL, fill_opacity=1).align_to(
                5 * LEFT, LEFT
            )
        )
        end: Any = Dot(color=ORANGE).add_updater(lambda dot: dot.next_to(bar, RIGHT))
        self.add(bar, end, Text("load", font_size=36).shift(2 * UP))
        for value in (4, 2, 8):
            self.play(amount.animate.set_value(value), run_time=1)
            self.wait(0.4)


class Closer(MovingCameraScene):
    """Boxes and arrows, and a camera that goes near one of them."""

    def construct(self) -> None:
        boxes = VGroup(*(RoundedRectangle(width=2, height=1.2, corner_radius=0.2) for _ in range(4)))
        boxes.arrange(RIGHT, buff=1.2)
        names = VGroup(*(Text(f"node {i}", font_size=28).move_to(box) for i, box in enumerate(boxes)))
        arrows = VGroup(*(Arrow(a.get_right(), b.get_left(), buff=0.1) for a, b in pairwise(boxes)))
        self.play(LaggedStart(*map(FadeIn, boxes), lag_ratio=0.2), FadeIn(names), run_time=1.2)
        self.play(Create(arrows), run_time=0.8)
        frame: Any = self.camera.frame  # type: ignore[union-attr]
        self.play(frame.animate.scale(0.5).move_to(boxes[2]), run_time=1.2)
        self.play(Indicate(names[2]), run_time=0.8)
        self.play(frame.animate.scale(2).move_to(boxes), run_time=1)
        self.wait(0.5)


SCENES = (Words, Listing, Network, Curve, Rows, Shapes, Counting, Closer)
