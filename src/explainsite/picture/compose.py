"""A stage into one picture: every shown actor in its area, links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from explainsite.picture.camera import framed, viewport_on
from explainsite.picture.card import title_card
from explainsite.picture.drawing import Drawing
from explainsite.picture.keys import group_of, is_link
from explainsite.picture.layout import WHOLE_BOARD, Artboard
from explainsite.picture.links import LinkLines
from explainsite.picture.routing.ends import Ends, anchor, ends_of
from explainsite.picture.routing.router import Route
from explainsite.picture.shapes import Box, Rect, Shape, bounds
from explainsite.picture.sizing import arrangements
from explainsite.picture.staging import Hand, Measures, draw_stage
from explainsite.picture.viewport import WHOLE, Viewport
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.state import Stage, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A stage drawn: shapes in drawing order, and each shown actor's drawing."""

    shapes: tuple[Shape, ...]
    drawings: Mapping[str, Drawing]
    routes: Mapping[tuple[Target, Target], Route]
    """Where the links run that join two targets."""
    crowded: tuple[str, ...] = ()
    """Texts of links for which there is no free place."""

    viewport: Viewport = WHOLE
    artboard: Artboard = WHOLE_BOARD
    """What the stage is laid out on."""

    def anchor(self, target: Target) -> Rect | None:
        """Where a target stands; an actor that is not drawn has no place."""
        return anchor(self.drawings, target)

    @property
    def texts_on_links(self) -> dict[str, Rect]:
        """Where the texts of links stand, by the groups of their shapes."""
        return {
            group_of(shape.key): bounds(shape)
            for shape in self.shapes
            if isinstance(shape, Box) and is_link(shape.key)
        }

    def ends(self, start: Target, end: Target, rects: tuple[Rect, Rect]) -> Ends:
        """What a route from one target to another joins."""
        return ends_of(self.drawings, start, end, rects)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatPictures:
    """The pictures of a beat: before anything happens, and after each step."""

    opening: Picture
    steps: tuple[Picture, ...]
    parts: tuple[tuple[Picture, ...], ...]
    """For each step the pictures after each of its parts; none when all of it begins at once."""


@lru_cache(maxsize=64)
def pictures_of(board: Storyboard) -> tuple[BeatPictures, ...]:
    """The pictures of every beat. Lint and every palette need the same ones, so they are composed once."""
    hand = Hand(Measures.of(board))
    arranged = arrangements(board, hand)

    def picture(stage: Stage) -> Picture:
        grid, artboard = arranged[stage.grid]
        return compose(stage if grid is stage.grid else replace(stage, grid=grid), hand, artboard)

    beats = (
        BeatPictures(
            opening=picture(beat.opening),
            steps=tuple(picture(step.stage) for step in beat.steps),
            parts=tuple(tuple(picture(part.stage) for part in step.parts) for step in beat.steps),
        )
        for beat in board.beats
    )
    return tuple(_titled(beats, title_card(board.title)) if board.title else beats)


def _titled(beats: Iterable[BeatPictures], card: tuple[Shape, ...]) -> Iterator[BeatPictures]:
    """The pictures with the title on all that come before the first that shows anything."""
    begun = False

    def titled(picture: Picture) -> Picture:
        nonlocal begun
        begun = begun or bool(picture.shapes)
        return picture if begun else replace(picture, shapes=card)

    for beat in beats:
        opening, steps, parts = titled(beat.opening), [], []
        for step, inner in zip(beat.steps, beat.parts, strict=True):
            parts.append(tuple(map(titled, inner)))
            steps.append(titled(step))
        yield BeatPictures(opening=opening, steps=tuple(steps), parts=tuple(parts))


def compose(stage: Stage, hand: Hand, artboard: Artboard = WHOLE_BOARD) -> Picture:
    """The picture of a stage that is laid out on an artboard."""
    drawings = draw_stage(stage, hand, artboard)
    links = LinkLines.of(stage, drawings, artboard.field)
    if artboard.zoom != 1.0:
        drawings = {name: hand.enlarged(drawing, artboard.zoom) for name, drawing in drawings.items()}
        links = links.enlarged(Viewport(zoom=artboard.zoom))
    viewport = viewport_on(stage.focus, drawings)
    if viewport != WHOLE:
        drawings = framed(drawings, stage.focus, viewport)
        links = links.seen_in(viewport, drawings)
    shapes = [*links.shapes, *(shape for drawing in drawings.values() for shape in drawing.shapes)]
    return Picture(
        shapes=tuple(sorted(shapes, key=lambda s: s.z)),
        drawings=drawings,
        routes=links.routes,
        crowded=links.crowded,
        viewport=viewport,
        artboard=artboard,
    )
