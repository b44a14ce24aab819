"""Parts that kinds make alike, and how their amounts are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import floor, log10
from typing import Any

from explainsite.storyboard.phrases import sign_or_quoted
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import decimals, listed, minus, with_decimals

MOST_DECIMALS = 4
"""Decimals of an amount, after the zeros at its beginning, that are shown without having been asked for."""
_FEW = 3
"""Texts that are read out even if they are all the same."""


def indexed(texts: list[str], **common: Any) -> tuple[Part, ...]:
    """Parts named by their index from 0."""
    return tuple(Part(id=str(index), text=text, **common) for index, text in enumerate(texts))


def texts_of(actor: Actor) -> str:
    """The texts of the filled parts, for a sentence; one text in many places with these."""
    texts = [part.text for part in actor.parts if part.filled and part.text]
    if len(texts) == len(actor.parts) > _FEW and len(set(texts)) == 1:
        return f"{actor.traits.places(actor, actor.parts)}, all {sign_or_quoted(texts[0])}"
    return ", ".join(texts)


def named(values: Mapping[str, float]) -> tuple[Part, ...]:
    """Parts named by their key, each with its value."""
    return tuple(Part(id=name, text=name, value=value) for name, value in values.items())


def with_roles(parts: Iterable[Part], roles: Mapping[str, str]) -> tuple[Part, ...]:
    """Parts with the roles that their names have in a spec, which stay theirs when a mark goes."""
    return tuple(replace(part, role=roles.get(part.id), own=roles.get(part.id)) for part in parts)


def own_id(actor: Actor, text: str) -> str:
    """An id for a part of this text that no other part of the actor has."""
    taken = {part.id for part in actor.parts}
    return next(name for n in range(1, 99) if (name := text if n == 1 else f"{text}-{n}") not in taken)


def written(spec: Any, value: float) -> str:
    """An amount as its actor writes it."""
    form = with_decimals(getattr(spec, "format", ",.0f") or ",", decimals_shown(value))
    return minus(format(value, form)) + getattr(spec, "unit", "")


def decimals_shown(value: float) -> int:
    """The decimals of an amount for which its author has no format: its own, but no more than can be read."""
    leading = -floor(log10(abs(value))) - 1 if 0 < abs(value) < 1 else 0
    return min(decimals(value), MOST_DECIMALS + leading)


def amounts(texts: Sequence[tuple[str, float]], spec: Any) -> str:
    """Named amounts for a sentence, equal ones together: `a and b at 0 ms, c at 5 ms`."""
    groups: dict[str, list[str]] = {}
    for text, value in texts:
        groups.setdefault(written(spec, value), []).append(text)
    return ", ".join(f"{listed(names)} at {value}" for value, names in groups.items())
