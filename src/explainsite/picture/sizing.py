"""How large what stands on a stage is: as large as all that a film shows on one layout has room for.

A stage is laid out on the smallest of some artboards on which everything is as good as on the largest: no
word is set smaller or on more lines, no row is pressed, no box narrower than it is high, and between those
that exchange messages there is room for these. A film keeps the size for as long as it keeps the layout.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from explainsite.picture.drawing import Drawing
from explainsite.picture.flow import flow_grids, plain_grids
from explainsite.picture.layout import (
    COLUMN_GAP,
    FIELD,
    FILLED,
    PASS_GAP,
    SAFE,
    WHOLE_BOARD,
    Artboard,
    share_filled,
)
from explainsite.picture.links import LinkLines, text_width
from explainsite.picture.pills import pill_size
from explainsite.picture.routing.direct import GAP, apart
from explainsite.picture.routing.ends import anchor, parts_of
from explainsite.picture.shapes import Label, Rect, bounds, union
from explainsite.picture.staging import Hand, draw_alone, draw_stage, tracks_of
from explainsite.picture.views import view_of
from explainsite.picture.views.view import View
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.state import Actor, Area, Grid, Stage, Step, Target

ZOOMS = (1.8, 1.6, 1.45, 1.3, 1.15, 1.0)
"""What is tried, the largest first."""
LARGER = (2.1, 2.4, 2.8)
"""What is tried next, the smallest first, while little stands in an empty frame."""
WORTH = 1.12
"""How much larger all must get for columns that are not equally wide."""
ALIKE = 0.94
"""Words that are set in this share of their size are as large."""
PLAIN = 38.0
"""Px of words that need not be larger: larger ones must not get smaller in the frame, nor than their like."""
SQUARE = 1.15
"""The least width of a part in heights, unless it is narrower where there is more room."""
LONG = 420.0
"""The least px of the longest bar, unless it is shorter where there is more room."""
BETWEEN = 36.0
"""Px between the parts of an actor, unless they are nearer where there is more room."""
NARROWEST, FINE = 160.0, 24.0
"""The least width of a column, and how exactly the width that an actor needs is found, in px."""
BREATH = 40.0
"""Px that a column is wider than what it holds needs: words that end where others begin run together."""

RIGHT = 1.4
"""How much better it is that all messages and links go to the right, as one reads."""

CLEARLY = 1.05
TOO_SMALL = 0.8
"""The share of the largest words that others must have, whatever else an arrangement has for it."""

Pair = tuple[Target, Target]


class Arrangement(NamedTuple):
    """How a stage stands in the frame: its grid, and the artboard on which that is laid out."""

    grid: Grid
    artboard: Artboard


def arrangements(board: Storyboard, hand: Hand) -> dict[Grid, Arrangement]:
    """How the stages of a film stand, by the grid that they have."""
    scenes: dict[Grid, _Scenes] = {}
    for beat in board.beats:
        scenes.setdefault(beat.opening.grid, _Scenes(hand, beat.opening.grid)).add(beat.opening, ())
        for step in _steps(beat.steps):
            grid = step.stage.grid
            scenes.setdefault(grid, _Scenes(hand, grid)).add(step.stage, _talks(step))
    return {grid: each.arranged() for grid, each in scenes.items()}


def _steps(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield from step.parts
        yield step


def _talks(step: Step) -> Iterator[tuple[Pair, float]]:
    """Who exchanges what, and the px that its words take."""
    for travel in step.travels:
        if travel.style == "message" or travel.start.actor == travel.end.actor:
            yield (travel.start, travel.end), pill_size(travel.text)[0]
    for link in step.stage.links:
        yield (link.start, link.end), text_width(link.text)


@dataclass(slots=True)
class _Scenes:
    """What a film shows on one layout."""

    hand: Hand
    grid: Grid
    stages: list[Stage] = field(default_factory=list)
    talks: dict[Pair, float] = field(default_factory=dict)

    def add(self, stage: Stage, talks: Iterable[tuple[Pair, float]]) -> None:
        self.stages.append(stage)
        for pair, wide in talks:
            self.talks[pair] = max(wide, self.talks.get(pair, 0.0))

    def arranged(self) -> Arrangement:
        """As the author has laid it out; else in whatever way shows it best."""
        if self.grid.is_written:
            artboard = self.artboard()
            return Arrangement(self.grid, artboard or WHOLE_BOARD)
        names = [name for name, _ in self.grid.areas]
        pairs = [(start.actor, end.actor) for start, end in self.talks]
        flows = [self._on(grid) for grid in flow_grids(names, pairs)]
        forms = [self._on(grid) for grid in plain_grids(names)]
        likely = [*flows, self] if self._are_on_rails() else [*flows, self, *forms]
        pressed = Arrangement(self.grid, WHOLE_BOARD)
        if found := _best(likely):
            return found
        return pressed if self._is_sound_as_it_is() else _best(forms) or pressed

    def _is_sound_as_it_is(self) -> bool:
        """Whether all that is shown can be drawn in the whole frame, though there is little room."""
        drawn = (draw_stage(stage, self.hand, WHOLE_BOARD).values() for stage in self._telling())
        return not any(drawing.problems for each in drawn for drawing in each)

    def worth(self, artboard: Artboard) -> float:
        """How good an arrangement is: how large its words are, the smallest above all, and what it fills."""
        stage = max(
            self._telling(), key=lambda stage: sum(actor.shown for actor in stage.actors), default=None
        )
        if stage is None:
            return artboard.zoom
        drawn = draw_stage(stage, self.hand, artboard)
        boxes = [union([bounds(shape) for shape in each.shapes]) for each in drawn.values() if each.shapes]
        covered = sum(box.w * box.h for box in boxes) / (artboard.safe.w * artboard.safe.h)
        smallest = min((label.size for label in _words(drawn)), default=PLAIN) * artboard.zoom
        readable = min(1.0, smallest / PLAIN) ** 2
        return sqrt(artboard.zoom * covered) * readable * (RIGHT if self._reads_right() else 1)

    def _reads_right(self) -> bool:
        """Whether whoever speaks first stands on the left of who is spoken to, in one row."""
        told = {
            frozenset((start.actor, end.actor)): (start.actor, end.actor)
            for start, end in reversed(self.talks)
        }
        pairs = [(self.grid.area(start), self.grid.area(end)) for start, end in told.values() if start != end]
        return bool(pairs) and all(
            a and b and a.column < b.column and a.row < b.row + b.rows and b.row < a.row + a.rows
            for a, b in pairs
        )

    def _are_on_rails(self) -> bool:
        """Whether several have a rail, so that they can be read together below each other."""
        actors = [actor for actor in self.stages[-1].actors if self.grid.area(actor.id)]
        return sum(bool(view_of(actor).stands(actor)) for actor in actors) > 1

    def _on(self, grid: Grid) -> _Scenes:
        stages = [replace(stage, grid=grid) for stage in self.stages]
        return _Scenes(self.hand, grid, stages, self.talks)

    def artboard(self) -> Artboard | None:
        """Equal columns, unless others let everything be much larger, or let it stand at all."""
        shown = self._telling()
        plain = [draw_stage(stage, self.hand, WHOLE_BOARD) for stage in shown]
        if bows := self._bow_passes(plain):
            plain = [draw_stage(stage, self.hand, replace(WHOLE_BOARD, passes=bows)) for stage in shown]
        passes = self._passes() | bows
        equal = self._largest(shown, plain, lambda zoom: Artboard(zoom, passes=passes))
        free: Artboard | None = None
        if self.grid.columns > 1 and (equal is None or equal.zoom < ZOOMS[0]):
            needs = self._needs(shown)
            free = self._largest(shown, plain, lambda zoom: _free(self.grid, needs, zoom, passes))
        return free if free and (equal is None or free.zoom >= equal.zoom * WORTH) else equal

    def _largest(
        self,
        stages: Sequence[Stage],
        plain: Sequence[Mapping[str, Drawing]],
        artboard_at: Callable[[float], Artboard | None],
    ) -> Artboard | None:
        """The artboard with the largest zoom on which there is room for all."""

        def at(zoom: float) -> Artboard | None:
            artboard = artboard_at(zoom)
            return artboard if artboard and self._has_room(stages, plain, artboard) else None

        found = next(filter(None, map(at, ZOOMS)), None)
        for zoom in LARGER if found and found.zoom == ZOOMS[0] else ():
            if found and self._fills(stages, found) >= FILLED:
                break
            found = at(zoom) or found
        return found

    def _fills(self, stages: Iterable[Stage], artboard: Artboard) -> float:
        """The share of the frame that the largest of these pictures fills."""
        drawn = (draw_stage(stage, self.hand, artboard).values() for stage in stages)
        boxes = (union([bounds(s) for drawing in each for s in drawing.shapes]) for each in drawn)
        return max((share_filled(box, artboard.safe) for box in boxes), default=1.0)

    def _passes(self) -> frozenset[int]:
        """Rows below which something passes to what stands under them."""
        found = set()
        for start, end in self.talks:
            upper, lower = self.grid.area(start.actor), self.grid.area(end.actor)
            if upper and lower and upper.row > lower.row:
                upper, lower = lower, upper
            if upper and lower and upper.row + upper.rows == lower.row and _is_over(upper, lower):
                found.add(lower.row - 1)
        return frozenset(found)

    def _bow_passes(self, plain: Sequence[Mapping[str, Drawing]]) -> frozenset[int]:
        """Rows that stand too near to the next for what bows there from one part to another."""
        return frozenset(
            area.row - 1
            for name in {pair[0].actor for pair in self.talks if _talks_to_itself(pair)}
            if (area := self.grid.area(name)) and area.row
            for drawings in plain
            if name in drawings and not drawings[name].straight and _lacks_room(name, drawings)
        )

    def _telling(self) -> Sequence[Stage]:
        """The stages that show something new: most of a stage is that of the step before."""
        seen: set[int] = set()
        telling = []
        for stage in self.stages:
            new = {id(actor) for actor in stage.actors if actor.shown} - seen
            if new:
                telling.append(stage)
                seen |= new
        return telling

    def _needs(self, stages: Iterable[Stage]) -> dict[str, float]:
        """The width that each actor needs to be as good as it can be."""
        needs: dict[str, float] = {}
        seen: set[int] = set()
        for stage in stages:
            for actor in stage.actors:
                if actor.shown and id(actor) not in seen and self.grid.area(actor.id):
                    seen.add(id(actor))
                    least = needs.get(actor.id, NARROWEST)
                    needs[actor.id] = needed_width(actor, self.hand, least)
        return needs

    def _has_room(
        self, stages: Sequence[Stage], plain: Sequence[Mapping[str, Drawing]], artboard: Artboard
    ) -> bool:
        for stage, before in zip(stages, plain, strict=True):
            if tracks_of(stage, self.hand.measures, artboard).is_tight:
                return False
            drawings = draw_stage(stage, self.hand, artboard)
            if not all(
                _is_as_good(old, drawings[name], _form_of(stage, name), artboard.zoom)
                for name, old in before.items()
            ):
                return False
            if not _are_alike(before, drawings):
                return False
            if not self._can_talk(before, drawings) or not self._can_bow(drawings, artboard.field):
                return False
            if any(_sticks_out(drawings, artboard.field)):
                return False
        return self._is_linked_well(artboard)

    def _can_bow(self, drawings: Mapping[str, Drawing], field: Rect) -> bool:
        """Whether there is room above or below an actor for what passes from one of its parts to another."""
        own = {pair[0].actor for pair in self.talks if _talks_to_itself(pair)} & drawings.keys()
        rows = [name for name in own if not drawings[name].straight]
        return all(_room_beside(name, drawings, field) >= PASS_GAP for name in rows)

    def _is_linked_well(self, artboard: Artboard) -> bool:
        """Whether each line finds a way as direct, and its words a place, where there are most of them."""
        stage = max(self.stages, key=lambda stage: len(stage.links))
        now, ample = (
            LinkLines.of(stage, draw_stage(stage, self.hand, board), board.field)
            for board in (artboard, replace(artboard, zoom=1.0, widths=()))
        )
        return not now.crowded and now.detours <= ample.detours and not now.is_blocked

    def _can_talk(self, before: Mapping[str, Drawing], now: Mapping[str, Drawing]) -> bool:
        for (start, end), wide in self.talks.items():
            places = [(anchor(drawings, start), anchor(drawings, end)) for drawings in (before, now)]
            (a, b), (c, d) = places
            if a and b and c and d and start != end and apart(c, d) < min(apart(a, b), _needed(c, d, wide)):
                return False
        return True


def _best(choices: Iterable[_Scenes]) -> Arrangement | None:
    """The arrangement that shows most, if there is room in any; a later one must show clearly more."""
    fitting = [(each, artboard) for each in choices if (artboard := each.artboard())]
    least = TOO_SMALL * max((artboard.zoom for _, artboard in fitting), default=0.0)
    best, most = None, 0.0
    for each, artboard in fitting:
        if artboard.zoom >= least and (worth := each.worth(artboard)) > most * CLEARLY:
            best, most = Arrangement(each.grid, artboard), worth
    return best


def _talks_to_itself(pair: Pair) -> bool:
    return pair[0].actor == pair[1].actor


def _room_beside(name: str, drawings: Mapping[str, Drawing], field: Rect) -> float:
    """Px above or below an actor, up to what stands there, whichever is more."""
    place = drawings[name].anchors[""]
    others = [drawing.anchors[""] for other, drawing in drawings.items() if other != name]
    over = max((each.bottom for each in others if each.bottom <= place.y), default=field.y)
    under = min((each.y for each in others if each.y >= place.bottom), default=field.bottom)
    return max(place.y - over, under - place.bottom)


def _lacks_room(name: str, drawings: Mapping[str, Drawing]) -> bool:
    """Whether something stands so near above and below an actor with its texts that nothing bows between."""
    places = {
        each: union([bounds(s) for s in drawing.shapes])
        for each, drawing in drawings.items()
        if drawing.shapes
    }
    own = places.pop(name)
    over = max((each.bottom for each in places.values() if each.bottom <= own.y), default=FIELD.y)
    under = min((each.y for each in places.values() if each.y >= own.bottom), default=FIELD.bottom)
    return max(own.y - over, under - own.bottom) < PASS_GAP


def _sticks_out(drawings: Mapping[str, Drawing], field: Rect) -> Iterator[bool]:
    """Of each shape, whether it leaves the field."""
    for drawing in drawings.values():
        for rect in map(bounds, drawing.shapes):
            out = (field.x - rect.x, rect.right - field.right, field.y - rect.y, rect.bottom - field.bottom)
            yield max(out) > 1.0


def _is_over(upper: Area, lower: Area) -> bool:
    return upper.column < lower.column + lower.columns and lower.column < upper.column + upper.columns


def _free(grid: Grid, needs: Mapping[str, float], zoom: float, passes: frozenset[int]) -> Artboard | None:
    """An artboard with columns as wide as what they hold needs, and equal shares of what is left."""
    room = Artboard(zoom).safe.w
    widths = [NARROWEST] * grid.columns
    areas = [(grid.area(name), wide) for name, wide in needs.items()]
    placed = [(area, wide) for area, wide in areas if area]
    for area, wide in sorted(placed, key=lambda item: item[0].columns):
        columns = range(area.column, area.column + area.columns)
        missing = wide + BREATH - sum(widths[c] for c in columns) - COLUMN_GAP * (area.columns - 1)
        for column in columns:
            widths[column] += max(0.0, missing) / area.columns
    spare = room - sum(widths) - COLUMN_GAP * (grid.columns - 1)
    return (
        Artboard(zoom, tuple(wide + spare / grid.columns for wide in widths), passes) if spare >= 0 else None
    )


def needed_width(actor: Actor, hand: Hand, least: float) -> float:
    """The least width in which an actor is drawn as well as in all of the frame, but no less than `least`."""
    ample = draw_alone(actor, SAFE.w, hand)
    form = view_of(actor)
    low, high = least, SAFE.w
    if _is_as_good(ample, draw_alone(actor, low, hand), form):
        return low
    while high - low > FINE:
        middle = (low + high) / 2
        if _is_as_good(ample, draw_alone(actor, middle, hand), form):
            high = middle
        else:
            low = middle
    return high


def _needed(one: Rect, other: Rect, wide: float) -> float:
    """The px between two that leave room for words on their way."""
    across = max(one.x - other.right, other.x - one.right)
    down = max(one.y - other.bottom, other.y - one.bottom)
    return (wide + 4 * GAP) if across > down else PASS_GAP - GAP


def _form_of(stage: Stage, name: str) -> View:
    actor = stage.actor(name)
    assert actor is not None  # it was drawn
    return view_of(actor)


def _is_as_good(before: Drawing, now: Drawing, view: View, zoom: float = 1.0) -> bool:
    is_roomy = (_has_long_bars if view.has_lengths else _is_as_roomy)(parts_of(before), parts_of(now))
    return is_roomy and not now.problems and _is_as_readable(before, now, zoom)


def _has_long_bars(before: Mapping[str, Rect], now: Mapping[str, Rect]) -> bool:
    """A bar is as long as its amount is large; how the longest compares with the others must be seen."""
    longest, was = (max((rect.w for rect in each.values()), default=0.0) for each in (now, before))
    return longest >= min(was, LONG) - 1


def _is_as_readable(before: Drawing, now: Drawing, zoom: float) -> bool:
    sizes = {shape.key: shape.size for shape in now.shapes if isinstance(shape, Label)}
    labels = [shape for shape in before.shapes if isinstance(shape, Label)]
    return len(sizes) <= len(labels) and all(
        sizes.get(label.key, 0.0) >= ALIKE * max(label.size / zoom, min(label.size, PLAIN))
        for label in labels
    )


def _are_alike(before: Mapping[str, Drawing], now: Mapping[str, Drawing]) -> bool:
    """Whether words that were of one size, and may be smaller, still are."""
    sizes: dict[float, list[float]] = {}
    for old, new in zip(_words(before), _words(now), strict=True):
        if old.size > PLAIN:
            sizes.setdefault(old.size, []).append(new.size)
    return all(min(each) >= ALIKE * max(each) for each in sizes.values())


def _words(drawings: Mapping[str, Drawing]) -> list[Label]:
    shapes = (shape for drawing in drawings.values() for shape in drawing.shapes)
    return sorted((shape for shape in shapes if isinstance(shape, Label)), key=lambda label: label.key)


def _is_as_roomy(before: Mapping[str, Rect], now: Mapping[str, Rect]) -> bool:
    for part, rect in now.items():
        old = before[part]
        if rect.w < min(SQUARE * rect.h, old.w / old.h * rect.h if old.h else 0.0) - 1:
            return False
    pairs = combinations(now, 2) if len(now) <= 12 else ()
    return all(apart(now[a], now[b]) >= min(BETWEEN, apart(before[a], before[b])) - 1 for a, b in pairs)
