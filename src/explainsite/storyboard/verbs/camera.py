"""`focus`: what the camera moves in on."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.interpolation import whole_value
from explainsite.content.nodes import Scalar
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call
from explainsite.storyboard.phrases import phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Stage, Step, Target
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import sentence

ALL = "all"


def focus(call: Call) -> Step:
    """The camera moves in on targets, until the next focus; `all` takes it back."""
    text = call.arguments.text or "" if isinstance(call.arguments, Scalar) else ""
    is_all = ALL in (text, whole_value(text, call.values))
    targets = () if is_all else call.shown_targets()
    if targets == call.stage.focus:
        where = "is on this already" if targets else "shows everything already"
        hint = "leave this out" if targets else "`focus` on something first, for example `- focus: keys`"
        raise Problem("bad-verb", f"the camera {where}", call.arguments.span, hint=hint)
    stage = replace(call.stage, focus=targets)
    return Step(stage=stage, seconds=pace.MOVE, sentences=(sentence(_described(call.stage, targets)),))


def _described(before: Stage, targets: tuple[Target, ...]) -> str:
    if not targets:
        return "the camera zooms out"
    moves = "moves on to" if before.focus else "zooms in on"
    return f"the camera {moves} {phrase(before, targets)}"


FOCUS = Verb(
    name="focus",
    run=focus,
    takes=Selectors,
    group="Point out",
    is_foundation=False,
    example="focus: [leader, ring.B]",
    meaning="The camera moves in on targets, until the next `focus`. `focus: all` shows the whole"
    " picture again.",
    demo="""\
layout: |
  client ring
  . log
stage:
  client: {is: node, text: Client, icon: user}
  ring: {is: cluster, shape: row, nodes: [A, B], icon: server}
  log: {is: log, label: Log of B, items: [x = 1, y = 2], slots: 4}
beats:
  - title: A closer look
    say: The camera goes to the log, where something happens, and back.
    do:
      - show: [client, ring, log]
      - focus: log
      - append: {log: x = 3}
      - focus: all
""",
)
