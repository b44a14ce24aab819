"""The page on which everything can be found."""

from __future__ import annotations

from dataclasses import dataclass

from explainsite.site.views.common import Headline, Hyperlink


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What can be chosen: a value in the address, and its words."""

    value: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Something by which the list is narrowed; `any` are the words for no choice."""

    name: str
    label: str
    any: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindRow:
    """A piece in short; its minutes are those of its film and its text."""

    slug: str
    title: Headline
    href: str
    accent: str
    level: str
    format: str
    minutes: float
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindGroup:
    """The pieces of a lane, or the notes."""

    slug: str
    title: str
    href: str
    accent: str
    count: str
    rows: tuple[FindRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindView:
    """Everything there is; `search` is the address of the search engine's script."""

    crumbs: tuple[Hyperlink, ...]
    count: str
    search: str
    filters: tuple[Filter, ...]
    groups: tuple[FindGroup, ...]
