"""In both palettes text has 4.5:1 and graphics 3:1, on everything that they may stand on."""

from __future__ import annotations

from importlib.resources import files
from math import cbrt, dist

import pytest

from explainsite.jobs.renderjob import GROUNDS, Accent, Palette
from explainsite.picture.palette import ACCENTS, ROLES, colour, contrast, in_lane
from explainsite.picture.views.common import EDGE
from explainsite.storyboard.roles import ROLES as SPEC_ROLES

PALETTES: tuple[Palette, ...] = ("dark", "light")
WASHES = ("0.16", "0.18", "0.20", "0.30", "0.38")


def ratio(over: str, under: str, palette: Palette) -> float:
    return contrast(colour(over, palette), colour(under, palette))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", PALETTES)
def test_the_ground_is_that_of_the_pages(palette: Palette) -> None:
    assert colour("ground", palette) == GROUNDS[palette]


def test_every_role_that_a_spec_may_name_has_a_colour() -> None:
    assert set(SPEC_ROLES) <= set(ROLES)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", [*SPEC_ROLES, *ACCENTS])
def test_a_role_reads_as_text_and_stands_out_as_a_graphic(role: str, palette: Palette) -> None:
    for under in ("ground", "surface"):
        assert ratio(role, under, palette) >= 4.5
    for wash in WASHES[:4]:
        assert ratio(role, "ground", palette) >= 3
        assert ratio("ink", f"{role}@{wash}", palette) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", [*SPEC_ROLES, *ACCENTS])
def test_the_ink_on_a_role_can_be_read_on_it(role: str, palette: Palette) -> None:
    for ground in (role, *(f"{role}@{wash}" for wash in WASHES)):
        assert ratio(f"on:{ground}", ground, palette) >= 4.5, ground


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", ["good", "bad", "warn"])
def test_a_mark_in_a_matrix_can_be_read_on_its_wash(role: str, palette: Palette) -> None:
    assert ratio(role, f"{role}@0.20", palette) >= 3, "a large mark"


@pytest.mark.parametrize("palette", PALETTES)
def test_an_empty_place_is_seen(palette: Palette) -> None:
    for under in ("ground", "surface"):
        assert ratio(EDGE, under, palette) >= 3


def oklab(value: str) -> tuple[float, float, float]:
    """A colour where distances are what the eye makes of them (Björn Ottosson, 2020)."""
    red, green, blue = (linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def apart(first: str, second: str, palette: Palette) -> float:
    return dist(oklab(colour(first, palette)), oklab(colour(second, palette)))


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("accent", ACCENTS)
def test_in_every_lane_the_accent_stays_apart_from_all_that_means_something_else(
    accent: Accent, palette: Palette
) -> None:
    roles = [in_lane(role, accent) for role in SPEC_ROLES if role not in {"accent", "data-1", "ink", "muted"}]
    assert len({accent, *roles}) == len(roles) + 1
    assert {role: apart(accent, role, palette) for role in roles if apart(accent, role, palette) < 0.07} == {}


@pytest.mark.parametrize("accent", ACCENTS)
def test_the_accents_of_the_pages_are_those_of_the_films(accent: Accent) -> None:
    style = (files("explainsite") / "theme" / "style.css").read_text()
    pair = ", ".join(colour(accent, palette).lower() for palette in ("light", "dark"))
    assert f'[data-accent="{accent}"] {{ --accent: light-dark({pair}) }}' in style


def test_a_lane_gives_its_accent_to_the_roles_that_stand_for_it() -> None:
    written = ("accent@0.3", "on:data-1", "data-3", "data-2@0.2", "good")
    assert [in_lane(role, "teal") for role in written] == [
        "teal@0.3",
        "on:teal",
        "blue",
        "data-2@0.2",
        "good",
    ]
