"""Files that an author's file refers to, found inside the project or not at all.

Links, images, data files and scenes all name files in one way: as they are called, or percent-encoded as in a
URL. A name that is stored decomposed (as some systems do with `é`) and typed composed is the same name.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote

from explainsite.diagnostics import Report, Span, did_you_mean


def locate_file(project: Path, folder: str, reference: str, span: Span, report: Report) -> str | None:
    """The project path of `reference`, as written in `folder`; None, with a diagnostic, if it is no file."""
    for spelling in dict.fromkeys((reference, unquote(reference))):
        path = _joined(folder, spelling)
        real = real_path(project, path, composed) if _is_inside(project, spelling, path) else None
        if real is not None and (project / real).is_file():
            report.referenced |= {path, real}
            return real
    meant = inside_project(project, folder, reference, span, report)
    if meant is not None:
        _explain_missing(project, folder, meant, span, report)
    return None


def inside_project(project: Path, folder: str, reference: str, span: Span, report: Report) -> str | None:
    """The project path that `reference` means; None, with a diagnostic, when it leads out of the project."""
    decoded = unquote(reference)
    path = _joined(folder, decoded)
    if not _is_inside(project, decoded, path):
        report.add(
            "path-escapes",
            f"`{reference}` leads out of the project",
            span,
            hint="name a file of the project, relative to this one",
        )
        return None
    report.referenced.add(path)
    return path


def _joined(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, reference))


def _is_inside(project: Path, reference: str, path: str) -> bool:
    outside = reference.startswith("/") or path.split("/", 1)[0] == ".."
    return not outside and "\0" not in path and _stays(project, path)


def _stays(project: Path, path: str) -> bool:
    try:
        return (project / path).resolve().is_relative_to(project.resolve())
    except (OSError, RuntimeError):  # a circle of symbolic links leads nowhere at all
        return True


def _explain_missing(project: Path, folder: str, path: str, span: Span, report: Report) -> None:
    """Say what differs where a file has nearly this name."""
    if (real := real_path(project, path, _in_one_case)) and real != path:
        report.add(
            "file-case",
            f"`{_relative(path, folder)}` differs from `{real}` in upper and lower case",
            span,
            hint=f"write `{_relative(real, folder)}`",
        )
    elif (real := real_path(project, path, _as_it_looks)) and real != path:
        report.add(
            "missing-file",
            f"`{path}` does not exist, but a file whose name looks like it does",
            span,
            label=_difference(path, real),
            hint="rename the file",
        )
    else:
        hint = _near(project, path)
        report.add("missing-file", f"`{path}` does not exist", span, label="no such file", hint=hint)


def real_path(project: Path, path: str, key: Callable[[str], str]) -> str | None:
    """The path as the file system spells it; names are the same if their keys are. None if there is none."""
    found: list[str] = []
    for part in path.split("/"):
        names = _names(project.joinpath(*found))
        same = [name for name in names if key(name) == key(part)]
        if not same:
            return None
        found.append(part if part in same else same[0])
    return "/".join(found)


def composed(text: str) -> str:
    """The text with each letter and its marks as one character, where there is one (NFC)."""
    return unicodedata.normalize("NFC", text)


def _in_one_case(name: str) -> str:
    return composed(name.casefold())


def _as_it_looks(name: str) -> str:
    """A no-break space looks like a space, and some characters like nothing."""
    shown = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", shown.casefold())


def _difference(path: str, real: str) -> str:
    ours, theirs = composed(path), composed(real)
    pairs = zip(f"{ours}\0", f"{theirs}\0", strict=False)
    here, there = next((a, b) for a, b in pairs if a != b)
    return f"{_named(here)} here, {_named(there)} in the file's name"


def _named(sign: str) -> str:
    return unicodedata.name(sign, "nothing").lower()


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder or ".")


def _near(project: Path, path: str) -> str:
    folder, name = posixpath.split(path)
    suffix = posixpath.splitext(name)[1]
    beside: Iterable[str] = (other for other in _names(project / folder) if other.endswith(suffix))
    return did_you_mean(name, beside)
