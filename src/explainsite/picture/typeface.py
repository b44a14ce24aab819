"""Text as shapes: HarfBuzz on the pinned typefaces, so that a word has one width and one baseline everywhere.

Nothing is taken from the machine's own fonts: a character that the typeface lacks is an error for its author
(`missing-glyph`), never a silent fallback to whatever is installed.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import uharfbuzz  # type: ignore[import-untyped]

Face = Literal["sans", "mono"]
Segment = tuple[float, ...]
"""A piece of an outline in px, y down: 2 numbers begin a contour, 6 are the cubic curve that continues it."""

_PACKAGES: dict[Face, tuple[str, str]] = {
    "sans": ("fontpkg_inter", "Inter[opsz,wght].ttf"),
    "mono": ("fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf"),
}
_OPTICAL_SIZE = 28
"""Labels in a film are set large; Inter's display cut is tighter and crisper there."""
_FEATURES = {"kern": True, "liga": False, "calt": False}
"""Tabular figures keep a counter from trembling while it counts."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph's index in its font and where its origin stands on the baseline, in px."""

    index: int
    x: float


@dataclass(frozen=True, slots=True)
class Run:
    """One line of text: `width` is its advance in px at the size asked for."""

    glyphs: tuple[Glyph, ...]
    width: float
    missing: tuple[str, ...]


def font_file(face: Face) -> Path:
    """The typeface's file, from the package that ships it."""
    package, name = _PACKAGES[face]
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"the package {package} is not installed")
    return Path(found.origin).parent / "files" / name


@cache
def _font(face: Face, weight: int) -> Any:
    blob: Any = uharfbuzz.Blob.from_file_path(str(font_file(face)))
    font: Any = uharfbuzz.Font(uharfbuzz.Face(blob))
    font.set_variations({"wght": weight, "opsz": _OPTICAL_SIZE})
    return font


@cache
def cap_height(face: Face, size: float) -> float:
    """Height of a capital, in px; labels are centred by it, so that they do not jump with their letters."""
    font = _font(face, 400)
    bearing: float = font.get_glyph_extents(font.get_nominal_glyph(ord("H"))).y_bearing
    return bearing * size / float(font.face.upem)


@lru_cache(maxsize=4096)
def shape(text: str, face: Face, weight: int, size: float) -> Run:
    """Set one line of `text`; characters without a glyph are listed in `missing`."""
    if not text:  # HarfBuzz has no glyphs for it, not even none
        return Run((), 0.0, ())
    font = _font(face, weight)
    scale = size / font.face.upem
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    # Figures of one width stand still while they count. They widen hyphens too, so words go without.
    uharfbuzz.shape(font, buffer, {**_FEATURES, "tnum": any(map(str.isdigit, text))})
    glyphs: list[Glyph] = []
    missing: list[str] = []
    pen = 0.0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint == 0:
            missing.append(text[info.cluster])
        glyphs.append(Glyph(info.codepoint, (pen + position.x_offset) * scale))
        pen += position.x_advance
    return Run(tuple(glyphs), pen * scale, tuple(dict.fromkeys(missing)))


def width(text: str, face: Face, weight: int, size: float) -> float:
    """Advance width of one line of text, in px."""
    return shape(text, face, weight, size).width


@lru_cache(maxsize=2048)
def outline(index: int, face: Face, weight: int, size: float) -> tuple[Segment, ...]:
    """A glyph's contours in px around its origin, y down. Fill them with the nonzero rule."""
    font = _font(face, weight)
    pen = _OutlinePen(size / font.face.upem)
    font.draw_glyph_with_pen(index, pen)
    return tuple(pen.segments)


@lru_cache(maxsize=1024)
def bearing(text: str, face: Face, weight: int, size: float) -> float:
    """Px from where a text begins to where its ink does: most for a 1, as all figures are equally wide."""
    first = shape(text, face, weight, size).glyphs[0]
    edges = [x for segment in outline(first.index, face, weight, size) for x in segment[::2]]
    return min(edges, default=0.0)


class _OutlinePen:
    """Writes a glyph down as cubic curves; the method names are those of the fontTools pen protocol."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.segments: list[Segment] = []
        self.here = self.start = (0.0, 0.0)

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] * self.scale, -point[1] * self.scale)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the protocol's name
        self.here = self.start = self._at(point)
        self.segments.append(self.here)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - the protocol's name
        self._line(self._at(point))

    def _line(self, end: tuple[float, float]) -> None:
        (x0, y0), (x1, y1) = self.here, end
        third = ((x1 - x0) / 3, (y1 - y0) / 3)
        self.segments.append((x0 + third[0], y0 + third[1], x1 - third[0], y1 - third[1], x1, y1))
        self.here = end

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - the protocol's name
        control, end = (self._at(p) for p in points)
        (x0, y0), (cx, cy), (x1, y1) = self.here, control, end
        self.segments.append(
            (
                x0 + (cx - x0) * 2 / 3,
                y0 + (cy - y0) * 2 / 3,
                x1 + (cx - x1) * 2 / 3,
                y1 + (cy - y1) * 2 / 3,
                x1,
                y1,
            )
        )
        self.here = end

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - the protocol's name
        (ax, ay), (bx, by), end = (self._at(p) for p in points)
        self.segments.append((ax, ay, bx, by, *end))
        self.here = end

    def closePath(self) -> None:  # noqa: N802 - the protocol's name
        if self.here != self.start:
            self._line(self.start)

    def endPath(self) -> None:  # noqa: N802 - the protocol's name
        """Glyph contours are always closed."""
