"""The title as a card: what a film shows for as long as there is nothing else to be seen.

It speaks as the film does: on the rail at the left, under a line in the accent, like what a film closes on.
"""

from __future__ import annotations

from functools import lru_cache

from explainsite.picture.fitting import block_of
from explainsite.picture.keys import TITLE, join
from explainsite.picture.layout import ABOVE, SAFE
from explainsite.picture.shapes import Label, Shape
from explainsite.picture.typeface import cap_height
from explainsite.picture.views.common import across

NAME_SIZE, SIZE, WEIGHT = 46.0, 104.0, 640
BELOW_RULE, BELOW_NAME = 76.0, 116.0
"""Px from the line to the middle of the name below it, and from there to the middle of what is told of it."""
WIDEST = 1480.0
"""Px of a line: a title of two even lines is read at once."""


@lru_cache(maxsize=64)
def title_card(title: str) -> tuple[Shape, ...]:
    """A title in large type; what it names before a colon stands above that, in the accent."""
    name, _, rest = title.partition(": ") if ": " in title else ("", "", title)
    block = block_of(rest, WIDEST, SAFE.h / 2, size=SIZE, weight=WEIGHT)
    first = BELOW_RULE + (BELOW_NAME if name else cap_height("sans", SIZE) / 2)
    top = SAFE.y + (SAFE.h - first - block.more - block.size / 2) * ABOVE
    words = Label(
        key=join(TITLE, "words"),
        x=SAFE.x,
        y=top + first,
        text=rest,
        weight=WEIGHT,
        anchor="start",
    )
    head = Label(
        key=join(TITLE, "name"),
        x=SAFE.x,
        y=top + BELOW_RULE,
        text=name,
        size=NAME_SIZE,
        weight=600,
        colour="accent",
        anchor="start",
    )
    rule = across(join(TITLE, "rule"), SAFE.x, SAFE.right, top, role="accent", wide=4.0, opacity=1.0)
    return (rule, *([head] if name else []), *block.labels(words, "down"))
