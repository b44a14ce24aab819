"""`note`, `rename`: words that stand beside something, and what it is called."""

from __future__ import annotations

from dataclasses import replace

from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actor_in, change_parts
from explainsite.storyboard.fields import Text
from explainsite.storyboard.phrases import no_longer_shown, now_shown, one_or_many
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Stage, Step, Target
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
        for target in targets:
            stage = _noted(stage, target, text)
        notes.setdefault(text, []).extend(targets)
    said = (*no_longer_shown(call.stage, notes.get("", [])), *now_shown(stage, notes))
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=told(stage, *said), tellings=said)


def _noted(stage: Stage, target: Target, text: str) -> Stage:
    """The stage with another note: beside a part or all of an actor; for agents, on each of them."""
    actor = actor_in(stage, target.actor)
    if target.part is None and not (actor.is_single or actor.traits.agents):
        return stage.with_actor(replace(actor, note=text))
    return change_parts(stage, (target,), lambda part: replace(part, note=text))


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
    meaning="A few words about something. A node or a line of a timeline has them below its name; anything "
    "else has them beside it, with a fine line to it: a part, an actor, a line of code, a term of a formula. "
    "At a point or a marker of a plot it stands in the place of its name and number. A dial and a frame take "
    "none. They stay until an empty text takes them away.",
    demo="""\
layout: |
  ring
  log
stage:
  ring: {is: cluster, nodes: [A, B, C], shape: row, icon: server}
  log: {is: cells, label: Log, columns: 6, items: [a, b, c, d]}
beats:
  - title: Nodes have notes, and so has anything else
    say: One node leads. Its log is agreed on up to the third entry.
    do:
      - show: [ring, log]
      - note: {ring.B: leader}
      - note: {log.2: the last that all have}
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
