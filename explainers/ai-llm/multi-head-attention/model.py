"""A layer of attention small enough to check by hand: once as one head, once as two heads of half the width.

The weights are set by hand, so that what each head looks for can be said in a word. Both versions use the
same values: two heads are the same matrix of values, cut in two.
"""

from __future__ import annotations

import math

Vector = list[float]

first = ["the", "cat", "that", "the", "dog", "chased"]
second = ["the", "dog", "that", "the", "cat", "chased"]
nouns = {"cat", "dog"}
values = {"cat": [0.8, -0.2, 0.6, 0.4], "dog": [-0.6, 0.4, 0.2, 1.0]}
width = len(values["cat"])
heads = 2
narrow = width // heads


def key(words: list[str], place: int) -> Vector:
    """What a word can be found by: whether it is a noun, and how far back it stands."""
    return [float(words[place] in nouns), float(len(words) - 1 - place)]


def softmax(scores: Vector) -> Vector:
    """Turn scores into shares of one."""
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def shares(words: list[str], query: Vector, head_width: int) -> Vector:
    """How much the last word takes from each word, with what it asks for."""
    keys = [key(words, place) for place in range(len(words))]
    return softmax(
        [sum(q * k for q, k in zip(query, each, strict=True)) / math.sqrt(head_width) for each in keys]
    )


def taken(words: list[str], given: Vector, begin: int, end: int) -> Vector:
    """What a head hands on: the values' numbers from `begin` to `end`, mixed by its shares."""
    total = [0.0] * (end - begin)
    for share, word in zip(given, words, strict=True):
        value = values.get(word, [0.0] * width)[begin:end]
        total = [t + share * v for t, v in zip(total, value, strict=True)]
    return total


# What each asks for: nouns, and how much it likes what stands far back.
ask_both = [6.0, 0.0]
ask_leaning = [6.0, -1.5]
ask_who = [6.0, -2.0]
ask_whom = [6.0, 1.5]


def with_one(words: list[str], query: Vector) -> Vector:
    """One head, as wide as there are numbers."""
    return taken(words, shares(words, query, width), 0, width)


def with_two(words: list[str]) -> Vector:
    """Two heads of half the width, side by side."""
    who, whom = shares(words, ask_who, narrow), shares(words, ask_whom, narrow)
    return taken(words, who, 0, narrow) + taken(words, whom, narrow, width)


# The last matrix mixes what the heads give.
mix = [[0.5, -0.3, 0.2, 0.6], [0.4, 0.8, -0.5, 0.1], [-0.6, 0.2, 0.7, 0.3], [0.1, 0.5, 0.4, -0.2]]


def mixed(row: Vector) -> Vector:
    """A row of numbers through the last matrix."""
    return [sum(x * line[j] for x, line in zip(row, mix, strict=True)) for j in range(width)]


def shown(row: Vector) -> Vector:
    """Numbers as the film shows them; -0.0 is shown as 0."""
    return [round(x, 2) + 0.0 for x in row]


# --- What the film shows ------------------------------------------------------------------------------------

even, leaning = (shares(first, query, width) for query in (ask_both, ask_leaning))
who, whom = (shares(first, query, narrow) for query in (ask_who, ask_whom))
half = even[first.index("cat")]
lean_most, lean_least = leaning[first.index("dog")], leaning[first.index("cat")]
who_most, whom_most = max(who), max(whom)
one_first, one_second = shown(with_one(first, ask_both)), shown(with_one(second, ask_both))
lean_first, lean_second = shown(with_one(first, ask_leaning)), shown(with_one(second, ask_leaning))
two_first, two_second = shown(with_two(first)), shown(with_two(second))
mixed_second = shown(mixed(with_two(second)))

# --- The original transformer ------------------------------------------------------------------------------

# Table 3 of the paper, rows (A): translation quality by the number of heads, at the same width of 512.
bleu = [[1, 24.9], [4, 25.5], [8, 25.8], [16, 25.8], [32, 25.4]]
bleu_one, bleu_eight = bleu[0][1], bleu[2][1]
real_width = 512
real_heads = 8
real_narrow = real_width // real_heads
length = 100


def multiplications(count: int, words: int = length, wide: int = real_width) -> int:
    """Multiply-adds of one layer of attention with so many heads."""
    each = wide // count
    project = 3 * count * words * wide * each
    match = count * words * words * each
    blend = count * words * words * each
    return project + match + blend + words * wide * wide


one_millions = multiplications(1) / 1e6
many_millions = multiplications(real_heads) / 1e6
better = bleu_eight - bleu_one
most_heads = 32
