"""A film on its page."""

from __future__ import annotations

from dataclasses import dataclass

from explainsite.site.views.common import Image, Ruler


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A film's file; `scheme` is empty when there is only one."""

    src: str
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CueView:
    """Words of a caption, and the second from which they are said."""

    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatView:
    """A beat beside its film and in the transcript; without cues and pictures when there is no film yet."""

    id: str
    at: str
    time: str
    title: str
    say: str
    seen: str
    cues: tuple[CueView, ...] = ()
    still: Image | None = None
    thumb: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmView:
    """A film on its page; its duration is in seconds."""

    label: str
    duration: str
    width: int
    height: int
    poster: Image
    sources: tuple[MediaFile, ...]
    captions: str
    chapters: str
    ruler: Ruler
    beats: tuple[BeatView, ...]
