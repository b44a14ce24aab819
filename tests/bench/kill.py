"""Kill builds at random moments, as often as it takes to believe that none leaves a torn film."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

KILLS = 24


def run() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from rendering.killing import kill_builds

    seed = random.SystemRandom().randrange(1_000_000)
    print(f"killing {KILLS} builds at random moments (seed {seed})")
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_builds(Path(folder), KILLS, seed)
    print(
        f"{tally.kills} builds killed, {tally.entries_seen} entries seen whole, none torn; "
        f"{tally.finished} finished with the bytes of an undisturbed build"
    )
