"""What if, in a real browser: sliders that move a chart, and all that it says without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from conftest import Host
from projects import Project

PAGE = "ai/second-word/"


@pytest.fixture
def address(built: Project, host: Host) -> str:
    """The page, published below a path."""
    return host(built.site, "/under/a/path") + PAGE


@pytest.fixture
def section(page: Page, address: str) -> Iterator[Locator]:
    """The section on its page, on which nothing may be refused or fail."""
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            errors.append(message.text)

    page.on("console", hear)
    page.goto(address)
    yield page.locator(".explore.ready")
    assert errors == []


def dial(section: Locator, label: str) -> Locator:
    return section.get_by_role("slider", name=label)


def figures(section: Locator) -> list[str]:
    return section.locator(".figure b").all_inner_texts()


def point(section: Locator) -> tuple[float, float]:
    """The middle of the first curve's point, in px of the page."""
    box = section.locator("circle.now").first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_it_begins_with_the_films_own_values(section: Locator) -> None:
    expect(section.get_by_role("heading", name="What if there are more words?")).to_be_visible()
    expect(dial(section, "words so far")).to_have_attribute("aria-valuetext", "3")
    assert figures(section) == ["3", "1"]
    expect(section.get_by_role("button", name="As in the film")).to_be_disabled()
    expect(section.get_by_role("status")).to_be_empty()


def test_a_key_goes_to_the_next_value_and_no_further_than_the_last(section: Locator) -> None:
    slider = dial(section, "machines")
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"):
        slider.press(key)
        seen.append(slider.get_attribute("aria-valuetext"))
    assert seen == ["2", "6", "6", "2", "1", "6"]
    assert figures(section) == ["0.5", "0.17"]


def test_chart_bars_and_status_follow(section: Locator) -> None:
    before = point(section)
    bar = section.locator(".amount rect")
    expect(bar).to_have_attribute("width", "33.333%")
    dial(section, "words so far").press("ArrowRight")
    assert figures(section) == ["4", "1"]
    after = point(section)
    assert after[0] > before[0]
    assert after[1] < before[1]
    expect(bar).to_have_attribute("width", "25%")
    expect(section.locator(".amount text")).to_have_text("25%")
    expect(section.get_by_role("status")).to_have_text("share 25%, steps, made again 4, steps, kept 1")


def test_the_second_input_chooses_another_curve(section: Locator) -> None:
    lines = section.locator(".curve").first.locator(".lines path")
    assert [path.get_attribute("class") for path in lines.all()] == ["now", None, None]
    name = section.locator(".behind .name").first
    at = name.get_attribute("y")
    dial(section, "machines").press("ArrowRight")
    assert [path.get_attribute("class") or "" for path in lines.all()] == ["", "now", ""]
    assert name.get_attribute("y") != at
    section.get_by_role("button", name="As in the film").click()
    assert [path.get_attribute("class") or "" for path in lines.all()] == ["now", "", ""]
    expect(dial(section, "words so far")).to_be_focused()


def test_the_chart_can_be_pulled_and_the_slider_stands_below_the_point(page: Page, section: Locator) -> None:
    field = section.locator(".field:has(.curve)")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.79, box["y"] + 40)
    page.mouse.down()
    assert figures(section)[0] == "5"
    page.mouse.move(box["x"] + box["width"] * 0.22, box["y"] + 90)
    page.mouse.up()
    assert figures(section)[0] == "2"
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 90)
    assert figures(section)[0] == "2"
    slider = dial(section, "words so far").bounding_box()
    assert slider is not None
    thumb = slider["x"] + 12 + (slider["width"] - 24) * 0.2
    assert point(section)[0] == pytest.approx(thumb, abs=1)


def test_without_javascript_chart_and_table_say_it_all(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    section = page.locator(".explore")
    expect(section.locator("input, button")).to_have_count(3)
    for control in section.locator("input, button").all():
        expect(control).to_be_hidden()
    expect(section.locator("path.now").first).to_be_visible()
    assert figures(section) == ["3", "1"]
    section.get_by_text("All values").click()
    expect(section.get_by_role("table")).to_be_visible()
    assert section.locator("tbody tr").count() == 18
    film = section.locator(".film-row").get_by_role("cell")
    assert film.all_inner_texts() == ["1", "3", "1", "33%"]
    context.close()


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [390, 1440])
def test_everybody_can_use_it(page: Page, section: Locator, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    section.get_by_text("All values").click()
    found = Axe().run(page, ".explore")
    assert len(found.response["passes"]) > 5
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
