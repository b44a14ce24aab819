"""What a check or a build came to, for as long as nothing that it depends on has changed.

Both are functions of what the author wrote, the options, our code, and what was found in frames. Where those
are the same, the same must be said, and the same files make up the site; these, and the store's entries, are
verified as they always are. Whatever cannot be told for certain is worked out anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from explainsite.content.inputs import elsewhere, read_inputs
from explainsite.diagnostics import Diagnostic, Report
from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.fingerprint import Surroundings
from explainsite.jobs.memory import REMEMBERED, file_of
from explainsite.rendering.store import Store
from explainsite.site.writer import holds

if TYPE_CHECKING:
    from explainsite.build import BuildReport
    from explainsite.checking.site import Checked

FILE = f"{REMEMBERED}/site.json"
CHECK, BUILD = "check", "build"
FRAMES = "frames"
"""The sort of results that a build reports, and that `check --frames` may add to."""


class Outcome(NamedTuple):
    """What was said at the end of a command without errors."""

    counts: str
    """What the site has: "3 pages, 1 film"."""
    problems: tuple[Diagnostic, ...]


class StandingSite(NamedTuple):
    """A build that found no error, and whose site stands as it left it."""

    outcome: Outcome
    limit: int
    """How many bytes the store may hold."""
    used: tuple[str, ...]
    """The keys of the store's entries that it relied on."""


class LastRun:
    """The last check or build of a whole site; what the author has written now is read at once."""

    def __init__(self, project: Path, store: Store) -> None:
        self.project, self.store, self.surroundings = project, store, Surroundings()
        self._kept = _read(store.read_bytes(FILE) or b"")
        self._inputs = read_inputs(project, self._kept.get("elsewhere", ()))

    def recall(self, what: str, depends: object = None) -> Any:
        """What was kept under this name, if it depends on just this, and all else is as it was; or None."""
        result = self._kept.get("results", {}).get(what)
        if not result or result[0] != canonical_json(depends):
            return None
        key = self._kept["key"]
        return result[1] if key and key == self._key(self._kept["packages"]) else None

    def keep(
        self, results: Mapping[str, tuple[object, object]], referenced: Iterable[str], packages: Iterable[str]
    ) -> None:
        """Remember results of what the author had written when this run began, each with what it depends on.

        `referenced` are the files that specs refer to, `packages` those whose code was used.
        """
        places, names = sorted(elsewhere(referenced)), sorted(packages)
        # What has changed meanwhile may have been read before or after; and what was only just found to be
        # referred to was not read in time. Then the next run is told where to look, and no more.
        same = self._inputs is not None and self._inputs == read_inputs(self.project, places)
        kept: dict[str, Any] = {
            "elsewhere": places,
            "packages": names,
            "key": self._key(names) if same else "",
        }
        before = self._kept.get("results", {}) if kept.items() <= self._kept.items() else {}
        new = {what: [canonical_json(depends), value] for what, (depends, value) in results.items()}
        kept["results"] = {**before, **new} if same else {}
        if kept != self._kept:
            with suppress(OSError):  # it costs only time
                self.store.write_bytes(FILE, _written(kept))

    def _key(self, packages: Iterable[str]) -> str:
        code = {name: self.surroundings.package_code(name) for name in packages}
        inputs = self._inputs and self._inputs.digest
        made_of = [inputs, code, self.surroundings.everything]
        return hashlib.sha256(canonical_json(made_of).encode()).hexdigest() if inputs else ""


def _written(kept: Mapping[str, Any]) -> bytes:
    content = json.dumps(kept).encode()
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


def _read(text: bytes) -> dict[str, Any]:
    """What was written; nothing if it is damaged."""
    digest, _, content = text.partition(b"\n")
    if digest != hashlib.sha256(content).hexdigest().encode():
        return {}
    kept: dict[str, Any] = json.loads(content)
    return kept


def recall_check(last: LastRun) -> Outcome | None:
    """What the last check said, if it would say the same now."""
    known = last.recall(CHECK)
    return known and _outcome(known)


def keep_check(last: LastRun, outcome: Outcome, report: Report, checked: Checked) -> None:
    """Remember a check that found no error."""
    last.keep({CHECK: (None, _plain(outcome))}, report.referenced, _packages(checked))


def recall_build(last: LastRun, options: Mapping[str, object]) -> StandingSite | None:
    """The last build, if all that it relied on is as it was, and all that it left too."""
    frames = last.store.read_bytes(file_of(FRAMES)) or b""
    known = last.recall(BUILD, [options, hashlib.sha256(frames).hexdigest()])
    if known is None:
        return None
    with last.store.in_use():
        last.store.sweep()
        entries = {key: last.store.get(key) for key in known["entries"]}
        whole = {key: entry for key, entry in entries.items() if entry}
        if len(whole) < len(entries):
            return None
        linked = {path: whole[key].file(name) for path, (key, name) in known["linked"].items()}
        if not holds(last.project / known["output"], {**known["written"], **linked}):
            return None
    return StandingSite(outcome=_outcome(known["outcome"]), limit=known["limit"], used=tuple(known["used"]))


def keep_build(
    last: LastRun, options: Mapping[str, object], built: BuildReport, outcome: Outcome, checked: Outcome
) -> None:
    """Remember a build that found no error, if all of its films were there, and what a check would say."""
    frames = built.memory.digest(FRAMES)
    if frames is None or built.published is None or len(built.films) < len(built.plan.films):
        return
    results: dict[str, tuple[object, object]] = {BUILD: ([options, frames], _left(built, outcome))}
    if not options:
        results[CHECK] = (None, _plain(checked))
    last.keep(results, built.diagnostics.referenced, _packages(built.checked))


def _left(built: BuildReport, outcome: Outcome) -> dict[str, object]:
    config, written, linked = built.checked.site.config, dict[str, str](), dict[str, list[str]]()
    for path, content in built.contents.items():
        if isinstance(content, Path):
            linked[path] = [content.parent.name, content.name]
        else:
            written[path] = hashlib.sha256(content).hexdigest()
    return {
        "outcome": _plain(outcome),
        "limit": config.kept_bytes,
        "used": sorted(built.used),
        "entries": sorted({key for key, _ in linked.values()}),
        "output": config.output,
        "written": written,
        "linked": linked,
    }


def _packages(checked: Checked) -> set[str]:
    return {name for script in checked.scripts.values() for name in script.packages}


def _plain(outcome: Outcome) -> list[object]:
    return [outcome.counts, [problem.as_json() for problem in outcome.problems]]


def _outcome(plain: Any) -> Outcome:
    counts, problems = plain
    return Outcome(counts=counts, problems=tuple(map(Diagnostic.from_json, problems)))
