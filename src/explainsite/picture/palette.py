"""Colour roles: what a colour means. Specs and views name roles; only here do they become values.

A colour expression is a role (`accent`), a role washed over the surface (`accent@0.3`), or the ink that reads
best on one (`on:accent@0.3`). A role that must be dark to be read as text, as `warn` on a light ground, has a
brighter tint for its washes.

`accent` is the accent of the film's lane: one of seven colours, the same as on its pages. It is `data-1`
too, so that a series begins with it, and the later data colour that comes near it gives way to blue. So in
every lane the accent stays apart from the other data colours, and from `good`, `bad` and `warn`: amber is
yellower than a warning, orange redder, teal bluer than `good`, green yellower, and rose bluer than `bad`.
"""

from __future__ import annotations

from functools import cache
from typing import get_args

from explainsite.jobs.renderjob import Accent, Palette

Rgb = tuple[int, int, int]

_VALUES: dict[Palette, dict[str, str]] = {
    "dark": {
        "ground": "#0E1117",
        "surface": "#171C26",
        "line": "#364155",
        "edge": "#5E6A80",
        "ink": "#E9EDF4",
        "muted": "#98A3B6",
        "good": "#5CD6A6",
        "bad": "#FF7C79",
        "warn": "#FAB258",
        "data-2": "#C79BFF",
        "data-3": "#5CC8E0",
        "data-4": "#EED558",
        "data-5": "#EE8FB5",
        "data-6": "#A5CF6B",
        "blue": "#7AA2FF",
        "violet": "#C79BFF",
        "teal": "#3FD1DE",
        "green": "#83DB61",
        "amber": "#F3D754",
        "orange": "#FC9664",
        "rose": "#F792C3",
    },
    "light": {
        "ground": "#FAF9F6",
        "surface": "#FFFFFF",
        "line": "#CFCBC2",
        "edge": "#918D85",
        "ink": "#1A1E27",
        "muted": "#5A6373",
        "good": "#0B7F57",
        "bad": "#C2343A",
        "warn": "#A85B00",
        "data-2": "#7A3FC4",
        "data-3": "#0A7790",
        "data-4": "#7D6608",
        "data-5": "#B02E6B",
        "data-6": "#4C7410",
        "blue": "#2F5FD0",
        "violet": "#7A3FC4",
        "teal": "#0B7285",
        "green": "#22701C",
        "amber": "#7A5F06",
        "orange": "#9F3501",
        "rose": "#A82F74",
    },
}

_TINTS: dict[Palette, dict[str, str]] = {
    "dark": {},
    "light": {
        "warn": "#EE9420",
        "good": "#10A371",
        "bad": "#E04B4F",
        "blue": "#3F73EA",
        "violet": "#9159DE",
        "teal": "#1496AE",
        "green": "#3F9E35",
        "amber": "#DDB81F",
        "orange": "#E8762D",
        "rose": "#D14A98",
    },
}

ACCENTS: tuple[Accent, ...] = get_args(Accent)
ROLES: tuple[str, ...] = ("accent", "data-1", *(role for role in _VALUES["dark"] if role not in ACCENTS))

_KIN: dict[Accent, str] = {
    "violet": "data-2",
    "teal": "data-3",
    "amber": "data-4",
    "rose": "data-5",
    "green": "data-6",
}
"""The data colour that comes near an accent."""


def is_colour(expression: str) -> bool:
    """Whether an expression names a role, washed or not."""
    return expression.removeprefix("on:").partition("@")[0] in ROLES


def in_lane(expression: str, accent: Accent) -> str:
    """A colour expression as a lane with this accent has it: the accent by its own name."""
    on, role = ("on:", expression[3:]) if expression.startswith("on:") else ("", expression)
    role, at, share = role.partition("@")
    own = accent if role in {"accent", "data-1"} else "blue" if role == _KIN.get(accent) else role
    return f"{on}{own}{at}{share}"


@cache
def colour(expression: str, palette: Palette) -> str:
    """The value of a colour expression as `#RRGGBB`, in a blue lane unless `in_lane` put it into another."""
    if expression.startswith("on:"):
        return _best_on(colour(expression[3:], palette), palette)
    role, _, share = in_lane(expression, "blue").partition("@")
    value = _VALUES[palette][role]
    if not share:
        return value
    return _mix(_VALUES[palette]["surface"], _TINTS[palette].get(role, value), float(share))


@cache
def faded(expression: str, opacity: float, palette: Palette) -> str:
    """A colour at `opacity` over the ground, as one opaque colour.

    Shapes of a dimmed actor overlap each other; mixed colours do not add up there, transparent ones would.
    """
    return _mix(_VALUES[palette]["ground"], colour(expression, palette), opacity)


def _best_on(ground: str, palette: Palette) -> str:
    candidates = (_VALUES[palette]["ink"], _VALUES[palette]["ground"])
    return max(candidates, key=lambda ink: contrast(ink, ground))


def _rgb(value: str) -> Rgb:
    return (int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16))


def _mix(under: str, over: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_rgb(under), _rgb(over), strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(value: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _rgb(value))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
