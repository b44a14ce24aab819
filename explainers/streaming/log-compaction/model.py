"""A shop's price changes in a log with room for fourteen: what goes, what stays, and under which number."""

from __future__ import annotations

import random

Record = tuple[int, str, int | None]
"""Its number, the product, and the price; no price says that the product is gone."""
Log = list[Record]

# Chosen by us. `figs` never change, until they are no longer sold.
told = [
    *("figs 5", "tea 3", "milk 1", "tea 4", "rice 2", "tea 3", "milk 2"),
    *("tea 4", "rice 3", "tea 5", "milk 1", "tea 4", "milk 2", "tea 3"),
    *("tea 4", "milk 1", "tea 5", "rice 4", "tea 4"),
    "figs gone",
]


def record(number: int) -> Record:
    """A record of the film."""
    product, price = told[number].split()
    return number, product, None if price == "gone" else int(price)


# --- The log ----------------------------------------------------------------------------------------------


def state(log: Log) -> dict[str, int]:
    """What a reader knows that reads all of it, from the left."""
    known: dict[str, int] = {}
    for _, product, price in log:
        if price is None:
            known.pop(product, None)
        else:
            known[product] = price
    return known


def compact(log: Log, *, tombstones: bool = True) -> Log:
    """Keep the last record of each product, with its number. Those without a price stay for a while."""
    last = {product: number for number, product, _ in log}
    kept = [entry for entry in log if entry[0] == last[entry[1]]]
    return kept if tombstones else [entry for entry in kept if entry[2] is not None]


def read_from(log: Log, number: int) -> int:
    """The number of the record that a reader gets who asks for this one: it, or the next that is there."""
    return next(entry[0] for entry in log if entry[0] >= number)


room = 14
full = [record(number) for number in range(room)]
oldest = room // 2
cut = full[oldest:]
compacted = compact(full)
kept = [number for number, _, _ in compacted]
dropped = [number for number in range(room) if number not in kept]
asked, asked_next = 5, 9
got, got_next = read_from(compacted, asked), read_from(compacted, asked_next)

more = 5
written = [*compacted, *map(record, range(room, room + more))]
share = more / len(written)
again = compact(written)
buried = [*again, record(room + more)]
with_tombstone = compact(buried)
without_tombstone = compact(buried, tombstones=False)

# Kafka's defaults: `delete.retention.ms` in hours, and `min.cleanable.dirty.ratio`.
hours = 24
ratio = 0.5

# --- What the picture takes -------------------------------------------------------------------------------

GONE = -1


def places(log: Log, *, among: Log | None = None) -> list[int]:
    """Where each record stands on the shelf: side by side, or where it stood among others."""
    order = [number for number, _, _ in among or log]
    there = {number for number, _, _ in log}
    return [order.index(number) if number in there else GONE for number in range(len(told))]


five, ten, all_in = places(full[:5]), places(full[:10]), places(full)
cut_open, cut_closed = places(cut, among=full), places(cut)
open_gaps, closed = places(compacted, among=full), places(compacted)
head = places(written)
again_open, again_closed = places(again, among=written), places(again)
stone_in = places(buried)
stone_open, stone_closed = places(with_tombstone, among=buried), places(with_tombstone)
rid_closed = places(without_tombstone)
records = [entry.split() for entry in told]
dropped_parts = [f"r{number}" for number in dropped]
products = [product for _, product, _ in compacted]
prices = state(full)
new_prices = state(written)

# --- A year of changes ------------------------------------------------------------------------------------


def run(keys: int, changes: int, ratio: float = ratio) -> tuple[list[int], int]:
    """Change the prices of so many products at random: how long the log is after each, and what was copied.

    It is cleaned as soon as more of it is new than the ratio says. A cleaning copies what stays.
    """
    chance = random.Random(1)  # noqa: S311 - the same shop at every run, nothing secret
    log: Log = []
    lengths, copied, clean = [], 0, 0
    for number in range(changes):
        log.append((number, str(chance.randrange(keys)), number))
        lengths.append(len(log))
        if (len(log) - clean) / len(log) > ratio:
            log = compact(log)
            clean = len(log)
            copied += clean
    return lengths, copied


shop, changes = 100, 1000
lengths, copied = run(shop, changes)
longest = max(lengths)
writes = 1 + copied / changes
keep_all = [[0, 0], [changes, changes]]
sawtooth = [[number + 1, length] for number, length in enumerate(lengths)]

# --- What if ----------------------------------------------------------------------------------------------


def cleaned_at(share: float) -> dict[str, float]:
    """How long the log of the year gets, and how often each change is written, at another ratio."""
    lengths, copied = run(shop, changes, share)
    return {"longest": max(lengths), "writes": 1 + copied / changes}
