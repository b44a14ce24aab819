"""Slugs: names that can stand in a URL."""

from __future__ import annotations

import re
import unicodedata

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_slug(name: str) -> bool:
    """Whether `name` is made of lower-case letters, digits and single hyphens."""
    return _SLUG.fullmatch(name) is not None


def slugify(text: str) -> str:
    """A slug from a title: accents are dropped, and anything else but letters and digits becomes a hyphen."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
