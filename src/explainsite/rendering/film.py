"""A finished film: what pages need to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmBeat:
    """One beat of a finished film; times in seconds from the film's start."""

    id: str
    title: str
    say: str
    describe: tuple[str, ...]
    """What is seen, a sentence an event: the described transcript."""
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A film in each palette, with what a page shows around it.

    `files` maps a public name to the file in the store that holds it. Names, for each palette P and beat B:
    `film-<P>.mp4`, `poster-<P>.jpg`, `poster-<P>.webp`, `still-<P>-<B>.webp` (1920 px wide at standard
    quality) and `thumb-<P>-<B>.webp` (640 px wide); and once: `captions.vtt`, `chapters.vtt` and
    `timeline.json`.
    """

    slug: str
    palettes: tuple[str, ...]
    width: int
    height: int
    duration: float
    beats: tuple[FilmBeat, ...]
    poster_beat: str
    digest: str
    """Names the film's content: equal digests, equal bytes."""
    files: Mapping[str, Path]
