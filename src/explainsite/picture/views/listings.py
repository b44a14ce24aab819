"""Lines of code on a grid of characters, in a panel; the line that runs has a band that slides along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainsite.picture.drawing import SMALLEST, Drawing, Reach, Setting, most
from explainsite.picture.highlighting import Word, highlighted
from explainsite.picture.keys import join
from explainsite.picture.shapes import Box, Label, Rect, Shape
from explainsite.picture.typeface import width
from explainsite.picture.views.common import OPACITY, across, actor_opacity, word_keys
from explainsite.picture.views.view import View
from explainsite.storyboard.state import Actor, Part

SIZE = 38.0
LEADING = 1.5
"""Heights of a line, in sizes of its text."""
PAD_X, PAD_Y = 34.0, 26.0
HEAD = 66.0
"""Px for the name above the lines."""
NUMBER_GAP, NOTE_GAP = 34.0, 56.0
NOTE_SIZE = 34.0
NEARLY = 1.5
LEADER_GAP = 20.0
"""Px between the line that leads to a remark and what stands at its ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The measures of a listing in its area, all in px."""

    panel: Rect
    size: float
    em: float
    """The width of a character."""
    left: float
    """Where the first character of each line stands."""
    notes: float
    """Where the remarks begin."""
    tops: tuple[float, ...]
    step: float
    lines: int
    """The most lines of the film."""

    def row(self, index: int) -> Rect:
        """The band of a line."""
        return Rect(self.panel.x + 12, self.tops[index], self.panel.w - 24, self.step)


def listing_height(actor: Actor) -> float:
    """All lines at their full size, and the name."""
    return listing_tall(actor, listing_reach(actor))


def listing_tall(actor: Actor, reach: Reach) -> float:
    """The same for the most lines of a film."""
    return SIZE * LEADING * reach[2] + 2 * PAD_Y + _head(actor)


def listing_reach(actor: Actor) -> tuple[float, float, float]:
    """The characters of the longest line, the px of the longest remark, and how many lines there are."""
    notes = (width(part.note, "sans", 450, NOTE_SIZE) for part in actor.parts if part.note)
    longest = max((len(part.text) for part in actor.parts), default=0)
    return longest, max(notes, default=0.0), _lines(actor)


def listing_beside(own: Reach, other: Reach) -> Reach:
    """As wide as another listing with nearly as long lines, and as tall if it has nearly as many."""
    if max(own[0], other[0]) > NEARLY * min(own[0], other[0]):
        return own
    lines = max(own[2], other[2]) if abs(own[2] - other[2]) <= 1 else own[2]
    return max(own[0], other[0]), max(own[1], other[1]), lines


def _head(actor: Actor) -> float:
    return HEAD if actor.label else 0.0


def _lines(actor: Actor) -> int:
    return max(int(actor.spec.slots), len(actor.parts))


def draw_listing(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The panel, its name, the bands of lines that are lit or marked, and the lines."""
    listing = _measured(actor, area, setting)
    texts = tuple(part.text for part in actor.parts)
    anchors = {part.id: listing.row(index) for index, part in enumerate(actor.parts)} | {"": listing.panel}
    shapes: list[Shape] = [*_panel(actor, listing), *_bands(actor, listing)]
    for index, (part, words) in enumerate(
        zip(actor.parts, highlighted(texts, actor.spec.language), strict=True)
    ):
        shapes += _line(actor, part, words, listing, index)
    return Drawing(
        shapes=tuple(shapes), anchors=anchors, problems=_problems(actor, area, listing), straight=True
    )


def _measured(actor: Actor, area: Rect, setting: Setting) -> Listing:
    """The largest size at which all lines of the film fit; below `SMALLEST` they do not."""
    longest, remark, lines = most(setting.reach, listing_reach(actor))
    columns = max(longest, 1)
    digits = len(str(int(lines))) if actor.spec.numbers else 0
    aside = remark + NOTE_GAP if remark else 0.0
    fixed = 2 * PAD_X + (NUMBER_GAP if digits else 0.0) + aside
    across_em = width("0", "mono", 450, 1000.0) / 1000
    high = (area.h - 2 * PAD_Y - _head(actor)) / (lines * LEADING)
    size = max(SMALLEST, min(SIZE, high, (area.w - fixed) / ((columns + digits) * across_em)))
    em, step = size * across_em, min(size * LEADING, max(size * 1.3, high * LEADING))
    wide, tall = fixed + (columns + digits) * em, step * lines + 2 * PAD_Y + _head(actor)
    panel = Rect(area.centre[0] - wide / 2, area.centre[1] - tall / 2, wide, tall)
    left = panel.x + PAD_X + digits * em + (NUMBER_GAP if digits else 0.0)
    top = panel.y + _head(actor) + PAD_Y
    tops = tuple(top + index * step for index in range(len(actor.parts)))
    return Listing(
        panel=panel,
        size=size,
        em=em,
        left=left,
        notes=left + columns * em + NOTE_GAP,
        tops=tops,
        step=step,
        lines=int(lines),
    )


def _problems(actor: Actor, area: Rect, listing: Listing) -> tuple[str, ...]:
    """What does not fit: the longest line with its remark, or all lines below each other."""
    if listing.panel.h > area.h + 1:
        room = int((area.h - 2 * PAD_Y - _head(actor)) / (SMALLEST * 1.3))
        return (f"{listing.lines} lines do not fit at a readable size, for there is room for {room}",)
    if listing.panel.w > area.w + 1:
        longest = max(len(part.text) for part in actor.parts)
        room = int(longest - (listing.panel.w - area.w) / listing.em)
        return (
            f"a line of {longest} characters does not fit at a readable size, for there is room for {room}",
        )
    return ()


def _panel(actor: Actor, listing: Listing) -> Iterator[Shape]:
    panel, opacity = listing.panel, actor_opacity(actor)
    yield Box(key=join(actor.id, "panel"), x=panel.x, y=panel.y, w=panel.w, h=panel.h, radius=18,
              fill="surface", stroke="line", opacity=opacity, z=-2)  # fmt: skip
    if actor.label:
        yield Label(key=join(actor.id, "label"), x=panel.x + PAD_X, y=panel.y + HEAD / 2, text=actor.label,
                    size=34.0, weight=500, colour="muted", anchor="start", opacity=opacity, z=-1)  # fmt: skip
        yield across(join(actor.id, "rule"), panel.x, panel.right, panel.y + HEAD, role="line", wide=2.0,
                     opacity=opacity)  # fmt: skip


def _bands(actor: Actor, listing: Listing) -> Iterator[Shape]:
    """One band for each run of lines that are lit, which keeps its key and so slides; one for each mark."""
    for count, (first, last) in enumerate(_runs([part.emphasis == "lit" for part in actor.parts])):
        yield from _band(join(actor.id, f"lit-{count}"), listing, first, last, role="accent", opacity=1.0)
    for index, part in enumerate(actor.parts):
        if part.role and part.emphasis != "lit":
            yield from _band(join(actor.id, part.key, "mark"), listing, index, index, role=part.role,
                             opacity=OPACITY[part.emphasis])  # fmt: skip


def _runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    """First and last of each stretch of flags that are set."""
    begin: int | None = None
    for index, flag in enumerate([*flags, False]):
        if flag and begin is None:
            begin = index
        if not flag and begin is not None:
            yield begin, index - 1
            begin = None


def _band(key: str, listing: Listing, first: int, last: int, *, role: str, opacity: float) -> Iterator[Shape]:
    top, bottom = listing.row(first), listing.row(last)
    high = bottom.bottom - top.y - 4
    yield Box(key=join(key, "band"), x=top.x, y=top.y + 2, w=top.w, h=high, radius=8, fill=f"{role}@0.16",
              opacity=opacity, z=-1)  # fmt: skip
    yield Box(
        key=join(key, "bar"), x=top.x, y=top.y + 2, w=6, h=high, radius=3, fill=role, opacity=opacity, z=-1
    )


def _line(actor: Actor, part: Part, words: tuple[Word, ...], listing: Listing, index: int) -> Iterator[Shape]:
    """The number, the words and the remark."""
    key, y, opacity = join(actor.id, part.key), listing.row(index).centre[1], OPACITY[part.emphasis]
    if actor.spec.numbers:
        x = listing.left - NUMBER_GAP
        yield Label(key=join(actor.id, part.id, "number"), x=x, y=y, text=part.id, size=listing.size,
                    face="mono", colour="muted", anchor="end", opacity=opacity)  # fmt: skip
    for name, word in zip(word_keys(key, (word.text for word in words)), words, strict=True):
        x = listing.left + word.column * listing.em
        yield Label(key=name, x=x, y=y, text=word.text, size=listing.size,
                    face="mono", colour=word.role, anchor="start", opacity=opacity)  # fmt: skip
    if part.note:
        end = max((word.column + len(word.text) for word in words), default=0)
        yield from _note(part, key, (listing.left + end * listing.em, y), listing.notes)


def _note(part: Part, key: str, end: tuple[float, float], x: float) -> Iterator[Shape]:
    """A remark that begins at `x`, and a line that leads to it from the end of the code."""
    colour = part.role or ("accent" if part.emphasis == "lit" else "muted")
    opacity = OPACITY[part.emphasis]
    yield Label(key=join(key, "note"), x=x, y=end[1], text=part.note, size=NOTE_SIZE, colour=colour,
                anchor="start", opacity=opacity)  # fmt: skip
    left, right = end[0] + LEADER_GAP, x - LEADER_GAP
    if right - left > LEADER_GAP:
        yield across(join(key, "leader"), left, right, end[1], role="muted", wide=2.0, opacity=0.6 * opacity)


CODE = View(draw_listing, listing_height, listing_reach, listing_tall, pair=listing_beside)
