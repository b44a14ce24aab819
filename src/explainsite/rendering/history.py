"""What each film and beat was last made from, so that `--explain` can say why it is made again.

    {"made": {"1920x1080@30 dark intro": {component: digest}}, "parts": {digest: {name: digest or value}}}

A note beside the store's entries, never part of a decision: without it every reason is merely "not rendered
before".
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.fingerprint import Fingerprint
from explainsite.jobs.renderjob import Quality, RenderJob
from explainsite.rendering.inputs import Parts, film_parts, job_parts
from explainsite.rendering.reasons import differences
from explainsite.rendering.store import HISTORY, Store

if TYPE_CHECKING:
    from explainsite.rendering.plan import FilmRequest

Made = Mapping[str, str]
"""The digest of each component of a key."""


class History:
    """What one film was last made from, at each quality."""

    def __init__(self, store: Store, slug: str) -> None:
        self._store = store
        self._name = f"{HISTORY}/{slug}.json"
        kept = _parsed(store.read_text(self._name))
        self._made: dict[str, Made] = _mappings(kept.get("made"))
        self._parts: dict[str, Parts] = _mappings(kept.get("parts"))

    def reason(self, job: RenderJob, fingerprint: Fingerprint) -> str:
        """Why a job that the store does not hold must be rendered."""
        before = self._made.get(_label(job))
        if before is None:
            return self._why_new(job)
        parts = partial(job_parts, job=job, fingerprint=fingerprint)
        return self._changes(before, fingerprint.components, parts) or _gone("clip")

    def film_reason(self, request: FilmRequest, components: Mapping[str, str]) -> str:
        """Why a film whose clips the store holds must be put together."""
        before = self._made.get(_film_label(request.quality))
        if before is None:
            return "not put together before"
        parts = partial(film_parts, request=request)
        named = {name: value for name, value in components.items() if name != "clips"}  # they follow the rest
        return (
            self._changes(before, named, parts) or self._changes(before, components, parts) or _gone("film")
        )

    def record(
        self,
        request: FilmRequest,
        jobs: Iterable[tuple[RenderJob, Fingerprint]],
        components: Mapping[str, str],
    ) -> None:
        """Remember what the film and its beats are made of now, and forget beats that it has no more."""
        for job, fingerprint in jobs:
            parts = partial(job_parts, job=job, fingerprint=fingerprint)
            self._keep(_label(job), fingerprint.components, parts)
        self._keep(_film_label(request.quality), components, partial(film_parts, request=request))
        things = {_FILM, *map(_thing, request.jobs)}
        made = {label: made for label, made in self._made.items() if label.rpartition(" ")[2] in things}
        used = {digest for digests in made.values() for digest in digests.values()}
        known = {digest: parts for digest, parts in self._parts.items() if digest in used}
        with suppress(OSError):  # A note is not worth a film.
            self._store.write_text(self._name, canonical_json({"made": made, "parts": known}) + "\n")

    def _why_new(self, job: RenderJob) -> str:
        quality = job.quality
        if any(label.endswith(f" {job.palette} {_thing(job)}") for label in self._made):
            return (
                f"not rendered at {quality.width}x{quality.height} and {quality.fps} frames a second before"
            )
        if any(label.endswith(f" {_thing(job)}") for label in self._made):
            return f"not rendered in {job.palette} before"
        return "not rendered before"

    def _changes(self, before: Made, components: Mapping[str, str], parts: Callable[[str], Parts]) -> str:
        """What differs from before; empty if nothing does."""
        changed = [name for name, value in components.items() if before.get(name) != _short(value)]
        reasons = [differences(name, self._parts.get(before.get(name, "")), parts(name)) for name in changed]
        return "; ".join(filter(None, reasons)) or ("its pace changed" if changed else "")

    def _keep(self, label: str, components: Mapping[str, str], parts: Callable[[str], Parts]) -> None:
        self._made[label] = {name: _short(value) for name, value in components.items()}
        for name, digest in self._made[label].items():
            if digest not in self._parts and (found := parts(name)):
                self._parts[digest] = found


_FILM = "@film"


def _gone(what: str) -> str:
    return f"its {what} is no longer in the store, or was damaged"


def _label(job: RenderJob) -> str:
    return f"{_quality(job.quality)} {job.palette} {_thing(job)}"


def _film_label(quality: Quality) -> str:
    return f"{_quality(quality)} {_FILM}"


def _thing(job: RenderJob) -> str:
    """The beat of a job; a scene is one thing with all its beats."""
    return job.beats[0].id if job.kind == "beat" else "@scene"


def _quality(quality: Quality) -> str:
    return f"{quality.width}x{quality.height}@{quality.fps}"


def _short(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()[:16]


def _parsed(text: str | None) -> dict[str, Any]:
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> dict[str, Mapping[str, str]]:
    """The mappings of text in what was read; what is none is forgotten."""
    items = value.items() if isinstance(value, dict) else ()
    return {key: each for key, each in items if isinstance(each, dict) and _is_text(each.values())}


def _is_text(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)
