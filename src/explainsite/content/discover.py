"""Which files of a project are lanes, pieces and learning paths, and which names cannot be any."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explainsite.content.slugs import is_slug, slugify
from explainsite.diagnostics import Report, Span

EXPLAINERS = "explainers"
PATHS = "paths"
LANE_FILE = "_lane.yaml"
BUNDLE_FILE = "index.md"
REFERENCE = "reference"
"""The folder of the pages on the language."""
_TAKEN = {"paths", "assets", REFERENCE}
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
        if entry.is_dir():
            lane = _lane(project, entry, report)
            found += [lane] if lane.lane_file or lane.specs else []
        elif entry.suffix == ".md":
            _misplaced(project, entry, report)
    return found


def find_paths(project: Path, report: Report) -> list[FoundSpec]:
    """The learning paths' files, by name."""
    return list(_named(project, project / PATHS, ".yaml", report))


def _lane(project: Path, folder: Path, report: Report) -> FoundLane:
    lane_file = folder / LANE_FILE
    specs = [*_named(project, folder, ".md", report), *_bundles(project, folder, report)]
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


def _named(project: Path, folder: Path, suffix: str, report: Report) -> Iterator[FoundSpec]:
    for entry in _entries(project, folder, report):
        if entry.suffix.lower() in {suffix, _NEAR[suffix]} and not entry.is_dir():
            if entry.suffix != suffix:
                _wrong_suffix(project, entry, suffix, report)
            elif _check_name(project, entry, entry.stem, report):
                yield FoundSpec(path=entry, slug=entry.stem)


_NEAR = {".md": ".markdown", ".yaml": ".yml"}


def _bundles(project: Path, lane: Path, report: Report) -> Iterator[FoundSpec]:
    for entry in _entries(project, lane, report):
        index = entry / BUNDLE_FILE
        if entry.is_dir() and _exists(index) and _check_name(project, entry, entry.name, report):
            yield FoundSpec(path=index, slug=entry.name)


def _entries(project: Path, folder: Path, report: Report) -> list[Path]:
    """What a folder holds, by name, without hidden things; nothing when there is no such folder."""
    try:
        return sorted(entry for entry in folder.iterdir() if entry.name[0] not in "._")
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


def _check_name(project: Path, path: Path, name: str, report: Report) -> bool:
    """Whether a name can stand in a URL; a diagnostic says so when it cannot."""
    where = Span(path=_shown(project, path))
    if path.is_dir() and path.parent.name == EXPLAINERS and name in _TAKEN:
        report.add(
            "bad-file-name",
            f"no lane can be named `{name}`: the site has pages of its own there",
            where,
            hint="rename the folder",
        )
        return False
    if not is_slug(name):
        better = slugify(name)
        report.add(
            "bad-file-name",
            f"`{path.name.encode(errors='replace').decode()}` cannot become a URL",
            where,
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
