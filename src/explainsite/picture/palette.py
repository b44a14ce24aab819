"""Colour roles: what a colour means. Specs and views name roles; only here do they become values.

A colour expression is a role (`accent`), a role washed over the surface (`accent@0.3`), or the ink that reads
best on one (`on:accent@0.3`). A role that must be dark to be read as text, as `warn` on a light ground, has a
brighter tint for its washes.
"""

from __future__ import annotations

from functools import cache

from explainsite.renderjob import Palette

Rgb = tuple[int, int, int]

_VALUES: dict[Palette, dict[str, str]] = {
    "dark": {
        "ground": "#0E1117",
        "surface": "#171C26",
        "line": "#364155",
        "ink": "#E9EDF4",
        "muted": "#98A3B6",
        "accent": "#7AA2FF",
        "good": "#5CD6A6",
        "bad": "#FF7C79",
        "warn": "#F3C558",
        "data-1": "#7AA2FF",
        "data-2": "#C79BFF",
        "data-3": "#5CC8E0",
        "data-4": "#F2A65A",
        "data-5": "#EE8FB5",
        "data-6": "#A5CF6B",
    },
    "light": {
        "ground": "#FAF9F6",
        "surface": "#FFFFFF",
        "line": "#CFCBC2",
        "ink": "#1A1E27",
        "muted": "#5A6373",
        "accent": "#2F5FD0",
        "good": "#0B7F57",
        "bad": "#C2343A",
        "warn": "#A85B00",
        "data-1": "#2F5FD0",
        "data-2": "#7A3FC4",
        "data-3": "#0A7790",
        "data-4": "#7D6608",
        "data-5": "#B02E6B",
        "data-6": "#4C7410",
    },
}

_TINTS: dict[Palette, dict[str, str]] = {
    "dark": {},
    "light": {
        "warn": "#F0A81C",
        "good": "#10A371",
        "bad": "#E04B4F",
        "accent": "#3F73EA",
        "data-1": "#3F73EA",
    },
}

ROLES: tuple[str, ...] = tuple(_VALUES["dark"])


def is_colour(expression: str) -> bool:
    """Whether an expression names a role, washed or not."""
    return expression.removeprefix("on:").partition("@")[0] in ROLES


@cache
def colour(expression: str, palette: Palette) -> str:
    """The value of a colour expression as `#RRGGBB`."""
    if expression.startswith("on:"):
        return _best_on(colour(expression[3:], palette), palette)
    role, _, share = expression.partition("@")
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
