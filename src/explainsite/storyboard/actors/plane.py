"""`plane`: points and arrows, angles between them, a point's neighbours, trails over contour lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, radians
from typing import Any

from explainsite.content.nodes import Node
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors.curves import written_on
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.actors.points import (
    PlaneSpec,
    arrows_of,
    as_walk,
    begins_at,
    check,
    distance,
    ends_at,
    levels_of,
    neighbours,
    off_plane,
    parts_of,
    rests_on,
    tip_of,
    turn_of,
    value_at,
)
from explainsite.storyboard.call import Call
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Part, Point, Target
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import counted, listed, minus, number, quoted, sentence

STEP, LONGEST_WALK = 0.45, 4.5
"""Seconds of each step of a trail, and of a long way."""
_MOST_NAMED = 6


def _append(call: Call, actor: Actor, name: str | None, node: Node) -> tuple[Actor, list[str]]:
    """A trail that goes on, and what is said of it."""
    part = actor.part(name or "")
    if part is None or part.sort != "trail":
        example = f"`append: {{{actor.id}.{next(iter(actor.spec.trails), 'walk')}: [1, 2]}}`"
        raise Problem(
            "bad-verb",
            f"points are appended to a trail of `{actor.id}`",
            node.span,
            hint=f"for example {example}",
            certain=True,
        )
    new = _walk(actor, call.plain(node), node.span)
    longer = replace(part, points=(*part.points, *new))
    changed = actor.with_parts(frozenset({part.id}), lambda _: longer)
    return changed, [sentence(_goes_on(actor, part, longer))] if part.filled else []


def _walk(actor: Actor, value: Any, span: Span) -> tuple[Point, ...]:
    try:
        points = as_walk(value)
    except ValueError as error:
        hint = "for example `[1, 2]`, or `[[1, 2], [0.5, 1]]`"
        raise Problem("wrong-type", f"a trail {error}", span, hint=hint) from None
    return _on_plane(actor, points, span)


def _on_plane(actor: Actor, points: tuple[Point, ...], span: Span) -> tuple[Point, ...]:
    if wrong := off_plane(actor.spec, points):
        raise Problem("bad-verb", wrong, span, hint=f"give `{actor.id}` a larger axis, or other points")
    return points


def _seconds(actor: Actor, changes: Sequence[Change]) -> float:
    """Each step of a trail is seen."""
    steps = max((len(change.new.points) - len(change.old.points) for change in changes), default=0)
    return min(LONGEST_WALK, pace.ENTER + STEP * (steps - 1)) if steps > 0 else 0.0


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A point or a trail elsewhere, an arrow that begins elsewhere, a circle that holds more or fewer."""
    if part.sort == "point":
        return replace(part, points=_on_plane(actor, (_point(actor, part, value, span),), span))
    if part.sort == "trail":
        return replace(part, points=_walk(actor, value, span))
    if part.sort == "circle":
        return replace(part, value=_count(actor, value, span))
    if part.sort == "arrow":
        return _laid(actor, part, value, span)
    raise Problem(
        "bad-verb",
        f"the angle `{part.id}` follows its arrows",
        span,
        hint=f"`set` moves what they end at, as `{actor.id}.{arrows_of(actor, part)[0].id}`",
    )


def _point(actor: Actor, part: Part, value: Any, span: Span) -> Point:
    if not isinstance(value, list | tuple) or len(value) != 2:
        where = f"`{actor.id}.{part.id}`"
        raise Problem("wrong-type", f"{where} is at a point", span, hint="give it `[x, y]`, as `[3, 0.5]`")
    x, y = (as_number(one, span) for one in value)
    return (x, y)


def _count(actor: Actor, value: Any, span: Span) -> float:
    count, most = as_number(value, span), sum(part.sort == "point" for part in actor.parts) - 1
    if not count.is_integer() or not 0 <= count <= most:
        hint = f"a whole number from 0 to {most}"
        raise Problem("wrong-type", f"a circle cannot hold {number(count)} neighbours", span, hint=hint)
    return count


def _laid(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """An arrow with its beginning at a point, at the tip of another arrow, or at a place."""
    if isinstance(value, list | tuple):
        return replace(part, parent=None, points=_on_plane(actor, (_point(actor, part, value, span),), span))
    there = actor.part(str(value))
    known = [one.id for one in actor.parts if one.sort in {"point", "arrow"} and one.id != part.id]
    if there is None or there.id not in known:
        raise Problem(
            "unknown-part",
            f"an arrow cannot begin at `{value}`",
            span,
            hint=f"give it a point `[x, y]`, or one of {listed([f'`{name}`' for name in known])}",
        )
    if part.id in rests_on(actor, there.id):
        message = f"`{there.id}` begins at the tip of `{part.id}`, which cannot begin at its tip"
        raise Problem("bad-verb", message, span, hint="lay one of them elsewhere first")
    return replace(part, parent=there.id, points=())


def _require_point(call: Call, target: Target) -> None:
    """A note stands beside what has a name on the plane."""
    actor = call.actor(target)
    if target.part is None:
        first = next((part.id for part in actor.parts), "point")
        message = f"a note stands beside one point of `{actor.id}`: say which"
        hint = f"for example `note: {{{actor.id}.{first}: a few words}}`"
        raise Problem("bad-verb", message, call.arguments.span, hint=hint)


# --- In words


def _at(actor: Actor, point: Point) -> str:
    """`(0.5, −1)`."""
    x, y = (written_on(axis, value) for axis, value in zip((actor.spec.x, actor.spec.y), point, strict=True))
    return f"({x}, {y})"


def _where(actor: Actor, place: str | Point | None) -> str:
    if place is None:
        return "the origin"
    if not isinstance(place, str):
        return _at(actor, place)
    part = actor.part(place)
    return f"the tip of {place}" if part and part.sort == "arrow" else place


def _end(actor: Actor, tip: Point) -> str:
    """Where an arrow ends: at a point, or near one."""
    if there := ends_at(actor, tip):
        return f"at {there.text}"
    points = [part for part in actor.parts if part.sort == "point" and part.filled]
    nearest = min(points, key=lambda part: distance(part.points[0], tip), default=None)
    return f"at {_at(actor, tip)}" + (f", nearest to {nearest.text}" if nearest else "")


Described = tuple[str, str]
"""What something on the plane is, and what is more to say of it, if anything."""


def _arrow(actor: Actor, part: Part) -> Described:
    spec, name = actor.spec.arrows[part.id], f"an arrow {quoted(part.text)}"
    begin, end = _where(actor, begins_at(actor, part)), _end(actor, tip_of(actor, part))
    if spec.sum:
        terms = " ".join(f"{'−' if t.startswith('-') else '+'} {t.removeprefix('-')}" for t in spec.sum)
        return name, f"the sum {terms.removeprefix('+ ')}, ending {end}"
    if part.parent or part.points:
        return f"{name} from {begin}", f"ending {end}"
    return f"{name} from {begin} to {_where(actor, spec.to)}", ""


def shown_angle(actor: Actor, part: Part) -> str:
    """What stands beside an angle."""
    turn = abs(turn_of(actor, part))
    if actor.spec.measure == "degrees":
        return f"{turn:.0f}°"
    return f"cos {minus(f'{cos(radians(turn)):.2f}')}"


def _angle(actor: Actor, part: Part) -> Described:
    first, second = (arrow.text for arrow in arrows_of(actor, part))
    value = shown_angle(actor, part)
    said = value if actor.spec.measure == "degrees" else f"its cosine is {value.removeprefix('cos ')}"
    return f"the angle between {first} and {second}", said


def _circle(actor: Actor, part: Part) -> Described:
    circle, held = f"a circle around {actor.spec.circles[part.id].around}", _held(actor, part)
    return (circle, f"with {held}") if held else (f"{circle} that holds no other point", "")


def _held(actor: Actor, part: Part) -> str:
    """`the two nearest points, a and b`; empty for none."""
    held = [one.text for one in neighbours(actor, part)]
    if not held:
        return ""
    nearest = "the nearest point" if len(held) == 1 else f"the {counted(len(held), 'nearest point')}"
    return f"{nearest}, {listed(held)}"


def _trail(actor: Actor, part: Part) -> Described:
    name, first, last = (
        f"a trail {quoted(part.text)}",
        _at(actor, part.points[0]),
        _at(actor, part.points[-1]),
    )
    level = _level(actor, part.points[-1])
    if len(part.points) == 1:
        return f"{name} that begins at {first}", level
    return f"{name} of {counted(len(part.points) - 1, 'step')} from {first} to {last}", level


def _level(actor: Actor, point: Point) -> str:
    """`where loss is 0.4`."""
    value = value_at(actor.spec.contours, point)
    if value is None or not actor.spec.contours.label:
        return ""
    return f"where {actor.spec.contours.label} is {_written(value)}"


def _written(value: float) -> str:
    return minus(number(float(f"{value:.3g}")) if abs(value) >= 0.1 else f"{value:.2g}")


def _goes_on(actor: Actor, old: Part, new: Part) -> str:
    """`small goes on by five steps to (0.1, 0.2); loss falls from 4 to 0.2`."""
    steps = counted(len(new.points) - len(old.points), "step")
    said = f"{new.text} goes on by {steps} to {_at(actor, new.points[-1])}"
    before, after = (value_at(actor.spec.contours, part.points[-1]) for part in (old, new))
    if before is None or after is None or not actor.spec.contours.label:
        return said
    verb = "falls" if after < before else "rises"
    return f"{said}; {actor.spec.contours.label} {verb} from {_written(before)} to {_written(after)}"


_DESCRIBED = {"arrow": _arrow, "angle": _angle, "circle": _circle, "trail": _trail}


def _described(actor: Actor, part: Part) -> Described:
    if part.sort == "point":
        return f"{part.text} at {_at(actor, part.points[0])}", ""
    return _DESCRIBED[part.sort](actor, part)


def _contents(actor: Actor) -> str:
    shown = [part for part in actor.parts if part.filled]
    points = [part.text for part in shown if part.sort == "point"]
    said = [counted(len(points), "point")] if len(points) > _MOST_NAMED else []
    said += [f"the points {listed(points)}"] if 1 < len(points) <= _MOST_NAMED else []
    said += [f"the point {points[0]}"] if len(points) == 1 else []
    said = [*_axes(actor), *said]
    said += [", ".join(filter(None, _described(actor, part))) for part in shown if part.sort != "point"]
    if actor.spec.contours is not None:
        said.append(_contours(actor))
    return "; ".join(said)


def _axes(actor: Actor) -> Iterator[str]:
    """`axes from bread to crown and from he to she`, if their ends have names."""
    ends = [f"from {axis.opposite} to {axis.label}" for axis in (actor.spec.x, actor.spec.y) if axis.opposite]
    if ends:
        yield f"{'an axis' if len(ends) == 1 else 'axes'} {listed(ends)}"


def _contours(actor: Actor) -> str:
    contours = actor.spec.contours
    levels = levels_of(contours)
    of = f" of {contours.label}" if contours.label else ""
    return (
        f"contour lines{of} from {_written(levels[0])} to {_written(levels[-1])}"
        if levels
        else "contour lines"
    )


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    yield from (_changed(actor, change.new) for change in changes if change.new.filled)


def _changed(actor: Actor, new: Part) -> str:
    if new.sort == "point":
        return f"{new.text} moves to {_at(actor, new.points[0])}"
    if new.sort == "arrow":
        begin, end = _where(actor, begins_at(actor, new)), _end(actor, tip_of(actor, new))
        return f"the arrow {quoted(new.text)} now begins at {begin} and ends {end}"
    if new.sort == "circle":
        middle = actor.spec.circles[new.id].around
        return f"the circle around {middle} now holds {_held(actor, new) or 'no other point'}"
    steps = counted(len(new.points) - 1, "step")
    return f"{new.text} now has {steps} from {_at(actor, new.points[0])} to {_at(actor, new.points[-1])}"


def _describe_shown(actor: Actor, part: Part) -> str:
    if part.sort == "point":
        return f"{part.text} appears in {actor.name} at {_at(actor, part.points[0])}"
    what, more = _described(actor, part)
    joint = ", " if part.sort == "trail" else ": "
    return f"{what} appears in {actor.name}" + (f"{joint}{more}" if more else "")


PLANE = ActorKind(
    name="plane",
    group="Numbers",
    spec=PlaneSpec,
    parts=parts_of,
    contents=_contents,
    check=check,
    part_noun="trail",
    takes_lists=True,
    assign=_assign,
    describe_changes=_describe_changes,
    append_inside=_append,
    seconds=_seconds,
    describe_shown=_describe_shown,
    compared=None,
    extra=frozenset({"show", "hide", "note"}),
    require=_require_point,
    example="{is: plane, points: {man: [1, 1], woman: [1, 3], king: [4, 1.5]}, "
    "arrows: {step: {from: man, to: woman}}}",
    demo="""\
stage:
  words:
    is: plane
    points: {man: [1, 1], woman: [1.4, 3.1], king: [5, 1.3], queen: [5.5, 3.2], apple: [8, 2.4]}
    arrows: {gender: {from: man, to: woman}}
    later: [gender]
beats:
  - title: The same step elsewhere
    say: What leads from man to woman leads from king almost to queen.
    do:
      - show: words
      - show: words.gender
      - set: {words.gender: king}
      - mark: {words.queen: good}
""",
)
