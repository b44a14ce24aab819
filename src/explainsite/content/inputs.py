"""All that an author's site is made of: the settings, what lies in its folders, what its specs refer to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from explainsite.config import FILE as SETTINGS
from explainsite.content.discover import EXPLAINERS, PATHS
from explainsite.jobs.fingerprint import scene_files

TEMPLATES = "templates"
"""The folder of an author's own templates."""
ROOTS = (EXPLAINERS, PATHS, TEMPLATES)
"""The folders of a project in which every file is an input."""


class Inputs(NamedTuple):
    """The inputs of a site as they were read."""

    digest: str
    """Of all names and contents, and of where links lead."""
    states: tuple[object, ...]
    """What every write moves, even one that is taken back."""


def read_inputs(project: Path, referenced: Iterable[str]) -> Inputs | None:
    """The inputs as they are now; None if one cannot be read, or is neither a file nor a plain folder.

    `referenced` are the project paths of files that specs refer to, there or not.
    """
    others = {path.relative_to(project).as_posix() for path in files_elsewhere(project, referenced)}
    reading = _Reading(os.path.realpath(project))
    try:
        for name in sorted({SETTINGS, *others}):
            reading.place(name, f"{reading.root}/{name}")
        for name in ROOTS:
            reading.place(name, f"{reading.root}/{name}", below=True)
    except (OSError, _UntoldError):
        return None
    return Inputs(reading.digest.hexdigest(), tuple(reading.states))


def elsewhere(referenced: Iterable[str]) -> set[str]:
    """Those of some project paths that are outside of `ROOTS`."""
    return {name for name in referenced if name.split("/")[0] not in ROOTS}


def files_elsewhere(project: Path, referenced: Iterable[str]) -> Iterator[Path]:
    """The files outside of `ROOTS` that specs refer to; and what lies beside code, which may read it."""
    for path in (project / name for name in elsewhere(referenced)):
        yield path
        if path.suffix == ".py" and path.parent.is_dir():
            yield from scene_files(path)


class _UntoldError(Exception):
    """Something is an input that contents do not tell all of."""


class _Reading:
    """Paths are texts: this is done for every command, and `Path` takes longer than reading the files."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.digest = hashlib.sha256()
        self.states: list[object] = []

    def place(self, name: str, path: str, *, below: bool = False) -> None:
        """A file, a folder with all that is `below`, or nothing; and where a link leads."""
        real = os.path.realpath(path)
        self._tell(name, os.path.relpath(real, self.root))
        try:
            kind = Path(real).stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            self._tell("nothing")
            return
        if S_ISREG(kind):
            self._file(real)
        elif S_ISDIR(kind) and below:
            self._folder(real)
        elif S_ISDIR(kind):
            self._tell("folder")
        else:
            raise _UntoldError

    def _folder(self, folder: str) -> None:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        self._tell("folder", str(len(entries)))
        for entry in entries:
            if entry.is_symlink():
                if entry.is_dir():  # it may lead to a folder that it lies in
                    raise _UntoldError
                self.place(entry.name, entry.path)
            elif entry.is_dir():
                self._tell(entry.name)
                self._folder(entry.path)
            elif entry.is_file():
                self._tell(entry.name)
                self._file(entry.path)
            else:
                raise _UntoldError

    def _file(self, path: str) -> None:
        with os.fdopen(os.open(path, os.O_RDONLY), "rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            content = file.read()
        self.states.append((status.st_dev, status.st_ino, status.st_size, status.st_ctime_ns))
        self._tell("file", str(len(content)))
        self.digest.update(content)

    def _tell(self, *words: str) -> None:
        for word in words:
            self.digest.update(word.encode(errors="surrogateescape") + b"\0")
