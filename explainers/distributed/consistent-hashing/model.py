"""Where 60 photos and the servers that cache them fall: by remainder, and on a circle. MD5, as in ketama."""

from __future__ import annotations

import bisect
import functools
import hashlib
from collections.abc import Sequence

NUMBERS = 2**16  # the first two bytes of the digest: short enough to be read on screen

# A cache of four servers, and the fifth that joins it.
old = "ABCD"
new = "ABCDE"
photos = [f"photo-{number:02d}.jpg" for number in range(60)]
photo_count = len(photos)

Place = tuple[int, str]
"""A number on the circle, and the server that stands there."""


def number(name: str) -> int:
    """Return the number that a name hashes to, from 0 to 65,535."""
    return int.from_bytes(hashlib.md5(name.encode(), usedforsecurity=False).digest()[:2], "big")


def by_remainder(name: str, servers: Sequence[str]) -> str:
    """Return the server that has a photo when its number is divided by how many there are."""
    return servers[number(name) % len(servers)]


def places(server: str, count: int) -> list[int]:
    """Return where a server stands on the circle; with `count` above 1, at several places."""
    return [number(f"cache{server}-{index}") for index in range(count)]


def circle(servers: Sequence[str], count: int) -> list[Place]:
    """Return all places of all servers, in the order of the circle."""
    return sorted((at, server) for server in servers for at in places(server, count))


def clockwise(at: int, stood: Sequence[Place]) -> str:
    """Return the first server at this number or after it, past the top to the first of all."""
    return stood[bisect.bisect_left(stood, (at, "")) % len(stood)][1]


def owners(servers: Sequence[str], count: int, names: Sequence[str] = tuple(photos)) -> list[str]:
    """Return the server of each photo on the circle."""
    stood = circle(servers, count)
    return [clockwise(number(name), stood) for name in names]


def changed(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """Return which photos have another server afterwards, counted from 0."""
    return [index for index, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]


def loads(owned: Sequence[str], servers: Sequence[str] = new) -> dict[str, int]:
    """Return how many photos each server has."""
    return {server: owned.count(server) for server in servers}


# By remainder: with a fifth server nearly every photo belongs elsewhere.
four = [by_remainder(name, old) for name in photos]
five = [by_remainder(name, new) for name in photos]
on_a, on_b, on_c, on_d = ([index for index, who in enumerate(four) if who == server] for server in old)
lost = changed(four, five)
lost_count = len(lost)

# The first five photos, as rows of a table.
shown = range(5)
rows = {
    f"p{index}": [
        photos[index].removesuffix(".jpg"),
        f"{number(photos[index]):,}",
        f"{number(photos[index]) % len(old)} → {four[index]}",
        f"{number(photos[index]) % len(new)} → {five[index]}",
    ]
    for index in shown
}
strayed = [f"p{index}" for index in shown if index in lost]

# On the circle, at one place each.
top = NUMBERS - 1
keys = [number(name) for name in photos]
later = ["E", *(str(index) for index in range(photo_count))]
named = {photos[index].removesuffix(".jpg"): number(photos[index]) for index in shown}
ring_old = owners(old, 1)
ring_new = owners(new, 1)
arc = changed(ring_old, ring_new)
arc_count = len(arc)
place_a, place_b, place_c, place_d, place_e = (places(server, 1)[0] for server in new)
alone = loads(ring_new)
most = max(alone.values())

# At a few places each, and at many.
few = 3
few_a, few_b, few_c, few_d, few_e = (places(server, few) for server in new)
few_loads = loads(owners(new, few))
many = 12
many_a, many_b, many_c, many_d, many_e = (places(server, many) for server in new)
all_places = many * len(new)
spread_old = owners(old, many)
spread_new = owners(new, many)
spread = loads(spread_new)
spread_least, spread_most = min(spread.values()), max(spread.values())
moved_count = len(changed(spread_old, spread_new))

# B dies.
dead = "B"
rest = [server for server in new if server != dead]
spread_rest = owners(rest, many)
orphaned = [index for index, who in enumerate(spread_new) if who == dead]
orphans = len(orphaned)
left = loads(spread_rest)
more = {server: left[server] - spread[server] for server in rest}


# The tables of the text: ten servers, whole digests, and many rings, for one ring is one throw of the dice.
hosts = 10
rings = 200


def share(count: int, ring: int) -> list[float]:
    """Return the share of the circle that each of ten servers has, with `count` places each."""
    places = sorted((wide(f"{ring}/{host}-{index}"), host) for host in range(hosts) for index in range(count))
    shares = [0.0] * hosts
    behind = places[-1][0] - 2**64
    for at, host in places:
        shares[host] += (at - behind) / 2**64
        behind = at
    return shares


def wide(name: str) -> int:
    """Return the first eight bytes of the hash: among thousands of places two bytes would collide."""
    return int.from_bytes(hashlib.md5(name.encode(), usedforsecurity=False).digest()[:8], "big")


@functools.cache
def peak(count: int) -> float:
    """Return how many times a fair share the largest of ten servers has, on average over many rings."""
    return sum(max(share(count, ring)) for ring in range(rings)) / rings * hosts


def moved(before: int, after: int) -> float:
    """Return the share of 10,000 photos that move by remainder between two numbers of servers."""
    numbers = [wide(f"photo-{index}.jpg") for index in range(10_000)]
    return sum(at % before != at % after for at in numbers) / len(numbers)


# --- What if ----------------------------------------------------------------------------------------------


def balance(count: int) -> dict[str, float]:
    """Return how many times a fair share the largest of ten servers has, and how many places there are."""
    return {"largest": peak(count), "places": hosts * count}
