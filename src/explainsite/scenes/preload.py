"""Imported first in a worker, and by the server that forks workers, so that each starts with Manim loaded."""

from __future__ import annotations

import warnings
from threading import RLock

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Of Manim's dependencies, while they load; not ours to mend.
    from tqdm import tqdm  # type: ignore[import-untyped]

    import explainsite.scenes.worker

# Manim's progress bars would each time make a lock for several processes; a killed worker leaves it behind.
tqdm.set_lock(RLock())

__all__ = ["explainsite"]
