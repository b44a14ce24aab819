"""`focus`: what the camera moves in on."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Scalar
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call
from explainsite.storyboard.phrases import phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Step
from explainsite.storyboard.words import sentence

ALL = "all"


def focus(call: Call) -> Step:
    """The camera moves in on targets, until the next focus; `all` takes it back."""
    is_all = isinstance(call.arguments, Scalar) and call.arguments.text == ALL
    targets = () if is_all else call.shown_targets()
    if targets == call.stage.focus:
        where = "is on this already" if targets else "shows everything already"
        hint = "leave this out" if targets else "`focus` on something first, for example `- focus: keys`"
        raise Problem("bad-verb", f"the camera {where}", call.arguments.span, hint=hint)
    said = f"the view closes in on {phrase(call.stage, targets)}" if targets else "the view is whole again"
    stage = replace(call.stage, focus=targets)
    return Step(stage=stage, seconds=pace.MOVE, sentences=(sentence(said),))
