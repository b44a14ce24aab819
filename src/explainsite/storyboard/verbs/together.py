"""`together`: actions at once, or each as soon as another's `cue` comes."""

from __future__ import annotations

from explainsite.content.nodes import Mapping, Sequence
from explainsite.storyboard.call import Call
from explainsite.storyboard.cues import Actions, CuedItem, Scheduler, read_items
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Stage, Step
from explainsite.storyboard.verbs.counting import COUNT
from explainsite.storyboard.verbs.verb import Verb


def together(call: Call) -> Step | None:
    """All actions of a list as one step. What is wrong with one of them is reported, and it is left out."""
    items = call.arguments
    if not isinstance(items, Sequence) or not items.items:
        raise Problem(
            "bad-do",
            "`together` takes a list of `do` items",
            items.span,
            hint="write each action on a line of its own that begins with `- `",
        )

    def act(stage: Stage, item: CuedItem) -> Step | None:
        step = call.act(stage, item.node, item.values)
        if step is not None and step.follows:
            message = "in `together` nothing waits for what is written before it"
            hint = "give what comes before a `cue`, and wait for it with `after`; or part the list in two"
            call.report.add("bad-cue", message, step.span, hint=hint)
        if step is not None and step.parts:
            message = "a `together` within another has no moments of its own"
            hint = "write its items into the outer list, each with its `cue` and `after`"
            call.report.add("bad-cue", message, step.span, hint=hint)
        if step is not None and step.runs and item.cues:
            message, hint = (
                "what runs is over when all else is, so nothing can wait for it",
                "take its `cue` out",
            )
            call.report.add("bad-cue", message, step.span, hint=hint)
        return step

    # What runs meets the stage that a moment begins with, for nothing else of that moment is over before it.
    in_order = sorted(read_items(items, call.values, call.report), key=lambda item: not _runs(item))
    return Scheduler(act=act).run(call.stage, in_order)


def _runs(item: CuedItem) -> bool:
    return isinstance(item.node, Mapping) and COUNT.name in item.node.values


TOGETHER = Verb(
    name="together",
    run=together,
    takes=Actions,
    group="Time",
    example="together: [{show: words}, {hide: keys}]",
    meaning="Several actions happen at once, or begin when another one's `cue` comes. What a message "
    "causes begins when it arrives.",
    demo="""\
layout: |
  client leader copies
stage:
  client: {is: node, text: Client, icon: user}
  leader: {is: node, text: Leader, icon: server}
  copies: {is: cluster, shape: column, nodes: [B, C], icon: database}
beats:
  - title: Each when the one before has arrived
    say: The leader writes and passes on what it hears as soon as it hears it.
    do:
      - show: [client, leader, copies]
      - together:
          - send: {from: client, to: leader, text: x = 1}
            cue: asked
          - note: {leader: x = 1}
            after: asked
          - send: {from: leader, to: copies, text: x = 1}
            after: asked
            cue: copied
          - note: {copies.B: x = 1, copies.C: x = 1}
            after: copied
          - mark: {leader: good}
            after: copied
""",
)
