"""`note`, `rename`: words that stand beside something, and what it is called."""

from __future__ import annotations

from dataclasses import replace

from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, change_parts
from explainsite.storyboard.fields import Text
from explainsite.storyboard.phrases import no_longer_shown, now_shown, one_or_many
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Step, Target
from explainsite.storyboard.telling import told
from explainsite.storyboard.verbs.requirements import require_able, require_present
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import quoted, sentence


def note(call: Call) -> Step:
    """A few words on a node or beside a line: `note: {ring.A: leader}`; an empty text takes them away."""
    stage = call.stage
    notes: dict[str, list[Target]] = {}
    for targets, node in call.pairs("{ring.A: leader}"):
        require_able(call, targets)
        require_present(call, targets)
        text = call.text(node)
        stage = change_parts(stage, targets, lambda part, to=text: replace(part, note=to))  # type: ignore[misc]
        notes.setdefault(text, []).extend(targets)
    said = (*no_longer_shown(call.stage, notes.get("", [])), *now_shown(stage, notes))
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=told(stage, *said), tellings=said)


def rename(call: Call) -> Step:
    """Actors get another label: `rename: {log: partition}`."""
    stage, sentences = call.stage, []
    for targets, node in call.pairs("{log-0: Partition 0}"):
        actor = call.actor(targets[0])
        text = call.text(node)
        renamed = actor.traits.rename(actor, text)
        if targets[0].part is not None or renamed is None or not text:
            raise Problem(
                "bad-verb",
                f"`{targets[0]}` has no label that another could replace",
                node.span,
                hint="`rename` is for a `node`, and for actors with a `label`; `set` changes what they hold",
            )
        stage = stage.with_actor(renamed)
        if actor.shown:
            sentences.append(
                sentence(
                    f"{actor.name} {one_or_many(call.stage, targets, 'is', 'are')} now called {quoted(text)}"
                )
            )
    return Step(stage=stage, seconds=pace.CHANGE, sentences=tuple(sentences))


NOTE = Verb(
    name="note",
    run=note,
    takes=dict[str, Text],
    group="Change",
    kinds="asking",
    is_foundation=False,
    example="note: {ring.A: leader}",
    meaning="A node or a line of a timeline gets a few words below its name; a line of code or a term"
    " of a formula gets a remark beside it.",
    demo="""\
layout: |
  ring
stage:
  ring: {is: cluster, nodes: [A, B, C], shape: row, icon: server}
beats:
  - title: The nodes take their parts
    say: One node leads, and the two others follow it.
    do:
      - show: ring
      - note: {ring.B: leader}
      - note: {ring.A: follower, ring.C: follower}
""",
)


RENAME = Verb(
    name="rename",
    run=rename,
    takes=dict[str, Text],
    group="Change",
    is_foundation=False,
    example="rename: {log: Partition 0}",
    meaning="An actor gets a new label.",
    demo="""\
layout: |
  log
stage:
  log: {is: log, label: Primary, slots: 6, items: [order 1, order 2, order 3, order 4]}
beats:
  - title: The log changes hands
    say: After a failover, the same records go by another name.
    do:
      - show: log
      - rename: {log: New primary}
""",
)
