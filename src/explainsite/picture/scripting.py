"""Writes picture scripts: the pictures of a beat's stages, and what happens between one and the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat

from explainsite.picture.compose import BeatPictures, Picture, pictures_of
from explainsite.picture.flight import seen_best
from explainsite.picture.keys import join
from explainsite.picture.script import PictureScript, ScriptStep, Shapes
from explainsite.picture.shapes import Once, Shape, rounded
from explainsite.picture.travels import script_travels
from explainsite.picture.viewport import Viewport
from explainsite.storyboard.board import BoardBeat, Storyboard
from explainsite.storyboard.gestures import Gesture
from explainsite.storyboard.state import Step, Target


def picture_scripts(board: Storyboard) -> tuple[PictureScript, ...]:
    """The picture script of every beat, in order."""
    exact = Once(rounded)
    return tuple(
        _beat_script(*of_beat, exact) for of_beat in zip(board.beats, pictures_of(board), strict=True)
    )


def _beat_script(beat: BoardBeat, pictures: BeatPictures, exact: Once[Shape]) -> PictureScript:
    return PictureScript(
        lead=round(beat.lead, 3),
        gap=round(beat.gap, 3),
        opening=_shapes(pictures.opening, exact),
        steps=tuple(_gesture_scripts(beat, pictures, exact)),
    )


def _gesture_scripts(beat: BoardBeat, pictures: BeatPictures, exact: Once[Shape]) -> Iterator[ScriptStep]:
    """Each gesture as a step; the one that the still belongs to says when it is taken."""
    first = 0
    for gesture, before, after, parts in _by_gesture(beat, pictures):
        script = _step_script(gesture.whole, before, after[-1], parts if len(after) == 1 else after, exact)
        number = -1 if beat.still is None else beat.still - first
        if 0 <= number < len(after):
            own = script.parts[number] if len(after) > 1 else script
            best = seen_best(own, (before, *after)[number].shapes)
            script = replace(script, still=script.seconds if best is None else best)
        yield script
        first += len(after)


def _by_gesture(
    beat: BoardBeat, pictures: BeatPictures
) -> Iterator[tuple[Gesture, Picture, tuple[Picture, ...], tuple[Picture, ...]]]:
    """Each gesture with the picture before it, those after its steps, and those of the last one's parts."""
    before, first = pictures.opening, 0
    for gesture in beat.gestures:
        end = first + len(gesture.steps)
        yield gesture, before, pictures.steps[first:end], pictures.parts[end - 1]
        before, first = pictures.steps[end - 1], end


def _step_script(
    step: Step, before: Picture, after: Picture, parts: tuple[Picture, ...], exact: Once[Shape]
) -> ScriptStep:
    return ScriptStep(
        begin=round(step.begin, 3),
        seconds=round(step.seconds, 3),
        stagger=step.stagger,
        waits=step.waits,
        runs=step.runs,
        camera=_camera(before, after),
        shapes=_shapes(after, exact),
        travels=() if parts else script_travels(step.travels, before, after),
        moves={_group(start): _group(end) for start, end in step.moves},
        parts=tuple(map(_step_script, step.parts, (before, *parts), parts, repeat(()), repeat(exact))),
    )


def _camera(before: Picture, after: Picture) -> Viewport:
    """How the camera moves: what it enlarges by, and the px that it moves all by then."""
    change = after.viewport.since(before.viewport)
    return Viewport(zoom=round(change.zoom, 6), x=round(change.x, 2), y=round(change.y, 2))


def _group(target: Target) -> str:
    return join(target.actor, target.part)


def _shapes(picture: Picture, exact: Once[Shape]) -> Shapes:
    return tuple(map(exact, picture.shapes))
