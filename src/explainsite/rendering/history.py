"""What each beat of a film was last rendered from, so that `--explain` can say why it renders again.

A note beside the store's entries, never part of a decision: without it every reason is merely "not rendered
yet".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress

from explainsite.jobs.fingerprint import Fingerprint
from explainsite.jobs.renderjob import RenderJob, canonical_json
from explainsite.rendering.store import Store

_REASONS = {
    "content": "what it shows changed",
    "timing": "its length changed",
    "drawing code": "the drawing code changed",
    "fonts": "the fonts changed",
    "encoder": "the encoder's settings changed",
    "scene files": "the scene's files changed",
    "words": "its words changed",
    "clips": "its beats changed",
    "poster": "its poster changed",
    "assembling code": "the code that puts films together changed",
}
_FILM = "film"


class History:
    """The components of the last render of each beat of one film."""

    def __init__(self, store: Store, slug: str) -> None:
        self._store = store
        self._name = f"history/{slug}.json"
        self._components: dict[str, Mapping[str, str]] = _parsed(store.read_text(self._name))

    def reason(self, job: RenderJob, fingerprint: Fingerprint) -> str:
        """Why a job that the store does not hold must be rendered."""
        return self._reason(_label(job), fingerprint.components, "clip")

    def film_reason(self, components: Mapping[str, str]) -> str:
        """Why a film whose clips the store holds must be put together again."""
        return self._reason(_FILM, components, "film")

    def _reason(self, label: str, components: Mapping[str, str], what: str) -> str:
        before = self._components.get(label)
        if before is None:
            return "not rendered before"
        changes = [_change(name, before.get(name), now) for name, now in components.items()]
        reasons = [change for change in changes if change]
        return "; ".join(reasons) or f"its {what} is missing from the store or was damaged"

    def record(self, rendered: Iterable[tuple[RenderJob, Fingerprint]], film: Mapping[str, str]) -> None:
        """Remember what the film and its beats are made of now."""
        self._components |= {_label(job): dict(fingerprint.components) for job, fingerprint in rendered}
        self._components[_FILM] = film
        with suppress(OSError):  # A note is not worth a film.
            self._store.write_text(self._name, canonical_json(self._components) + "\n")


def _label(job: RenderJob) -> str:
    return f"{job.palette}/{'+'.join(beat.id for beat in job.beats)}"


def _change(name: str, before: str | None, now: str) -> str:
    if before == now:
        return ""
    if name in _REASONS:
        return _REASONS[name]
    return f"{name} changed from {before} to {now}" if before else f"{name} is new"


def _parsed(text: str | None) -> dict[str, Mapping[str, str]]:
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return {}
    return {k: v for k, v in value.items() if isinstance(v, dict)} if isinstance(value, dict) else {}
