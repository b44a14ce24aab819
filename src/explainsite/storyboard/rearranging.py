"""Parts that come, go and change places: where each stands, what it is called there, where lines end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from explainsite.storyboard.state import Actor, Link, Part, Stage, Target

Moves = tuple[tuple[Target, Target], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A part in an actor, and what it was before: None for a new one."""

    part: Part
    origin: Target | None = None


def held(actor: Actor) -> list[Held]:
    """The parts of an actor as they are."""
    return [Held(part, Target(actor=actor.id, part=part.id)) for part in actor.parts]


def rearranged(stage: Stage, holding: Mapping[str, Sequence[Held]]) -> tuple[Stage, Moves]:
    """The stage with some actors holding other parts than before, and which part has become which.

    Parts that are named by their place get the names of their new places. Lines follow the part at their end,
    and go with it; those that end at a fixed place stay.
    """
    became: dict[Target, Target] = {}
    before = {t.origin for name in holding for t in held(_actor(stage, name)) if t.origin}
    changed = stage
    for name, entries in holding.items():
        actor = _actor(stage, name)
        parts = [entry.part for entry in entries]
        if actor.traits.by_place:
            parts = [replace(part, id=str(place)) for place, part in enumerate(parts)]
        changed = changed.with_actor(replace(actor, parts=tuple(parts)))
        for entry, part in zip(entries, parts, strict=True):
            if entry.origin is not None:
                became[entry.origin] = Target(actor=name, part=part.id)
    links = tuple(new for link in stage.links if (new := _followed(stage, link, became, before)))
    moves = tuple((start, end) for start, end in became.items() if start != end)
    return replace(changed, links=links), moves


def is_fixed(actor: Actor) -> bool:
    """Whether its places stay when what they hold goes, as those of cells do."""
    return actor.traits.by_place and actor.traits.next_part is None


def _followed(stage: Stage, link: Link, became: Mapping[Target, Target], before: set[Target]) -> Link | None:
    ends = [
        end if is_fixed(_actor(stage, end.actor)) or end not in before else became.get(end)
        for end in (link.start, link.end)
    ]
    return replace(link, start=ends[0], end=ends[1]) if ends[0] and ends[1] else None


def _actor(stage: Stage, name: str) -> Actor:
    actor = stage.actor(name)
    assert actor is not None
    return actor
