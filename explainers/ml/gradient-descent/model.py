"""The film's numbers: five measurements, the error of a line through them, and four ways down."""

from __future__ import annotations

from math import sqrt

# --- The hill ---------------------------------------------------------------------------------------------

# A small server's load, as a share, and the watts that it draws: made up by hand, near 25 + 50 × load.
loads = [0.1, 0.3, 0.5, 0.7, 0.9]
watts = [28, 38, 47, 59, 68]
measured = [[100 * load, power] for load, power in zip(loads, watts, strict=True)]

Place = tuple[float, float]


def misses(place: Place) -> list[float]:
    """Return by how many watts the line of a place, work × load + rest, misses each measurement."""
    work, rest = place
    return [work * load + rest - power for load, power in zip(loads, watts, strict=True)]


def error(place: Place) -> float:
    """Return half the mean square of the misses: the height of the hill."""
    return sum(miss**2 for miss in misses(place)) / 2 / len(loads)


def off(place: Place) -> float:
    """Return by how many watts the line is off, as the root of the mean square."""
    return sqrt(2 * error(place))


def gradient(place: Place) -> Place:
    """Return the slope of the error in each of the two directions."""
    found = misses(place)
    across = sum(miss * load for miss, load in zip(found, loads, strict=True)) / len(loads)
    return across, sum(found) / len(loads)


# --- The walks --------------------------------------------------------------------------------------------

start = (8.0, 38.0)
rate, low_rate, high_rate = 1.4, 0.05, 1.75
kept = 0.6
near = 1.0
"""Watts within which a line is good enough."""


def walk(rate: float, steps: int, kept: float = 0.0, begin: Place = start) -> list[Place]:
    """Return the places of a walk in steps of rate × slope; with `kept`, a share of the last is added."""
    places, step = [begin], (0.0, 0.0)
    for _ in range(steps):
        slope = gradient(places[-1])
        step = (kept * step[0] - rate * slope[0], kept * step[1] - rate * slope[1])
        places.append((places[-1][0] + step[0], places[-1][1] + step[1]))
    return places


def arrives(rate: float, kept: float = 0.0) -> int:
    """Return after how many steps a walk is near enough, and stays so."""
    places = walk(rate, 2000, kept)
    return max(i for i, place in enumerate(places) if off(place) >= near) + 1


def until_edge(places: list[Place], top: float) -> list[Place]:
    """Return a walk up to where it first passes the upper edge, with the place on the edge."""
    out = next(i for i, place in enumerate(places) if place[1] > top)
    (x0, y0), (x1, y1) = places[out - 1 : out + 1]
    share = (top - y0) / (y1 - y0)
    return [*places[:out], (x0 + share * (x1 - x0), top)]


def listed(places: list[Place]) -> list[list[float]]:
    """Return places as the film writes them."""
    return [[round(x, 3), round(y, 3)] for x, y in places]


# --- One number alone -------------------------------------------------------------------------------------


def cut(work: float) -> float:
    """Return the error where only the first number changes."""
    return error((work, start[1]))


def cut_slope(work: float) -> float:
    """Return its slope."""
    return gradient((work, start[1]))[0]


hill = [[work, cut(work)] for work in (step / 2 for step in range(-14, 113))]
stations = [start[0]]
for _ in range(4):
    stations.append(stations[-1] - rate * cut_slope(stations[-1]))
slopes = [cut_slope(work) for work in stations]
downs = [-slope for slope in slopes]
cut_steps = [rate * down for down in downs]

# --- The map ----------------------------------------------------------------------------------------------

low, high = (1.0, 12.5), (75.0, 50.5)
map_x, map_y = [low[0], high[0]], [low[1], high[1]]
FINE = 0.5
"""Watts between neighbours on the grid of heights; the start is one of its places."""
heights = [
    [error((low[0] + FINE * i, low[1] + FINE * j)) for i in range(int((high[0] - low[0]) / FINE) + 1)]
    for j in range(int((high[1] - low[1]) / FINE) + 1)
]
levels = [off_watts**2 / 2 for off_watts in (1, 2.5, 4.5, 7, 10, 14, 19, 25, 32)]


def lowest() -> Place:
    """Return the place of the least error: the line of least squares."""
    mean_load, mean_watts = sum(loads) / len(loads), sum(watts) / len(loads)
    pairs = list(zip(loads, watts, strict=True))
    work = sum((load - mean_load) * (power - mean_watts) for load, power in pairs) / sum(
        (load - mean_load) ** 2 for load in loads
    )
    return work, mean_watts - work * mean_load


floor = list(lowest())
begin, above = list(start), [floor[0], start[1]]
begin_off, floor_off = off(start), off(lowest())
first = listed(walk(rate, 1))[1]
first_off = off(walk(rate, 1)[1])

CREEP = 30
# The last leap is drawn up to a little below the upper edge, so that who leaps is still seen whole.
edge = 49.0
creeps = listed(walk(low_rate, CREEP))[1:]
leaps = listed(until_edge(walk(high_rate, 20), edge))[1:]
plain_steps, kept_steps = arrives(rate), arrives(rate, kept)
zigzag = listed(walk(rate, plain_steps))[1:]
swing = listed(walk(rate, kept_steps, kept))[1:]
creep_off, leap_off = off(walk(low_rate, CREEP)[-1]), off(walk(high_rate, len(leaps))[-1])
creep_steps = arrives(low_rate)
later_downs, later_steps = downs[1:], cut_steps[1:]
zigzag_so_far = [begin, *zigzag[:kept_steps]]

# --- What if ----------------------------------------------------------------------------------------------


def after_thirty(rate: float, share: float) -> float:
    """Return by how many watts the line is off at the end of a walk as long as the film's slowest."""
    return off(walk(rate, CREEP, share)[-1])
