"""Imported first in a worker, and by the server that forks workers, so that each starts with Manim loaded."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Of Manim's dependencies, while they load; not ours to mend.
    import explainsite.scenes.worker

__all__ = ["explainsite"]
