"""Outlines as Cairo paths that lie in an array.

pycairo builds a path call by call, which costs more than to draw it. Cairo itself appends one from memory
("cairo_append_path"), so that one function is called directly, in the library that pycairo has loaded.
"""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import cairo
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

_HEADER = np.dtype([("type", np.int32), ("length", np.int32)])
_MOVE, _CURVE, _CLOSE = 0, 2, 3


class _Struct(ctypes.Structure):
    """A "cairo_path_t"."""

    _fields_ = (("status", ctypes.c_int), ("data", ctypes.c_void_p), ("num_data", ctypes.c_int))


_append_path = ctypes.CDLL(cairo._cairo.__file__).cairo_append_path  # type: ignore[attr-defined] # noqa: SLF001
_append_path.argtypes, _append_path.restype = (ctypes.c_void_p, ctypes.POINTER(_Struct)), None


class CairoPath(NamedTuple):
    """A path, and the memory in which it lies."""

    struct: Any
    cells: npt.NDArray[np.float64]


def append(context: cairo.Context[Any], path: CairoPath) -> None:
    """Append the path to the context's own."""
    # In C, pycairo's context is an object's head and then the "cairo_t *", as its public header says.
    pointer = ctypes.c_void_p.from_address(id(context) + object.__basicsize__)
    _append_path(pointer, path.struct)


def outline(points: Points, tolerance: float) -> CairoPath | None:
    """Manim's points, `(4 n, 3)`, as a path; None for none."""
    flat = points[: len(points) // 4 * 4, :2]
    curves = len(flat) // 4
    if curves == 0 or not np.isfinite(points).all():
        return None
    starts, ends = flat[::4], flat[3::4]
    opens = np.ones(curves, bool)
    opens[1:] = ~_close(ends[:-1], starts[1:], tolerance)
    firsts = np.flatnonzero(opens)
    lasts = np.append(firsts[1:], curves) - 1
    closes = np.zeros(curves, bool)
    closes[lasts] = _close(starts[firsts], ends[lasts], tolerance)
    sizes = 4 + 2 * opens + closes  # cells: a header and three points a curve, one a move, none a close
    offsets = np.cumsum(sizes) - sizes
    cells = np.zeros((int(sizes.sum()), 2))
    headers = cells.view(_HEADER)[:, 0]
    begins = offsets + 2 * opens
    moves = offsets[opens]
    headers["type"][moves], headers["length"][moves] = _MOVE, 2
    cells[moves + 1] = starts[opens]
    headers["type"][begins], headers["length"][begins] = _CURVE, 4
    for corner in (1, 2, 3):
        cells[begins + corner] = flat[corner::4]
    ended = (begins + 4)[closes]
    headers["type"][ended], headers["length"][ended] = _CLOSE, 1
    return CairoPath(ctypes.pointer(_Struct(0, cells.ctypes.data, len(cells))), cells)


def _close(a: Points, b: Points, tolerance: float) -> npt.NDArray[np.bool_]:
    """Whether points are one to Manim, which allows for rounding; for many of them at once."""
    return np.asarray((np.abs(a - b) <= tolerance + 1e-5 * np.abs(b)).all(axis=1))
