"""Seconds mean little on a shared machine; a ratio to a peer, measured in the same minute, means more."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    what: str
    seconds: float
    peer: str
    peer_seconds: float

    def __str__(self) -> str:
        ratio = self.seconds / self.peer_seconds
        ours, theirs = (f"{seconds * 1000:.0f} ms" for seconds in (self.seconds, self.peer_seconds))
        return f"{self.what}: {ratio:.2f} times {self.peer} ({ours}, {theirs})"


def compare(
    what: str, ours: Callable[[], object], peer: str, theirs: Callable[[], object], *, rounds: int = 9
) -> Comparison:
    """The median of some rounds that alternate, so that whatever else the machine does falls on both."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(rounds)]
    mine, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    return Comparison(what=what, seconds=mine, peer=peer, peer_seconds=other)


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def run_command(command: Sequence[str]) -> None:
    """Run it to its end; what fails would be quick."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
