"""Lanes, pieces, learning paths and the prerequisites that join them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explainsite.content.spec import Lane, PathSpec, Piece, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPath:
    """A learning path whose steps stand in an order that respects the prerequisites."""

    spec: PathSpec
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A site whose parts all refer to things that exist."""

    lanes: tuple[Lane, ...]
    """In their stated order, then by title."""
    pieces: Mapping[str, Piece]
    """By slug, in lane order and within a lane by dependency, stable by file name."""
    paths: tuple[LearningPath, ...]
    builds_on: Mapping[str, tuple[str, ...]]
    """For each slug the pieces that require it: the inverse of the prerequisites."""
    featured: str | None

    def in_lane(self, lane: str) -> tuple[Piece, ...]:
        """The pieces of one lane, in order."""
        return tuple(piece for piece in self.pieces.values() if piece.lane == lane)
