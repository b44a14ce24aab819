"""The ids of a piece's page. No two are equal, whoever makes them.

What the page has of itself comes first, then its beats and sources: other pages link to them, so their ids
never change. A heading that would have one of these ids, or that of a heading above it, gets a number behind
its own. Footnotes need no such care: their ids have a colon, and no other id has one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from urllib.parse import unquote

from explainsite.content.spec import Piece

SOURCES, TRANSCRIPT, WHAT_IF = "sources", "transcript", "what-if"
FURNITURE = frozenset({"content", SOURCES, TRANSCRIPT})
"""The ids that the theme gives the page around a body."""


def beat_anchor(beat: str) -> str:
    """The id of a beat in the transcript, from its id in the spec."""
    return f"beat-{beat}"


def source_anchor(source: str) -> str:
    """The id of a source in the list of sources, from its id in the spec."""
    return f"source-{source}"


def taken_anchors(piece: Piece) -> frozenset[str]:
    """The ids that no heading of a piece can have."""
    beats = (beat_anchor(beat.id) for beat in piece.beats)
    sources = (source_anchor(source.id) for source in piece.sources)
    return FURNITURE.union(beats, sources, _what_if(piece))


def link_anchors(piece: Piece, headings: Iterable[str]) -> frozenset[str]:
    """The ids that a link can lead to: a piece's headings, its sources, its beats, and its what-if."""
    sources = {SOURCES, *(source_anchor(source.id) for source in piece.sources)} if piece.sources else set()
    beats = {TRANSCRIPT, *(beat_anchor(beat.id) for beat in piece.beats)} if piece.has_film else set()
    return frozenset(headings) | sources | beats | _what_if(piece)


def _what_if(piece: Piece) -> frozenset[str]:
    return frozenset({WHAT_IF} if piece.exploration else ())


def heading_anchor(text: str, taken: set[str]) -> str:
    """A heading's id: its words in lower case, joined by hyphens, with a number if that is taken already.

    The id is added to those taken.
    """
    words = visible(text.lower()).replace("’", "").replace("'", "")
    joined = re.sub("-+", "-", "".join(sign if _is_kept(sign) else "-" for sign in words)).strip("-_")
    anchor = numbered = unicodedata.normalize("NFC", joined) or "section"
    count = 1
    while numbered in taken:
        count += 1
        numbered = f"{anchor}-{count}"
    taken.add(numbered)
    return numbered


def _is_kept(sign: str) -> bool:
    """Letters, digits, and the marks that belong to them."""
    return sign.isalnum() or sign == "_" or unicodedata.category(sign).startswith("M")


def find_anchor(written: str, anchors: AbstractSet[str]) -> str | None:
    """The id that a link's fragment means, percent-encoded or not, composed or not."""
    meant = visible(unquote(written))
    return meant if meant in anchors else None


def visible(text: str) -> str:
    """The text composed (NFC), without what cannot be seen: what looks the same is the same."""
    shown = (sign for sign in text if unicodedata.category(sign) != "Cf" and not _is_variant(sign))
    return unicodedata.normalize("NFC", "".join(shown))


def _is_variant(sign: str) -> bool:
    """Whether it asks for another look of the sign before it."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"
