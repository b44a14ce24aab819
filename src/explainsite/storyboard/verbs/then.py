"""`then`: an action that waits until all before it is over."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Mapping
from explainsite.storyboard.call import Call
from explainsite.storyboard.cues import Single
from explainsite.storyboard.loops import is_loop
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Step
from explainsite.storyboard.verbs.verb import Verb


def then(call: Call) -> Step | None:
    """One action, not while others move. What is wrong with it is reported, and it is left out."""
    action = call.arguments
    if is_loop(action):
        hint = "write it into the loop: `then:` before the first action below `do:`"
        raise Problem("bad-do", "`then` takes one action, and no loop", action.span, hint=hint)
    if not isinstance(action, Mapping):
        hint = "for example `- then: {show: keys}`; several at once are `- then: {together: [...]}`"
        raise Problem("bad-do", "`then` takes one action", action.span, hint=hint)
    step = call.act(call.stage, action, call.values)
    return replace(step, follows=True) if step else None


THEN = Verb(
    name="then",
    run=then,
    takes=Single,
    group="Time",
    example="then: {show: keys}",
    meaning="An action begins when all before it is over. Without it, an action that has nothing to do with "
    "the one before sets out when that is half done.",
    demo="""\
layout: |
  gateway old new
stage:
  gateway: {is: node, text: Gateway}
  old: {is: node, text: Release 1, icon: server}
  new: {is: node, text: Release 2, icon: server}
beats:
  - title: First one, then the other
    say: The first release is there, then the second, and only then the traffic.
    do:
      - show: [gateway, old]
      - then: {show: new}
      - link: {from: gateway, to: [old, new]}
""",
)
