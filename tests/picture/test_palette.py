"""In both palettes text has 4.5:1 and graphics 3:1, on everything that they may stand on."""

from __future__ import annotations

import pytest

from explainsite.picture.palette import ROLES, colour, contrast
from explainsite.renderjob import GROUNDS, Palette
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
@pytest.mark.parametrize("role", SPEC_ROLES)
def test_a_role_reads_as_text_and_stands_out_as_a_graphic(role: str, palette: Palette) -> None:
    for under in ("ground", "surface"):
        assert ratio(role, under, palette) >= 4.5
    for wash in WASHES[:4]:
        assert ratio(role, "ground", palette) >= 3
        assert ratio("ink", f"{role}@{wash}", palette) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", SPEC_ROLES)
def test_the_ink_on_a_role_can_be_read_on_it(role: str, palette: Palette) -> None:
    for ground in (role, *(f"{role}@{wash}" for wash in WASHES)):
        assert ratio(f"on:{ground}", ground, palette) >= 4.5, ground


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("role", ["good", "bad", "warn"])
def test_a_mark_in_a_matrix_can_be_read_on_its_wash(role: str, palette: Palette) -> None:
    assert ratio(role, f"{role}@0.20", palette) >= 3, "a large mark"
