"""The system's events on folders, as far as it gives any."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

_READS = {EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE}
"""What happens when a file is read, by our own builds too."""

# It warns of what is of no account here: events that it has lost, a new folder that it has met twice.
logging.getLogger("watchdog").addHandler(logging.NullHandler())
warnings.filterwarnings("ignore", "(?s)Callback with id .* Overwritten", RuntimeWarning)


class _Folder(NamedTuple):
    """A folder that is watched. Another of the same path, made later, has a watch of its own."""

    path: Path
    below: bool
    inode: int


class FolderEvents(FileSystemEventHandler):
    """Calls `happened`, in another thread, whenever anything but reading happens in the watched folders.

    `say` is told, once, if some folder cannot be watched.
    """

    def __init__(self, happened: Callable[[], None], say: Callable[[str], None]) -> None:
        self._happened, self._say = happened, say
        self._watches: dict[_Folder, ObservedWatch] = {}
        self._is_limited = False
        self._observer = self._started()

    def watch(self, folders: Mapping[Path, bool]) -> bool:
        """Watch these folders and no others; True: with all folders below. Returns whether any is new."""
        if self._observer is None:
            return False
        wanted = {_Folder(path, below, inode) for path, below in folders.items() if (inode := _inode(path))}
        self._unwatch(self._observer, wanted)
        added = [self._add(self._observer, folder) for folder in wanted - self._watches.keys()]
        return any(added)

    def close(self) -> None:
        """No more events."""
        if self._observer:
            self._observer.stop()
            self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Watchdog calls this."""
        if event.event_type not in _READS:
            self._happened()

    def _started(self) -> BaseObserver | None:
        try:
            observer = Observer()
            observer.start()
        except OSError as error:
            self._limit(error)
            return None
        return observer

    def _unwatch(self, observer: BaseObserver, wanted: set[_Folder]) -> None:
        """End the watches that are not wanted, and those that have ended with their folder."""
        alive = {emitter.watch for emitter in observer.emitters if emitter.is_alive()}
        for folder, watch in list(self._watches.items()):
            if folder not in wanted or watch not in alive:
                observer.unschedule(self._watches.pop(folder))

    def _add(self, observer: BaseObserver, folder: _Folder) -> bool:
        try:
            self._watches[folder] = observer.schedule(self, folder.path, recursive=folder.below)
        except (FileNotFoundError, NotADirectoryError):  # gone already
            return False
        except OSError as error:
            self._limit(error)
            return False
        return True

    def _limit(self, error: OSError) -> None:
        if not self._is_limited:
            self._is_limited = True
            self._say(f"no events from the system ({error.strerror}); looking for changes every second")


def _inode(folder: Path) -> int:
    """What tells a folder from another of the same path; 0 if there is none."""
    try:
        return folder.stat().st_ino
    except OSError:
        return 0
