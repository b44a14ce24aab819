"""The film's 64 servers: who calls whom in each round, and how many rounds it takes on average."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log2
from random import Random

servers = 64
others = servers - 1

# So few on average that none is left.
NONE = 1e-9

Call = tuple[int, int, int]
"""Who calls, who is called, and whether the call is lost (1)."""

# --- A run ------------------------------------------------------------------------------------------------


def gossip(seed: int, *, lost: float = 0.0, dies_after: int | None = None) -> list[list[Call]]:
    """Return the calls of each round: whoever knows calls one other server, drawn by lot.

    Server 0 knows first. With `dies_after` it makes and takes no calls after that round; should nobody else
    know by then, nobody ever will.
    """
    lot = Random(seed)  # noqa: S311 - a lot, not a secret
    knows, rounds = [0], []
    while len(knows) < servers:
        is_dead = dies_after is not None and len(rounds) >= dies_after
        calls, new = [], []
        callers = knows[1:] if is_dead else knows
        if not callers:
            break
        for caller in callers:
            called = lot.randrange(others)
            called += called >= caller
            fails = lot.random() < lost if lost else False
            fails = fails or (is_dead and called == 0)
            calls.append((caller, called, int(fails)))
            if not fails and called not in knows and called not in new:
                new.append(called)
        knows += new
        rounds.append(calls)
    return rounds


def hearing(rounds: list[list[Call]]) -> dict[int, int]:
    """Return for each server that hears it the round after which it knows."""
    heard = {0: 0}
    for after, calls in enumerate(rounds, 1):
        for _, called, fails in calls:
            if not fails:
                heard.setdefault(called, after)
    return heard


def counts(rounds: list[list[Call]]) -> list[int]:
    """Return how many know: at first, and after each round."""
    heard = hearing(rounds)
    return [sum(when <= after for when in heard.values()) for after in range(len(rounds) + 1)]


# Seeds of runs as long as an average one, in which the last server is missed once.
rounds = gossip(131)
heard, know = hearing(rounds), counts(rounds)
length = len(rounds)
doubling = know[3:6]

# The round in which most calls are made that tell nothing, and the round that misses the last server.
late = 7
late_calls = len(rounds[late - 1])
late_new = know[late] - know[late - 1]
late_wasted = late_calls - late_new
missing = length - 1
almost = missing - 1
filling = know[6:missing]
last = max(heard, key=heard.__getitem__)

# The same with a third of all calls lost, and the first server dead after three rounds.
loss = 1 / 3
dies_after = 3
storm = gossip(56, lost=loss, dies_after=dies_after)
storm_length = len(storm)
storm_counts = counts(storm)
storm_early = storm_counts[dies_after]
storm_done = [6, 10, storm_length]
storm_before = [done - 1 for done in storm_done]
storm_calls = [done - 0.5 for done in storm_done]
# The dead one is no longer counted.
storm_alive = storm_early - 1
storm_had, storm_know = ([storm_counts[i] - 1 for i in at] for at in (storm_before, storm_done))

# One server tells the others in turn, and dies on the way.
listed = [[(0, called, 0)] for called in range(1, servers)]
told = 23
untold = others - told
deaf = list(range(told + 1, servers))

# --- On average -------------------------------------------------------------------------------------------


def new_listeners(knowing: int, size: int, arrives: float = 1.0) -> list[float]:
    """Return the chance of each number of new listeners in a round, one call after the other."""
    chances = [1.0]
    for _ in range(knowing):
        after = [0.0] * (len(chances) + 1)
        for new, chance in enumerate(chances):
            hit = arrives * (size - knowing - new) / (size - 1)
            after[new + 1] += chance * hit
            after[new] += chance * (1 - hit)
        chances = after
    return chances[: size - knowing + 1]


def expected(size: int = servers, arrives: float = 1.0) -> tuple[float, float]:
    """Return the rounds and the calls until all know, on average and exactly."""
    rounds_from, calls_from = [0.0] * (size + 1), [0.0] * (size + 1)
    for knowing in range(size - 1, 0, -1):
        none, *some = new_listeners(knowing, size, arrives)
        ahead = [(chance, knowing + new) for new, chance in enumerate(some, 1)]
        rounds_from[knowing] = (1 + sum(c * rounds_from[n] for c, n in ahead)) / (1 - none)
        calls_from[knowing] = (knowing + sum(c * calls_from[n] for c, n in ahead)) / (1 - none)
    return rounds_from[1], calls_from[1]


mean_rounds, mean_calls = expected()
missed = (1 - 1 / others) ** others


def unknowing(size: int) -> Iterator[float]:
    """Yield how many do not know, after each round, until none is left: each round as it is on average."""
    left = size - 1.0
    while left > NONE:
        yield left
        left *= (1 - 1 / (size - 1)) ** (size - left)


def about(size: int) -> float:
    """Return the rounds on average for many servers, where `expected` takes too long.

    A round is needed if any are left, and how many of the last ones are left is Poisson-distributed.
    """
    return sum(1 - exp(-left) for left in unknowing(size))


thousand, million = 2**10, 2**20
thousand_rounds, million_rounds = about(thousand), about(million)
doublings, thousand_doublings, million_doublings = (log2(size) for size in (servers, thousand, million))

# --- What if ----------------------------------------------------------------------------------------------


def with_losses(lost: float, size: int) -> dict[str, float]:
    """Return the rounds and the calls until all know, on average, if a share of the calls is lost."""
    found = expected(size, 1 - lost)
    return {"rounds": found[0], "calls": found[1]}
