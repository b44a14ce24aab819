"""Signs: a small disc with strokes on it, for what is found, for badges, and for what is turned away."""

from __future__ import annotations

from itertools import pairwise

from explainsite.picture.shapes import Curve, Dot, Point, Shape

RADIUS = 19.0
_WIDE = 0.2
"""The width of a sign's strokes, as a share of its radius."""
_DOT = 0.5
"""The radius of a plain dot, as a share of that of a sign."""


#: The strokes of each sign, as corners in units of its radius.
STROKES: dict[str, tuple[tuple[Point, ...], ...]] = {
    "check": (((-0.45, 0.03), (-0.12, 0.36), (0.45, -0.32)),),
    "cross": (((-0.34, -0.34), (0.34, 0.34)), ((-0.34, 0.34), (0.34, -0.34))),
    "alert": (((0.0, -0.5), (0.0, 0.12)), ((0.0, 0.44), (0.0, 0.5))),
    "clock": (((0.0, -0.5), (0.0, 0.0), (0.36, 0.21)),),
    "same": (((-0.42, -0.2), (0.42, -0.2)), ((-0.42, 0.2), (0.42, 0.2))),
    "other": (((-0.42, -0.2), (0.42, -0.2)), ((-0.42, 0.2), (0.42, 0.2)), ((0.24, -0.56), (-0.24, 0.56))),
    "dot": (),
}


def sign(key: str, at: Point, name: str, role: str, *, opacity: float, radius: float = RADIUS) -> list[Shape]:
    """The sign `name` around `at`, in a colour role; `dot` is the disc alone, and smaller."""
    disc = radius if STROKES[name] else radius * _DOT
    shapes: list[Shape] = [Dot(key=f"{key}-disc", x=at[0], y=at[1], r=disc, fill=role, opacity=opacity, z=2)]
    for i, corners in enumerate(STROKES[name]):
        points = _polyline([(at[0] + x * radius, at[1] + y * radius) for x, y in corners])
        shapes.append(Curve(key=f"{key}-{name}-{i}", points=points, stroke=f"on:{role}", width=_WIDE * radius,
                            opacity=opacity, z=3))  # fmt: skip
    return shapes


def _polyline(corners: list[Point]) -> tuple[Point, ...]:
    points = [corners[0]]
    for (x0, y0), (x1, y1) in pairwise(corners):
        third = ((x1 - x0) / 3, (y1 - y0) / 3)
        points += [(x0 + third[0], y0 + third[1]), (x1 - third[0], y1 - third[1]), (x1, y1)]
    return tuple(points)
