"""Fonts are cut to what pages show, the same on every machine, once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from explainsite.rendering.store import Store
from explainsite.site import fonts
from explainsite.site.assets import characters
from explainsite.site.fonts import FACES, cut_fonts, face_rules
from site_sample import Sample

pytestmark = pytest.mark.slow

MONO = FACES[-1]


def test_a_font_holds_latin_and_what_the_pages_show_and_little_else(tmp_path: Path) -> None:
    (font,) = cut_fonts("Ж", Store(tmp_path), [MONO])
    with TTFont(font.path) as cut, TTFont(MONO.path()) as whole:
        shown = set(cut.getBestCmap())
        assert {ord(letter) for letter in "Az09é“→Ж"} <= shown
        assert ord("Щ") not in shown
        assert ord("Щ") in whole.getBestCmap()
    assert font.path.stat().st_size < 30_000


def test_cutting_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (cut_fonts("x", Store(tmp_path / name), [MONO])[0] for name in ("a", "b"))
    assert first.path != second.path
    assert first.path.read_bytes() == second.path.read_bytes()
    assert first.url == second.url


def test_another_character_is_another_font(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert cut_fonts("x", store, [MONO])[0].key == cut_fonts("é", store, [MONO])[0].key
    assert cut_fonts("x", store, [MONO])[0].key != cut_fonts("Ж", store, [MONO])[0].key


def test_a_font_cut_by_other_code_is_another_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, source = Store(tmp_path / "store"), Path(fonts.__file__)
    before = cut_fonts("x", store, [MONO])[0].key
    other = tmp_path / "fonts.py"
    other.write_text(source.read_text(encoding="utf-8") + "# cuts\n", encoding="utf-8")
    monkeypatch.setattr(fonts, "__file__", str(other))
    assert cut_fonts("x", store, [MONO])[0].key != before


def test_a_font_that_the_store_holds_is_not_cut_again(tmp_path: Path) -> None:
    cut_fonts("x", Store(tmp_path), [MONO])
    program = (
        "import sys; from pathlib import Path; from explainsite.rendering.store import Store;"
        "from explainsite.site.fonts import FACES, cut_fonts;"
        f"cut_fonts('x', Store(Path({str(tmp_path)!r})), FACES[-1:]); print('fontTools' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_the_pages_characters_are_found_wherever_they_stand(sample: Sample) -> None:
    found = characters(sample.pages())
    assert "·" in found
    assert not any(map(str.isascii, found))
    assert "\n" not in face_rules(()).strip()


def test_the_stylesheet_declares_each_face_beside_it(sample: Sample) -> None:
    (style,) = (c for path, c in sample.contents().items() if path.endswith(".css"))
    assert isinstance(style, bytes)
    declared = style.decode().split("\n/*")[0]
    for name in ("newsreader", "newsreader-italic", "inter", "jetbrains-mono"):
        (path,) = (path for path in sample.contents() if path.startswith(f"assets/{name}."))
        assert f'src:url("{path.removeprefix("assets/")}") format("woff2")' in declared
