"""Runs a Manim scene with our frame sink in place of Manim's own file writer.

The only module that touches `manim.config`. It starts from Manim's own defaults, not from a configuration
file that the machine may have, so that the same job means the same everywhere. Manim's cache stays off (the
store is the one truth), it logs nothing, and what it writes besides (rendered text and formulas) goes to a
scratch directory.
"""

from __future__ import annotations

import configparser
import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import manim
import numpy as np
import svgelements
from manim import Mobject, RendererType, Scene, config
from manim.mobject.opengl.opengl_compatibility import ConvertToOpenGL

from explainsite.jobs.renderjob import GROUNDS, PALETTES, Palette, Quality
from explainsite.scenes.regions import Pixels
from explainsite.scenes.retained import RetainedRenderer
from explainsite.scenes.sink import FrameSink

_INKS: dict[Palette, str] = {"dark": "#FFFFFF", "light": "#1A1E27"}


@contextmanager
def configured(*, palette: Palette, quality: Quality, scratch: Path, assets: Path) -> Iterator[None]:
    """Manim set up for one job; `assets` is where a scene's own images are looked for."""
    before = config.copy()
    try:
        with _bases_kept():
            config.digest_parser(_stock_settings())
            config.update(
                {
                    "format": "none",
                    "disable_caching": True,
                    "media_dir": str(scratch),
                    "assets_dir": str(assets),
                    "notify_outdated_version": False,
                    "verbosity": "CRITICAL",
                    "progress_bar": "none",
                    "seed": 0,
                    "pixel_width": quality.width,
                    "pixel_height": quality.height,
                    "frame_rate": quality.fps,
                    "background_color": manim.ManimColor(GROUNDS[palette]),
                }
            )
        with _default_ink(palette), _quick_copies():
            yield
    finally:
        with _bases_kept():
            config.update(before)


@contextmanager
def _bases_kept() -> Iterator[None]:
    """Told which renderer it has, Manim gives all classes their bases anew; not here: they are the same."""
    known = ConvertToOpenGL._converted_classes  # noqa: SLF001  no public way; it takes 20 ms each time
    if config.renderer == RendererType.CAIRO:
        ConvertToOpenGL._converted_classes = []  # noqa: SLF001
    try:
        yield
    finally:
        ConvertToOpenGL._converted_classes = known  # noqa: SLF001


def run(scene: Scene, sink: FrameSink, palettes: Sequence[Palette] = ()) -> None:
    """Render the scene into the sink: with `palettes`, a sheet for each in the colours of `drawing.draw`."""
    renderer: Any = draw_retained(scene, palettes)
    sink.attach(lambda: snapshot(scene))
    renderer.file_writer = sink
    scene.render()
    sink.finish_film()


def draw_retained(scene: Scene, palettes: Sequence[Palette] = ()) -> Any:
    """Give the scene a renderer that draws only what changes, if its camera allows; what it has now."""
    stock: Any = scene.renderer
    if RetainedRenderer.can_replace(stock):
        grounds = [manim.ManimColor(GROUNDS[palette]) for palette in palettes]
        channels = [PALETTES.index(palette) for palette in palettes]
        scene.renderer = RetainedRenderer(stock, grounds, channels or None)
    return scene.renderer


def snapshot(scene: Scene) -> Sequence[Pixels]:
    """The scene as it is now, until it is drawn again: RGBA, `(height, width, 4)`, for each palette."""
    renderer: Any = scene.renderer
    renderer.static_image = None  # What a wait drew once; drawn over, its edges would thicken.
    renderer.update_frame(scene)
    frame = renderer.get_frame()
    return [frame] if isinstance(frame, np.ndarray) else [*frame]


def _stock_settings() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(Path(manim.__file__).parent / "_config" / "default.cfg", encoding="utf-8")
    return parser


@contextmanager
def _default_ink(palette: Palette) -> Iterator[None]:
    """On the light ground, what Manim draws white unless told otherwise is drawn in ink, to be seen."""
    changed = []
    if palette == "light":
        ink = manim.ManimColor(_INKS[palette])
        changed = [(init, _set_default_colours(init, ink)) for init in _initialisers()]
    try:
        yield
    finally:
        for init, (positional, by_name) in changed:
            init.__defaults__, init.__kwdefaults__ = positional, by_name


@contextmanager
def _quick_copies() -> Iterator[None]:
    """Copies of a mobject share its colours and what its outline was read from: nobody changes these.

    To copy the path of a glyph takes nine tenths of the time that it takes to copy the glyph.
    """
    shared: tuple[Any, ...] = (manim.ManimColor, svgelements.Path)
    for cls in shared:
        cls.__deepcopy__ = lambda self, memo: self  # noqa: ARG005  the name is Python's
    try:
        yield
    finally:
        for cls in shared:
            del cls.__deepcopy__


def _initialisers() -> list[Any]:
    """Every distinct `__init__` of Manim's own mobjects."""
    classes, waiting = [], [Mobject]
    while waiting:
        cls = waiting.pop()
        classes.append(cls)
        waiting += cls.__subclasses__()
    inits = [cls.__dict__.get("__init__") for cls in classes if cls.__module__.startswith("manim.")]
    return [init for init in dict.fromkeys(inits) if inspect.isfunction(init)]


def _set_default_colours(init: Any, ink: manim.ManimColor) -> tuple[Any, Any]:
    """Replace white colour defaults; returns the defaults that stood before."""
    before = init.__defaults__, init.__kwdefaults__
    names = init.__code__.co_varnames[: init.__code__.co_argcount][-len(init.__defaults__ or ()) :]
    init.__defaults__ = tuple(
        _inked(name, value, ink) for name, value in zip(names, init.__defaults__ or (), strict=False)
    )
    init.__kwdefaults__ = {k: _inked(k, v, ink) for k, v in (init.__kwdefaults__ or {}).items()}
    return before


def _inked(name: str, value: Any, ink: manim.ManimColor) -> Any:
    is_white = isinstance(value, manim.ManimColor) and value == manim.WHITE
    return ink if is_white and name.endswith("color") else value
