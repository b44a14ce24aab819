"""Imported first in a worker, and by the server that forks workers, so that each starts with Manim loaded."""

from __future__ import annotations

import gc
import warnings

from explainsite.jobs.fingerprint import Surroundings

#: The drawing code as it is now, when it is loaded. A worker that is forked later still draws with this code.
LOADED = Surroundings()
LOADED.read_drawing_code()

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Of Manim's dependencies, while they load; not ours to mend.
    # Pillow, too: unless it knows WebP, which is not among its usual formats, it looks for all it can read.
    from PIL import Image, WebPImagePlugin  # noqa: F401

    import explainsite.scenes.poster
    import explainsite.scenes.worker  # noqa: F401

Image.preinit()

# What is loaded stays. To look through it for garbage, again and again, took a tenth of a worker's time.
gc.collect()
gc.freeze()
