"""`send`, `link`, `unlink`: what passes between actors."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pydantic import ConfigDict, Field

from explainsite.content.models import Bool, Float, Model
from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.storyboard import pace
from explainsite.storyboard.actors.kind import Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.selectors import select_all, select_one
from explainsite.storyboard.state import Link, Step, Target, Travel
from explainsite.storyboard.verbs.call import Call, phrase
from explainsite.storyboard.words import quoted, sentence

Selectors = str | list[str]


class SendArguments(Model):
    """A message, or a value that is carried over."""

    model_config = ConfigDict(populate_by_name=True)

    start: Selectors = Field(alias="from", description="Where it sets out.")
    to: Selectors = Field(description="Where it arrives; several targets get one each.")
    text: Text = Field("", description="What it says.")
    status: Literal["ok", "lost", "rejected"] = Field("ok", description="Whether it arrives and is taken.")
    role: Role = Field("accent", description="Its colour role.")
    each: Bool = Field(False, description="One from each part to the part of the same place.")


def send(call: Call) -> Step:
    """Something travels from one target to others."""
    arguments = call.model(SendArguments)
    starts, ends = _ends(call)
    pairs = _pairs(call, starts, ends, arguments.each)
    for target in (*starts, *ends):
        if not call.actor(target).shown:
            raise Problem("bad-verb", f"`{target.actor}` is not shown, so nothing can pass", call.span,
                          hint=f"`show: {target.actor}` before")  # fmt: skip
    text = arguments.text
    stagger = pace.STAGGER if arguments.each else pace.MESSAGE_STAGGER if len(pairs) > 1 else 0.0
    travels = tuple(
        Travel(start=a, end=b, text=text or _carried(call, a, arguments.each), status=arguments.status,
               role=arguments.role, style="value" if arguments.each else "message", delay=i * stagger)
        for i, (a, b) in enumerate(pairs)
    )  # fmt: skip
    seconds = pace.TRAVEL + stagger * (len(pairs) - 1)
    said = _send_sentence(call, starts, ends, arguments)
    return Step(stage=call.stage, seconds=seconds, travels=travels, sentences=(said,))


def _carried(call: Call, start: Target, each: bool) -> str:
    part = call.actor(start).part(start.part or "")
    return part.text if each and part else ""


def _ends(call: Call) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    assert isinstance(call.arguments, Mapping)
    start, end = call.arguments.get("from"), call.arguments.get("to")
    assert start is not None
    assert end is not None
    return select_all(call.stage, start, places=True), select_all(call.stage, end, places=True)


def _pairs(
    call: Call, starts: tuple[Target, ...], ends: tuple[Target, ...], each: bool
) -> list[tuple[Target, Target]]:
    if each:
        starts, ends = _spread(call, starts), _spread(call, ends)
        return list(zip(starts, ends, strict=False))
    return [(a, b) for a in starts for b in ends]


def _spread(call: Call, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Whole actors opened into their parts."""
    spread: list[Target] = []
    for target in targets:
        actor = call.actor(target)
        whole = target.part is None and not actor.is_single
        spread += [Target(actor=actor.id, part=p.id) for p in actor.parts] if whole else [target]
    return tuple(spread)


_FATE = {"ok": "", "lost": ", and it is lost on the way", "rejected": ", and it is rejected"}


def _send_sentence(
    call: Call, starts: tuple[Target, ...], ends: tuple[Target, ...], arguments: SendArguments
) -> str:
    origin, goal = phrase(call.stage, starts), phrase(call.stage, ends)
    what = quoted(arguments.text) if arguments.text else "a value"
    each = "each of " if arguments.each else ""
    return sentence(f"from {each}{origin}, {what} travels to {goal}{_FATE[arguments.status]}")


class LinkArguments(Model):
    """A line that stays."""

    model_config = ConfigDict(populate_by_name=True)

    start: str = Field(alias="from", description="One end.")
    to: Selectors = Field(description="The other end; several targets get a line each.")
    text: Text = Field("", description="A label at the middle of the line.")
    role: Role = Field("muted", description="Its colour role.")
    weights: tuple[Float, ...] = Field((), description="Strengths of the lines, drawn as thickness.")
    dashed: Bool = Field(False, description="Drawn with dashes: a possibility, not a fact.")
    arrow: Bool = Field(False, description="With a head at its end.")


def link(call: Call) -> Step:
    """Lines join targets."""
    arguments = call.model(LinkArguments)
    starts, ends = _ends(call)
    text = arguments.text
    pairs = [(a, b) for a in starts for b in ends]
    if arguments.weights and len(arguments.weights) != len(pairs):
        raise Problem("wrong-type", f"{len(pairs)} lines, but {len(arguments.weights)} weights", call.arguments.span)
    heaviest = max(arguments.weights, default=1.0) or 1.0
    weights = [weight / heaviest for weight in arguments.weights] or [None] * len(pairs)
    new = tuple(
        Link(start=a, end=b, text=text, role=arguments.role, dashed=arguments.dashed, arrow=arguments.arrow,
             weight=weight)
        for (a, b), weight in zip(pairs, weights, strict=True)
    )  # fmt: skip
    joined = {(item.start, item.end) for item in new}
    kept = tuple(item for item in call.stage.links if (item.start, item.end) not in joined)
    label = f", labelled {quoted(text)}" if text else ""
    lines = "lines join" if len(new) > 1 else "a line joins"
    strengths = ", thick where the match is strong" if arguments.weights else ""
    said = sentence(f"{lines} {phrase(call.stage, starts)} to {phrase(call.stage, ends)}{label}{strengths}")
    return Step(stage=replace(call.stage, links=(*kept, *new)), seconds=pace.ENTER, sentences=(said,))


def unlink(call: Call) -> Step:
    """Lines go: `unlink: {from: a, to: b}`, or `unlink: a` for all lines of a target."""
    if isinstance(call.arguments, Scalar | Sequence):
        ends = frozenset(call.targets())
        kept = tuple(item for item in call.stage.links if not {item.start, item.end} & ends)
    else:
        call.model(LinkArguments)
        start = select_one(call.stage, _child(call, "from"))
        targets = frozenset(select_all(call.stage, _child(call, "to")))
        kept = tuple(item for item in call.stage.links if not (item.start == start and item.end in targets))
    if len(kept) == len(call.stage.links):
        raise Problem("bad-verb", "there is no such line to take away", call.span)
    return Step(stage=replace(call.stage, links=kept), seconds=pace.LEAVE, sentences=("The line goes.",))


def _child(call: Call, key: str) -> Node:
    assert isinstance(call.arguments, Mapping)
    node = call.arguments.get(key)
    assert node is not None
    return node
