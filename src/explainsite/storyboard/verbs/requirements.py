"""What several verbs require of the actors and parts that they are given."""

from __future__ import annotations

from explainsite.diagnostics import Span
from explainsite.storyboard.actors import kinds_that
from explainsite.storyboard.call import Call
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Stage, Target


def require_kind(call: Call, actor: Actor, *, otherwise: str = "") -> None:
    """Refuse a verb for some kinds only on an actor of another; `otherwise` is what works on others."""
    if call.verb not in actor.traits.extra:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` is `{actor.kind}`, which cannot `{call.verb}`",
            call.span,
            hint=f"`{call.verb}` is for {kinds_that(lambda kind: call.verb in kind.extra)}{otherwise}",
            certain=True,
        )


def require_able(call: Call, targets: tuple[Target, ...]) -> None:
    """Refuse a verb for some kinds only on targets that cannot take it."""
    for target in targets:
        actor = call.actor(target)
        require_kind(call, actor, otherwise="; `mark` and `set` work on others")
        actor.traits.require(call, target)


def require_visible(stage: Stage, targets: tuple[Target, ...], call: Call) -> None:
    """Refuse to mark an empty cell by name: nothing would be seen."""
    for target in targets:
        part = call.actor(target).part(target.part) if target.part else None
        if part is not None and not part.filled and not _filled_now(stage, target):
            absent = call.actor(target).traits.absent or _empty
            message, hint = absent(target)
            raise Problem("bad-verb", message, call.span, hint=hint)


def _empty(target: Target) -> tuple[str, str]:
    return f"`{target}` is empty, so a mark on it would not be seen", f"`- fill: {target}` before"


def _filled_now(stage: Stage, target: Target) -> bool:
    actor = stage.actor(target.actor)
    part = actor.part(target.part or "") if actor else None
    return part is not None and part.filled


def require_present(call: Call, targets: tuple[Target, ...]) -> None:
    """Refuse to point at what has no place as long as it is not there."""
    require_visible(call.stage, tuple(t for t in targets if call.actor(t).traits.absent), call)


def require_room(actor: Actor, more: int, span: Span) -> None:
    """Refuse more parts than an actor has room for."""
    room = actor.traits.room(actor.spec)
    if len(actor.parts) + more > room:
        raise Problem(
            "bad-verb",
            f"`{actor.id}` has room for {room}, and this would be {len(actor.parts) + more}",
            span,
            hint=actor.traits.more_room,
        )
