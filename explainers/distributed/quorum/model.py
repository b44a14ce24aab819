"""The film's counts: who misses whom, how long each side waits, and how often it can answer."""

from __future__ import annotations

import itertools
import math

# One seat, three copies. Answers come back after this many milliseconds; which copy is quick varies.
names = ["A", "B", "C"]
replicas = len(names)
reply_ms = [4, 9, 40]
first_reply, second_reply, third_reply = reply_ms
way_back = 1  # what differs is how long the news waits before each copy
news_ms = [reply - way_back for reply in reply_ms]

# A machine is up this share of the time, independently of the others.
up = 0.99


def wait(answers: int) -> int:
    """Return how long a client waits for this many answers, when it asks every replica."""
    return reply_ms[answers - 1]


def meetings(write: int, read: int) -> list[bool]:
    """For each choice of written and read replicas, say whether they have one in common."""
    written = itertools.combinations(names, write)
    asked = list(itertools.combinations(names, read))
    return [bool(set(some) & set(others)) for some in written for others in asked]


def stale_share(write: int, read: int) -> float:
    """Return the share of choices in which a read misses the last write altogether."""
    return meetings(write, read).count(False) / len(meetings(write, read))


def marks(write: int, read: int) -> list[str]:
    """Return a mark for each choice of written and read replicas: do they have one in common?"""
    return ["✓" if met else "✗" for met in meetings(write, read)]


def available(answers: int) -> float:
    """Return the share of time in which at least this many replicas are up."""
    down = 1 - up
    return sum(
        math.comb(replicas, alive) * up**alive * down ** (replicas - alive)
        for alive in range(answers, replicas + 1)
    )


# One answer each: R = W = 1.
one_choices = len(meetings(1, 1))
one_marks = marks(1, 1)
one_missed = meetings(1, 1).count(False)
one_stale = stale_share(1, 1)
one_wait = wait(1)

# The writer waits for two, the reader still for one: R = 1, W = 2.
half_choices = len(meetings(2, 1))
half_marks = marks(2, 1)
half_missed = meetings(2, 1).count(False)

# Two each: R = W = 2.
quorum = replicas // 2 + 1
quorum_marks = 2 * quorum
quorum_choices = len(meetings(quorum, quorum))
quorum_pair_marks = marks(quorum, quorum)
quorum_missed = meetings(quorum, quorum).count(False)
quorum_stale = stale_share(quorum, quorum)
quorum_wait = wait(quorum)
quorum_down_allowed = replicas - quorum
quorum_available = available(quorum)

# Write everywhere, read anywhere: R = 1, W = 3.
all_wait = wait(replicas)
all_stale = stale_share(replicas, 1)
all_available = available(replicas)


def hours_a_year(share: float) -> float:
    """Return how many hours of a year this share of time is."""
    return share * 365 * 24


all_down_hours = hours_a_year(1 - all_available)
quorum_down_hours = hours_a_year(1 - quorum_available)

# --- What if ----------------------------------------------------------------------------------------------


def bargain(read: int, write: int) -> dict[str, float]:
    """Return the share of pairings that miss, and how long each side waits."""
    return {"missed": stale_share(write, read), "reader": wait(read), "writer": wait(write)}
