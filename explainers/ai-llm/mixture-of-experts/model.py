"""A router of eight doors for words of two numbers, a crowd at them, and the weights of a published model."""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import cos, exp, pi, sin

Pair = tuple[float, float]

doors = 8
opened = 2
keys: list[Pair] = [
    (round(cos(2 * pi * i / doors), 2), round(sin(2 * pi * i / doors), 2)) for i in range(doors)
]
"""What each door listens for: a direction, a turn of an eighth from door to door."""
words: dict[str, Pair] = {
    "cat": (-1.9, 1.1),
    "sat": (-1.2, 1.7),
    "if": (1.8, -1.0),
    "return": (1.3, -1.8),
    "seven": (1.7, 1.2),
    "Paris": (-1.4, -1.6),
}


def scores(word: Pair) -> list[float]:
    """How well the word's numbers fit each door."""
    return [word[0] * key[0] + word[1] * key[1] for key in keys]


def chosen(marks: Sequence[float]) -> list[int]:
    """The two doors with the highest scores, the higher first."""
    return sorted(range(len(marks)), key=lambda door: -marks[door])[:opened]


def shares(marks: Sequence[float]) -> dict[int, float]:
    """The softmax of the two scores alone, by door."""
    best = chosen(marks)
    powers = {door: exp(marks[door]) for door in best}
    return {door: power / sum(powers.values()) for door, power in powers.items()}


def expert(door: int, word: Pair) -> Pair:
    """What is behind a door: a small layer of its own, which bends below zero."""
    turn = 2 * pi * door / doors
    hidden = (max(0.0, word[0] * cos(turn) + word[1] * sin(turn)), max(0.0, word[1]))
    return (0.5 * hidden[0] - 0.3 * hidden[1], 0.4 * hidden[1] + 0.1 * hidden[0])


word = "cat"
marks = scores(words[word])
first, second = chosen(marks)
share = shares(marks)
first_share, second_share = share[first], share[second]
given = {door: expert(door, words[word]) for door in (first, second)}
added = {door: (share[door] * x, share[door] * y) for door, (x, y) in given.items()}
total = tuple(sum(axis) for axis in zip(*added.values(), strict=True))


def _signed(values: Sequence[float]) -> str:
    return "  ".join(f"{value:.2f}".replace("-", "−") for value in values)


rows = [
    *(
        [f"door {door + 1}", f"{share[door]:.0%}", _signed(given[door]), _signed(added[door])]
        for door in given
    ),
    ["sum", "100%", "–", _signed(total)],
]
score_parts = {f"s{door + 1}": mark for door, mark in enumerate(marks)}
percent = {door: round(100 * part) for door, part in share.items()}
share_parts = {f"p{door + 1}": part for door, part in percent.items()}
first_door, second_door = f"doors.d{first + 1}", f"doors.d{second + 1}"
ways = [door + 1 for pair in words.values() for door in chosen(scores(pair))]
opened_by = [sorted({f"who.d{door}" for door in ways[at : at + 4]}) for at in range(0, len(ways), 4)]
used_doors = len({door for pair in words.values() for door in chosen(scores(pair))})

crowd_size = 64
_rng = random.Random(4)  # noqa: S311 - the same crowd at every run, nothing secret
crowd: list[Pair] = [(_rng.gauss(-0.9, 1.0), _rng.gauss(0.9, 1.0)) for _ in range(crowd_size)]
"""Words of one text, which lean to one side."""


def queues(bias: Sequence[float]) -> list[int]:
    """How many of the crowd stand at each door, if this is added to its score before two are chosen."""
    found = [0] * doors
    for pair in crowd:
        for door in chosen([mark + extra for mark, extra in zip(scores(pair), bias, strict=True)]):
            found[door] += 1
    return found


def balanced(rounds: int = 400, step: float = 0.02) -> list[float]:
    """Each door's extra, lowered a little whenever its queue is longer than the mean, and raised else."""
    bias = [0.0] * doors
    for _ in range(rounds):
        counts = queues(bias)
        mean = sum(counts) / doors
        bias = [
            extra - step * ((count > mean) - (count < mean))
            for extra, count in zip(bias, counts, strict=True)
        ]
    return bias


visits = crowd_size * opened
mean_queue = visits // doors
before, between, after = queues([0.0] * doors), queues(balanced(30)), queues(balanced())
longest, shortest = max(before), min(before)
longest_after, shortest_after = max(after), min(after)
before_parts = {f"q{door + 1}": count for door, count in enumerate(before)}
between_parts = {f"q{door + 1}": count for door, count in enumerate(between)}
longest_between = max(between)
after_parts = {f"q{door + 1}": count for door, count in enumerate(after)}

# Mixtral 8x7B: the widths of its configuration
width, inner, layers, vocabulary, kv_width = 4096, 14336, 32, 32000, 1024
one_expert = 3 * width * inner
attention = 2 * width * width + 2 * width * kv_width
beside = layers * (attention + width * doors + 2 * width) + 2 * vocabulary * width + width
held = beside + layers * doors * one_expert
used = beside + layers * opened * one_expert
held_b, used_b = held / 1e9, used / 1e9
held_gb = 2 * held / 1e9
used_gb = 2 * used / 1e9
first_number, second_number = first + 1, second + 1
first_percent, second_percent = percent[first], percent[second]
names = list(words)
crowd_longest = f"crowd.q{before.index(longest) + 1}"

# --- What if ----------------------------------------------------------------------------------------------


def weighed(count: int, through: int) -> dict[str, float]:
    """Billions of weights that are held and that a word uses, with another number of doors a layer."""
    rest = beside + layers * width * (count - doors)
    weights = {"held": count, "used": min(through, count)}
    return {name: (rest + layers * number * one_expert) / 1e9 for name, number in weights.items()}
