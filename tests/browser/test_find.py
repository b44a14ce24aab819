"""Finding a piece by words, and narrowing the list, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Host
from projects import Project


@pytest.fixture
def address(built: Project, host: Host) -> str:
    """The page on which everything can be found, of a site below a path."""
    return host(built.site, "/under/a/path") + "find/"


@pytest.fixture
def find(page: Page, address: str, scripterrors: list[str]) -> Page:
    page.goto(address)
    expect(page.locator(".finder")).to_be_visible()
    return page


def rows(page: Page) -> list[str]:
    return page.locator(".find-rows > li:visible > a").all_inner_texts()


def test_words_are_found_in_films_and_lead_to_the_beat(find: Page) -> None:
    find.get_by_role("searchbox").fill("three machines share")
    place = find.locator(".found .places a").first
    expect(place).to_have_text("Three machines share them")
    expect(find.get_by_role("status").first).to_have_text(re.compile(r"\d of \d"))
    assert rows(find)[0].startswith("The Second Word")
    place.click()
    find.wait_for_url("**/under/a/path/ai/second-word/#beat-share")
    find.wait_for_function("() => document.querySelector('video').currentTime > 0")


def test_words_that_nothing_has_are_said_to_be_so_and_all_comes_back(find: Page) -> None:
    whole = rows(find)
    find.get_by_role("searchbox").fill("zygomorphic")
    expect(find.get_by_role("status").first).to_have_text("Nothing has “zygomorphic”")
    assert rows(find) == []
    find.get_by_role("button", name="Show all").click()
    expect(find.locator(".find-rows > li:visible")).to_have_count(len(whole))
    assert rows(find) == whole


def test_choices_narrow_the_list_and_stay_in_the_address(find: Page) -> None:
    find.get_by_label("Format").select_option("Notes")
    find.wait_for_url("**/find/?format=note")
    assert [row.split(":")[0] for row in rows(find)] == ["Cost"]
    find.reload()
    expect(find.get_by_label("Format")).to_have_value("note")
    assert [row.split(":")[0] for row in rows(find)] == ["Cost"]
    find.get_by_label("Seen", exact=True).select_option("Seen")
    expect(find.get_by_role("status").first).to_have_text("Nothing is like that")


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_scripts_everything_is_listed(plain: Page, address: str) -> None:
    plain.goto(address)
    expect(plain.locator(".finder")).to_be_hidden()
    expect(plain.locator(".find-rows > li:visible")).to_have_count(3)


def test_the_map_leads_to_pieces_and_lights_what_they_stand_on(page: Page, address: str) -> None:
    page.goto(address.replace("find/", "map/"))
    film = page.locator(".station[data-piece='second-word']")
    film.focus()
    expect(page.locator(".station[data-piece='cost']")).to_have_class(re.compile("lit"))
    expect(page.locator(".lines path[data-needed='cost'].lit")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/under/a/path/ai/second-word/")
