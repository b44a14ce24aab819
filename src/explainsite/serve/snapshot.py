"""The state of every input of a site, to be compared with what it was before."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from explainsite.config import FILE as SETTINGS
from explainsite.content.inputs import ROOTS, files_elsewhere


class FileState(NamedTuple):
    """What changes when a file does. Every write, rename and chmod moves its ctime, which nobody can set."""

    device: int
    inode: int
    size: int
    ctime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        """The state of a file whose status is known."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_ctime_ns)


UNREADABLE = FileState(0, 0, 0, 0)
"""The state of a folder that cannot be listed, and of a link that leads nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The inputs of a site at one moment."""

    taken_ns: int
    """When it was begun, in nanoseconds since 1970."""
    files: Mapping[Path, FileState]
    """By paths in the project; links are followed."""
    folders: Mapping[Path, bool]
    """The real folders in which inputs lie, or may come to lie; True with all folders below."""

    def differences(self, other: Snapshot) -> tuple[Path, ...]:
        """The files that are in one only, or differ in their state; sorted."""
        ours, theirs = self.files, other.files
        return tuple(
            sorted(path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path))
        )


def take_snapshot(project: Path, referenced: Iterable[str]) -> Snapshot:
    """The state of the settings, of all that lies in `ROOTS`, and of files elsewhere that specs refer to.

    `referenced` are project paths. A file that is not there has no state. Never raises for what it finds.
    """
    taken_ns, walk = time.time_ns(), _Walk()
    walk.over(project, referenced)
    return Snapshot(taken_ns=taken_ns, files=walk.files, folders=walk.folders)


@dataclass(slots=True)
class _Walk:
    files: dict[Path, FileState] = field(default_factory=dict)
    folders: dict[Path, bool] = field(default_factory=dict)

    def over(self, project: Path, referenced: Iterable[str]) -> None:
        """Everything that is an input."""
        self._watch(_real(project))
        for path in (project / SETTINGS, *files_elsewhere(project, referenced)):
            self._watch(_real(path).parent)
            self._file(path)
        for name in ROOTS:
            self._root(project / name)

    def _root(self, folder: Path) -> None:
        if folder.is_dir():
            self._watch(_real(folder), below=True)
            self._folder(folder, above=frozenset())

    def _folder(self, folder: Path, above: frozenset[tuple[int, int]]) -> None:
        """All that lies in a folder, but for what lies in itself by way of a link."""
        try:
            status = folder.stat()
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not _is_ignored(entry.name)]
        except OSError:
            self.files[folder] = UNREADABLE
            return
        if (here := (status.st_dev, status.st_ino)) not in above:
            for entry in entries:
                self._entry(entry, above | {here})

    def _entry(self, entry: os.DirEntry[str], above: frozenset[tuple[int, int]]) -> None:
        path, is_folder = Path(entry.path), entry.is_dir()
        if entry.is_symlink():
            self._watch(_real(path) if is_folder else _real(path).parent, below=is_folder)
        if is_folder:
            self._folder(path, above)
        else:
            self._file(path)

    def _file(self, path: Path) -> None:
        try:
            self.files[path] = FileState.of(path.stat())
        except OSError:
            if path.is_symlink():
                self.files[path] = UNREADABLE

    def _watch(self, folder: Path, *, below: bool = False) -> None:
        if folder.is_dir():
            self.folders[folder] = below or self.folders.get(folder, False)


def _is_ignored(name: str) -> bool:
    """Hidden files, Python's caches and editors' backups are no inputs."""
    return name.startswith(".") or name.endswith("~") or name == "__pycache__"


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
