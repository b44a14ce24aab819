"""The film's heartbeats and its one law of delays: how long silences are, how often a line is wrong."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log, log10

# A sends a heartbeat every second. Delays are exponential with this mean, in seconds; chosen by us.
period = 1.0
restless, quiet = 0.2, 0.05
day = 86_400

# --- The law of silences ----------------------------------------------------------------------------------


def longer(silence: float, mean: float = restless) -> float:
    """Return the chance that a silence becomes longer than this.

    A silence is a period, plus the delay of the beat that ends it, minus the delay of the one before it. The
    difference of two such delays is a Laplace variable.
    """
    beyond = (silence - period) / mean
    return exp(-beyond) / 2 if beyond >= 0 else 1 - exp(beyond) / 2


def phi(silence: float, mean: float = restless) -> float:
    """Return the suspicion: minus the decimal logarithm of that chance."""
    return -log10(longer(silence, mean))


def reaches(level: float, mean: float = restless) -> float:
    """Return the silence at which the suspicion reaches a level of 1 or more."""
    return period + mean * (level * log(10) - log(2))


# --- A line in seconds ------------------------------------------------------------------------------------

low_line, high_line, top_line = 2.0, 3.0, 4.0


def wrong_a_day(line: float, mean: float = restless) -> float:
    """Return how often in a day a server that is alive is silent for longer than the line."""
    return day / period * longer(line, mean)


low_wrong, high_wrong = wrong_a_day(low_line), wrong_a_day(high_line)
dots = round(low_wrong)
top_days = 1 / wrong_a_day(top_line)
rarer = wrong_a_day(low_line) / wrong_a_day(high_line)

# --- The beats of the film --------------------------------------------------------------------------------

# When they arrive at B. After the fifth, A pauses for two and a half seconds. After the last it is dead.
beats = [0.1, 1.25, 2.05, 3.3, 4.1, 6.6, 7.15, 8.1]
first_beats, later_beats = beats[1:5], beats[6:]
before_pause, after_pause = beats[4], beats[5]
pause = after_pause - before_pause
paused = [before_pause + 0.1, after_pause - 0.1]
last = beats[-1]
dies = last + 0.6
until = 13.0
low_at, high_at = before_pause + low_line, last + high_line
seen = 12.0
level = 5
found_restless, found_quiet = reaches(level, restless), reaches(level, quiet)
restless_line, quiet_line = last + found_restless, last + found_quiet
restless_seen, quiet_seen = restless_line + 0.6, quiet_line + 0.3
stops = [low_at, high_at, seen, restless_line, quiet_line, restless_seen, quiet_seen]


def course(arrivals: list[float], mean: float | None = None) -> list[list[float]]:
    """Return the curve over time: the silence in seconds, or with a mean delay the suspicion.

    Each moment at which the film stops is one of its points, so that the curve goes on from there.
    """
    points: list[list[float]] = [[arrivals[0], 0.0]]
    for begin, end in pairwise([*arrivals, until]):
        even = {begin + (end - begin) * step / 60 for step in range(1, 60)}
        for time in sorted({*even, *(stop for stop in stops if begin < stop < end), end}):
            silence = time - begin
            points.append([time, silence if mean is None else phi(silence, mean)])
        if end < until:
            points.append([end + 1e-6, 0.0])
    return points


silences, suspicions = course(beats), course(beats, restless)

# The same death on two networks, without the pause.
restless_beats = [0.1, 1.25, 2.05, 3.3, 4.1, 5.35, 6.1, 7.2, 8.1]
quiet_beats = [0.05, 1.02, 2.1, 3.04, 4.03, 5.08, 6.02, 7.06, 8.1]
restless_course, quiet_course = course(restless_beats, restless), course(quiet_beats, quiet)

# --- A line in suspicion ----------------------------------------------------------------------------------

one_in = 10**level
level_wrong = day / period / one_in
pause_phi = phi(pause)
in_beats = 1 / longer(low_line, restless)
rare_restless = [[tenth / 20, 1 / longer(tenth / 20, restless)] for tenth in range(53)]
rare_quiet = [[tenth / 20, 1 / longer(tenth / 20, quiet)] for tenth in range(29)]
hundred, zeros = 100, 2

# --- What if ----------------------------------------------------------------------------------------------


def patience(line: float, mean: float) -> dict[str, float]:
    """Return how often in a day a live server is called dead, and how long a dead one goes unnoticed.

    Both on average: it dies half a period after its last heartbeat, which takes a mean delay.
    """
    return {"wrong": wrong_a_day(line, mean), "wait": line - period / 2 + mean}
