"""Files that an author's file refers to, found inside the project or not at all."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path

from explainsite.diagnostics import Report, Span, did_you_mean


def locate_file(project: Path, folder: str, reference: str, span: Span, report: Report) -> str | None:
    """The project path of `reference`, as written in `folder`; None, with a diagnostic, if it is no file."""
    path = inside_project(project, folder, reference, span, report)
    if path is None:
        return None
    real = real_case(project, path)
    if real == path and (project / path).is_file():
        return path
    if real is not None and real != path:
        report.add(
            "file-case",
            f"`{reference}` differs from `{real}` in upper and lower case",
            span,
            hint=f"write `{_relative(real, folder)}`",
        )
        return None
    report.add(
        "missing-file",
        f"`{path}` does not exist",
        span,
        label="no such file",
        hint=_near(project, path, reference),
    )
    return None


def inside_project(project: Path, folder: str, reference: str, span: Span, report: Report) -> str | None:
    """`reference` as a project path; None, with a diagnostic, when it or a link leads out of the project."""
    path = posixpath.normpath(posixpath.join(folder, reference))
    outside = reference.startswith("/") or path.split("/")[0] == ".."
    if outside or "\0" in path or not _stays(project, path):
        report.add(
            "path-escapes",
            f"`{reference}` leads out of the project",
            span,
            hint="name a file of the project, relative to this one",
        )
        return None
    report.referenced.add(path)
    return path


def _stays(project: Path, path: str) -> bool:
    try:
        return (project / path).resolve().is_relative_to(project.resolve())
    except (OSError, RuntimeError):  # a circle of symbolic links leads nowhere at all
        return True


def real_case(project: Path, path: str) -> str | None:
    """The path as the file system spells it, whatever its case; None when there is no such thing."""
    found: list[str] = []
    for part in path.split("/"):
        names = _names(project.joinpath(*found))
        same = [name for name in names if name.lower() == part.lower()]
        if not same:
            return None
        found.append(part if part in same else same[0])
    return "/".join(found)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def _near(project: Path, path: str, reference: str) -> str:
    folder, name = posixpath.split(path)
    suffix = posixpath.splitext(name)[1]
    beside: Iterable[str] = (other for other in _names(project / folder) if other.endswith(suffix))
    return did_you_mean(posixpath.basename(reference), beside)
