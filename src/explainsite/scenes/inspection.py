"""Inspects a beat's drawn frames for what only pixels tell: contrast, covered texts, edges that cut.

Nothing is encoded. Settled pictures are drawn as the film has them; of each motion some moments.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from manim import VMobject

from explainsite.jobs.inspection import Finding
from explainsite.jobs.renderjob import QUALITIES, Palette, Quality
from explainsite.picture.script import PictureScript, ScriptStep
from explainsite.picture.shapes import FRAME, Label, Shape, bounds, by_key
from explainsite.picture.viewport import WHOLE
from explainsite.scenes import adapter
from explainsite.scenes.drawing import draw, painted
from explainsite.scenes.encode import Pixels
from explainsite.scenes.storyboard_scene import step_motion

CONTRAST, OF_SIGNS = 4.5, 3.0
"""What WCAG 2.2 asks of text, and of signs such as a tick, between them and what they stand on."""
MOMENTS = 8
"""Of each motion: a message is no farther from the last moment than its own length."""
COVERED = 0.3
"""The share of a text's pixels that may be hidden for a moment: less can still be read."""
_FULL = QUALITIES["standard"]
_SMALL = replace(_FULL, width=960, height=540)
_MOSTLY_INK = 0.7
"""The share of a text's strongest colour from which on a pixel belongs to its signs."""
_DIFFERENT = 60
"""Steps of colour, of 765, from which on two pixels are not the same to an eye."""


def inspect_frames(script: PictureScript, palette: Palette, *, moves: bool) -> list[Finding]:
    """What is wrong in one beat's frames in one palette: in its settled pictures, and in what `moves`."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(_settled(script, palette, Path(folder)))
        return [*found, *_moving(script, palette, Path(folder))] if moves else found


def _settled(script: PictureScript, palette: Palette, scratch: Path) -> Iterator[Finding]:
    """Texts with too little contrast; each text is measured where it stands first."""
    measured: set[Shape] = set()
    with adapter.configured(palette=palette, quality=_FULL, scratch=scratch, assets=scratch):
        for index, step in enumerate(script.steps):
            new = [label for label in _readable(step.shapes) if label not in measured]
            measured.update(new)
            pixels = _drawn([draw(shape) for shape in step.shapes], palette, _FULL) if new else None
            for label in new:
                assert pixels is not None
                ratio = contrast_in(_cut(pixels, label))
                needed = CONTRAST if any(map(str.isalnum, label.text)) else OF_SIGNS
                if ratio < needed:
                    yield Finding(
                        code="low-contrast", step=index, text=label.text, ratio=ratio, needed=needed
                    )


def _moving(script: PictureScript, palette: Palette, scratch: Path) -> Iterator[Finding]:
    """Texts that stand still while something passes over them, and what leaves the frame on its way."""
    with adapter.configured(palette=palette, quality=_SMALL, scratch=scratch, assets=scratch):
        before = script.opening
        for index, step in enumerate(script.steps):
            if before != step.shapes or step.travels or step.parts:
                yield from _step(index, by_key(before), step, palette)
            before = step.shapes


def _step(index: int, before: dict[str, Shape], step: ScriptStep, palette: Palette) -> Iterator[Finding]:
    mobjects, animations = step_motion(before, step, step.seconds)
    still = [label for label in _readable(step.shapes) if before.get(label.key) == label]
    at_rest = _drawn([draw(shape) for shape in before.values()], palette, _SMALL)
    waiting, whole = list(still), step.camera == WHOLE  # what a moving camera leaves behind is cut
    for animation in animations:
        animation.begin()
    for moment in _shares():
        for animation in animations:
            animation.interpolate(moment)
        pixels, second = _drawn(mobjects, palette, _SMALL), round(moment * step.seconds, 1)
        for label in [
            each for each in waiting if hidden_share(_cut(at_rest, each), _cut(pixels, each)) > COVERED
        ]:
            waiting.remove(label)
            yield Finding(code="covered-text", step=index, text=label.text, second=second)
        if whole and _touches_edge(pixels):
            whole = False
            yield Finding(code="cut-off", step=index, second=second)


def _shares() -> Iterable[float]:
    return ((i + 0.5) / MOMENTS for i in range(MOMENTS))


def _readable(shapes: Iterable[Shape]) -> list[Label]:
    """The texts that are there to be read, and not dimmed."""
    return [s for s in shapes if isinstance(s, Label) and s.text.strip() and s.opacity > 0.9]


def _drawn(mobjects: list[VMobject], palette: Palette, quality: Quality) -> Pixels:
    return painted(mobjects, palette, (quality.width, quality.height))[:, :, :3]


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
