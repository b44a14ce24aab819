"""`fill`, `clear`, `append`, `pop`: parts come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from explainsite.content.nodes import Mapping, Node
from explainsite.diagnostics import Span
from explainsite.storyboard import pace
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.actors.code import code_lines
from explainsite.storyboard.actors.table import SEPARATOR
from explainsite.storyboard.phrases import follow, parts_phrase, shown
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.verbs import timelines
from explainsite.storyboard.verbs.assigning import row_text
from explainsite.storyboard.verbs.call import Call, actor_in, actors_of, as_source, parts_of
from explainsite.storyboard.words import counted, listed, quoted, ran, sentence


def fill(call: Call) -> Step:
    """Empty cells become full. `fill: keys.0-4`, or `fill: {keys.0-4: [a, b, c, d, e]}` with their texts."""
    stage, told = call.stage, list[str]()
    for targets, texts in _fills(call):
        actor = actor_in(stage, targets[0].actor)
        require_kind(actor, call)
        parts = _chosen(actor, targets, call, filled=False)
        actor = _filled(actor, [part.id for part in parts], texts, call)
        stage = stage.with_actor(actor)
        full = [part for part in actor.parts if part.id in {chosen.id for chosen in parts}]
        told += [sentence(_appearing(actor, full))] if actor.shown else []
    return Step(stage=stage, seconds=pace.ENTER, stagger=pace.STAGGER, sentences=tuple(told))


def _fills(call: Call) -> list[tuple[tuple[Target, ...], list[str]]]:
    if isinstance(call.arguments, Mapping):
        return [(targets, call.texts(node)) for targets, node in call.pairs("{keys.0-1: [a, b]}")]
    targets = call.targets()
    return [(tuple(t for t in targets if t.actor == name), []) for name in actors_of(targets)]


def _chosen(actor: Actor, targets: tuple[Target, ...], call: Call, *, filled: bool) -> list[Part]:
    """The parts to change: those of a whole actor that can, or the ones named, which all must."""
    parts = parts_of(actor, targets)
    if any(target.part is None for target in targets):
        parts = [part for part in parts if part.filled == filled]
    wrong = [part.id for part in parts if part.filled != filled]
    if wrong or not parts:
        what = f"`{actor.id}.{wrong[0]}`" if wrong else f"all of `{actor.id}`"
        state = "empty" if filled else "full"
        raise Problem(
            "bad-verb",
            f"{what} is {state} already",
            call.arguments.span,
            label=f"already {state}",
            hint="leave it out" if filled else "`set` changes what a full cell shows",
        )
    return parts


def _filled(actor: Actor, ids: list[str], texts: list[str], call: Call) -> Actor:
    if texts and len(texts) != len(ids):
        raise Problem(
            "bad-verb",
            f"{counted(len(texts), 'text')} for {counted(len(ids), 'cell')}",
            call.arguments.span,
            hint="give each cell its text",
        )
    chosen = dict(zip(ids, texts, strict=True)) if texts else {}
    prefix = getattr(actor.spec, "prefix", "")

    def change(part: Part) -> Part:
        default = f"{prefix}{part.id}" if prefix else part.text
        return replace(part, filled=True, text=chosen.get(part.id, default))

    return actor.with_parts(frozenset(ids), change)


def _appearing(actor: Actor, parts: list[Part]) -> str:
    texts = [part.text for part in parts]
    if not all(texts):
        count = counted(len(parts), actor.traits.part_noun)
        return f"{count} of {actor.name} {'fills' if len(parts) == 1 else 'fill'} up"
    if len(set(texts)) < len(texts):
        return f"{quoted(texts[0])} appears in {counted(len(parts), actor.traits.part_noun)} of {actor.name}"
    names = shown(texts)
    names_said = ran(names) if follow(actor, parts) else listed(names)
    return f"in {actor.name}, {names_said} {'appears' if len(parts) == 1 else 'appear'}"


def require_kind(actor: Actor, call: Call) -> None:
    """Refuse a verb for some kinds only on an actor of another."""
    if call.verb not in actor.traits.extra:
        kinds = [f"`{kind.name}`" for kind in KINDS.values() if call.verb in kind.extra]
        raise Problem(
            "bad-verb",
            f"`{actor.id}` is `{actor.kind}`, which cannot `{call.verb}`",
            call.span,
            hint=f"`{call.verb}` is for {listed(kinds)}",
        )


def clear(call: Call) -> Step:
    """Full cells become empty again; tokens and logs lose what they hold."""
    stage, targets = call.stage, call.targets()
    told: list[str] = []
    for name in actors_of(targets):
        actor = actor_in(stage, name)
        mine = tuple(target for target in targets if target.actor == name)
        require_kind(actor, call)
        parts = _chosen(actor, mine, call, filled=True)
        told += [parts_phrase(actor, parts)] if actor.shown else []
        stage = _emptied(stage, actor, parts, call)
    said = (sentence(f"emptied: {listed(told)}"),) if told else ()
    return Step(stage=stage, seconds=pace.LEAVE, sentences=said)


def _emptied(stage: Stage, actor: Actor, parts: list[Part], call: Call) -> Stage:
    ids = frozenset(part.id for part in parts)
    if actor.traits.next_part is None:
        return stage.with_actor(
            actor.with_parts(ids, lambda p: replace(p, filled=False, text="", value=None, role=None))
        )
    if len(ids) < len(actor.parts):
        raise Problem(
            "bad-verb",
            f"only all of `{actor.id}` can be cleared",
            call.arguments.span,
            hint=f"`pop: {actor.id}` takes the last one away",
        )
    return _without(stage, actor, len(parts))


def _without(stage: Stage, actor: Actor, count: int) -> Stage:
    """The stage without the last parts of an actor and the lines that ended there."""
    left = replace(actor, parts=actor.parts[: len(actor.parts) - count])
    gone = {Target(actor=actor.id, part=part.id) for part in actor.parts[len(left.parts) :]}
    links = tuple(link for link in stage.links if not {link.start, link.end} & gone)
    return replace(stage.with_actor(left), links=links)


def append(call: Call) -> Step:
    """Parts at an actor's end: `append: {log: order-7}`, a list of them, or the cells of a table's row."""
    stage, sentences = call.stage, list[str]()
    for targets, node in call.pairs("{log: order-7}"):
        actor = actor_in(stage, targets[0].actor)
        if actor.kind in _GROWING:
            longer, told = _GROWING[actor.kind](call, actor, targets[0].part, node)
            stage = stage.with_actor(longer)
            sentences += told if actor.shown else []
            continue
        if targets[0].part is not None or actor.traits.next_part is None:
            raise Problem(
                "bad-verb",
                f"nothing can be appended to `{targets[0]}`",
                node.span,
                hint="`append` is for whole `tokens`, `log`, `table`, `code`, and lines of a `timeline`",
            )
        texts = _new_texts(call, actor, node)
        _require_room(actor, len(texts), node.span)
        longer = _appended(actor, texts)
        stage = stage.with_actor(longer)
        sentences += [_told_append(actor, texts)] if actor.shown else []
    return Step(stage=stage, seconds=pace.ENTER, stagger=pace.STAGGER, sentences=tuple(sentences))


_GROWING: dict[str, Callable[[Call, Actor, str | None, Node], tuple[Actor, list[str]]]] = {
    "timeline": timelines.append,
}
"""Kinds that grow at several places."""


def _new_texts(call: Call, actor: Actor, node: Node) -> list[str]:
    if actor.kind == "code":
        return _code_lines(call, node)
    if actor.kind != "table":
        return call.texts(node)
    plain: Any = call.plain(node)
    return [row_text(actor, plain, node.span)]


def _code_lines(call: Call, node: Node) -> list[str]:
    """Lines with their indentation, which other texts do not keep: one text of several lines, or a list."""
    plain = call.plain(node)
    texts = plain if isinstance(plain, list) and plain else [plain]
    return [line for text in texts for line in code_lines(as_source(text, node.span))]


def _require_room(actor: Actor, more: int, span: Span) -> None:
    room = actor.traits.room(actor.spec)
    if len(actor.parts) + more > room:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has room for {room}, and this would be {len(actor.parts) + more}",
            span,
            hint="give it more `slots` or `columns`",
        )


def _appended(actor: Actor, texts: list[str]) -> Actor:
    make = actor.traits.next_part
    assert make is not None
    for text in texts:
        actor = replace(actor, parts=(*actor.parts, make(actor, text)))
    return actor


def _told_append(actor: Actor, texts: list[str]) -> str:
    items = listed([quoted(text.strip().replace(SEPARATOR, ", ")) for text in texts])
    are = "is" if len(texts) == 1 else "are"
    if actor.kind == "log" and actor.spec.offsets:
        first = len(actor.parts)
        offsets = ran([str(first + index) for index in range(len(texts))])
        at = f"offset {offsets}" if len(texts) == 1 else f"offsets {offsets}"
        return sentence(f"{items} {are} appended to {actor.name} at {at}")
    return sentence(f"{items} {are} added to {actor.name}")


def pop(call: Call) -> Step:
    """The last part of an actor leaves."""
    stage, told = call.stage, list[str]()
    for target in call.targets():
        actor = actor_in(stage, target.actor)
        if target.part is not None or actor.traits.next_part is None or not actor.parts:
            raise Problem(
                "bad-verb",
                f"nothing can be popped from `{target}`",
                call.arguments.span,
                hint="`pop` takes the last part from whole `tokens`, `log`, `table` and `code`",
            )
        text = quoted(actor.parts[-1].text.strip().replace(SEPARATOR, ", "))
        told += [f"{text} leaves {actor.name}"] if actor.shown else []
        stage = _without(stage, actor, 1)
    return Step(stage=stage, seconds=pace.LEAVE, sentences=(sentence(listed(told)),) if told else ())
