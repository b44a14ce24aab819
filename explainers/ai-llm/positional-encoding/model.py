"""Hands that turn with the place: scores of three words with one pair, with two, and 64 of a real head."""

from __future__ import annotations

import math

# --- Three words ------------------------------------------------------------------------------------------

# Directions in degrees, of one pair of numbers each: what `bites` asks with, and what a word is found by.
# They are ours; each pair has the length 1, so a score is the cosine of the angle between two hands.
asks = {"bites": 10.0}
found = {"dog": 50.0, "man": -20.0}
first, second = ["dog", "bites", "man"], ["man", "bites", "dog"]

# A place turns the fast hand by 1 radian, as in the paper, and the slow one of the film by a tenth.
fast, slow = math.degrees(1), math.degrees(0.1)


def turned(direction: float, place: float, step: float = fast) -> float:
    """Return where a hand stands at a place."""
    return direction + step * place


def cosine(a: float, b: float) -> float:
    """Return the cosine of the angle between two hands."""
    return math.cos(math.radians(a - b))


def score(sentence: list[str], word: str, step: float = fast, start: int = 0) -> float:
    """Return the score of `bites` with a word of a sentence that begins at a place."""
    asking = turned(asks["bites"], start + sentence.index("bites"), step)
    return cosine(asking, turned(found[word], start + sentence.index(word), step))


bites, dog, man = asks["bites"], found["dog"], found["man"]
plain = {word: score(first, word, step=0) for word in found}
first_scores = [f"{plain['dog']:.2f}", "asks", f"{plain['man']:.2f}"]
second_scores = first_scores[::-1]
plain_dog = plain["dog"]
right_angle = bites + 90

# In each sentence `bites` stands at place 1.
bites_turned = turned(bites, 1)
dog_before, dog_after = turned(dog, 0), turned(dog, 2)
man_turned = turned(man, 2)
score_before, score_after = score(first, "dog"), score(second, "dog")
shown_after = f"{score_after:.2f}".replace("-", "−")

# --- The same words, farther on ---------------------------------------------------------------------------

longer = ["today", "a", "big", "dog", "bites", "man"]
added = longer[:3]
shift = longer.index("dog") - first.index("dog")
bites_shifted, dog_shifted = turned(bites, 1 + shift), turned(dog, shift)
score_shifted = score(longer, "dog")

# --- Once around ------------------------------------------------------------------------------------------

# So many places turn the fast hand by seven turns, nearly.
farther = 44
dog_far = turned(dog, shift - farther)
score_far = cosine(bites_shifted, dog_far)
turns = round(farther / (2 * math.pi))

# The slow pair has directions of its own.
slow_bites, slow_dog = 30.0, 60.0
slow_bites_at = turned(slow_bites, 1 + shift, slow)
slow_dog_near, slow_dog_far = turned(slow_dog, shift, slow), turned(slow_dog, shift - farther, slow)
slow_near, slow_far = cosine(slow_bites_at, slow_dog_near), cosine(slow_bites_at, slow_dog_far)
sum_near, sum_far = score_shifted + slow_near, score_far + slow_far

# --- A real head ------------------------------------------------------------------------------------------

# One head of Llama 2: 128 numbers in 64 pairs, the base of the paper, and a context of 4,096 places.
width, base, context = 128, 10_000, 4096
pairs = width // 2
steps = [math.degrees(base ** (-2 * i / width)) for i in range(pairs)]
rounds = [step * context / 360 for step in steps]
unfinished = [i for i, turns_made in enumerate(rounds) if turns_made < 1]
unfinished_count = len(unfinished)
slowest_places = 360 / steps[-1]
# What a table of learned places holds instead, in BERT: a row of 768 numbers for each of 512 places.
table = 512 * 768
