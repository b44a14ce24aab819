"""A small consistent set of icons, drawn with the same stroke as everything else."""

from __future__ import annotations

from math import cos, pi, sin

from explainsite.picture.keys import join
from explainsite.picture.shapes import Box, Curve, Dot, Point, Shape

_STROKE = 3.0
_KAPPA = 0.5523
"""Control length of the cubic that stands for a quarter of a circle of radius 1."""


def draw_icon(name: str, key: str, x: float, y: float, opacity: float) -> tuple[Shape, ...]:
    """The icon `name` about 36 px tall around (`x`, `y`), or nothing for `none`."""
    draw = {"server": _server, "database": _database, "user": _user, "clock": _clock}.get(name)
    return draw(key, x, y, opacity) if draw else ()


def _server(key: str, x: float, y: float, opacity: float) -> tuple[Shape, ...]:
    shelves = [
        Box(
            key=join(key, str(i)),
            x=x - 17,
            y=top,
            w=34,
            h=14,
            radius=4,
            stroke="muted",
            stroke_width=_STROKE,
            opacity=opacity,
        )
        for i, top in enumerate((y - 16, y + 2))
    ]
    lights = [
        Dot(key=join(key, f"light-{i}"), x=x - 9, y=at, r=2.2, fill="muted", opacity=opacity, z=1)
        for i, at in enumerate((y - 9, y + 9))
    ]
    return (*shelves, *lights)


def _database(key: str, x: float, y: float, opacity: float) -> tuple[Shape, ...]:
    top = Curve(
        key=join(key, "top"),
        points=_ellipse(x, y - 12, 15, 6),
        stroke="muted",
        width=_STROKE,
        opacity=opacity,
    )
    side: tuple[Point, ...] = (
        (x - 15, y - 12),
        (x - 15, y - 4),
        (x - 15, y + 4),
        (x - 15, y + 12),
        (x - 15, y + 15.3),
        (x - 8.3, y + 18),
        (x, y + 18),
        (x + 8.3, y + 18),
        (x + 15, y + 15.3),
        (x + 15, y + 12),
        (x + 15, y + 4),
        (x + 15, y - 4),
        (x + 15, y - 12),
    )
    return (top, Curve(key=join(key, "side"), points=side, stroke="muted", width=_STROKE, opacity=opacity))


def _user(key: str, x: float, y: float, opacity: float) -> tuple[Shape, ...]:
    head = Curve(
        key=join(key, "head"), points=_ellipse(x, y - 9, 8, 8), stroke="muted", width=_STROKE, opacity=opacity
    )
    shoulders: tuple[Point, ...] = ((x - 16, y + 17), (x - 14, y + 1), (x + 14, y + 1), (x + 16, y + 17))
    return (
        head,
        Curve(key=join(key, "body"), points=shoulders, stroke="muted", width=_STROKE, opacity=opacity),
    )


def _clock(key: str, x: float, y: float, opacity: float) -> tuple[Shape, ...]:
    face = Curve(
        key=join(key, "face"), points=_ellipse(x, y, 16, 16), stroke="muted", width=_STROKE, opacity=opacity
    )
    tip, elbow = (x + 8 * cos(pi / 6), y + 8 * sin(pi / 6)), (x, y)
    hands: tuple[Point, ...] = ((x, y - 10), (x, y - 7), (x, y - 3), elbow, elbow, tip, tip)
    return (face, Curve(key=join(key, "hands"), points=hands, stroke="muted", width=_STROKE, opacity=opacity))


def _ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Point, ...]:
    kx, ky = rx * _KAPPA, ry * _KAPPA
    return (
        (x, y - ry), (x + kx, y - ry), (x + rx, y - ky), (x + rx, y),
        (x + rx, y + ky), (x + kx, y + ry), (x, y + ry),
        (x - kx, y + ry), (x - rx, y + ky), (x - rx, y),
        (x - rx, y - ky), (x - kx, y - ry), (x, y - ry),
    )  # fmt: skip
