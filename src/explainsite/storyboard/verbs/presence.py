"""`show`, `hide`, `wait`: what is on the stage, and time for looking at it."""

from __future__ import annotations

from dataclasses import replace

from explainsite.content.nodes import Sequence
from explainsite.storyboard import pace
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Step
from explainsite.storyboard.verbs.call import Call, actors_of, phrase
from explainsite.storyboard.words import listed, sentence


def show(call: Call) -> Step:
    """Actors enter, their parts one after the other."""
    stage = call.stage
    entering: list[str] = []
    for actor_id in _whole_actors(call):
        actor = stage.actor(actor_id)
        assert actor is not None
        if actor.shown:
            raise Problem("bad-verb", f"`{actor_id}` is shown already", call.arguments.span)
        stage = stage.with_actor(replace(actor, shown=True))
        entering.append(_described(actor))
    said = sentence(f"on screen now: {listed(entering)}")
    return Step(stage=stage, seconds=pace.ENTER, stagger=pace.STAGGER, sentences=(said,))


def _described(actor: Actor) -> str:
    contents = KINDS[actor.kind].contents(actor)
    if actor.kind == "text":
        return f"“{contents}”"
    return f"{actor.name} ({contents})" if contents else actor.name


def hide(call: Call) -> Step:
    """Actors leave."""
    stage = call.stage
    targets = call.targets()
    for actor_id in _whole_actors(call):
        actor = stage.actor(actor_id)
        assert actor is not None
        if not actor.shown:
            raise Problem("bad-verb", f"`{actor_id}` is not shown, so it cannot leave", call.arguments.span)
        gone = tuple(link for link in stage.links if actor_id not in (link.start.actor, link.end.actor))
        stage = replace(stage.with_actor(replace(actor, shown=False)), links=gone)
    said = sentence(f"leaving the screen: {phrase(call.stage, targets)}")
    return Step(stage=stage, seconds=pace.LEAVE, sentences=(said,))


def _whole_actors(call: Call) -> list[str]:
    targets = call.targets()
    for target in targets:
        if target.part is not None:
            span = call.arguments.items[0].span if isinstance(call.arguments, Sequence) else call.arguments.span
            raise Problem("bad-verb", f"`{call.verb}` works on whole actors, not on `{target}`", span,
                          hint="use `fill`, `dim` or `mark` for parts")  # fmt: skip
    return actors_of(targets)


def wait(call: Call) -> Step:
    """Nothing moves for some seconds."""
    seconds = call.number(call.arguments)
    if not 0 < seconds <= pace.LONGEST_WAIT:
        raise Problem("bad-verb", f"a wait lasts up to {pace.LONGEST_WAIT} seconds", call.arguments.span)
    return Step(stage=call.stage, seconds=seconds)
