"""Inspects a beat's drawn frames for what only pixels tell: contrast, covered texts, edges that cut.

Nothing is encoded. Settled pictures are drawn as the film has them; of each motion some moments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from explainsite.jobs.inspection import Finding
from explainsite.jobs.renderjob import Palette
from explainsite.picture.script import PictureScript, ScriptStep
from explainsite.picture.shapes import FRAME, Label, Shape, bounds, by_key
from explainsite.picture.viewport import WHOLE
from explainsite.scenes.canvas import Canvas
from explainsite.scenes.drawing import canvas_for, draw, paint
from explainsite.scenes.regions import Pixels
from explainsite.scenes.storyboard_scene import step_motion

CONTRAST, OF_SIGNS = 4.5, 3.0
"""What WCAG 2.2 asks of text, and of signs such as a tick, between them and what they stand on."""
MOMENTS = 8
"""Of each motion: a message is no farther from the last moment than its own length."""
COVERED = 0.3
"""The share of a text's pixels that may be hidden for a moment: less can still be read."""
_SMALL = (960, 540)
_MOSTLY_INK = 0.7
"""The share of a text's strongest colour from which on a pixel belongs to its signs."""
_DIFFERENT = 60
"""Steps of colour, of 765, from which on two pixels are not the same to an eye."""


def inspect_frames(script: PictureScript, palettes: Sequence[Palette], *, moves: bool) -> list[list[Finding]]:
    """What is wrong in one beat, palette by palette; with `moves`, in the motions of the first too."""
    found = _settled(script, palettes)
    if moves:
        found[0] += _moving(script, palettes[0])
    return found


def _settled(script: PictureScript, palettes: Sequence[Palette]) -> list[list[Finding]]:
    """Texts with too little contrast; each text is measured where it stands first."""
    found: list[list[Finding]] = [[] for _ in palettes]
    canvas, measured = canvas_for(palettes, FRAME), set[Shape]()
    for index, step in enumerate(script.steps):
        new = [label for label in _readable(step.shapes) if label not in measured]
        measured.update(new)
        if new:
            paint(canvas, [draw(shape) for shape in step.shapes])
        for findings, sheet in zip(found, canvas.sheets, strict=True):
            findings.extend(_faint(new, sheet[:, :, :3], index))
    return found


def _faint(labels: Iterable[Label], pixels: Pixels, step: int) -> Iterator[Finding]:
    for label in labels:
        ratio = contrast_in(_cut(pixels, label))
        needed = CONTRAST if any(map(str.isalnum, label.text)) else OF_SIGNS
        if ratio < needed:
            yield Finding(code="low-contrast", step=step, text=label.text, ratio=ratio, needed=needed)


def _moving(script: PictureScript, palette: Palette) -> Iterator[Finding]:
    """Texts that stand still while something passes over them, and what leaves the frame on its way."""
    canvas, before = canvas_for([palette], _SMALL), script.opening
    for index, step in enumerate(script.steps):
        if before != step.shapes or step.travels or step.parts:
            yield from _step(index, by_key(before), step, canvas)
        before = step.shapes


def _step(index: int, before: dict[str, Shape], step: ScriptStep, canvas: Canvas) -> Iterator[Finding]:
    mobjects, animations = step_motion(before, step, step.seconds)
    still = [label for label in _readable(step.shapes) if before.get(label.key) == label]
    paint(canvas, [draw(shape) for shape in before.values()])
    pixels = canvas.sheets[0][:, :, :3]
    waiting = [(label, _cut(pixels, label).copy()) for label in still]
    whole = step.camera == WHOLE  # what a moving camera leaves behind is cut
    for animation in animations:
        animation.begin()
    for moment in _shares():
        for animation in animations:
            animation.interpolate(moment)
        paint(canvas, mobjects)
        second = round(moment * step.seconds, 1)
        for label, _ in [each for each in waiting if hidden_share(each[1], _cut(pixels, each[0])) > COVERED]:
            waiting = [each for each in waiting if each[0] is not label]
            yield Finding(code="covered-text", step=index, text=label.text, second=second)
        if whole and _touches_edge(pixels):
            whole = False
            yield Finding(code="cut-off", step=index, second=second)


def _shares() -> Iterable[float]:
    return ((i + 0.5) / MOMENTS for i in range(MOMENTS))


def _readable(shapes: Iterable[Shape]) -> list[Label]:
    """The texts that are there to be read, and not dimmed."""
    return [s for s in shapes if isinstance(s, Label) and s.text.strip() and s.opacity > 0.9]


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
