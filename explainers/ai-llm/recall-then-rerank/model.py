"""Two ways to score a text for a question, what they cost for a million texts, and what the first one loses.

The two scores are the plainest that differ in the one way that matters: the first sees each text alone, as
counts of its words; the second sees question and text together, and whether pairs of words keep their order.
"""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from statistics import NormalDist

question = ["train", "Oslo", "Bergen"]
texts = {
    "back": ["train", "Bergen", "Oslo"],
    "right": ["night", "train", "Oslo", "Bergen"],
    "bus": ["bus", "Oslo", "Bergen"],
    "north": ["train", "Oslo", "Trondheim"],
    "ferry": ["ferry", "Bergen", "Stavanger"],
}
words = ["Bergen", "night", "Oslo", "train"]


def counts(text: list[str], vocabulary: list[str]) -> list[int]:
    """How often each word stands in a text, which is all that is kept of it."""
    return [text.count(word) for word in vocabulary]


def apart(asked: list[str], text: list[str]) -> float:
    """The cosine between the counts of two texts."""
    vocabulary = sorted({*asked, *text})
    a, b = counts(asked, vocabulary), counts(text, vocabulary)
    return sum(x * y for x, y in zip(a, b, strict=True)) / sqrt(sum(x * x for x in a) * sum(y * y for y in b))


def together(asked: list[str], text: list[str]) -> float:
    """The share of the question's pairs of words that stand in the text in the same order."""
    pairs = list(combinations(asked, 2))
    kept = [pair for pair in pairs if pair in set(combinations(text, 2))]
    return len(kept) / len(pairs)


names = {name: " ".join(text) for name, text in texts.items()}
by_apart = {names[name]: apart(question, text) for name, text in texts.items()}
recalled = dict(sorted(by_apart.items(), key=lambda item: -item[1]))
reranked = {names[name]: together(question, text) for name, text in texts.items()}
right, back = names["right"], names["back"]
right_apart, back_apart = by_apart[right], by_apart[back]
right_together, back_together = reranked[right], reranked[back]

count_rows = [
    ["question", *map(str, counts(question, words)), "–"],
    ["way back", *map(str, counts(texts["back"], words)), f"{back_apart:.2f}"],
    ["way there", *map(str, counts(texts["right"], words)), f"{right_apart:.2f}"],
]

million = 1_000_000
pairs_a_second = 1800
"""Cross-encoder ms-marco-MiniLM-L-6-v2 on a V100 (Sentence Transformers documentation)."""
all_seconds = million / pairs_a_second
all_minutes, all_rest = divmod(round(all_seconds), 60)

numbers = 384
"""Of a vector of the model all-MiniLM-L6-v2, four bytes each."""
bytes_a_second = 50e9
"""How fast the vectors are read; ours, of the order of a server's memory."""
gigabytes = million * numbers * 4 / 1e9
recall_ms = gigabytes * 1e9 / bytes_a_second * 1000

through, shown = 100, 10
rerank_ms = through / pairs_a_second * 1000
both_ms = recall_ms + rerank_ms

agreement = 0.9
"""How closely the two scores agree over all texts, as a correlation; ours."""


def found(passed: int, texts: int = million) -> float:
    """Of the ten best by the second score, how many are among so many by the first, on the average."""
    normal = NormalDist()
    bar = normal.inv_cdf(1 - passed / texts)
    best = [normal.inv_cdf(1 - (place - 0.5) / texts) for place in range(1, shown + 1)]
    apart_by = sqrt(1 - agreement**2)
    return sum(1 - normal.cdf((bar - agreement * score) / apart_by) for score in best)


def milliseconds(passed: int) -> float:
    """Both passes, if so many come through the first."""
    return recall_ms + passed / pairs_a_second * 1000


kept = found(through)
kept_whole = round(kept)
missed_whole = shown - kept_whole
widths = [10, 15, 22, 33, 50, 70, 100, 150, 220, 330, 500, 700, 1000, 1500, 2200, 3300, 5000, 10000]
curve = [[passed, found(passed)] for passed in widths]
wide = 1000
wide_kept, wide_ms = found(wide), milliseconds(wide)

narrow_ms = milliseconds(through)
back_words, right_words = texts["back"], texts["right"]
columns = ["text", *words, "score"]


def _links(text: list[str]) -> list[int]:
    return [text.index(word) for word in question]


straight, cross = _links(right_words), _links(back_words)

# --- What if ----------------------------------------------------------------------------------------------


def let_through(passed: int) -> dict[str, float]:
    """How many of the ten best are found, and how long it takes, if so many texts come through."""
    return {"found": found(passed), "ms": milliseconds(passed)}
