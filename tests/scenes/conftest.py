"""Loads Manim as a worker does: what its dependencies warn of while they load is not ours to mend."""

from __future__ import annotations

import explainsite.scenes.preload  # noqa: F401
