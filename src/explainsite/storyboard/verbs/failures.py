"""`fail`, `recover`: nodes and lines go down and come back."""

from __future__ import annotations

from dataclasses import replace

from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actor_in, actors_of, change_parts, part_ids, parts_of, seen
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Part, Said, Stage, Step
from explainsite.storyboard.telling import told
from explainsite.storyboard.verbs.requirements import require_able
from explainsite.storyboard.verbs.verb import Verb


def fail(call: Call) -> Step:
    """Nodes go down."""
    stage = _turn(call, down=True)
    return _step(stage, Said(of=seen(stage, call.targets()), one=" fails", many=" fail"))


def recover(call: Call) -> Step:
    """Nodes that are down come back."""
    stage = _turn(call, down=False)
    return _step(stage, Said(of=seen(stage, call.targets()), one=" comes back", many=" come back"))


def _step(stage: Stage, said: Said) -> Step:
    said_of = (said,) if said.of else ()
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=told(stage, *said_of), tellings=said_of)


def _turn(call: Call, *, down: bool) -> Stage:
    targets = call.targets()
    require_able(call, targets)
    for target in targets:
        if all(part.down == down for part in parts_of(call.actor(target), (target,))):
            raise Problem(
                "bad-verb",
                f"`{target}` is {'down already' if down else 'not down'}",
                call.place_of_target(target),
                hint=f"leave `{target}` out",
            )
    stage = change_parts(call.stage, targets, _gone_down if down else _come_back)
    for name in actors_of(targets):
        actor = actor_in(stage, name)
        turned = actor.traits.turn(actor, part_ids(actor, targets), call.arguments.span)
        stage = stage.with_actor(turned)
    return stage


def _gone_down(part: Part) -> Part:
    return part if part.down else replace(part, down=True, role="bad", before=part.role)


def _come_back(part: Part) -> Part:
    """As it was before, unless another mark was put on it while it was down."""
    role = part.before if part.role == "bad" else part.role
    return replace(part, down=False, role=role, before=None) if part.down else part


FAIL = Verb(
    name="fail",
    run=fail,
    takes=Selectors,
    group="Break and mend",
    kinds="asking",
    example="fail: ring.A",
    meaning="Nodes and lines go down.",
    demo="""\
layout: |
  client ring
stage:
  client: {is: node, text: Client, icon: user}
  ring: {is: cluster, nodes: [A, B, C], shape: column, icon: server}
beats:
  - title: A server goes down
    say: A server fails, and what is sent to it is lost.
    do:
      - show: [client, ring]
      - fail: ring.B
      - send: {from: client, to: ring.B, text: read, status: lost}
""",
)


RECOVER = Verb(
    name="recover",
    run=recover,
    takes=Selectors,
    group="Break and mend",
    kinds="asking",
    example="recover: ring.A",
    meaning="Nodes and lines that are down come back, with the marks that they had.",
    demo="""\
layout: |
  ring
stage:
  ring: {is: cluster, nodes: [A, B, C], shape: row, icon: server}
beats:
  - title: A server goes down
    say: One of three is down.
    do:
      - show: ring
      - fail: ring.B
  - title: It comes back
    say: It starts again, and has to catch up.
    do:
      - recover: ring.B
      - note: {ring.B: catching up}
""",
)
