"""Inspects a beat's drawn frames for what only pixels tell: contrast, covered texts, edges that cut.

An `Inspector` looks at the frames of a film while it is rendered (`scenes/storyboard_scene.py`), or at ones
that `inspect_frames` draws for it, where a film is of another size or was rendered before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explainsite.jobs.inspection import Finding, Findings
from explainsite.jobs.renderjob import Palette
from explainsite.picture.covering import lines_of, readable, struck
from explainsite.picture.keys import actor_of
from explainsite.picture.script import PictureScript, ScriptStep
from explainsite.picture.shapes import FRAME, Label, Shape, bounds, by_key
from explainsite.picture.viewport import WHOLE
from explainsite.scenes.canvas import Canvas
from explainsite.scenes.drawing import canvas_for, draw, paint
from explainsite.scenes.passing import drifts_between, slides
from explainsite.scenes.regions import Pixels
from explainsite.scenes.storyboard_scene import step_motion
from explainsite.scenes.transition import names_after

CONTRAST, OF_SIGNS = 4.5, 3.0
"""What WCAG 2.2 asks of text, and of signs such as a tick, between them and what they stand on."""
MOMENTS = 8
"""Of each motion: a message is no farther from the last moment than its own length."""
COVERED = 0.3
"""The share of a text's pixels that may be hidden for a moment: less can still be read."""
_SMALL = (960, 540)
_FRAME_RATE = 30
"""Frames a second of the films whose frames are looked at; others have more, or are drawn for this."""
_MOSTLY_INK = 0.7
"""The share of a text's strongest colour from which on a pixel belongs to its signs."""
_DIFFERENT = 60
"""Steps of colour, of 765, from which on two pixels are not the same to an eye."""


class Inspector:
    """Looks at the pictures of one beat as they are drawn: settled ones in each palette, moving ones in one.

    Pictures are RGBA. Settled ones have the size of the design frame; of moving ones a quarter is looked at.
    """

    def __init__(self, palettes: int) -> None:
        self.settled: list[list[Finding]] = [[] for _ in range(palettes)]
        """Texts with too little contrast, for each palette; a text is measured where it stands first."""
        self.moving: list[Finding] = []
        self._measured: set[Shape] = set()
        self._motion: _Motion | None = None

    @property
    def findings(self) -> list[Findings]:
        """What was found, palette by palette."""
        moving = [tuple(self.moving), *[None] * (len(self.settled) - 1)]
        pairs = zip(self.settled, moving, strict=True)
        return [Findings(settled=tuple(found), moving=moved) for found, moved in pairs]

    def is_needed(self, shapes: Iterable[Shape]) -> bool:
        """Whether a settled picture has a text that was not measured yet."""
        return not self._measured.issuperset(readable(shapes))

    def settle(self, step: int, shapes: Iterable[Shape], sheets: Sequence[Pixels]) -> None:
        """Look at the picture on which a step ends, drawn in each palette."""
        new = [label for label in readable(shapes) if label not in self._measured]
        self._measured.update(new)
        for findings, sheet in zip(self.settled, sheets, strict=True):
            findings.extend(_faint(new, sheet[:, :, :3], step))

    def begin(self, index: int, before: Mapping[str, Shape], step: ScriptStep, pixels: Pixels) -> None:
        """A step begins to move; this is the picture before it."""
        passing = _passing(before, step)
        lines = [line.points for line in lines_of(before.values())]
        still = [
            label
            for label in readable(step.shapes)
            if before.get(label.key) == label
            and actor_of(label.key) not in passing
            and not any(any(struck(line, [label])) for line in lines)
        ]
        small = _small(pixels)
        at_rest = [(label, _cut(small, label).copy()) for label in still]
        whole = step.camera == WHOLE  # what a moving camera leaves behind is cut
        self._motion = _Motion(index, moments(step), at_rest, looks_at_edges=whole)

    def move(self, second: float, pixels: Pixels) -> None:
        """Look at the picture so many seconds after the step's beginning, if it is its turn."""
        if self._motion is not None and self._motion.is_due(second):
            self.moving.extend(self._motion.seen(second, _small(pixels)))


def _passing(before: Mapping[str, Shape], step: ScriptStep) -> set[str]:
    """The actors of which parts pass over others of their own to new places: that is what is to be seen."""
    found = set[str]()
    for part in step.parts or (step,):
        names = names_after(before, part.moves)
        here, there = {names[key]: shape for key, shape in before.items()}, by_key(part.shapes)
        drifts = drifts_between(here, there)
        moved = part.moves.values()
        found |= {actor_of(one) for one in slides(here, there, drifts, part.seconds, moved=moved)}
        before = there
    return found


def _small(pixels: Pixels) -> Pixels:
    """Every second pixel, or as many as are left of a small frame then, without alpha."""
    pace = pixels.shape[0] // _SMALL[1]
    return pixels[::pace, ::pace, :3]


@dataclass(slots=True)
class _Motion:
    """A motion that is being watched: when to look, the texts that stand still as they are at rest."""

    step: int
    due: list[float]
    at_rest: list[tuple[Label, Pixels]]
    looks_at_edges: bool

    def is_due(self, second: float) -> bool:
        """Whether this is a moment to look."""
        return bool(self.due) and second >= self.due[0] - 1e-3

    def seen(self, second: float, pixels: Pixels) -> Iterator[Finding]:
        """What is wrong now; each fault once."""
        self.due.pop(0)
        hidden = [label for label, cut in self.at_rest if hidden_share(cut, _cut(pixels, label)) > COVERED]
        self.at_rest = [each for each in self.at_rest if each[0] not in hidden]
        for label in hidden:
            yield Finding(code="covered-text", step=self.step, text=label.text, second=round(second, 1))
        if self.looks_at_edges and _touches_edge(pixels):
            self.looks_at_edges = False
            yield Finding(code="cut-off", step=self.step, second=round(second, 1))


def moments(step: ScriptStep) -> list[float]:
    """When to look at the motion of a step, in seconds: at frames that each film has, and at its still."""
    frames = round(step.seconds * _FRAME_RATE)
    looked = {min(round((i + 0.5) / MOMENTS * frames), frames - 2) for i in range(MOMENTS)}
    if step.still is not None and step.still < step.seconds:
        looked.add(min(round(step.still * _FRAME_RATE), frames - 2))
    return [frame / _FRAME_RATE for frame in sorted(looked)]


def inspect_frames(script: PictureScript, palettes: Sequence[Palette], *, moves: bool) -> list[list[Finding]]:
    """What is wrong in one beat, palette by palette; with `moves`, in the motions of the first too."""
    inspector = Inspector(len(palettes))
    canvas = canvas_for(palettes, FRAME)
    for index, step in enumerate(script.steps):
        if inspector.is_needed(step.shapes):
            paint(canvas, [draw(shape) for shape in step.shapes])
            inspector.settle(index, step.shapes, canvas.sheets)
    if moves:
        _draw_motions(script, palettes[0], inspector)
    first, *others = inspector.settled
    return [[*first, *inspector.moving], *others]


def _draw_motions(script: PictureScript, palette: Palette, inspector: Inspector) -> None:
    canvas, before = canvas_for([palette], _SMALL), script.opening
    for index, step in enumerate(script.steps):
        if before != step.shapes or step.travels or step.parts:
            _draw_motion(index, by_key(before), step, canvas, inspector)
        before = step.shapes


def _draw_motion(
    index: int, before: dict[str, Shape], step: ScriptStep, canvas: Canvas, inspector: Inspector
) -> None:
    mobjects, animations = step_motion(before, step, step.seconds)
    paint(canvas, [draw(shape) for shape in before.values()])
    inspector.begin(index, before, step, canvas.sheets[0])
    for animation in animations:
        animation.begin()
    for second in moments(step):
        for animation in animations:
            animation.interpolate(second / step.seconds)
        paint(canvas, mobjects)
        inspector.move(second, canvas.sheets[0])


def _faint(labels: Iterable[Label], pixels: Pixels, step: int) -> Iterator[Finding]:
    for label in labels:
        ratio = contrast_in(_cut(pixels, label))
        needed = CONTRAST if any(map(str.isalnum, label.text)) else OF_SIGNS
        if ratio < needed:
            yield Finding(code="low-contrast", step=step, text=label.text, ratio=ratio, needed=needed)


def _cut(pixels: Pixels, label: Label) -> Pixels:
    """The pixels of a text and a little around it."""
    scale, place = pixels.shape[1] / FRAME[0], bounds(label).inset(-3, -5)
    left, top = max(0, int(place.x * scale)), max(0, int(place.y * scale))
    return pixels[top : int(place.bottom * scale) + 1, left : int(place.right * scale) + 1]


def contrast_in(cut: Pixels) -> float:
    """The contrast of a text: the strongest of any of its pixels with the commonest colour around it."""
    if cut.size == 0:  # outside the frame: another rule's business
        return 21.0
    light = _luminance(cut.reshape(-1, 3)) + 0.05
    ground = float(_luminance(_commonest(cut)[None, :])[0]) + 0.05
    return float(np.maximum(light / ground, ground / light).max())


def hidden_share(at_rest: Pixels, now: Pixels) -> float:
    """The share of a text's pixels that are not as they were at rest.

    Only what is ink for the most part: at the edges of signs, and between them, the ground shines through.
    """
    if at_rest.size == 0:
        return 0.0
    drawn = _distance(at_rest, _commonest(at_rest))
    ink = drawn > max(2 * _DIFFERENT, _MOSTLY_INK * drawn.max())
    return float((_distance(at_rest, now)[ink] > _DIFFERENT).mean()) if ink.any() else 0.0


def _touches_edge(pixels: Pixels) -> bool:
    edges = (pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1])
    return any(bool((_distance(edge, pixels[0, 0]) > _DIFFERENT).any()) for edge in edges)


def _commonest(cut: Pixels) -> Pixels:
    as_numbers = cut.reshape(-1, 3) @ np.array([1 << 16, 1 << 8, 1])
    colours, counts = np.unique(as_numbers, return_counts=True)
    red, green_and_blue = divmod(int(colours[counts.argmax()]), 1 << 16)
    return np.array([red, *divmod(green_and_blue, 1 << 8)], np.uint8)


def _distance(a: Pixels, b: Pixels) -> npt.NDArray[np.int64]:
    return np.asarray(np.abs(a.astype(np.int64) - b.astype(np.int64)).sum(axis=-1))


def _luminance(colours: Pixels) -> npt.NDArray[np.float64]:
    """Relative luminance as WCAG 2.2 defines it."""
    share = colours.astype(np.float64) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
