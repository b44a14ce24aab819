"""`count`: numbers run evenly to other values, for as long as what happens together with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from explainsite.storyboard import pace
from explainsite.storyboard.call import Call
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Change, Stage, Step
from explainsite.storyboard.verbs.assigning import Assignments, assign
from explainsite.storyboard.verbs.verb import Verb
from explainsite.text.numbers import count_alike


def count(call: Call) -> Step:
    """Parts take a new value or text as `set` gives it, evenly, number by number."""
    step = assign(call)
    changes = list(_changes(call.stage, step.stage))
    wrong = [(actor, change) for actor, change in changes if not _counts(change)]
    if wrong or not changes:
        actor, what = wrong[0][0] if wrong else None, "nothing changes, so no number counts"
        raise Problem(
            "bad-verb",
            f"no number in `{actor.id}` counts to what it becomes" if actor else what,
            call.arguments.span,
            hint="before and after, the same words stand around other numbers; `set` changes anything else",
        )
    return replace(step, seconds=pace.COUNT, runs=True)


def _changes(before: Stage, after: Stage) -> Iterator[tuple[Actor, Change]]:
    """What is other than it was. What surrounds others has no number, so it is a change of its own."""
    for old, new in zip(before.actors, after.actors, strict=True):
        if len(old.parts) != len(new.parts) or old.around != new.around:
            yield new, Change(new.parts[0], new.parts[0])
            continue
        changes = (Change(a, b) for a, b in zip(old.parts, new.parts, strict=True) if a != b)
        yield from ((new, change) for change in changes)


def _counts(change: Change) -> bool:
    """Whether all that changes in a part is numbers."""
    old, new = change.old, change.new
    texts = [(old.text, new.text), (old.note, new.note)]
    words = [pair for pair in texts if pair[0] != pair[1]]
    has_value = old.value is not None and new.value is not None and old.value != new.value
    return (has_value or bool(words)) and all(count_alike(*pair) for pair in words)


COUNT = Verb(
    name="count",
    run=count,
    takes=Assignments,
    group="Time",
    is_foundation=False,
    example="count: {waited: 30}",
    meaning="Numbers run evenly to a new value, as `set` gives it, for as long as what else happens in the "
    "same `together`: a clock, a countdown, a price. Also those in the words of a cell, a row or a note: "
    "`3 s left` counts to `0 s left`, and `0:00` to `1:30`.",
    demo="""\
layout: |
  client time server
stage:
  client: {is: node, text: Client, icon: user, note: 3 tries left}
  time: {is: counter, label: waited, value: 0, unit: " s"}
  server: {is: node, text: Server, icon: server}
beats:
  - title: Time passes while it waits
    say: While the client asks again and again, the seconds pass and its tries run out.
    do:
      - show: [client, time, server]
      - together:
          - count: {time: 30, client: 0 tries left}
          - send: {from: client, to: server, text: ping, status: lost}
            cue: lost
          - send: {from: client, to: server, text: ping, status: lost}
            after: lost
            cue: again
          - send: {from: client, to: server, text: ping, status: lost}
            after: again
""",
)
