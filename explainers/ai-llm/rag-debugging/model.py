"""A page on returns, cut into chunks and searched by words (BM25): where does the fact get lost?"""

from __future__ import annotations

import math
import re

# --- The page ---------------------------------------------------------------------------------------------

# The rules are ours. Each product has a heading and two lines, and the cut falls between the lines.
page = {
    "Phones": ("Sealed: 30 days to return.", "Opened: 7 days, with the charger."),
    "Headphones": ("Sealed: 30 days to return.", "Opened: 14 days, both ear pads unworn."),
    "Cables": ("Any: 30 days to return.", "Cut to length: not at all."),
    "Lamps": ("Sealed: 30 days to return.", "Opened: 20 days, all screws."),
    "Films": ("Sealed: 30 days to return.", "Opened: no return."),
    "Shoes": ("Clean: 60 days to return.", "Worn outside: no return."),
    "Desks": ("Sealed: 30 days to return.", "Opened: 10 days, in its box."),
    "Inks": ("Sealed: 90 days to return.", "Opened: no way back."),
}
question = "return opened headphones"
subject = "Headphones"
fact = "14 days"
wrong = "30 days"
shown = 5

# --- Chunks, and the search in them -----------------------------------------------------------------------

Chunk = tuple[str, str]
"""The product, which only we know, and the text, which is all that the search knows."""


def cut(*, with_heading: bool) -> list[Chunk]:
    """Cut each section between its lines; the second half has its heading only if it is given it again."""
    chunks = []
    for name, (first, second) in page.items():
        chunks.append((name, f"{name}. {first}"))
        chunks.append((name, f"{name}. {second}" if with_heading else second))
    return chunks


def words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return re.findall(r"[a-z0-9]+", text.lower())


def search(
    chunks: list[Chunk], saturation: float = 1.2, held_back: float = 0.75
) -> list[tuple[Chunk, float]]:
    """Rank chunks by the BM25 score of the question, the best first."""
    texts = [words(text) for _, text in chunks]
    mean = sum(map(len, texts)) / len(texts)

    def worth(word: str, text: list[str]) -> float:
        having, count = sum(word in other for other in texts), text.count(word)
        rarity = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
        norm = saturation * (1 - held_back + held_back * len(text) / mean)
        return rarity * count * (saturation + 1) / (count + norm)

    scores = [sum(worth(word, text) for word in words(question)) for text in texts]
    return sorted(zip(chunks, scores, strict=True), key=lambda pair: -pair[1])


def place(ranked: list[tuple[Chunk, float]]) -> int:
    """Return the place of the chunk that holds the fact, counted from 1."""
    return next(i for i, ((name, text), _) in enumerate(ranked, 1) if name == subject and fact in text)


before, after = search(cut(with_heading=False)), search(cut(with_heading=True))
place_before, place_after = place(before), place(after)

# --- What the film shows of it ----------------------------------------------------------------------------


def slip(text: str) -> list[str]:
    """Return what stands on a slip of paper: the heading or nothing, the state, and the rule in short."""
    heading, _, rest = text.rpartition(". ") if ". " in text else ("", "", text)
    state, _, rule = rest.partition(": ")
    return [heading, state.lower(), rule.rstrip(".").partition(",")[0].removesuffix(" to return")]


halves = [text for name, text in cut(with_heading=False) if name == subject]
section = [subject, *slip(page[subject][0])[1:], *slip(page[subject][1])[1:]]
exhibits = [[slip(text) for (_, text), _ in before[:shown]], [slip(text) for text in halves], [section]]
mended = [[slip(text) for (_, text), _ in after[:shown]], [slip(after[0][0][1])]]

# --- The tree ---------------------------------------------------------------------------------------------

# Where a fact can be lost, in the order of its way. What is lost once is lost for all that follows, so a
# question in the middle says on which side to go on.
places = ["files", "chunks", "results", "prompt", "answer"]


def looks(lost: int, low: int = 0, high: int = len(places) - 1) -> int:
    """Return how many questions it takes to find that a fact is lost at a place, halving what is left."""
    if low == high:
        return 0
    middle = (low + high) // 2
    return 1 + (looks(lost, low, middle) if lost <= middle else looks(lost, middle + 1, high))


at_most = max(looks(lost) for lost in range(len(places)))
repairs = len(places)
leaves = ["add", "cut", "search", "up", "answer"]
