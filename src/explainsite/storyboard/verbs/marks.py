"""`mark`, `unmark`, `note`, `highlight`, `dim`, `fail`, `recover`: what a reader should notice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from explainsite.content.nodes import Scalar
from explainsite.storyboard.roles import ROLES
from explainsite.storyboard import pace
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Part, Stage, Step, Target
from explainsite.storyboard.verbs.call import Call, actors_of, part_ids, phrase
from explainsite.storyboard.words import quoted, sentence

_MEANING = {"good": "in agreement", "bad": "in trouble", "warn": "in doubt"}


def mark(call: Call) -> Step:
    """Parts take a colour role that lasts: `mark: {ring.A: good}`."""
    stage, sentences = call.stage, []
    for targets, node in call.pairs("{ring.A: good}"):
        role = node.text if isinstance(node, Scalar) else None
        if role not in ROLES:
            raise Problem("wrong-type", f"`{role}` is not a colour role", node.span,
                          hint="roles: " + ", ".join(ROLES))  # fmt: skip
        stage = change_parts(stage, targets, lambda part, to=role: replace(part, role=to))  # type: ignore[misc]
        sentences.append(sentence(f"{phrase(stage, targets)} {_stands_out(role, len(targets))}"))
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=tuple(sentences))


def _stands_out(role: str, count: int) -> str:
    be = "are" if count > 1 else "is"
    return f"{be} marked {_MEANING[role]}" if role in _MEANING else f"stand{'' if count > 1 else 's'} out"


def unmark(call: Call) -> Step:
    """Parts lose their mark and their note."""
    targets = call.targets()
    stage = change_parts(call.stage, targets, lambda part: replace(part, role=None, down=False))
    return Step(stage=stage, seconds=pace.EMPHASISE)


def note(call: Call) -> Step:
    """A few words on a part: `note: {ring.A: leader}`."""
    stage, sentences = call.stage, []
    for targets, node in call.pairs("{ring.A: leader}"):
        text = call.text(node)
        stage = change_parts(stage, targets, lambda part, to=text: replace(part, note=to))  # type: ignore[misc]
        sentences.append(sentence(f"{phrase(stage, targets)}: {quoted(text)}") if text else "")
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=tuple(filter(None, sentences)))


def highlight(call: Call) -> Step:
    """Targets stand in the light and all else is dimmed, until the next beat or the next highlight."""
    targets = call.targets()
    stage = release(call.stage)
    for actor in stage.actors:
        if not actor.shown:
            continue
        lit = part_ids(actor, targets) if actor.id in actors_of(targets) else frozenset()
        stage = stage.with_actor(
            replace(actor, parts=tuple(replace(p, emphasis="lit" if p.id in lit else "dim") for p in actor.parts))
        )
    said = sentence(f"attention on {phrase(call.stage, targets)}")
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=(said,))


def dim(call: Call) -> Step:
    """Targets step back, until the next beat."""
    stage = change_parts(call.stage, call.targets(), lambda part: replace(part, emphasis="dim"))
    return Step(stage=stage, seconds=pace.EMPHASISE)


def release(stage: Stage) -> Stage:
    """The stage without highlights: what each beat begins with."""
    actors = tuple(replace(a, parts=tuple(replace(p, emphasis="normal") for p in a.parts)) for a in stage.actors)
    return replace(stage, actors=actors)


def fail(call: Call) -> Step:
    """Nodes go down."""
    targets = call.targets()
    stage = change_parts(call.stage, targets, lambda part: replace(part, down=True, role="bad"))
    said = sentence(f"{phrase(call.stage, targets)} {'fail' if len(targets) > 1 else 'fails'}")
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=(said,))


def recover(call: Call) -> Step:
    """Nodes come back."""
    targets = call.targets()
    stage = change_parts(call.stage, targets, lambda part: replace(part, down=False, role=None))
    said = sentence(f"{phrase(call.stage, targets)} {'recover' if len(targets) > 1 else 'recovers'}")
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=(said,))


def change_parts(stage: Stage, targets: tuple[Target, ...], change: Callable[[Part], Part]) -> Stage:
    """The stage with `change` applied to every part that the targets name."""
    for actor_id in actors_of(targets):
        actor = stage.actor(actor_id)
        assert actor is not None
        stage = stage.with_actor(actor.with_parts(part_ids(actor, targets), change))
    return stage
