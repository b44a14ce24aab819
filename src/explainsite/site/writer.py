"""Publishing: the output folder becomes exactly the given files, and is a whole site at every moment of that.

    _site/.explainsite            the marker: explainsite made this folder and may prune it; the writers' lock
    _site/.explainsite-staging/   files that are being written, on the same file system as their places

A file is first written to the staging folder whole, then renamed to its place: a killed build leaves old
files or new files, never torn ones. Files that pages refer to arrive before the pages, and what is no longer
produced goes last, so that no page ever names a missing film. Unchanged files are not touched.
"""

from __future__ import annotations

import fcntl
import filecmp
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from explainsite.diagnostics import Report
from explainsite.site.outputs import FileContent

MARKER = ".explainsite"
STAGING = ".explainsite-staging"
MARKER_TEXT = (
    "explainsite made this folder and removes what it no longer produces. Names that begin with a dot stay.\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What publishing changed, as output paths."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def publish(output: Path, contents: Mapping[str, FileContent], report: Report) -> Published | None:
    """Make `output` hold exactly `contents`; a folder that is not ours is left alone, with a diagnostic.

    None when nothing was published.
    """
    try:
        if not is_ours(output):
            report.add(
                "output-not-ours",
                f"`{output.name}` holds files that explainsite did not write",
                hint=f"choose a new or empty folder as `output`; the file `{MARKER}` marks our own",
            )
            return None
        with _claimed(output):
            return _publish(output, contents)
    except OSError as error:
        name = Path(error.filename).name if error.filename else output.name
        report.add("unwritable-output", f"`{name}` could not be written: {error.strerror or error}")
        return None


def holds(output: Path, contents: Mapping[str, str | Path]) -> bool:
    """Whether a folder is ours and as a build of these files leaves it; a text is the SHA-256 of a file."""
    try:
        if not (output / MARKER).is_file():
            return False
        with _claimed(output):
            return _holds(output, contents)
    except OSError:
        return False


def is_ours(output: Path) -> bool:
    """Whether a folder is free for us to write to: absent, empty, or marked as made by us."""
    if not output.exists():
        return True
    # Emptiness is asked first: who makes the folder marks it before anything else, so a folder that another
    # build has just begun to fill is known by its marker.
    return output.is_dir() and (not any(output.iterdir()) or (output / MARKER).is_file())


@contextmanager
def _claimed(output: Path) -> Iterator[None]:
    """Mark the folder as ours and keep other writers out; the kernel frees the lock of a writer that dies."""
    output.mkdir(parents=True, exist_ok=True)
    with (output / MARKER).open("a+", encoding="utf-8") as marker:
        fcntl.flock(marker, fcntl.LOCK_EX)
        if marker.tell() == 0:
            marker.write(MARKER_TEXT)
        yield


def _publish(output: Path, contents: Mapping[str, FileContent]) -> Published:
    staging = output / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    found = _listing(output)
    changed = [
        path for path in sorted(contents, key=_arrival) if not _is_same(found.files.get(path), contents[path])
    ]
    if changed:
        staging.mkdir()
        for number, path in enumerate(changed):
            _stage(staging / str(number), contents[path])
        for number, path in enumerate(changed):
            _place(staging / str(number), output, path)
        staging.rmdir()
        found = _listing(output)
    removed = tuple(_prune(output, found, contents))
    return Published(written=tuple(changed), removed=removed, unchanged=len(contents) - len(changed))


def _holds(output: Path, contents: Mapping[str, str | Path]) -> bool:
    found = _listing(output)
    folders = {parent for path in contents for parent in _parents(path)}
    if (output / STAGING).exists() or found.others or set(found.folders) != folders:
        return False
    return found.files.keys() == contents.keys() and all(
        _has_digest(found.files[path], content)
        if isinstance(content, str)
        else _is_same(found.files[path], content)
        for path, content in contents.items()
    )


def _has_digest(file: os.DirEntry[str], digest: str) -> bool:
    return hashlib.sha256(_content(file)).hexdigest() == digest


def _arrival(path: str) -> tuple[bool, str]:
    """Pages come after the files that they refer to."""
    return path.endswith((".html", ".xml", ".txt")), path


@dataclass(frozen=True, slots=True)
class _Listing:
    """What an output folder holds, by output path. What begins with a dot is not part of the site."""

    files: dict[str, os.DirEntry[str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    """Links, which are never followed, and whatever else is neither a file nor a folder."""
    folders: list[str] = field(default_factory=list)
    """Each after the folder that it is in."""


def _listing(output: Path) -> _Listing:
    found = _Listing()
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(f"{output}/{folder}") as entries:
            for entry in entries:
                path = f"{folder}{entry.name}"
                if path.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    found.folders.append(path)
                    waiting.append(f"{path}/")
                elif entry.is_file(follow_symlinks=False):
                    found.files[path] = entry
                else:
                    found.others.append(path)
    return found


def _is_same(file: os.DirEntry[str] | None, content: FileContent) -> bool:
    if file is None:
        return False
    if isinstance(content, bytes):
        return file.stat().st_size == len(content) and _content(file) == content
    return os.path.samestat(file.stat(), content.stat()) or filecmp.cmp(file, content, shallow=False)


def _content(file: os.DirEntry[str]) -> bytes:
    """The bytes of a file; there are thousands, and each way by a `Path` is twice as long."""
    with os.fdopen(os.open(file, os.O_RDONLY), "rb", buffering=0) as opened:
        return opened.read()


def _parents(path: str) -> list[str]:
    """The folders above a path, outermost first, without the output itself."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def _stage(staged: Path, content: FileContent) -> None:
    if isinstance(content, bytes):
        staged.write_bytes(content)
        return
    try:
        staged.hardlink_to(content)
    except OSError:  # another file system, or one without links
        shutil.copyfile(content, staged)


def _place(staged: Path, output: Path, path: str) -> None:
    for parent in _parents(path):
        _make_way(output / parent, folder=True)
    _make_way(output / path, folder=False)
    staged.replace(output / path)


def _make_way(place: Path, *, folder: bool) -> None:
    """Remove what has the wrong kind: a file or link where a folder must be, or the reverse."""
    is_folder = place.is_dir() and not place.is_symlink()
    if folder and not is_folder:
        place.unlink(missing_ok=True)
        place.mkdir()
    elif not folder and is_folder:
        shutil.rmtree(place)


def _prune(output: Path, found: _Listing, contents: Mapping[str, FileContent]) -> Iterator[str]:
    """Remove what was not produced, and the folders that this empties. Links are removed, never followed.

    Pages go first: a kill at any moment leaves none without a file that it refers to.
    """
    left_over = [path for path in (*found.files, *found.others) if path not in contents]
    for path in sorted(left_over, key=_arrival, reverse=True):
        (output / path).unlink()
        yield path
    kept = {parent for path in contents for parent in _parents(path)}
    for folder in reversed(found.folders):
        if folder not in kept:
            with suppress(OSError):  # it is not empty
                (output / folder).rmdir()
