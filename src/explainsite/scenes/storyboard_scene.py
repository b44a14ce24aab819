"""The Manim scene that plays one beat of a storyboard from its picture script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from manim import Animation, Scene, VMobject

from explainsite.jobs.renderjob import Quality
from explainsite.picture.script import PictureScript, ScriptStep, Shapes
from explainsite.picture.shapes import Shape, by_key
from explainsite.scenes.adapter import snapshot
from explainsite.scenes.drawing import draw
from explainsite.scenes.regions import Pixels
from explainsite.scenes.timing import StepTiming
from explainsite.scenes.transition import transition


class FrameObserver(Protocol):
    """Sees a beat's frames as they are drawn: settled ones in each palette, moving ones in the first."""

    def settle(self, index: int, shapes: Shapes, sheets: Sequence[Pixels]) -> None: ...
    def begin(self, index: int, before: Mapping[str, Shape], step: ScriptStep, pixels: Pixels) -> None: ...
    def move(self, second: float, pixels: Pixels) -> None: ...


class StoryboardScene(Scene):
    """One beat: its opening picture, then each step, each followed by stillness.

    The beat ends on its closing picture; whoever takes the frames holds the last one for the rest of the
    beat's length.
    """

    def __init__(
        self, script: PictureScript, quality: Quality, observer: FrameObserver | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self.script, self.quality, self.observer = script, quality, observer
        self._second: float | None = None
        """When in the step that is played the frame was that is drawn last."""

    def construct(self) -> None:
        """Play the script."""
        picture = self.script.opening
        self._show(picture)
        self._hold(self.script.lead)
        for index, step in enumerate(self.script.steps):
            if step.still is not None:
                self._keep_still(picture, step, step.still)
            self._play_step(index, by_key(picture), step)
            picture = step.shapes
            self._show(picture)
            if self.observer:
                self.observer.settle(index, picture, snapshot(self))
            self._hold(self.script.gap)

    def settle(self) -> None:
        """Show the beat's still without the way to it."""
        picture = self.script.opening
        for step in self.script.steps:
            if step.still is not None:
                self._show_moment(picture, step, step.still)
                return
            picture = step.shapes
        self._show(picture)

    def update_to_time(self, t: float) -> None:
        """Manim calls this when the next frame of an animation is to be made: now the last one is seen."""
        if self.observer and self._second is not None:
            renderer: Any = self.renderer
            self.observer.move(self._second, renderer.get_frame()[0])
        self._second = t
        super().update_to_time(t)

    def _keep_still(self, before: Shapes, step: ScriptStep, second: float) -> None:
        """Draw the beat's still, which is no frame of its own."""
        self._show_moment(before, step, second)
        sink: Any = self.renderer.file_writer
        sink.keep_still(snapshot(self))
        self._show(before)

    def _show_moment(self, before: Shapes, step: ScriptStep, second: float) -> None:
        """Show a step as it is so many seconds after its beginning."""
        if second >= step.seconds:
            self._show(step.shapes)
            return
        mobjects, animations = step_motion(by_key(before), step, step.seconds)
        for animation in animations:
            animation.begin()
            animation.interpolate(second / step.seconds)
        self.clear()
        self.add(*mobjects)

    def _play_step(self, index: int, before: dict[str, Shape], step: ScriptStep) -> None:
        if self.observer:
            self.observer.begin(index, before, step, snapshot(self)[0])
        self._second = None
        seconds = self._whole_frames(step.seconds)
        mobjects, animations = step_motion(before, step, seconds)
        self.clear()
        self.add(*mobjects)
        if animations:
            self.play(*animations, run_time=seconds)
        else:
            self._hold(seconds)

    def _show(self, picture: Shapes) -> None:
        """Draw a picture afresh, so that a beat ends on the very frame that the next one opens with."""
        self.clear()
        self.add(*(draw(shape) for shape in picture))

    def _hold(self, seconds: float) -> None:
        seconds = self._whole_frames(seconds)
        if seconds > 0:
            self.wait(seconds, frozen_frame=True)

    def _whole_frames(self, seconds: float) -> float:
        """Rounded to frames, and a hair more, so that the count of frames never falls one short."""
        frames = round(seconds * self.quality.fps)
        return frames / self.quality.fps + 1e-6 if frames else 0.0


def step_motion(
    before: dict[str, Shape], step: ScriptStep, seconds: float
) -> tuple[list[VMobject], list[Animation]]:
    """Mobjects in drawing order for one step of a picture script, and what moves them in its `seconds`."""
    parts = step.parts or (replace(step, seconds=seconds),)
    return transition(before, [(by_key(part.shapes), _timing(part, seconds)) for part in parts])


def _timing(part: ScriptStep, total: float) -> StepTiming:
    return StepTiming(
        seconds=min(part.seconds, total - part.begin),
        stagger=part.stagger,
        begin=part.begin,
        waits=part.waits,
        runs=part.runs,
        camera=part.camera,
        total=total,
        travels=part.travels,
        moves=part.moves,
    )
