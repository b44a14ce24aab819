"""An author's kind as the storyboard and the pictures know it, each of its functions watched.

What such a function raises, or gives that nobody can use, is a `Problem` at the author's own line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from inspect import unwrap
from math import isfinite
from typing import Any, TypeVar

from explainsite.actors import Curve, Graph, Kind, Label, Outline, Shape
from explainsite.content.blame import complaint, raised
from explainsite.content.isolation import TooLongError
from explainsite.content.source import Source
from explainsite.diagnostics import Span
from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.keys import inside, part_of
from explainsite.picture.palette import is_colour
from explainsite.picture.shapes import Rect, bounds, union
from explainsite.picture.views.common import DIMMED, HEAD, actor_opacity, label_above
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.defaults import assign, describe_contents, describe_in_place
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.phrases import by_text_or_place
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import ROLES
from explainsite.storyboard.state import Actor, Change, Part
from explainsite.storyboard.values import as_number

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose code a kind is: that of an author's file, or of an installed package."""

    name: str
    source: Source | None = None
    span: Span | None = None
    """Where the file makes the kind."""
    package: str = ""

    def call(self, function: Callable[..., T], *arguments: Any) -> T:
        """What a function of this code gives; what it raises becomes a `Problem`."""
        try:
            return function(*arguments)
        except (KeyboardInterrupt, TooLongError, Problem):
            raise
        except BaseException as error:
            if self.source is None:
                raise self.problem(f"raised {raised(error)}") from error
            raise Problem("actors-error", *complaint(self.source, error)) from error

    def problem(self, words: str, function: Callable[..., Any] | None = None, *, hint: str = "") -> Problem:
        """A problem with what a function of this code gave, at its first line."""
        code = getattr(unwrap(function), "__code__", None) if function else None
        span = self.span
        if self.source is not None and code is not None and code.co_filename == self.source.path:
            span = self.source.line_span(code.co_firstlineno)
        return Problem("actors-error", f"`{self.name}` {words}", span, hint=hint)


def actor_kind(kind: Kind, owner: Owner) -> ActorKind:
    """A kind as the storyboard knows it, each of its functions watched."""
    owner.call(kind.spec.model_rebuild)
    append = kind.append
    return ActorKind(
        name=kind.name,
        spec=kind.spec,
        parts=partial(_parts, kind, owner),
        contents=partial(_contents, kind, owner),
        part_noun=kind.part,
        places=partial(_places, kind, owner),
        next_part=(lambda actor, text: _part(kind, owner, actor, text)) if append else None,
        room=lambda spec: int(owner.call(kind.room, spec)),
        example=kind.example or f"{{is: {kind.name}}}",
        extra=frozenset(kind.verbs),
        part_names=by_text_or_place,
        assign=_assign,
        describe_changes=partial(_describe_changes, kind, owner),
        keeps_amounts=True,
        view=View(partial(_draw, kind, owner), partial(_height, kind, owner), package=owner.package),
    )


def _describe_changes(kind: Kind, owner: Owner, actor: Actor, changes: Sequence[Change]) -> Iterator[str]:
    """As the kind says it; else other texts by their places, and other amounts by what there is now."""
    if kind.becomes is not None:
        old = {change.old.id: change.old for change in changes}
        before = replace(actor, parts=tuple(old.get(part.id, part) for part in actor.parts))
        words = _words(owner, f"what a `{kind.name}` becomes", kind.becomes, before, actor)
        return iter([words] if words else [])
    are_texts = all(change.old.value == change.new.value for change in changes)
    return (describe_in_place if are_texts else describe_contents)(actor, changes)


def _parts(kind: Kind, owner: Owner, spec: Any) -> tuple[Part, ...]:
    parts = owner.call(lambda: tuple(kind.parts(spec)))
    for flaw in _part_flaws(parts):
        raise owner.problem(f"gives the parts of a `{kind.name}` wrongly: {flaw}", kind.parts)
    return parts


def _part(kind: Kind, owner: Owner, actor: Actor, text: str) -> Part:
    assert kind.append is not None
    part = owner.call(kind.append, actor, text)
    for flaw in _part_flaws((*actor.parts, part)):
        raise owner.problem(f"appends to a `{kind.name}` wrongly: {flaw}", kind.append)
    return part


def _part_flaws(parts: tuple[Any, ...]) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, Part):
            yield f"{_kind_of(part)} is no `Part`"
            return
        name: Any = part.id
        text: Any = part.text
        if not isinstance(name, str) or not (name.replace("-", "").isalnum() or not name):
            yield f"a part's id is text of letters, digits and hyphens, not {name!r}"
        if not isinstance(text, str):
            yield f"the text of `{name}` is {_kind_of(text)}"
        if part.value is not None and not _is_number(part.value):
            yield f"the value of `{part.id}` is {part.value!r}"
    ids = [part.id for part in parts]
    if "" in ids and len(ids) > 1:
        yield "one of several parts has no id"
    yield from (f"two parts have the id `{one}`" for one in dict.fromkeys(ids) if ids.count(one) > 1)


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A number for a part that has one already, and a text for any other."""
    if part.value is None:
        return assign(actor, part, value, span)
    return replace(part, value=as_number(value, span))


def _contents(kind: Kind, owner: Owner, actor: Actor) -> str:
    return _words(owner, f"what a `{kind.name}` holds", kind.contents, actor)


def _places(kind: Kind, owner: Owner, actor: Actor, parts: Sequence[Part]) -> str:
    return _words(owner, f"where parts of a `{kind.name}` are", kind.places, actor, parts)


def _words(owner: Owner, what: str, function: Callable[..., Any], *arguments: Any) -> str:
    """What a function says, which must be a text."""
    words: Any = owner.call(function, *arguments)
    if not isinstance(words, str):
        raise owner.problem(f"says {what} with {_kind_of(words)}, which is no text", function)
    return words


def _height(kind: Kind, owner: Owner, actor: Actor) -> float | None:
    own: Any = owner.call(kind.height, actor) if callable(kind.height) else kind.height
    if own is not None and not _is_number(own):
        raise owner.problem(f"gives {own!r} as the height of a `{kind.name}`")
    return None if own is None else own + _head(actor)


def _head(actor: Actor) -> float:
    """Px above a drawing for the label."""
    return HEAD if actor.label else 0.0


def _draw(kind: Kind, owner: Owner, actor: Actor, area: Rect, setting: Setting) -> Drawing:
    head = _head(actor)
    room = Rect(area.x, area.y + head, area.w, area.h - head)
    shapes = owner.call(lambda: tuple(kind.draw(actor, room)))
    for flaw in _shape_flaws(shapes):
        hint = f"roles are {', '.join(ROLES)}" if "colour role" in flaw else ""
        raise owner.problem(f"draws a `{kind.name}` wrongly: {flaw}", kind.draw, hint=hint)
    parts = {part.id: [s for s in shapes if _part_id(s, actor) == part.id] for part in actor.parts}
    anchors = {name: union([bounds(s) for s in mine]) for name, mine in parts.items() if mine}
    whole = anchors[""] = union([bounds(shape) for shape in shapes]) if shapes else room
    label = label_above(
        actor,
        Rect(whole.x, area.y, whole.w, area.h),
        Setting(),
        whole.y - head / 2 - 4,
        wide=area.w,
    )
    return Drawing(
        shapes=(*label, *(_placed(shape, actor) for shape in shapes)), anchors=anchors, straight=True
    )


def _part_id(shape: Shape, actor: Actor) -> str | None:
    return "" if actor.is_single else part_of(inside(actor.id, shape.key))


def _placed(shape: Shape, actor: Actor) -> Shape:
    """A shape under its actor's key, as dim as what it belongs to."""
    part = actor.part(_part_id(shape, actor) or "")
    dim = (DIMMED if part.emphasis == "dim" else 1.0) if part else actor_opacity(actor)
    return replace(shape, key=inside(actor.id, shape.key), opacity=shape.opacity * dim)


def _shape_flaws(shapes: tuple[Any, ...]) -> Iterator[str]:
    for shape in shapes:
        if not isinstance(shape, Shape):
            yield f"{_kind_of(shape)} is no `Box`, `Label`, `Curve`, `Dot`, `Graph` or `Outline`"
            return
        yield from (f"{flaw}, in the shape `{shape.key}`" for flaw in _flaws_of(shape))
    keys = [shape.key for shape in shapes]
    yield from (f"two shapes have the key `{key}`" for key in dict.fromkeys(keys) if keys.count(key) > 1)


def _flaws_of(shape: Shape) -> Iterator[str]:
    for field in fields(shape):
        value: Any = getattr(shape, field.name)
        if field.name in {"fill", "stroke", "colour"}:
            if not _is_colour(value) and not (value is None and "None" in str(field.type)):
                yield f"`{field.name}` is {value!r}, which is no colour role"
        elif field.type == "float" and not _is_number(value):
            yield f"`{field.name}` is {value!r}, which is no number"
        elif field.type == "str" and not isinstance(value, str):
            yield f"`{field.name}` is {value!r}, which is no text"
    yield from _course_flaws(shape)
    if isinstance(shape, Label) and len(str(shape.text).splitlines()) > 1:
        yield "a label stands on one line"


def _course_flaws(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Curve) and not _is_path(shape.points):
        yield "`points` are not a first point and three for each curve; `line` and `arc` make them"
    if isinstance(shape, Graph) and not _are_points(shape.points):
        yield "`points` are not two places or more, each `(x, y)`"
    if isinstance(shape, Outline) and not (shape.contours and all(map(_is_path, shape.contours))):
        yield "`contours` are not paths, each a first point and three for each curve"


def _is_colour(value: Any) -> bool:
    role, _, share = value.partition("@") if isinstance(value, str) else ("", "", "")
    return is_colour(role) and (not share or share.replace(".", "", 1).isdigit())


def _is_path(points: Any) -> bool:
    return _are_points(points) and len(points) > 3 and len(points) % 3 == 1


def _are_points(points: Any) -> bool:
    try:
        return len(points) > 1 and all(_is_number(x) and _is_number(y) for x, y in points)
    except (TypeError, ValueError):
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _kind_of(value: Any) -> str:
    return f"a value of type `{type(value).__name__}`"
