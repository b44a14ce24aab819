"""Keeps the store within a size: what was used longest ago goes first, what a build needs never.

    upkeep = tidy(store, size_in_bytes("5GB"), uses=plan.keys, now=time.time())

How large an entry is never changes, so it is measured once and noted in the store: a hint, which is made anew
when it is lost.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from explainsite.jobs.canonical import canonical_json
from explainsite.rendering.store import HISTORY, SIZES, TIMELINE, Store

NOTED_EVERY = 6 * 3600.0
"""How many seconds a note of use holds: a build that changes nothing writes none."""


class Holding(NamedTuple):
    """How much some entries are: films, each version of one counted, and bytes of all files."""

    films: int
    size: int


class Upkeep(NamedTuple):
    """What the store holds now, and what went."""

    limit: int
    holds: Holding
    pruned: Holding
    alone: bool
    """Whether anything could be pruned: nothing is while another process relies on the entries."""


def tidy(store: Store, limit: int, *, uses: Collection[str], now: float) -> Upkeep:
    """Note that the entries `uses` are used `now`, and prune others until the store holds `limit` bytes.

    What is used stays even if it is more. Whoever calls this must not rely on any other entry.
    """
    with store.alone() as alone:
        times, known = store.last_used(), _noted(store)
        store.mark_used((key for key in uses if times.get(key, now) < now - NOTED_EVERY), now)
        holdings = {key: known.get(key) or _measured(store, key) for key in times}
        unused = sorted(times.keys() - set(uses), key=lambda key: (times[key], key))
        over = _sum(holdings.values()).size - limit
        gone = _removed(store, tuple(_oldest(unused, holdings, over))) if alone else ()
        pruned = _sum(holdings.pop(key) for key in gone)
        if holdings != known:
            _note(store, holdings)
    return Upkeep(limit=limit, holds=_sum(holdings.values()), pruned=pruned, alone=alone)


def _oldest(keys: Iterable[str], holdings: Mapping[str, Holding], over: int) -> Iterator[str]:
    """The first keys that are together as much as is too much."""
    for key in keys:
        if over <= 0:
            return
        over -= holdings[key].size
        yield key


def _removed(store: Store, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the entries that could be removed: all, or none of a store that cannot be written."""
    try:
        if keys:
            store.remove(keys)
    except OSError:
        return ()
    return keys


def _sum(holdings: Iterable[Holding]) -> Holding:
    each = tuple(holdings)
    return Holding(films=sum(one.films for one in each), size=sum(one.size for one in each))


def _measured(store: Store, key: str) -> Holding:
    files = store.files(key)
    return Holding(films=int(TIMELINE in files), size=sum(files.values()))


def _noted(store: Store) -> dict[str, Holding]:
    """What was measured before, as far as it can be read."""
    try:
        noted = json.loads(store.read_text(SIZES) or "{}")
        return {key: Holding(films=int(films), size=int(size)) for key, (films, size) in noted.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _note(store: Store, holdings: Mapping[str, Holding]) -> None:
    plain = {key: [holding.films, holding.size] for key, holding in holdings.items()}
    with suppress(OSError):  # a hint is not worth a build
        store.write_text(SIZES, canonical_json(plain) + "\n")


def forget_films(store: Store, slugs: Collection[str]) -> None:
    """Remove the notes on what films were made from, but for these."""
    for file in (store.root / HISTORY).glob("*.json"):
        if file.stem not in slugs:
            with suppress(OSError):
                file.unlink()
