"""Values that the views of several kinds of page hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyperlink:
    """A link and its words; `current` is the value of `aria-current`, or empty."""

    text: str
    href: str
    current: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGroup:
    """Links under a heading."""

    title: str
    links: tuple[Hyperlink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagerLink:
    """A way on: `rel` is "prev" or "next"."""

    rel: str
    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """The piece before and the piece after, in a lane or a path."""

    label: str
    links: tuple[PagerLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A title of two voices: "KV-Cache" and "Why the 2nd Token Is Faster"."""

    name: str
    surprise: str

    @classmethod
    def of(cls, title: str) -> Headline:
        """Part a title at its first colon."""
        name, _, surprise = title.partition(": ")
        return cls(name=name, surprise=surprise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A file for readers who prefer a scheme."""

    scheme: str
    src: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture: `src` for every reader, `variants` when there is one for each scheme."""

    src: str
    variants: tuple[Variant, ...]
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """A film's time, to scale: its whole seconds, every fifth, and where beats begin and the last ends."""

    seconds: int
    ticks: tuple[int, ...]
    beats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A piece in a list."""

    slug: str
    title: Headline
    href: str
    topic: str
    summary: str
    accent: str
    needs: tuple[Hyperlink, ...]
    length: str
    still: Image | None
    ruler: Ruler | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for missing addresses says the same on every site."""
