"""Writes picture scripts: the pictures of a beat's stages, and what happens between one and the next."""

from __future__ import annotations

from itertools import repeat

from explainsite.picture.compose import BeatPictures, Picture, pictures_of
from explainsite.picture.keys import join
from explainsite.picture.script import PictureScript, ScriptStep, Shapes
from explainsite.picture.shapes import Once, Shape, rounded
from explainsite.picture.travels import script_travels
from explainsite.picture.viewport import Viewport
from explainsite.storyboard import pace
from explainsite.storyboard.compile import BoardBeat, Storyboard
from explainsite.storyboard.state import Step, Target


def picture_scripts(board: Storyboard) -> tuple[PictureScript, ...]:
    """The picture script of every beat, in order."""
    exact = Once(rounded)
    return tuple(
        _beat_script(*of_beat, exact) for of_beat in zip(board.beats, pictures_of(board), strict=True)
    )


def _beat_script(beat: BoardBeat, pictures: BeatPictures, exact: Once[Shape]) -> PictureScript:
    before = (pictures.opening, *pictures.steps)
    return PictureScript(
        lead=pace.LEAD,
        gap=round(beat.gap, 3),
        opening=_shapes(pictures.opening, exact),
        steps=tuple(map(_step_script, beat.steps, before, pictures.steps, pictures.parts, repeat(exact))),
    )


def _step_script(
    step: Step, before: Picture, after: Picture, parts: tuple[Picture, ...], exact: Once[Shape]
) -> ScriptStep:
    return ScriptStep(
        begin=round(step.begin, 3),
        seconds=round(step.seconds, 3),
        stagger=step.stagger,
        waits=step.waits,
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
