"""What has changed among the inputs of a site.

The system's events only wake the watcher. What has changed it finds by comparing snapshots, and that it
does every second even without an event. So no way of saving is missed, nor a folder that comes later, nor
a change on a file system without events; and what has not changed is not built again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from explainsite.content.inputs import files_elsewhere
from explainsite.serve.folderevents import FolderEvents
from explainsite.serve.snapshot import Snapshot, take_snapshot

INTERVAL = 1.0
"""Seconds without an event after which the inputs are compared all the same."""
REST, RESTS = 0.033, 3
"""Seconds from one look to the next, and in how many nothing must have changed before a change is reported.

Some editors save in several steps, and in between a file is gone, or empty. Where every file that has changed
has something in it, one look is enough.
"""
MOST_LOOKS = 60
"""How often that is waited for; what changes without end is reported too."""
CLOCK_LAG_NS = 20_000_000
"""By how much the time that a file gets may be behind the clock."""


class Watcher:
    """Watches a project from the moment it is made; `with` ends that.

    `say` is told, in a sentence, when the system gives no events. `interval` is in seconds.
    """

    def __init__(self, project: Path, say: Callable[[str], None], *, interval: float = INTERVAL) -> None:
        self._project, self._interval = project, interval
        self._referenced: frozenset[str] = frozenset()
        self._woken, self._stopped = threading.Event(), threading.Event()
        self._events = FolderEvents(self._woken.set, say)
        self._known = self._look()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._events.close()

    @property
    def is_stopped(self) -> bool:
        """Whether `stop` has been called."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """End `changes`. Any thread may call this."""
        self._stopped.set()
        self._woken.set()

    def refer_to(self, referenced: Iterable[str]) -> None:
        """The project paths that the last build looked for: such files are watched too, wherever they are.

        One that has changed since that build began counts as a change. For the thread that takes `changes`.
        """
        before = set(files_elsewhere(self._project, self._referenced))
        self._referenced = frozenset(referenced)
        after = set(files_elsewhere(self._project, self._referenced))
        files, begun = self._look().files, self._known.taken_ns - CLOCK_LAG_NS
        older = {path: files[path] for path in after & files.keys() if files[path].ctime_ns < begun}
        known = {**older, **self._known.files}
        for path in before - after - files.keys():
            known.pop(path, None)
        self._known = replace(self._known, files=known)

    def changes(self) -> Iterator[tuple[str, ...]]:
        """The project paths that have changed, each time that any have; ends when the watcher is stopped."""
        while not self.is_stopped:
            self._woken.wait(self._interval)
            self._woken.clear()
            before, self._known = self._known, self._settled()
            if changed := before.differences(self._known):
                yield tuple(path.relative_to(self._project).as_posix() for path in changed)

    def _settled(self) -> Snapshot:
        """The inputs now; if they have changed, as soon as they have come to rest."""
        now, unchanged = self._look(), 0
        for _ in range(MOST_LOOKS):
            changed = self._known.differences(now)
            if not changed or unchanged >= _rests(changed, now) or self._stopped.wait(REST):
                break
            before, now = now, self._look()
            unchanged = 0 if before.differences(now) else unchanged + 1
        return now

    def _look(self) -> Snapshot:
        snapshot = take_snapshot(self._project, self._referenced)
        if self._events.watch(snapshot.folders):
            self._woken.set()  # something may have happened in a folder before it was watched
        return snapshot


def _rests(changed: Iterable[Path], now: Snapshot) -> int:
    whole = all(path in now.files and now.files[path].size for path in changed)
    return 1 if whole else RESTS
