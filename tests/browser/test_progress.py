"""What a reader has seen, kept by a real browser and shown on the pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conftest import Host
from projects import Project

FILM = "ai/second-word/"
NOTE = "concepts/cost/"
PATH = "paths/from-cost-to-ring/"


@pytest.fixture
def address(built: Project, host: Host) -> str:
    """The site, published below a path."""
    return host(built.site, "/under/a/path")


def remembered(page: Page) -> dict[str, dict[str, object]]:
    text = page.evaluate("localStorage.getItem('progress:/under/a/path/')")
    found: dict[str, dict[str, object]] = json.loads(text or "{}")
    return found


def test_a_film_left_half_way_goes_on_there_and_fetches_nothing_before(page: Page, address: str) -> None:
    page.goto(f"{address}{FILM}#t=6")
    page.wait_for_function("() => document.querySelector('video').currentTime === 6")
    page.goto(address)  # what was left is noted as the page is left
    assert remembered(page)["second-word"]["at"] == 6
    expect(page.locator(".onward").first).to_contain_text("left at 0:06")
    expect(page.locator(".tile[data-piece='second-word'] .state")).to_have_text("Left at 0:06")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + FILM)
    begin = page.get_by_role("button", name="Go on at 0:06")
    expect(begin).to_be_visible()
    assert not [url for url in asked if url.endswith(".mp4")]
    begin.click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 6")
    page.wait_for_function("() => document.querySelector('video').ended")
    assert remembered(page)["second-word"] == {"seen": True}


def test_a_film_left_half_way_can_begin_again(page: Page, address: str) -> None:
    page.goto(f"{address}{FILM}#t=6")
    page.wait_for_function("() => document.querySelector('video').currentTime === 6")
    page.goto(address)
    page.goto(address + FILM)
    page.get_by_role("button", name="From the beginning").click()
    page.wait_for_function(
        "() => { const t = document.querySelector('video').currentTime; return t > 0 && t < 5 }"
    )


def test_what_is_seen_is_counted_and_what_is_missing_named(page: Page, address: str) -> None:
    page.goto(address + FILM)
    chain = page.locator("details.chain summary")
    expect(chain).to_have_text("All that comes before: 1 note, 1 min")
    page.goto(address + NOTE)
    switch = page.get_by_role("button", name="Mark as seen")
    switch.click()
    expect(page.get_by_role("button", name="Seen", exact=True)).to_have_attribute("aria-pressed", "true")
    page.goto(address + FILM)
    expect(chain).to_have_text("You have seen all that comes before this")
    page.goto(address + PATH)
    expect(page.locator(".tally").first).to_have_text("1 of 3 seen")
    expect(page.locator(".onward")).to_contain_text("Go on with The Second Word")
    page.goto(address + NOTE)
    page.get_by_role("button", name="Seen", exact=True).click()
    assert remembered(page) == {}


def test_progress_goes_out_and_in_as_a_file_and_can_be_cleared(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(address + NOTE)
    page.get_by_role("button", name="Mark as seen").click()
    page.goto(f"{address}find/")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Export").click()
    saved = tmp_path / "progress.json"
    saving.value.save_as(saved)
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("button", name="Clear 1 for good").click()
    assert remembered(page) == {}
    page.locator("input[type=file]").set_input_files(saved)
    expect(page.locator(".keeping [role=status]")).to_have_text("1 piece read in")
    assert remembered(page) == {"cost": {"seen": True}}
    (tmp_path / "other.json").write_text("[1", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    expect(page.locator(".keeping [role=status]")).to_have_text("That is no file of progress")
    assert remembered(page) == {"cost": {"seen": True}}
