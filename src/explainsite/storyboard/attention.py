"""How many things ask for attention at once: nobody can look at more than seven.

A thing is what is seen as one: the parts of an actor that have one mark, those of one that a `highlight` has
lit or a `select` chosen, the lines and the messages of one colour between two actors. What is dimmed does
not ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from explainsite.diagnostics import Report
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.state import Actor, Step
from explainsite.storyboard.words import counted, listed

MOST = 7
"""Things at once (Miller: The magical number seven, plus or minus two, 1956)."""
_QUIET = frozenset({None, "ink", "muted", "line"})
"""Roles that do not stand out."""


def lint_attention(board: Storyboard, report: Report) -> None:
    """Report each beat in which too much asks for attention, at the step in which that is most."""
    for beat in board.beats:
        step = max(beat.steps, key=lambda step: len(things(step)), default=None)
        asking = things(step) if step else ()
        if step and len(asking) > MOST:
            report.add(
                "busy-picture",
                f"{counted(len(asking), 'thing')} ask for attention at once: {listed(asking)}",
                step.span,
                hint="mark fewer, `highlight` what matters now, which dims the rest, or make two beats of it",
            )


def things(step: Step) -> tuple[str, ...]:
    """What asks for attention in a step, in words for the author, each thing once."""
    shown = [actor for actor in step.stage.actors if actor.shown]
    found = [thing for actor in shown for thing in _in_actor(actor)]
    joined = [(link.start, link.end, link.role) for link in step.stage.links]
    joined += [(travel.start, travel.end, travel.role) for travel in step.travels]
    found += [f"`{a.actor}` to `{b.actor}` in {role}" for a, b, role in joined if role not in _QUIET]
    return tuple(dict.fromkeys(found))


def _in_actor(actor: Actor) -> Iterator[str]:
    for part in actor.parts:
        if part.emphasis != "dim" and part.role not in _QUIET:
            yield f"`{actor.id}` in {part.role}"
        elif part.emphasis == "lit":
            yield f"`{actor.id}` lit"
        elif part.emphasis != "dim" and (part.choice == "chosen" or part.match == "other"):
            yield f"`{actor.id}` {part.choice if part.choice == 'chosen' else 'compared'}"
