"""What a body can refer to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from explainsite.content.spec import Lane, PathSpec, Piece
from explainsite.jobs.memory import Memory

LinkTarget = Piece | Lane | PathSpec
"""What a link can lead to."""

Url = Callable[[LinkTarget], str]
"""The link to a target, from the page that is being rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The site around the body of one piece."""

    project: Path
    piece: Piece
    targets: Mapping[str, LinkTarget]
    """By the project paths of their files and folders."""
    anchors: Mapping[str, AbstractSet[str]]
    """The anchors of each piece, by slug."""
    unread: AbstractSet[str] = frozenset()
    """Project paths of files that have errors of their own."""
    memory: Memory | None = None
    """Where formulas lie that were converted before."""
