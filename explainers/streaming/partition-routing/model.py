"""Where Kafka's default partitioner puts each record of the film, computed rather than typed."""

from __future__ import annotations

import functools

SEED = 0x9747B28C
MIX = 0x5BD1E995
WORD = 0xFFFFFFFF  # arithmetic is modulo 2^32, as in Java's int
SIGN_BIT = 0x80000000


def murmur2(key: bytes) -> int:
    """Return the signed 32-bit hash that Kafka's `Utils.murmur2` gives for these bytes."""
    state = SEED ^ len(key)
    whole = len(key) - len(key) % 4
    for start in range(0, whole, 4):
        block = int.from_bytes(key[start : start + 4], "little") * MIX & WORD
        block = (block ^ block >> 24) * MIX & WORD
        state = (state * MIX & WORD) ^ block
    if tail := key[whole:]:
        state = (state ^ int.from_bytes(tail, "little")) * MIX & WORD
    state = (state ^ state >> 13) * MIX & WORD
    state ^= state >> 15
    return state - 2 * SIGN_BIT if state & SIGN_BIT else state


def positive(number: int) -> int:
    """Clear the sign bit. Not `abs`: that has no answer for the smallest 32-bit number."""
    return number & ~SIGN_BIT & WORD


def partition(key: str, partitions: int) -> int:
    """Return the partition for a key: hash its bytes, drop the sign, take the remainder."""
    return positive(murmur2(key.encode())) % partitions


# The shop's topic has three partitions, and later four.
logs = 3
more_logs = 4

# The customer whom the film follows, step by step.
cleo_bytes = list(b"cleo")
cleo_hash = murmur2(b"cleo")
cleo_positive = positive(cleo_hash)
cleo_thirds = cleo_positive // logs
cleo_log = partition("cleo", logs)
cleo_new_log = partition("cleo", more_logs)

# Her neighbours: one key to each other log, and one that shares hers.
ana_log = partition("ana", logs)
noor_log = partition("noor", logs)
pia_log = partition("pia", logs)

# A busy hour: one reseller sends 600 of 1,000 records, 400 customers send one each.
hot_records = 600
quiet_records = 400


def busy_hour() -> list[int]:
    """Count the busy hour's records in each log."""
    counts = [0] * logs
    counts[noor_log] += hot_records
    for number in range(quiet_records):
        counts[partition(f"customer-{number}", logs)] += 1
    return counts


busy_0, busy_1, busy_2 = busy_hour()
busy_records = busy_0 + busy_1 + busy_2
busy_share = busy_0 / busy_records

# Growing the topic: which of 10,000 keys keep their log when a fourth is added?
sampled = 10_000


@functools.cache
def moved() -> int:
    """Count the sampled keys whose partition changes when the fourth log arrives."""
    hashes = (positive(murmur2(f"customer-{number}".encode())) for number in range(sampled))
    return sum(number % logs != number % more_logs for number in hashes)


def moved_share() -> float:
    """Return the share of sampled keys that move."""
    return moved() / sampled
