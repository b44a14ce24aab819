"""Frames that slide on to other things: `set: {here: keys.2-4}`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from explainsite.content.nodes import Node
from explainsite.storyboard.call import Call, actor_in
from explainsite.storyboard.phrases import phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Stage
from explainsite.storyboard.words import sentence


def moved_frame(call: Call, frame: Actor, node: Node) -> Actor:
    """The frame around other actors and parts."""
    held = call.select(node)
    other = next((target.actor for target in held if actor_in(call.stage, target.actor).around), None)
    if other is not None:
        message = f"`{other}` is a {frame.kind}, which `{frame.id}` cannot hold"
        raise Problem("bad-verb", message, node.span, hint="name actors that have an area, or their parts")
    anew = replace(frame, around=held)
    if frame.shown and not call.stage.inside(anew):
        message = f"the {frame.kind} `{frame.id}` would hold nothing that is on screen"
        raise Problem("bad-verb", message, node.span, hint=f"`- show: {held[0].actor}` before it")
    return anew


def describe_frame(stage: Stage, old: Actor, new: Actor) -> Iterator[str]:
    """Where a frame has moved to, if that is seen."""
    if new.shown and new.around != old.around:
        yield sentence(new.traits.describe_around(new, phrase(stage, stage.inside(new))))
