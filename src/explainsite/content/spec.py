"""What one author's file says, as frozen values. `reader.py` makes them; everything else only reads them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping as Values
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.content.source import Source
from explainsite.diagnostics import Span
from explainsite.jobs.renderjob import Accent

Format = Literal["explainer", "concept"]
"""What an author can write."""
Level = Literal["beginner", "intermediate", "advanced"]
NO_VALUES: Values[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecFile:
    """Where a spec was found."""

    source: Source
    lane: str
    slug: str
    lane_title: str = ""
    accent: Accent = "blue"

    @property
    def folder(self) -> str:
        """The folder that its references begin at."""
        return posixpath.dirname(self.source.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prerequisite:
    """A piece that should be understood first, and why."""

    slug: str
    reason: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """An entry of `sources:`, cited in the body as `[@id]`."""

    id: str
    title: str
    url: str
    author: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One beat of a film as written: words, and for a storyboard the nodes of what happens."""

    id: str
    title: str
    say: str
    hold: float = 0.0
    do: Sequence | None = None
    layout: Node | None = None
    still: Scalar | None = None
    """The verb during which its still is taken, or `end`."""
    span: Span
    say_span: Span
    first_line: int = 1
    """The line on which the beat begins."""
    words: tuple[Scalar, ...] = ()
    """The title and the caption as they are written."""
    allow: tuple[Allowance, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """A lint rule that an author sets aside on purpose, and why."""

    code: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StageNodes:
    """A film of actors and verbs: nodes that `storyboard.compile` gives their meaning."""

    layout: Node | None
    stage: Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownStage:
    """A film of actors and verbs whose nodes were not read again: its file is as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRef:
    """A Manim film: `path` (relative to the project) and the name of an author's `Scene` in it."""

    path: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorCode:
    """A Python file that an author wrote, and where it lies on this machine."""

    source: Source
    file: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The Markdown below the front matter; `first_line` is its first line's number in `source`."""

    source: Source
    first_line: int

    @property
    def text(self) -> str:
        """The Markdown text."""
        return "\n".join(self.source.lines[self.first_line - 1 :])

    @property
    def above(self) -> str:
        """The text of the front matter, with what begins and ends it."""
        return "\n".join(self.source.lines[: self.first_line - 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An argument of a model's function, and its values in order; `at` is the place of the film's own."""

    name: str
    span: Span
    label: str
    values: tuple[float, ...]
    at: int
    format: str = ""
    unit: str = ""
    log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A chart of what the function returns: of its numbers by these names, or of all."""

    label: str
    span: Span
    of: tuple[str, ...] = ()
    form: Literal["curves", "bars"] = "curves"
    format: str = ""
    unit: str = ""
    log: bool = False
    lines: tuple[tuple[str, float], ...] = ()


Returned = Values[str, float]
"""What a model's function returns: numbers by name, or one without a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """What a function of the data file gives for a range of inputs: one or two of them."""

    ask: str
    say: str
    call: str
    span: Span
    """Where the function is named."""
    inputs: tuple[Input, ...]
    shows: tuple[Shown, ...]
    outcomes: tuple[Returned, ...] = ()
    """For each value of the second input those for all values of the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An explainer, a concept note, or a page of the reference."""

    slug: str
    lane: str
    accent: Accent = "blue"
    """That of its lane."""
    format: Format | Literal["reference"]
    title: str
    topic: str
    summary: str
    hook: str = ""
    level: Level = "intermediate"
    minutes: int | None = None
    """Reading time of the body; None means: from its words."""
    prerequisites: tuple[Prerequisite, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    data: str | None = None
    """The data file's path relative to the project."""
    data_span: Span | None = None
    values: Values[str, Any] = field(default_factory=dict)
    """The data file's values by name; the texts of a piece have theirs already written in."""
    poster: str | None = None
    """The id of the beat whose still stands for the film; None means the last."""
    beats: tuple[Beat, ...] = ()
    exploration: Exploration | None = None
    order: int = 0
    """Its place in its lane; what it requires stands before it even so."""
    film: StageNodes | KnownStage | SceneRef | None = None
    allow: tuple[Allowance, ...] = ()
    """The lint rules that are set aside for the whole film."""
    actors: AuthorCode | None = None
    """The `actors.py` beside the spec of a film with a stage."""
    unsure: frozenset[str] = frozenset()
    """Keys in whose values something is wrong, which is reported: what follows from that is no error."""
    body: Body
    span: Span

    @property
    def has_film(self) -> bool:
        """Whether this piece has a film to render."""
        return self.film is not None

    @property
    def has_stage(self) -> bool:
        """Whether that film is made of actors and verbs."""
        return isinstance(self.film, StageNodes | KnownStage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A folder of `explainers/`, described by its `_lane.yaml`."""

    slug: str
    title: str
    summary: str
    accent: Accent = "blue"
    order: int = 0
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """An entry of a learning path, and what it adds."""

    slug: str
    adds: str = ""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PathSpec:
    """A learning path as written. `ordered` says that the author's order is meant."""

    slug: str
    title: str
    summary: str
    order: int = 0
    ordered: bool = False
    steps: tuple[PathStep, ...] = field(default=())
    span: Span
