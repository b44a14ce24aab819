"""A book of 36 sentences, words as directions counted from it, and a search among 600 on a globe."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

# --- The book ---------------------------------------------------------------------------------------------

# The sentences are ours, written so that words keep the company that they keep in larger books.
book = [
    "She, the queen, wore the crown.",
    "She was queen, and had a crown.",
    "The queen asked if she might sit.",
    "The queen hid the crown in a box.",
    "She sold the crown of the queen.",
    "The queen cut bread as she liked.",
    "She, once queen, kept her crown.",
    "King and queen wore a crown each.",
    "The king wore the crown until he slept.",
    "He was king, and the crown was heavy.",
    "The king lost the crown when he fell.",
    "He knew every king who had worn the crown.",
    "The young king said that he was tired.",
    "The crown of the king is in the tower.",
    "The man baked bread when he was hungry.",
    "He was a man of few words.",
    "The man carried bread to the market.",
    "He bought bread from the man at the gate.",
    "The man said that he would stay.",
    "He is the man whom I saw.",
    "If the man had bread, he shared it.",
    "The woman and the man broke bread.",
    "The woman sold bread, and she sang.",
    "She was a woman of the village.",
    "She taught the woman how bread is made.",
    "The woman knew that she was right.",
    "A woman came with bread, and she stayed.",
    "The duchess lent the crown, and she forgot it.",
    "The beggar asked whether he might have bread.",
    "The royal crown is old.",
    "A royal wedding needs a crown.",
    "The crown lay on a royal cushion.",
    "He saw the royal crown, and she did too.",
    "The lady said that she would write.",
    "She was a lady, whatever they said.",
    "The lady wore no crown, and she had no bread.",
]

# What a sentence is worth to the words in it: one step to the right, to the left, up or down.
steps = {"crown": (1, 0), "bread": (-1, 0), "she": (0, 1), "he": (0, -1)}

Vector = tuple[float, ...]


def words(sentence: str) -> set[str]:
    """Return the words of a sentence."""
    return set(sentence.lower().replace(",", "").replace(".", "").split())


def add(a: Vector, b: Vector) -> Vector:
    """Return the sum of two vectors."""
    return tuple(x + y for x, y in zip(a, b, strict=True))


def minus(a: Vector, b: Vector) -> Vector:
    """Return what leads from `b` to `a`."""
    return tuple(x - y for x, y in zip(a, b, strict=True))


def worth(sentence: str) -> Vector:
    """Return the step that a sentence is worth."""
    total: Vector = (0, 0)
    for word in words(sentence) & steps.keys():
        total = add(total, steps[word])
    return total


def told_of(word: str) -> list[str]:
    """Return the sentences with a word in them, in the order of the book."""
    return [sentence for sentence in book if word in words(sentence)]


def walk(word: str) -> list[Vector]:
    """Return where a word stands at first, and after each sentence with it."""
    places: list[Vector] = [(0, 0)]
    for sentence in told_of(word):
        places.append(add(places[-1], worth(sentence)))
    return places


def vector(text: str) -> Vector:
    """Return the sum of the directions of a text's words; a word that the book lacks adds nothing."""
    total: Vector = (0, 0)
    for word in text.lower().split():
        total = add(total, walk(word)[-1])
    return total


# --- Near, and alike --------------------------------------------------------------------------------------


def dot(a: Vector, b: Vector) -> float:
    """Return the dot product of two vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True))


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of the angle between two vectors."""
    return dot(a, b) / (math.hypot(*a) * math.hypot(*b))


sentence_count = len(book)
queen_sentences = told_of("queen")
queen_walk = walk("queen")
named = ["queen", "king", "woman", "man", "duchess", "beggar", "royal", "lady"]
places = {word: vector(word) for word in named}
queen, king, woman, man, duchess, beggar, royal, lady = places.values()

step_up = minus(woman, man)
landing = add(king, step_up)
to_queen = math.dist(landing, queen)
by_distance = sorted(places, key=lambda word: math.dist(landing, places[word]))

compass = {word: list(places[word]) for word in ("queen", "duchess", "king", "woman", "man", "beggar")}
duchess_beggar, duchess_queen = math.dist(duchess, beggar), math.dist(duchess, queen)
alike_queen, alike_beggar = cosine(duchess, queen), cosine(duchess, beggar)

opposite = f"{alike_beggar:.2f}".replace("-", "−")

# --- A search ---------------------------------------------------------------------------------------------

question = "royal lady"
asked = question.split()
headlines = [
    "Royal icing recipe",
    "Man mends wall",
    "King rides out",
    "Duchess wins race",
    "Woman bakes cake",
    "Queen opens fair",
]
shared = {headline: len(words(headline) & words(question)) for headline in headlines}
terms = {word: list(vector(word)) for word in asked}
question_vector = vector(question)
cosines = {headline: cosine(vector(headline), question_vector) for headline in headlines}
ranked = sorted(headlines, key=lambda headline: -cosines[headline])

# --- What the film shows of it ----------------------------------------------------------------------------

_signs = {(1, 1): "↗", (1, 0): "→", (0, 1): "↑", (-1, 1): "↖"}
queen_rows = [f"{_signs[worth(sentence)]}  {sentence}" for sentence in queen_sentences]
queen_stops = [list(place) for place in queen_walk[1:]]
queen_count = len(queen_sentences)
recipe = max(headlines, key=lambda headline: shared[headline])
meant = ranked[:2]

# --- A globe of directions --------------------------------------------------------------------------------

# With three numbers, a direction is a place on a globe. The pages lie where a seeded lot put them.
page_count, cell_count, wanted = 600, 24, 10
_lot = random.Random(20)  # noqa: S311 - a picture, not a secret


def unit(v: Sequence[float]) -> Vector:
    """Return a vector of the same direction whose length is 1."""
    long = math.hypot(*v)
    return tuple(x / long for x in v)


def drawn() -> Vector:
    """Return a direction, all of them as likely."""
    return unit([_lot.gauss(0, 1) for _ in range(3)])


def nearest(v: Vector, others: Sequence[Vector], count: int) -> list[int]:
    """Return which of `others` have the smallest angles to a direction, the best first."""
    return sorted(range(len(others)), key=lambda i: -dot(v, others[i]))[:count]


def centres_of(directions: Sequence[Vector], count: int, rounds: int = 12) -> list[Vector]:
    """Return the middles of cells: each is the mean direction of what is nearest to it (k-means)."""
    middles = list(directions[:count])
    for _ in range(rounds):
        sums: list[Vector] = [(0.0, 0.0, 0.0)] * count
        for direction in directions:
            cell = max(range(count), key=lambda i: dot(direction, middles[i]))
            sums[cell] = add(sums[cell], direction)
        middles = [unit(total) for total in sums]
    return middles


def cells_of(directions: Sequence[Vector], middles: Sequence[Vector]) -> list[int]:
    """Return the cell of each direction, that of the nearest middle."""
    return [max(range(len(middles)), key=lambda i: dot(direction, middles[i])) for direction in directions]


def approximate(v: Vector, count: int, probes: int) -> tuple[list[int], int]:
    """Return the best of the pages in the nearest cells, and how many vectors were compared for it."""
    opened = nearest(v, centres, probes)
    inside = [i for i, cell in enumerate(cells) if cell in opened]
    best = sorted(inside, key=lambda i: -dot(v, pages[i]))[:count]
    return best, len(centres) + len(inside)


def border(i: int, j: int, pieces: int = 6) -> list[Vector]:
    """Return the border between two cells as points on the globe; empty if they do not touch.

    The points as far from both middles lie on a great circle, at cos t · m + sin t · s. Each other middle k
    leaves those with a + b tan t >= 0, so what is left of all is an interval of tan t.
    """
    m = unit(add(centres[i], centres[j]))
    n = unit(minus(centres[i], centres[j]))
    s = (n[1] * m[2] - n[2] * m[1], n[2] * m[0] - n[0] * m[2], n[0] * m[1] - n[1] * m[0])
    low, high = -math.inf, math.inf
    for k, other in enumerate(centres):
        if k in (i, j):
            continue
        a, b = (dot(minus(centres[i], other), v) for v in (m, s))
        if b > 0:
            low = max(low, -a / b)
        else:
            high = min(high, -a / b)
    if low >= high:
        return []
    begin, end = math.atan(low), math.atan(high)
    angles = [begin + (end - begin) * p / pieces for p in range(pieces + 1)]
    return [tuple(math.cos(t) * x + math.sin(t) * y for x, y in zip(m, s, strict=True)) for t in angles]


pages = [drawn() for _ in range(page_count)]
centres = centres_of(pages, cell_count)
cells = cells_of(pages, centres)
borders = [
    [i, j, [list(point) for point in points]]
    for i in range(cell_count)
    for j in range(i)
    if (points := border(i, j))
]

# The question lies near the border of its cell. Exact search compares it with every page.
asked_at = unit((0.36, -0.12, 0.93))
best = nearest(asked_at, pages, wanted)
opened = nearest(asked_at, centres, 2)
found_in_one, compared_one = approximate(asked_at, wanted, 1)
found_in_two, compared_two = approximate(asked_at, wanted, 2)
found_one, found_two = (len(set(best) & set(found)) for found in (found_in_one, found_in_two))
missed_one = wanted - found_one
globe_pages = [[*page, cell] for page, cell in zip(pages, cells, strict=True)]

# How many of the nearest are found for other questions, and with how many comparisons.
_questions = [drawn() for _ in range(400)]
_nearest = [set(nearest(v, pages, wanted)) for v in _questions]


def on_average(probes: int) -> tuple[float, float]:
    """Return the share of the nearest that is found with some open cells, and how many vectors it takes."""
    found, compared = 0, 0
    for v, true in zip(_questions, _nearest, strict=True):
        those, count = approximate(v, wanted, probes)
        found, compared = found + len(true & set(those)), compared + count
    return found / (wanted * len(_questions)), compared / len(_questions)


question_count = len(_questions)
averages = {probes: on_average(probes) for probes in (1, 2, 3, 4)}
recall_one, recall_two = averages[1][0], averages[2][0]
