"""`set`: what actors hold becomes something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pydantic import Field

from explainsite.content.models import read_model
from explainsite.content.nodes import Mapping, Node, Sequence
from explainsite.diagnostics import Report, Span
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actor_in, parts_named
from explainsite.storyboard.fields import Amount, has_rows, one_list
from explainsite.storyboard.phrases import now_shown
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import parts_called
from explainsite.storyboard.state import Actor, Change, Changed, Part, Step, Target, Telling
from explainsite.storyboard.telling import told
from explainsite.storyboard.verbs.framing import describe_frame, moved_frame
from explainsite.storyboard.verbs.marks import MarkArguments, marked
from explainsite.storyboard.verbs.rewriting import is_source, rewritten
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import counted


def assign(call: Call) -> Step:
    """Parts take a new value or text."""
    stage = call.stage
    changed: dict[str, list[Change]] = {}
    notes: dict[str, list[Target]] = {}
    sentences: list[str] = []
    marks: list[tuple[tuple[Target, ...], MarkArguments]] = []
    for targets, given in call.pairs("{cost: 36}"):
        actor = actor_in(stage, targets[0].actor)
        node, mark = _value_and_mark(call, actor, targets, given)
        marks += [(targets, mark)] if mark else []
        if actor.around:
            anew = moved_frame(call, actor, node)
            sentences += describe_frame(call.stage, actor, anew)
            stage = stage.with_actor(anew)
            continue
        if is_source(actor, targets, node):
            anew = rewritten(call, actor, targets, node)
            sentences += [actor.traits.describe_rewriting(actor, anew)] if actor.shown else []
            stage = stage.with_actor(anew)
            continue
        changes = _changes(call, actor, targets, node)
        new = {change.new.id: change.new for change in changes}
        actor = replace(actor, parts=tuple(new.get(part.id, part) for part in actor.parts))
        stage = stage.with_actor(actor)
        if actor.traits.agents:
            for part in [change.new for change in changes if change.new != change.old]:
                notes.setdefault(part.note, []).append(Target(actor=actor.id, part=part.id or None))
        else:
            changed.setdefault(actor.id, []).extend(changes)
    seen = [_seen(actor_in(stage, name), changes) for name, changes in changed.items()]
    stage, turned = marked(stage, marks)
    tellings: tuple[Telling, ...] = (*seen, *now_shown(stage, notes), *turned)
    said = (*filter(None, sentences), *told(stage, *tellings))
    seconds = max(pace.CHANGE, *(each.actor.traits.seconds(each.actor, each.changes) for each in seen), 0.0)
    return Step(stage=stage, seconds=seconds, sentences=said, tellings=tellings)


class MarkedValue(MarkArguments):
    """A new value with a mark."""

    to: str | Amount = Field(description="The value.", examples=[1])


def _value_and_mark(
    call: Call, actor: Actor, targets: tuple[Target, ...], node: Node
) -> tuple[Node, MarkArguments | None]:
    """`{to: 1, role: good}` as the value and the mark; any other value has none."""
    is_one = targets[0].part is not None or actor.is_single
    if not (is_one and isinstance(node, Mapping) and "to" in node.values):
        return node, None
    rest, report = node.without("to"), Report()
    mark = read_model(MarkArguments, rest, report, what="`set`", plain=call.plain(rest), span=node.span)
    Problem.raise_any(report, hint="for example `set: {bits.3: {to: 1, role: good}}`")
    return node.values["to"], mark


def _changes(call: Call, actor: Actor, targets: tuple[Target, ...], node: Node) -> list[Change]:
    plain, assign_whole = call.plain(node), actor.traits.assign_whole
    if assign_whole is not None and targets[0].part is None and not isinstance(plain, list | dict):
        anew = assign_whole(actor, plain, node.span)
        return [Change(old, new) for old, new in zip(actor.parts, anew.parts, strict=True)]
    values = _values(call, actor, targets, plain, node)
    return [Change(part, actor.traits.assign(actor, part, value, span)) for part, value, span in values]


def _values(
    call: Call, actor: Actor, targets: tuple[Target, ...], plain: Any, node: Node
) -> Iterator[tuple[Part, Any, Span]]:
    """The parts that change, each with its value: one for all, one for each in order, or one by name."""
    whole = targets[0].part is None
    if whole and isinstance(plain, dict):
        yield from _by_name(call, actor, plain, node)
        return
    parts = parts_named(actor, targets)
    is_one = actor.traits.takes_lists and len(parts) == 1 and not whole
    if whole and actor.traits.grid is not None and has_rows(plain):
        _, columns = actor.traits.grid(actor.spec)
        yield from _row_by_row(actor, columns, plain, node)
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


def _by_name(call: Call, actor: Actor, plain: dict[str, Any], node: Node) -> Iterator[tuple[Part, Any, Span]]:
    if not plain:
        raise Problem(
            "bad-do",
            f"`set` says nothing new of `{actor.id}`",
            node.span,
            hint="name its parts and their values",
        )
    for key, value in plain.items():
        span = node.keys[key].span if isinstance(node, Mapping) else node.span
        for part in parts_called(actor, key, span, call.values):
            yield part, value, node.values[key].span if isinstance(node, Mapping) else node.span


def _row_by_row(actor: Actor, columns: int, plain: list[Any], node: Node) -> Iterator[tuple[Part, Any, Span]]:
    """The cells' values in a list of rows, as `items` has them."""
    try:
        values = one_list(plain, columns)
    except ValueError as error:
        hint = "give each row a value for each column"
        raise Problem("wrong-type", f"the values of `{actor.id}` {error}", node.span, hint=hint) from None
    rows = node.items if isinstance(node, Sequence) else ()
    nodes = [cell for row in rows for cell in (row.items if isinstance(row, Sequence) else ())]
    if len(nodes) < len(values):  # a row is a `$value`, or all of them are
        nodes = [node] * len(values)
    cells = [part for part in actor.parts if part.id.isdigit()]
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


def _seen(actor: Actor, changes: list[Change]) -> Changed:
    """What is seen to be other than it was."""
    return Changed(actor, tuple(change for change in changes if actor.shown and change.old != change.new))


_Value = str | Amount
_Values = _Value | list[_Value | list[Amount]]
Assignments = dict[str, _Values | MarkedValue | dict[str, _Values]]

SET = Verb(
    name="set",
    run=assign,
    takes=Assignments,
    group="Change",
    is_foundation=False,
    example="set: {cost: $dots, ring.A: sold}",
    meaning="Numbers count to a new value; texts change; a node gets another note. A list gives each "
    "part its value in order; a mapping names the parts. A text replaces all of a `code`, "
    "`formula` or `tree`. A curve bends to other values; a marker moves along its curve; a machine "
    "takes the edge to another node; a frame slides on to other parts. `{to: 1, role: good}` gives a "
    "part a value and its mark at once.",
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
