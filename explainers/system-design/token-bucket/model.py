"""A bucket of tokens, second by second: who gets in, and what a fixed window does instead."""

from __future__ import annotations

# --- The budget and the requests ---------------------------------------------------------------------------

rate, capacity = 2, 10  # tokens a second, and how many the bucket holds
nine = 6  # the second at which it is nine o'clock
counts = {0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 16, 7: 4, 8: 4}
arrivals = [second for second, count in counts.items() for _ in range(count)]
end = 13
burst = counts[nine]
empty_at = -capacity / rate - 1 / rate  # the bucket is empty then, and full before the first request


# --- The bucket: two numbers, and no clock that drips ------------------------------------------------------


def admit(times: list[int], size: int = capacity, refill: int = rate) -> list[bool]:
    """Whether each request gets in. The level is worked out anew when one comes."""
    level = float(size)
    last = times[0]
    verdicts = []
    for now in times:
        level = min(size, level + refill * (now - last))
        last = now
        verdicts.append(level >= 1)
        if verdicts[-1]:
            level -= 1
    return verdicts


served = admit(arrivals)
in_burst = sum(ok for at, ok in zip(arrivals, served, strict=True) if at == nine)
out_burst = burst - in_burst
refused = served.count(False)
strict_in = min(rate, burst)
strict_out = burst - strict_in
later = sum(count for at, count in counts.items() if at > nine)
later_in = sum(ok for at, ok in zip(arrivals, served, strict=True) if at > nine)


# --- The tokens that the picture shows: when each is there, and which request takes it ---------------------


def tokens() -> tuple[list[float], list[int]]:
    """When each token falls in, and for each request the token that it takes (-1 for none)."""
    born: list[float] = []
    taken: list[int] = []
    inside: list[int] = []
    waiting = list(zip(arrivals, served, strict=True))
    for half in range(int(2 * empty_at) + 1, 2 * end + 1):
        now = (half - 0.5) / rate  # between two seconds, so that it is seen before a request takes it
        while waiting and waiting[0][0] <= now:
            taken.append(inside.pop() if waiting.pop(0)[1] else -1)
        if len(inside) < capacity:
            inside.append(len(born))
            born.append(now)
    return born, taken


born, taken = tokens()

# --- The level worked out: five quiet seconds --------------------------------------------------------------

last_request = max(counts)
quiet = end - last_request
earned = quiet * rate
level_then = min(capacity, earned)
level_after = level_then - 1

# --- A fixed window of the same budget, and its edge -------------------------------------------------------

window = 10  # seconds
limit = rate * window
edge = [-1] * limit + [0] * limit  # the last second of one window, and the first of the next


def by_window(times: list[int]) -> list[bool]:
    """Whether each request gets in when a counter starts anew in each window."""
    seen: dict[int, int] = {}
    verdicts = []
    for now in times:
        place = now // window
        verdicts.append(seen.get(place, 0) < limit)
        seen[place] = seen.get(place, 0) + verdicts[-1]
    return verdicts


edge_window = sum(by_window(edge))
edge_served = admit(edge)
edge_bucket = sum(edge_served)
edge_taken = [int(ok) for ok in edge_served]
edge_before = sum(edge_served[:limit])
edge_after = edge_bucket - edge_before

# --- What the service has to bear in two seconds -----------------------------------------------------------

strict_two = 2 * rate

# --- What if ----------------------------------------------------------------------------------------------


def with_bucket(size: int, refill: int) -> dict[str, int]:
    """How many are turned away at nine, and how many get in at most in two seconds, in another bucket."""
    at_nine = [ok for at, ok in zip(arrivals, admit(arrivals, size, refill), strict=True) if at == nine]
    crowd = [0] * (size + refill) + [1] * (size + refill)
    return {"turned away": at_nine.count(False), "borne": sum(admit(crowd, size, refill))}
