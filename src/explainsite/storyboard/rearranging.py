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
    and go with it, and so do frames around parts; those at a fixed place stay.
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
    changed = replace(changed, links=links)
    for frame in [actor for actor in stage.actors if actor.around]:
        changed = changed.with_actor(_around(stage, frame, became, before))
    return changed, moves


def is_fixed(actor: Actor) -> bool:
    """Whether its places stay when what they hold goes, as those of cells do."""
    return actor.traits.by_place and actor.traits.next_part is None


def _followed(stage: Stage, link: Link, became: Mapping[Target, Target], before: set[Target]) -> Link | None:
    ends = [_now(stage, end, became, before) for end in (link.start, link.end)]
    return replace(link, start=ends[0], end=ends[1]) if ends[0] and ends[1] else None


def _around(stage: Stage, frame: Actor, became: Mapping[Target, Target], before: set[Target]) -> Actor:
    """A frame that goes along with the parts that it holds, and goes when none of them is left."""
    held = [now for target in frame.around if (now := _now(stage, target, became, before))]
    return replace(frame, around=tuple(held)) if held else replace(frame, shown=False)


def _now(stage: Stage, target: Target, became: Mapping[Target, Target], before: set[Target]) -> Target | None:
    """Where to find what stood at a target: a fixed place stays where it is."""
    stays = is_fixed(_actor(stage, target.actor)) or target not in before
    return target if stays else became.get(target)


def _actor(stage: Stage, name: str) -> Actor:
    actor = stage.actor(name)
    assert actor is not None
    return actor
