"""`plot`: curves on two axes. They go on or become others; markers and lines move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from explainsite.content.nodes import Node
from explainsite.diagnostics import Span
from explainsite.storyboard.actors.curves import (
    PlotSpec,
    as_points,
    check,
    course,
    describe_part,
    describe_x,
    marked,
    off_axis,
    parts_of,
    reach,
    value_at,
    written_on,
)
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.call import Call
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Part, Point, Target
from explainsite.storyboard.values import as_number
from explainsite.storyboard.words import number, quoted, sentence


def _append(call: Call, actor: Actor, series: str | None, node: Node) -> tuple[Actor, list[str]]:
    """A curve that goes on, and what is said of it."""
    part = actor.part(series or "")
    if part is None or part.sort != "series":
        raise Problem(
            "bad-verb",
            f"values are appended to a series of `{actor.id}`",
            node.span,
            hint=_example(actor),
            certain=True,
        )
    plain = call.plain(node)
    new = _points(actor, plain if isinstance(plain, list) else [plain], node.span, after=part.points)
    longer = replace(part, points=(*part.points, *new))
    changed = actor.with_parts(frozenset({part.id}), lambda _: longer)
    x, y = new[-1]
    described = f"{part.text} goes on to {written_on(actor.spec.y, y)} at {describe_x(actor.spec, x)}"
    return changed, [sentence(described)] if part.filled else []


def _example(actor: Actor) -> str:
    name = next(iter(actor.spec.series), "curve")
    return f"for example `append: {{{actor.id}.{name}: [0.5, 0.4]}}`"


def _points(actor: Actor, plain: Any, span: Span, *, after: tuple[Point, ...] = ()) -> tuple[Point, ...]:
    """New points of a curve, which its axes can show; mere numbers go on in the steps of those before."""
    step = after[-1][0] - after[-2][0] if len(after) > 1 else 1.0
    first = after[-1][0] + step if after else 0.0
    try:
        points = as_points(plain, first=first, step=step)
    except ValueError as error:
        raise Problem("wrong-type", f"a curve {error}", span, hint=_example(actor)) from None
    if after and points[0][0] <= after[-1][0]:
        raise Problem(
            "wrong-type",
            f"the curve is at {number(after[-1][0])} already, and {number(points[0][0])} is not after it",
            span,
            hint="`append` goes on to the right; `set` gives a curve other values",
        )
    return _on_axes(actor, points, span)


def _on_axes(actor: Actor, points: tuple[Point, ...], span: Span) -> tuple[Point, ...]:
    wrong = off_axis(actor.spec, points)
    if wrong:
        raise Problem("bad-verb", wrong, span, hint=f"give `{actor.id}` a larger axis, or other values")
    return points


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A part of a plot with other values: a curve, a point, the y of a line, the x of a marker."""
    if part.sort == "series":
        return replace(part, points=_points(actor, value, span))
    if part.sort == "point":
        if not isinstance(value, list | tuple) or len(value) != 2:
            raise Problem(
                "wrong-type",
                f"`{actor.id}.{part.id}` is a point",
                span,
                hint="give it `[x, y]`, as `[3, 0.5]`",
            )
        x, y = (as_number(one, span) for one in value)
        return replace(part, points=_on_axes(actor, ((x, y),), span))
    to = as_number(value, span)
    if part.sort == "line":
        lowest = actor.part(next(iter(actor.spec.series), ""))
        x = lowest.points[0][0] if lowest else to
        _on_axes(actor, ((x, to),), span)
        return replace(part, value=to)
    series = actor.part(actor.spec.markers[part.id].along)
    assert series is not None
    if value_at(series.points, to) is None:
        raise Problem(
            "bad-verb", f"`{series.id}` has no value at {number(to)}", span, hint=reach(series.points)
        )
    return replace(part, value=to)


def _describe_changes(actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    yield from (_moved(actor, change.new) for change in changes if change.new.filled)


def _moved(actor: Actor, new: Part) -> str:
    spec = actor.spec
    if new.sort == "series":
        return f"{new.text} now {course(spec, new.points)}"
    if new.sort == "line":
        return f"the line {quoted(new.text)} moves to {written_on(spec.y, new.value or 0.0)}"
    x, y = new.points[0] if new.sort == "point" else marked(actor, new)
    at = describe_x(spec, x)
    if new.sort == "point":
        return f"the point {quoted(new.text)} moves to {at}, {written_on(spec.y, y)}"
    along = spec.markers[new.id].along
    return f"the marker {quoted(new.text)} moves along {along} to {at}, {written_on(spec.y, y)}"


def _require(call: Call, target: Target) -> None:
    """Notes stand in the field, beside a place in it."""
    part = call.actor(target).part(target.part or "")
    if part is None or part.sort not in {"point", "marker"}:
        raise Problem(
            "bad-verb",
            f"a note in `{target.actor}` stands at a point or a marker, and `{target}` is neither",
            call.span,
            hint="give it `points`, one where the note belongs; a curve has its name at its end",
            certain=True,
        )


def _contents(actor: Actor) -> str:
    return "; ".join(describe_part(actor, part) for part in actor.parts if part.filled)


def _describe_shown(actor: Actor, part: Part) -> str:
    if part.sort == "series":
        return f"{part.text} appears in {actor.name}; it {course(actor.spec, part.points)}"
    return f"{describe_part(actor, part)} appears in {actor.name}"


PLOT = ActorKind(
    name="plot",
    group="Numbers",
    spec=PlotSpec,
    parts=parts_of,
    contents=_contents,
    check=check,
    part_noun="curve",
    takes_lists=True,
    assign=_assign,
    describe_changes=_describe_changes,
    append_inside=_append,
    describe_shown=_describe_shown,
    require=_require,
    extra=frozenset({"show", "hide", "note"}),
    example="{is: plot, x: {label: epoch}, y: {label: loss}, series: {train: [2.3, 1.1, 0.6, 0.4]}}",
    demo="""\
stage:
  loss:
    is: plot
    x: {label: epoch}
    y: {label: loss}
    series:
      train: [2.30, 1.58, 1.12, 0.84, 0.66, 0.53, 0.44, 0.37, 0.32, 0.28, 0.25]
      test: [2.34, 1.66, 1.26, 1.02, 0.89, 0.82, 0.80, 0.83, 0.89, 0.97, 1.06]
    markers: {stop: {along: test, at: 1}}
    smooth: [train, test]
    later: [test, stop]
beats:
  - title: One curve falls, the other turns
    say: On data that it has not seen, the model gets better, and then worse.
    do:
      - show: loss
      - show: loss.test
  - title: Stop at the lowest point
    say: The best model is the one of epoch 6.
    do:
      - show: loss.stop
      - set: {loss.stop: 6}
      - mark: {loss.stop: {role: good, as: where to stop}}
""",
)
