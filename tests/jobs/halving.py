"""Shares work in a process of its own, which has no threads: `halving.py <store> <things> [<last thing>]`.

Writes the id of this process, and then for each thing that of the process that did it. With a last thing,
the other process ends when it comes to that.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from unittest import mock

from explainsite.jobs import halves
from explainsite.jobs.memory import Memory
from explainsite.rendering.store import Store


def main(store: str, things: int, last: int | None = None) -> None:
    own, memory = os.getpid(), Memory(Store(Path(store)), code="c")

    def work(thing: int) -> int:
        if os.getpid() != own and thing == last:
            os._exit(1)
        known = memory.recall(f"sort/{thing}", thing)
        if known is None:
            known = os.getpid()
            memory.keep(f"sort/{thing}", thing, known)
        return int(known)

    with mock.patch.object(halves, "WORTH", -1.0), mock.patch.object(os, "cpu_count", return_value=2):
        done = [*halves.each(range(things), work, memory, "sort")]
    sys.stdout.write(" ".join(map(str, [own, *done])))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
