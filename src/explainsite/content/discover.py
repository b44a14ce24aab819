"""Which files of a project are lanes, pieces and learning paths, and which names cannot be any."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from explainsite.content.slugs import is_slug, slugify
from explainsite.diagnostics import Report, Span

EXPLAINERS = "explainers"
PATHS = "paths"
LANE_FILE = "_lane.yaml"
BUNDLE_FILE = "index.md"
REFERENCE = "reference"
"""The folder of the pages on the language."""
CONCEPTS = "concepts"
"""The folder of the site in which all concept notes are listed."""
_TAKEN = {"paths", "assets", "find", "map", REFERENCE}
"""Folders of the finished site that no lane can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSpec:
    """A piece's file; a bundle's is the `index.md` of a folder of its own."""

    path: Path
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLane:
    """A folder of `explainers/` that holds specs, or a lane file, or both."""

    slug: str
    folder: Path
    lane_file: Path | None
    specs: tuple[FoundSpec, ...]
    is_named_well: bool = True
    """Whether the folder's name can stand in a URL; otherwise nothing in it is read."""


def find_lanes(project: Path, report: Report) -> list[FoundLane]:
    """The lanes of `explainers/`, by name. Names that begin with `.` or `_` are the author's own business."""
    found = []
    for entry in _entries(project, project / EXPLAINERS, report):
        if _is_folder(entry):
            lane = _lane(project, Path(entry), report)
            found += [lane] if lane.lane_file or lane.specs else []
        elif entry.name.endswith(".md"):
            _misplaced(project, Path(entry), report)
    return found


def find_paths(project: Path, report: Report) -> list[FoundSpec]:
    """The learning paths' files, by name."""
    return list(_named(project, _entries(project, project / PATHS, report), ".yaml", report))


def _lane(project: Path, folder: Path, report: Report) -> FoundLane:
    lane_file = folder / LANE_FILE
    entries = _entries(project, folder, report)
    specs = [*_named(project, entries, ".md", report), *_bundles(project, entries, report)]
    is_lane = bool(specs) or _exists(lane_file)
    return FoundLane(
        slug=folder.name,
        folder=folder,
        lane_file=lane_file if _exists(lane_file) else None,
        specs=tuple(specs),
        is_named_well=not is_lane or _check_name(project, folder, folder.name, report),
    )


def _exists(path: Path) -> bool:
    """Whether there is such an entry, be it a link to nowhere: reading it says what is wrong."""
    return path.exists() or path.is_symlink()


def _named(
    project: Path, entries: Iterable[os.DirEntry[str]], suffix: str, report: Report
) -> Iterator[FoundSpec]:
    for entry in entries:
        stem, ending = posixpath.splitext(entry.name)
        if ending.lower() in {suffix, _NEAR[suffix]} and not _is_folder(entry):
            path = Path(entry)
            if ending != suffix:
                _wrong_suffix(project, path, suffix, report)
            elif _check_name(project, path, stem, report):
                yield FoundSpec(path=path, slug=stem)


_NEAR = {".md": ".markdown", ".yaml": ".yml"}


def _bundles(project: Path, entries: Iterable[os.DirEntry[str]], report: Report) -> Iterator[FoundSpec]:
    for entry in entries:
        if _is_folder(entry):
            index = Path(entry) / BUNDLE_FILE
            if _exists(index) and _check_name(project, Path(entry), entry.name, report):
                yield FoundSpec(path=index, slug=entry.name)


def _entries(project: Path, folder: Path, report: Report) -> list[os.DirEntry[str]]:
    """What a folder holds, by name, without hidden things; nothing when there is no such folder."""
    try:
        with os.scandir(folder) as entries:
            return sorted((e for e in entries if e.name[0] not in "._"), key=attrgetter("name"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        name = folder.relative_to(project).as_posix()
        report.add(
            "unreadable-file",
            f"`{name}` cannot be read: {(error.strerror or str(error)).lower()}",
            Span(path=name),
        )
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or leads to one; a link that leads to itself is none."""
    return Path(entry).is_dir() if entry.is_symlink() else entry.is_dir()


def _check_name(project: Path, path: Path, name: str, report: Report) -> bool:
    """Whether a name can stand in a URL; a diagnostic says so when it cannot."""
    if name in _TAKEN and path.parent.name == EXPLAINERS and path.is_dir():
        report.add(
            "bad-file-name",
            f"no lane can be named `{name}`: the site has pages of its own there",
            Span(path=_shown(project, path)),
            hint="rename the folder",
        )
        return False
    if not is_slug(name):
        better = slugify(name)
        report.add(
            "bad-file-name",
            f"`{path.name.encode(errors='replace').decode()}` cannot become a URL",
            Span(path=_shown(project, path)),
            hint=f"rename it to `{better}{path.suffix}`" if better else "use a-z, 0-9 and hyphens",
        )
        return False
    return True


def _wrong_suffix(project: Path, path: Path, suffix: str, report: Report) -> None:
    report.add(
        "bad-file-name",
        f"`{path.name}` does not end in `{suffix}`",
        Span(path=_shown(project, path)),
        hint=f"rename it to `{path.stem}{suffix}`",
    )


def _misplaced(project: Path, path: Path, report: Report) -> None:
    report.add(
        "missing-lane",
        f"`{_shown(project, path)}` is in no lane",
        Span(path=_shown(project, path)),
        hint=f"move it into a folder of `{EXPLAINERS}/` that has a `{LANE_FILE}`",
    )


def _shown(project: Path, path: Path) -> str:
    """The path relative to the project, printable even when the name is no valid text."""
    return path.relative_to(project).as_posix().encode(errors="replace").decode()
