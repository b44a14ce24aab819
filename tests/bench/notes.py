"""A text of many notes, the same for explainsite, MkDocs and Hugo: made by rule, no two pages alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

PARAGRAPHS, WORDS = 8, 50
"""What a note is made of: 400 words."""
VOCABULARY = """
the of to and in is that it for as with on by this from or at be not one each no more than what when
cache query key value token model layer batch latency memory bandwidth cost server client replica leader
log offset message queue index page block write read lock order time state event commit vote quorum
sends keeps finds reads writes waits fails returns moves grows doubles halves costs needs holds names
small large slow fast cheap dear early late sorted stable equal whole partial local remote common rare
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    name: str
    title: str
    summary: str
    body: str


def notes(count: int) -> Iterator[Note]:
    """Some notes, each with sections, a list, code, emphasis and links to two of its neighbours."""
    for number in range(count):
        chance = random.Random(number)
        yield Note(
            name=name(number),
            title=f"Note {number:04} on {words(chance, 3)}",
            summary=f"{words(chance, 12).capitalize()}.",
            body="\n\n".join(blocks(chance, number, count)),
        )


def name(number: int) -> str:
    return f"note-{number:04}"


def blocks(chance: random.Random, number: int, count: int) -> Iterator[str]:
    for place in range(PARAGRAPHS):
        if place % 3 == 0:
            yield f"## {words(chance, 4).capitalize()}"
        yield paragraph(chance)
    yield "\n".join(f"- {words(chance, 4)}" for _ in range(3))
    yield "```python\nfor value in values:\n    total += value\n```"
    links = (f"[{words(chance, 2)}]({name((number + step) % count)}.md)" for step in (1, 7))
    yield f"See {' and '.join(links)}."


def paragraph(chance: random.Random) -> str:
    parts = (words(chance, WORDS // 5) for _ in range(5))
    first, second, *others = parts
    return f"{first.capitalize()}, **{second}**. {'. '.join(each.capitalize() for each in others)}, `x + 1`."


def words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(VOCABULARY.split(), k=count))
