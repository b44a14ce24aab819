"""Where parts stand, in words: for those that their own texts do not tell apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import counted, listed, nth, plural

_MOST_NAMED = 6
"""More places than this are counted, for nobody keeps them in mind."""


def places(actor: Actor, parts: Sequence[Part]) -> str:
    """Parts by their places: `bit 3`, `cells 1, 4 and 7`, `row 2, column 1`.

    All count from 0, as selectors, prefixes of cells and what stands above tokens do.
    """
    if is_grid(actor):
        return _in_grid(actor, parts)
    return counted_off(own_noun(actor) or actor.traits.part_noun, sorted(indices(actor, parts)))


def in_order(actor: Actor, parts: Sequence[Part]) -> str:
    """Parts that have names and no numbers: `the second row`, `the first and third entries`."""
    noun, at = actor.traits.part_noun, indices(actor, parts)
    if len(at) > _MOST_NAMED:
        return counted(len(at), noun)
    return f"the {listed([nth(place) for place in at])} {noun if len(at) == 1 else plural(noun)}"


def placed(actor: Actor, parts: Sequence[Part]) -> str:
    """Parts by their places, and whose they are: `cell 3 of “Hash table”`; `bit 3`, which says it."""
    said = actor.traits.places(actor, parts)
    own = own_noun(actor)
    return said if own and own in said else f"{said} of {actor.name}"


def every_part(actor: Actor) -> str:
    """How many parts it has: `eight bits`, `nine cells of Board`."""
    own = own_noun(actor)
    count = counted(len(actor.parts), own or actor.traits.part_noun)
    return count if own else f"{count} of {actor.name}"


_PLURAL = re.compile(r"(?=.{4})[A-Za-z][a-z]*(?:[b-df-hj-npqrtvwy]|[abdefgjklmnpqrtuwy]e)s")
"""Plurals that without their last letter are the singular: “Bits”, “Votes”; not “Boxes”, “Leaves”."""


def own_noun(actor: Actor) -> str:
    """What one part of an actor is called if its name says so: “bit” of “Bits”; empty if it does not."""
    name = actor.name.removeprefix("the ")
    return name[:-1].lower() if _PLURAL.fullmatch(name) else ""


def is_grid(actor: Actor) -> bool:
    """Whether parts stand in rows and columns, so that their order alone does not tell where each is."""
    return actor.traits.grid is not None and min(actor.traits.grid(actor.spec)) > 1


def block(actor: Actor, parts: Sequence[Part]) -> str:
    """Cells of a grid where some rows meet some columns: `rows 1 to 3, columns 2 to 4`; empty for others."""
    if actor.traits.grid is None or not is_grid(actor):
        return ""
    high, wide = actor.traits.grid(actor.spec)
    at = indices(actor, parts)
    rows, columns = sorted({place // wide for place in at}), sorted({place % wide for place in at})
    if len(rows) * len(columns) != len(at):
        return ""
    of_rows, of_columns = counted_off("row", rows), counted_off("column", columns)
    if len(columns) == wide:
        return of_rows
    return of_columns if len(rows) == high else f"{of_rows}, {of_columns}"


def _in_grid(actor: Actor, parts: Sequence[Part]) -> str:
    if said := block(actor, parts):
        return said
    if len(parts) > _MOST_NAMED // 2:
        return counted(len(parts), actor.traits.part_noun)
    *others, last = (block(actor, [part]) for part in parts)
    return f"{'; '.join(others)}; and {last}"


def counted_off(noun: str, at: Sequence[int]) -> str:
    """`cell 2`, `cells 1 to 3`, `cells 1, 4 and 7`, `nine cells`."""
    if len(at) == 1:
        return f"{noun} {at[0]}"
    if _is_run(at) and len(at) > 2:
        return f"{plural(noun)} {at[0]} to {at[-1]}"
    return (
        f"{plural(noun)} {listed(list(map(str, at)))}" if len(at) <= _MOST_NAMED else counted(len(at), noun)
    )


def are_told(actor: Actor, parts: Sequence[Part]) -> bool:
    """Whether `places` says where each part is, and not only how many they are."""
    at = indices(actor, parts)
    return bool(block(actor, parts)) or len(at) <= _MOST_NAMED // (1 + is_grid(actor)) or _is_run(at)


def is_one_place(actor: Actor, parts: Sequence[Part]) -> bool:
    """Whether a verb in the singular follows `places`, as after `bit 3` and `row 1`."""
    return len(parts) == 1 or is_line(block(actor, parts))


_LINE = re.compile(r"(row|column) [0-9]+(?!,)\b")


def is_line(name: str) -> bool:
    """Whether a name is that of a single row or column: `row 1 of Image`."""
    return _LINE.match(name) is not None


def _is_run(at: Sequence[int]) -> bool:
    return list(at) == list(range(at[0], at[0] + len(at)))


def follow(actor: Actor, parts: Sequence[Part]) -> bool:
    """Whether parts stand side by side."""
    return _is_run(indices(actor, parts))


def indices(actor: Actor, parts: Sequence[Part]) -> list[int]:
    """The places of parts in their actor, from 0, as they are given."""
    order = {part.id: index for index, part in enumerate(actor.parts)}
    return [order[part.id] for part in parts]
