"""What must be rendered: requests for films against what the store holds.

    plan = plan_films(requests, store)
    for film in plan.films: film.film, film.missing

A film that the store holds is complete after this step, without Manim, PyAV or numpy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from explainsite.diagnostics import Span
from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.fingerprint import Fingerprint, Surroundings
from explainsite.jobs.renderjob import Palette, Quality, RenderJob
from explainsite.rendering.assemble import film_of
from explainsite.rendering.film import Film
from explainsite.rendering.store import Store

if TYPE_CHECKING:
    from explainsite.rendering.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatRequest:
    """One beat of a wanted film, with the words around it."""

    id: str
    title: str
    say: str
    describe: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmRequest:
    """A wanted film. Its jobs are one for each beat, or one for the whole scene, in each palette."""

    slug: str
    title: str
    palettes: tuple[Palette, ...]
    quality: Quality
    beats: tuple[BeatRequest, ...]
    jobs: tuple[RenderJob, ...]
    poster_beat: str
    span: Span | None = None

    def __post_init__(self) -> None:
        wanted = [beat.id for beat in self.beats]
        if self.poster_beat not in wanted:
            raise ValueError(f"the poster of {self.slug!r} shows no beat: {self.poster_beat!r}")
        for palette in self.palettes:
            given = [beat.id for job in self.jobs if job.palette == palette for beat in job.beats]
            if given != wanted:
                raise ValueError(f"the {palette} jobs of {self.slug!r} render {given}, not {wanted}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedJob:
    """A job with its key. `reason` says why it must be rendered; it is empty if the store holds its clips."""

    job: RenderJob
    fingerprint: Fingerprint
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFilm:
    """A film that the store holds (`film`), or the jobs that it is made of."""

    request: FilmRequest
    key: str
    jobs: tuple[PlannedJob, ...]
    film: Film | None = None
    components: Mapping[str, str] = field(default_factory=dict)
    """Digests of what a film is assembled from."""
    reason: str = ""
    """Why it must be assembled; empty if the store holds it, or if its beats must be rendered first."""

    @property
    def missing(self) -> tuple[PlannedJob, ...]:
        """The jobs that must be rendered."""
        return tuple(planned for planned in self.jobs if planned.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All films of a build, in the order of the requests."""

    films: tuple[PlannedFilm, ...]

    @property
    def missing(self) -> tuple[PlannedFilm, ...]:
        """The films that the store does not hold."""
        return tuple(film for film in self.films if film.film is None)

    @property
    def keys(self) -> frozenset[str]:
        """The store's keys that this plan needs: what `upkeep.tidy` keeps."""
        jobs = {planned.fingerprint.key for film in self.films for planned in film.jobs}
        return frozenset(jobs | {film.key for film in self.films})


def plan_films(
    requests: Iterable[FilmRequest], store: Store, surroundings: Surroundings | None = None
) -> Plan:
    """Look every film and clip up in the store."""
    surroundings = surroundings or Surroundings()
    return Plan(films=tuple(_plan_film(request, store, surroundings) for request in requests))


def _plan_film(request: FilmRequest, store: Store, surroundings: Surroundings) -> PlannedFilm:
    fingerprints = [surroundings.fingerprint(job) for job in request.jobs]
    components = _film_components(request, fingerprints, surroundings)
    key = _film_key(request, components)
    entry = store.get(key)
    if entry is not None:
        jobs = tuple(
            PlannedJob(job=j, fingerprint=f) for j, f in zip(request.jobs, fingerprints, strict=True)
        )
        return PlannedFilm(request=request, key=key, jobs=jobs, film=film_of(entry))
    from explainsite.rendering.history import History  # only what is missing has a reason

    history = History(store, request.slug)
    jobs = tuple(_plan_job(j, f, store, history) for j, f in zip(request.jobs, fingerprints, strict=True))
    reason = "" if any(job.reason for job in jobs) else history.film_reason(request, components)
    return PlannedFilm(request=request, key=key, jobs=jobs, components=components, reason=reason)


def _plan_job(job: RenderJob, fingerprint: Fingerprint, store: Store, history: History) -> PlannedJob:
    reason = "" if store.get(fingerprint.key) else history.reason(job, fingerprint)
    return PlannedJob(job=job, fingerprint=fingerprint, reason=reason)


def _film_components(
    request: FilmRequest, fingerprints: Sequence[Fingerprint], surroundings: Surroundings
) -> dict[str, str]:
    words = [request.title, *([beat.id, beat.title, beat.say, beat.describe] for beat in request.beats)]
    parts = {
        "words": words,
        "clips": [fingerprint.key for fingerprint in fingerprints],
        "poster": request.poster_beat,
        "palettes": request.palettes,
        "assembling code": surroundings.assembling_code,
    }
    return {name: _digest_of(part) for name, part in parts.items()}


def _film_key(request: FilmRequest, components: Mapping[str, str]) -> str:
    """Of the clips and words that a film is assembled from, and of the code that does it."""
    return _digest_of({"slug": request.slug, **components})


def _digest_of(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
