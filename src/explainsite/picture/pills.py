"""How large what carries a message is: a pill around its words, a dot without any."""

from __future__ import annotations

from explainsite.picture.typeface import width

TEXT_SIZE = 35.0
"""The size of the words on what is carried."""
PILL_H, DOT = 56.0, 26.0
_ENDS = 44.0
"""Px of a pill beside its words, at both ends together."""


def pill_size(text: str) -> tuple[float, float]:
    """The width and the height of a message, in px of a stage that is not enlarged."""
    return (max(width(text, "mono", 500, TEXT_SIZE) + _ENDS, PILL_H), PILL_H) if text else (DOT, DOT)
