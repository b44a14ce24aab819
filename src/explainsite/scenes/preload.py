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
    # Pillow, too: unless it knows WebP, it looks for all its plugins at every first picture.
    from PIL import Image, WebPImagePlugin  # noqa: F401

    import explainsite.scenes.poster
    import explainsite.scenes.worker  # noqa: F401
    from explainsite.picture.shapes import Label
    from explainsite.scenes.drawing import draw, painted

Image.preinit()
# The first picture opens the typefaces.
painted([draw(Label(key="", x=0, y=0, text="a", face=face)) for face in ("sans", "mono")], "dark", (32, 18))

# What is loaded stays. To look through it for garbage, again and again, took a tenth of a worker's time.
gc.collect()
gc.freeze()
