"""A formula: the outlines of its signs, each with a key of its own, so that what stays can travel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.shapes import Box, Outline, Rect, Shape, bounds, union
from explainsite.picture.views.common import OPACITY, label_above
from explainsite.storyboard.actors.formula import standing
from explainsite.storyboard.state import Actor, Part
from explainsite.typesetting import Formula, Sign, typeset

SIZE, LEAST = 92.0, 52.0
"""Px of an em, at most and at least: the signs of an index's index are half as large."""
HEAD = 72.0
"""Px for the label above."""
PAD = 10.0
"""Px between a term and the wash behind it."""


def formula_height(actor: Actor) -> float:
    """The formula at its largest, and its label."""
    return _set(actor).height * SIZE + 2 * PAD + _head(actor)


def formula_reach(actor: Actor) -> tuple[float, float]:
    """Width and height in ems."""
    formula = _set(actor)
    return formula.width, formula.height


def _head(actor: Actor) -> float:
    return HEAD if actor.label else 0.0


def _set(actor: Actor) -> Formula:
    return typeset(actor.spec.text, actor.spec.sources)


def draw_formula(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The formula in the middle of its area or on its rail, in one size through the film."""
    formula = _set(actor)
    wide = max(setting.reach[0], formula.width)
    room = area.w - (setting.gutter if setting.has_rail else 0.0)
    fits = min(room / wide, (area.h - _head(actor) - 2 * PAD) / formula.height)
    size = max(LEAST, min(SIZE, fits))
    top = area.y + (area.h - _head(actor) - formula.height * size) / 2 + _head(actor)
    place = Rect(setting.span(area, formula.width * size), top, formula.width * size, formula.height * size)
    signs = tuple(_signs(actor, formula, place, size))
    runs = {part.id: list(_runs(standing(actor.spec, part.id), signs)) for part in actor.parts if part.id}
    anchors = {name: union(rects) if rects else place for name, rects in runs.items()} | {"": place}
    shapes = (
        *label_above(actor, area, setting, top - HEAD / 2 - 6),
        *_washes(actor, runs),
        *(outline for _, outline in signs),
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
        key = f"{actor.id}/{sign.term}/{sign.name}" if sign.term else f"{actor.id}/{sign.name}"
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
            yield Box(key=f"{actor.id}/{part.id}/wash.{index}", x=place.x, y=place.y, w=place.w, h=place.h,
                      radius=12, fill=f"{role}@0.16", opacity=OPACITY[part.emphasis], z=-1)  # fmt: skip
