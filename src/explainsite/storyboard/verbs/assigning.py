"""`set`: what actors hold becomes something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from explainsite.content.nodes import Mapping, Node, Sequence
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors.bars import held
from explainsite.storyboard.actors.cells import holding
from explainsite.storyboard.actors.counter import is_unset
from explainsite.storyboard.actors.matrix import heads, tally
from explainsite.storyboard.actors.parts import amounts, written
from explainsite.storyboard.actors.table import SEPARATOR
from explainsite.storyboard.call import Call, actor_in, parts_of
from explainsite.storyboard.fields import Amount, has_rows, one_list
from explainsite.storyboard.phrases import notes_told, parts_phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import part_hint
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.values import as_number, as_text
from explainsite.storyboard.verbs import plots, timelines
from explainsite.storyboard.verbs.rewriting import is_source, rewritten, told_rewriting
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import be, counted, listed, number, quoted, sentence

NUMERIC = frozenset({"counter", "gauge", "bars"})
"""Kinds whose parts hold a number; those of nodes hold a note, those of others a text."""
NODES = frozenset({"node", "cluster"})
GRIDS = frozenset({"cells", "matrix"})


@dataclass(frozen=True, slots=True)
class _Change:
    """A part before and after."""

    old: Part
    new: Part


def assign(call: Call) -> Step:
    """Parts take a new value or text."""
    stage = call.stage
    told: dict[str, list[_Change]] = {}
    notes: dict[str, list[Target]] = {}
    sentences: list[str] = []
    for targets, node in call.pairs("{cost: 36}"):
        actor = actor_in(stage, targets[0].actor)
        if is_source(actor, targets, node):
            anew = rewritten(call, actor, targets, node)
            sentences += [told_rewriting(actor, anew)] if actor.shown else []
            stage = stage.with_actor(anew)
            continue
        changes = [
            _Change(part, _changed(actor, part, value, span))
            for part, value, span in _values(call, stage, targets, node)
        ]
        new = {change.new.id: change.new for change in changes}
        actor = replace(actor, parts=tuple(new.get(part.id, part) for part in actor.parts))
        stage = stage.with_actor(actor)
        if actor.kind in NODES:
            changed = [change.new for change in changes if change.new != change.old]
            for part in changed:
                notes.setdefault(part.note, []).append(Target(actor=actor.id, part=part.id or None))
        else:
            told.setdefault(actor.id, []).extend(changes)
    sentences += [text for name, changes in told.items() for text in _told(actor_in(stage, name), changes)]
    sentences += notes_told(stage, notes)
    return Step(stage=stage, seconds=pace.CHANGE, sentences=tuple(filter(None, sentences)))


def _values(
    call: Call, stage: Stage, targets: tuple[Target, ...], node: Node
) -> Iterator[tuple[Part, Any, Span]]:
    """The parts that change, each with its value: one for all, one for each in order, or one by name."""
    actor = actor_in(stage, targets[0].actor)
    plain = call.plain(node)
    whole = targets[0].part is None
    if whole and isinstance(plain, dict):
        yield from _by_name(actor, plain, node)
        return
    parts = parts_of(actor, targets)
    is_one = actor.kind in {"plot", "table"} and len(parts) == 1 and not whole
    if whole and actor.kind in GRIDS and has_rows(plain):
        yield from _row_by_row(actor, parts, plain, node)
    elif isinstance(plain, list) and not is_one:
        yield from _in_order(actor, parts, plain, node, whole=whole)
    elif whole and not actor.is_single:
        example = f"{actor.id}.{actor.parts[0].id}" if actor.parts else f"{actor.id}.0"
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has several parts: say which one",
            node.span,
            hint=f"for example `{example}: value`, or a list with a value for each",
        )
    else:
        for part in parts:
            yield part, plain, node.span


def _by_name(actor: Actor, plain: dict[str, Any], node: Node) -> Iterator[tuple[Part, Any, Span]]:
    if not plain:
        raise Problem(
            "bad-do",
            f"`set` says nothing new of `{actor.id}`",
            node.span,
            hint="name its parts and their values",
        )
    for key, value in plain.items():
        part = actor.part(key) if key else None
        if part is None:
            span = node.keys[key].span if isinstance(node, Mapping) else node.span
            raise Problem(
                "unknown-part",
                f"`{actor.id}` has no part `{key}`",
                span,
                label="no such part",
                hint=part_hint(actor, key),
            )
        yield part, value, node.values[key].span if isinstance(node, Mapping) else node.span


def _row_by_row(
    actor: Actor, parts: list[Part], plain: list[Any], node: Node
) -> Iterator[tuple[Part, Any, Span]]:
    """The cells' values in a list of rows, as `items` has them."""
    try:
        values = one_list(plain, actor.spec.columns)
    except ValueError as error:
        hint = "give each row a value for each column"
        raise Problem("wrong-type", f"the values of `{actor.id}` {error}", node.span, hint=hint) from None
    rows = node.items if isinstance(node, Sequence) else ()
    nodes = [cell for row in rows for cell in (row.items if isinstance(row, Sequence) else ())]
    if len(nodes) < len(values):  # a row is a `$value`, or all of them are
        nodes = [node] * len(values)
    cells = [part for part in parts if part.id.isdigit()]
    if len(values) > len(cells):
        wanted = f"{counted(len(values), 'value')} for the {counted(len(cells), 'cell')} of `{actor.id}`"
        raise Problem("wrong-type", wanted, node.span, hint="leave rows out")
    for part, value, cell in zip(cells, values, nodes, strict=False):
        yield part, value, cell.span


def _in_order(
    actor: Actor, parts: list[Part], plain: list[Any], node: Node, *, whole: bool
) -> Iterator[tuple[Part, Any, Span]]:
    if not plain or len(plain) > len(parts) or (not whole and len(plain) < len(parts)):
        raise Problem(
            "wrong-type",
            f"{counted(len(plain), 'value')} for the {counted(len(parts), 'part')} of `{actor.id}`",
            node.span,
            hint="give each part its value",
        )
    for index, (part, value) in enumerate(zip(parts, plain, strict=False)):
        yield part, value, node.items[index].span if isinstance(node, Sequence) else node.span


def _changed(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    if actor.kind in _CHANGED:
        return _CHANGED[actor.kind](actor, part, value, span)
    if _holds_number(actor, part, value):
        return replace(part, value=_in_range(actor, as_number(value, span), span))
    text = as_text(value, span)
    if actor.kind == "code":
        text = _indented(text, value, part)
    if actor.kind in NODES:
        return replace(part, note=text)
    if not text and actor.kind != "matrix":
        raise Problem(
            "wrong-type", "an empty text shows nothing", span, hint="`clear` or `hide` takes things away"
        )
    if actor.kind != "cells":
        return replace(part, text=text, filled=True)
    cell = holding(actor.spec, part, text)
    if isinstance(value, int | float) and not isinstance(value, bool):  # from a data file, it tints any cells
        return replace(cell, value=float(value))
    return cell


def _holds_number(actor: Actor, part: Part, value: Any) -> bool:
    """Whether a part takes a number; one of an author's own kind does if it has one already."""
    if actor.kind == "list":
        return _is_number(value)
    return actor.kind in NUMERIC or (actor.traits.view is not None and part.value is not None)


def _indented(text: str, value: Any, part: Part) -> str:
    """A line of code: as deep as the line that it replaces, unless it begins with blanks of its own."""
    if isinstance(value, str) and value.startswith((" ", "\t")):
        return value.expandtabs(4).rstrip()
    return part.text[: len(part.text) - len(part.text.lstrip())] + text if text else ""


def _is_number(value: Any) -> bool:
    """Whether a value for a row is an amount, and not another text."""
    try:
        return not isinstance(value, bool) and isfinite(float(value))
    except (TypeError, ValueError):
        return False


def _changed_frame(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    raise Problem(
        "bad-verb",
        f"`{actor.id}` is a frame, which holds no value",
        span,
        hint=f"`rename: {{{actor.id}: name}}` changes its name",
    )


def _changed_row(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    return replace(part, text=row_text(actor, value, span))


def _changed_lines(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    text = as_text(value, span, lines=True)
    if not text:
        raise Problem("wrong-type", "an empty text shows nothing", span, hint="`hide` takes a text away")
    return replace(part, text=text)


_CHANGED: dict[str, Callable[[Actor, Part, Any, Span], Part]] = {
    "frame": _changed_frame,
    "plot": plots.assign,
    "table": _changed_row,
    "text": _changed_lines,
    "timeline": timelines.assign,
}
"""What a new value is to the parts of kinds that hold neither a number nor one line of text."""


def _in_range(actor: Actor, value: float, span: Span) -> float:
    """A number that the actor can show: bars and gauges begin at 0 and may have an end."""
    if actor.traits.view:
        return value
    has_bars = actor.kind != "counter" and getattr(actor.spec, "bars", True)
    most = actor.spec.max if has_bars else None
    if actor.kind == "gauge" and not value.is_integer():
        raise Problem(
            "wrong-type", f"a gauge counts whole pips, not {value:g}", span, hint="use a `counter` or `bars`"
        )
    if has_bars and value < 0:
        raise Problem(
            "wrong-type",
            f"`{actor.id}` cannot show the negative number {value:g}",
            span,
            hint="show negative numbers in a `counter`, or in a `list` without bars",
        )
    if most is not None and value > most:
        raise Problem(
            "wrong-type",
            f"{value:g} is more than `{actor.id}` can show, which is {most:g}",
            span,
            hint="give it a larger `max`",
        )
    return value


def row_text(actor: Actor, value: Any, span: Span) -> str:
    """A row of a table from a list of its cells, or from one text with the cells parted."""
    cells = (
        [as_text(item, span) for item in value]
        if isinstance(value, list)
        else as_text(value, span).split(SEPARATOR)
    )
    if len(cells) != len(actor.spec.columns) or any(SEPARATOR in cell for cell in cells):
        raise Problem(
            "wrong-type",
            f"{counted(len(cells), 'cell')} for {counted(len(actor.spec.columns), 'column')} of `{actor.id}`",
            span,
            hint=f"give each column its cell: `[{', '.join(actor.spec.columns)}]`",
        )
    return SEPARATOR.join(cells)


def _told(actor: Actor, changes: list[_Change]) -> list[str]:
    if not actor.shown:
        return []
    tell = _tell_contents if actor.traits.view else _TELL.get(actor.kind, _tell_texts)
    return [
        sentence(text)
        for text in tell(actor, [change for change in changes if change.old != change.new])
        if text
    ]


def _tell_contents(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    if changes:
        yield f"{actor.name} now: {actor.traits.contents(actor)}"


def _tell_counter(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    for change in changes:
        old, new = change.old.value or 0.0, change.new.value or 0.0
        way = f", {_way(old, new)} from {written(actor.spec, old)}"
        tail = f" {actor.spec.caption}" if actor.spec.caption else way
        if is_unset(change.old, actor):
            yield f"{actor.name}: {written(actor.spec, new)}{tail if actor.spec.caption else ''}"
        else:
            yield f"{actor.name}: now {written(actor.spec, new)}{tail}"


def _way(old: float, new: float) -> str:
    return "up" if new > old else "down"


def _tell_gauge(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    for change in changes:
        old, new = change.old.value or 0.0, change.new.value or 0.0
        goal = actor.spec.threshold
        reached = goal is not None and old < goal <= new and actor.spec.threshold_label
        reaches = "passes" if goal is not None and new > goal else "reaches"
        tail = f", which {reaches} {actor.spec.threshold_label}" if reached else ""
        now = f"now {number(new)} of {actor.spec.max}, {_way(old, new)} from {number(old)}"
        yield f"{actor.name}: {now}{tail}"


def _tell_bars(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    groups: dict[tuple[bool, str], list[_Change]] = {}
    for change in changes:
        up = (change.new.value or 0.0) > (change.old.value or 0.0)
        groups.setdefault((up, _amount(actor, change.new)), []).append(change)
    clauses = []
    for (up, value), same in groups.items():
        verb = ("rise" if up else "fall") + ("s" if len(same) == 1 else "")
        clauses.append(f"{listed([change.new.text for change in same])} {verb} to {value}")
    if clauses:
        yield f"{actor.name}: {listed(clauses)}"


def _amount(actor: Actor, part: Part) -> str:
    """A bar's amount, with what it holds: `743 (noor 600)`."""
    inside = held(actor, part)
    of_it = f" ({inside[0]} {written(actor.spec, inside[1])})" if inside and inside[1] else ""
    return written(actor.spec, part.value or 0.0) + of_it


def _tell_list(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    """Amounts as bars tell them, new ones and other texts by name."""
    counted_on = [c for c in changes if c.old.value is not None and c.old.value != c.new.value]
    yield from _tell_bars(actor, counted_on)
    firsts = [(c.new.text, c.new.value) for c in changes if c.old.value is None and c.new.value is not None]
    if firsts:
        yield f"{actor.name}: {amounts(firsts, actor.spec)}"
    yield from _tell_texts(actor, [c for c in changes if c.old.text != c.new.text])


def _tell_texts(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    if len(changes) > 3:
        yield f"{actor.name} now: {actor.traits.contents(actor)}"
        return
    for change in changes:
        old, new = (text.strip().replace(SEPARATOR, ", ") for text in (change.old.text, change.new.text))
        if actor.kind in {"text", "tokens"}:
            yield f"{quoted(old)} becomes {quoted(new)}"
        elif actor.kind == "badge":
            yield f"{actor.name} {be(actor.name)} now {quoted(new)}"
        else:
            yield f"{parts_phrase(actor, [change.old])} now {f'reads {quoted(new)}' if new else 'is empty'}"


def _tell_matrix(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    """The new names of rows and columns, and how many cells there are of each kind."""
    changed = {change.new.id for change in changes}
    rows, columns = heads(actor)
    for noun, parts in (("rows", rows), ("columns", columns)):
        if any(part.id in changed for part in parts):
            yield f"{actor.name}: the {noun} are now {listed([part.text for part in parts])}"
    cells = [change for change in changes if change.new.id.isdigit()]
    if actor.spec.roles and cells:
        yield f"{actor.name}: now {tally(actor)}"
    else:
        yield from _tell_texts(actor, cells)


def _tell_plot(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    for change in changes:
        yield plots.tell_change(actor, change.new)


def _tell_timeline(actor: Actor, changes: list[_Change]) -> Iterator[str]:
    for change in changes:
        yield timelines.tell_change(actor, change.old, change.new)


_TELL = {
    "counter": _tell_counter,
    "gauge": _tell_gauge,
    "bars": _tell_bars,
    "list": _tell_list,
    "matrix": _tell_matrix,
    "plot": _tell_plot,
    "timeline": _tell_timeline,
}


_Value = str | Amount
_Values = _Value | list[_Value | list[Amount]]

SET = Verb(
    name="set",
    run=assign,
    takes=dict[str, _Values | dict[str, _Values]],
    group="Change",
    is_foundation=False,
    example="set: {cost: $dots, ring.A: sold}",
    meaning="Numbers count to a new value; texts change; a node gets a new note. A list gives a value"
    " to each part in order, a mapping to those that it names. A text writes `code`, a `formula` or a"
    " `tree` anew as a whole. A curve bends into other values, a marker moves along its curve.",
    demo="""\
layout: |
  latency latency
  load    queue
stage:
  latency:
    is: bars
    label: latency
    items: {p50: 12, p99: 40}
    unit: " ms"
    max: 200
  load: {is: counter, label: requests each second, value: 800}
  queue: {is: node, text: Server, icon: server, note: idle}
beats:
  - title: The load doubles
    say: Numbers count to their new values, and a node gets a new note.
    do:
      - show: [latency, load, queue]
      - together:
          - set: {load: 1600, queue: busy}
          - set: {latency: {p50: 31, p99: 184}}
""",
)
