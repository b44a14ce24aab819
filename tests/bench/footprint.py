"""How much memory a command takes, with all processes that it starts; on Linux."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.1
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """The most memory at one time, in MB: of all processes, and of the largest.

    What processes share is divided among them (the proportional set size).
    """

    total: float
    largest: float

    def __str__(self) -> str:
        return f"{self.total:.0f} MB at most, its largest process {self.largest:.0f} MB"


def footprint(command: Sequence[str]) -> Footprint:
    """Run a command to its end, and watch its memory."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    total = largest = 0.0
    while process.poll() is None:
        sizes = [_proportional_size(each) for each in _session(process.pid)]
        total, largest = max(total, sum(sizes)), max(largest, *sizes, 0.0)
        time.sleep(INTERVAL)
    assert process.returncode == 0, f"{command} failed"
    return Footprint(total, largest)


def _session(leader: int) -> Iterator[Path]:
    """The processes of a session."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            after_name = (process / "stat").read_text().rpartition(")")[2]
            if int(after_name.split()[3]) == leader:
                yield process


def _proportional_size(process: Path) -> float:
    """Its part of the memory that it has or shares, in MB."""
    with suppress(OSError):
        lines = (process / "smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return 0.0
