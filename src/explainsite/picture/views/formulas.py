"""A formula: the outlines of its signs, each with a key of its own, so that what stays can travel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from explainsite.picture.drawing import Drawing, Reach, Setting, most
from explainsite.picture.keys import join
from explainsite.picture.paths import line
from explainsite.picture.shapes import Box, Curve, Label, Outline, Rect, Shape, bounds, union
from explainsite.picture.typeface import width
from explainsite.picture.views.common import OPACITY, label_above
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.formula import standing
from explainsite.storyboard.state import Actor, Part
from explainsite.typesetting import Formula, Sign, typeset

SIZE, LEAST = 92.0, 52.0
"""Px of an em, at most and at least: the signs of an index's index are half as large."""
HEAD = 72.0
"""Px for the label above."""
PAD = 10.0
"""Px between a term and the wash behind it."""
NOTE_SIZE, NOTE_GAP = 36.0, 44.0
NOTE_AT, NOTE_ROOM = 66.0, 84.0
"""Px from the formula to the middle of a remark, and to its end."""


def formula_height(actor: Actor) -> float:
    """The formula at its largest, its label and its remarks."""
    return formula_tall(actor, formula_reach(actor))


def formula_tall(actor: Actor, reach: Reach) -> float:
    """The same for the largest formula of a film."""
    _, high, notes = reach
    return high * SIZE + 2 * (notes + PAD) + _head(actor)


def formula_reach(actor: Actor) -> Reach:
    """Width and height in ems, and the px that remarks take above and below."""
    formula = _set(actor)
    return formula.width, formula.height, NOTE_ROOM if any(part.note for part in actor.parts) else 0.0


def _head(actor: Actor) -> float:
    return HEAD if actor.label else 0.0


def _set(actor: Actor) -> Formula:
    return typeset(actor.spec.text, actor.spec.sources)


def draw_formula(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The formula in the middle of its area or on its rail, in one size through the film."""
    formula = _set(actor)
    wide, _, notes = most(setting.reach, formula_reach(actor))
    room = setting.room(area)
    fits = min(room / wide, (area.h - _head(actor) - 2 * (notes + PAD)) / formula.height)
    size = max(LEAST, min(SIZE, fits))
    top = area.y + (area.h - _head(actor) - formula.height * size) / 2 + _head(actor)
    place = Rect(setting.span(area, formula.width * size), top, formula.width * size, formula.height * size)
    signs = tuple(_signs(actor, formula, place, size))
    runs = {part.id: list(_runs(standing(actor.spec, part.id), signs)) for part in actor.parts if part.id}
    anchors = {name: union(rects) if rects else place for name, rects in runs.items()} | {"": place}
    shapes = (
        *label_above(actor, area, setting, top - notes - HEAD / 2 - 6),
        *_washes(actor, runs),
        *(outline for _, outline in signs),
        *_notes(actor, runs, place, area),
    )
    return Drawing(shapes=shapes, anchors=anchors, problems=_problems(fits), straight=True)


def _problems(fits: float) -> tuple[str, ...]:
    if fits >= LEAST - 0.1:
        return ()
    return (f"the formula fits only at {fits:.0f} px, and its indices need {LEAST:.0f} to be read",)


def _signs(actor: Actor, formula: Formula, place: Rect, size: float) -> Iterator[tuple[str, Outline]]:
    """The signs with their terms; equal ones of a term are counted, so that each has its own key."""
    looks = {part.id: _look(actor, part) for part in actor.parts}
    seen: Counter[str] = Counter()
    for sign in formula.signs:
        key = join(actor.id, sign.term, sign.name)
        seen[key] += 1
        role, opacity = looks[sign.term]
        contours = _contours(sign, place, size)
        yield sign.term, Outline(key=f"{key}.{seen[key]}", contours=contours, fill=role, opacity=opacity)


def _look(actor: Actor, part: Part) -> tuple[str, float]:
    """Role and opacity of a part: its own, or what it has from the terms that it stands in."""
    around = [other for other in actor.parts if other.id and part.id in standing(actor.spec, other.id)]
    roles = [other.role for other in (part, *around) if other.role]
    lit = any(other.emphasis == "lit" for other in around)
    return roles[0] if roles else "ink", OPACITY["lit" if lit else part.emphasis]


def _runs(terms: frozenset[str], signs: tuple[tuple[str, Outline], ...]) -> Iterator[Rect]:
    """What each stretch of signs takes up that belongs to these terms: a term may stand in several places."""
    for belongs, run in groupby(signs, key=lambda item: item[0] in terms):
        if belongs:
            yield union([bounds(outline) for _, outline in run])


def _contours(sign: Sign, place: Rect, size: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(
        tuple((place.x + x * size, place.y + y * size) for x, y in contour) for contour in sign.contours
    )


def _washes(actor: Actor, runs: dict[str, list[Rect]]) -> Iterator[Shape]:
    """A wash behind each term that is marked or lit on its own."""
    whole = all(part.emphasis == "lit" for part in actor.parts)
    for part in actor.parts:
        role = part.role or ("accent" if part.emphasis == "lit" and not whole else None)
        for index, rect in enumerate(runs.get(part.id, ()) if role else ()):
            place = rect.inset(-PAD, -PAD)
            yield Box(key=join(actor.id, part.id, f"wash.{index}"), x=place.x, y=place.y, w=place.w,
                      h=place.h, radius=12, fill=f"{role}@0.16", opacity=OPACITY[part.emphasis],
                      z=-1)  # fmt: skip


def _notes(actor: Actor, runs: dict[str, list[Rect]], place: Rect, area: Rect) -> Iterator[Shape]:
    """Remarks below the formula, or above it for terms that stand high, each with a line to its term."""
    noted = [(part, runs[part.id][0]) for part in actor.parts if part.note and runs.get(part.id)]
    noted.sort(key=lambda item: item[1].centre[0])
    high = [part for part, rect in noted if rect.y - place.y < place.bottom - rect.bottom - 0.2 * place.h]
    for side, edge in ((-1, place.y - NOTE_AT), (1, place.bottom + NOTE_AT)):
        items = [(part, rect) for part, rect in noted if (part in high) == (side < 0)]
        middles = _apart([(rect.centre[0], _note_width(part)) for part, rect in items], area)
        for (part, rect), x in zip(items, middles, strict=True):
            term = (rect.centre[0], rect.y if side < 0 else rect.bottom)
            yield from _note(actor, part, term, (x, edge), side)


def _note_width(part: Part) -> float:
    return width(part.note, "sans", 450, NOTE_SIZE)


def _apart(wishes: list[tuple[float, float]], area: Rect) -> list[float]:
    """Middles for things of some width, from left to right: as near to where they wish as they can be."""
    middles: list[float] = []
    end = area.x
    for wish, wide in wishes:
        middles.append(max(wish, end + wide / 2))
        end = middles[-1] + wide / 2 + NOTE_GAP
    limit = area.right
    for index in reversed(range(len(wishes))):
        half = wishes[index][1] / 2
        middles[index] = min(middles[index], limit - half)
        limit = middles[index] - half - NOTE_GAP
    return middles


def _note(
    actor: Actor, part: Part, term: tuple[float, float], at: tuple[float, float], side: int
) -> Iterator[Shape]:
    """The words at `at`, and a line from there to the edge of their term."""
    key, opacity = join(actor.id, part.id), _look(actor, part)[1]
    colour = part.role or ("accent" if part.emphasis == "lit" else "muted")
    yield Label(key=join(key, "note"), x=at[0], y=at[1], text=part.note, size=NOTE_SIZE, colour=colour,
                opacity=opacity)  # fmt: skip
    points = line((at[0], at[1] - side * 24), (term[0], term[1] + side * (PAD + 6)))
    yield Curve(key=join(key, "leader"), points=points, stroke=colour, width=2.0, opacity=0.6 * opacity)


FORMULA = View(draw_formula, formula_height, formula_reach, formula_tall)
