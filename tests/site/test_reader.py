"""A reader's browser: films play, keys and beats work, the scheme follows, and nothing needs a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Host
from site_sample import BEAT, Sample

LEVER = "motion/lever/"


@pytest.fixture
def site(host: Host, published: Path) -> str:
    """The address of the sample site, which lies in a folder of its host."""
    return host(published, "/some/where")


@pytest.fixture
def film(page: Page, site: str) -> Page:
    """The page of a film, when it is loaded."""
    page.goto(site + LEVER)
    load(page)
    return page


def load(page: Page) -> None:
    """Have the film fetched, which waits for a reader to ask for it."""
    video(page, "(v.preload = 'auto', v.load())")
    wait_for(page, "v.readyState >= 1")


def video(page: Page, expression: str) -> Any:
    """The value of an expression about the player, called `v`."""
    return page.evaluate(f"(() => {{ const v = document.querySelector('video'); return {expression}; }})()")


def wait_for(page: Page, expression: str) -> None:
    page.wait_for_function(f"() => {{ const v = document.querySelector('video'); return {expression}; }}")


def test_the_film_plays_with_captions_and_chapters(film: Page) -> None:
    video(film, "(v.muted = true, v.play())")
    wait_for(film, "v.currentTime > 0.3")
    assert video(film, "v.duration") == pytest.approx(3 * BEAT, abs=0.3)
    wait_for(film, "v.textTracks[0].cues?.length === 3")
    assert video(film, "v.textTracks[0].kind + ' ' + v.textTracks[0].mode") == "captions hidden"
    assert video(film, "v.textTracks[0].activeCues[0].text") == "Nothing moves. Why?"
    video(film, "v.textTracks[1].mode = 'hidden'")
    wait_for(film, "v.textTracks[1].cues?.length === 3")
    assert video(film, "[...v.textTracks[1].cues].map(c => c.startTime)") == [0, 4, 8]


def test_keys_play_seek_and_step_from_beat_to_beat(film: Page) -> None:
    video(film, "v.muted = true")
    film.get_by_role("button", name="Play", exact=True).focus()
    film.keyboard.press("Space")
    wait_for(film, "!v.paused && v.currentTime > 0")
    film.keyboard.press("Space")
    wait_for(film, "v.paused")
    video(film, "v.currentTime = 1")
    film.keyboard.press("ArrowRight")
    assert video(film, "v.currentTime") == pytest.approx(6)
    film.keyboard.press("ArrowLeft")
    assert video(film, "v.currentTime") == pytest.approx(1)
    film.keyboard.press("ArrowLeft")
    assert video(film, "v.currentTime") == 0
    film.keyboard.press("]")
    assert video(film, "v.currentTime") == 4
    film.keyboard.press("]")
    assert video(film, "v.currentTime") == 8
    film.keyboard.press("]")
    assert video(film, "v.currentTime") == 8
    film.keyboard.press("[")
    assert video(film, "v.currentTime") == 4
    video(film, "v.currentTime = 7")
    film.keyboard.press("[")
    assert video(film, "v.currentTime") == 4


def test_a_beat_of_the_strip_seeks_and_plays_and_the_current_beat_is_marked(film: Page) -> None:
    video(film, "v.muted = true")
    current = film.locator(".strip a[aria-current]")
    expect(current).to_have_count(0)
    film.locator(".strip a").nth(1).click()
    wait_for(film, "!v.paused && v.currentTime >= 4")
    expect(current).to_have_count(1)
    expect(current).to_contain_text("A push <far> out")
    assert film.evaluate("location.hash") == "#beat-push"
    video(film, "(v.pause(), v.currentTime = 9)")
    expect(current).to_contain_text("What you pay")


def test_a_beat_of_the_transcript_seeks_and_shows_the_film(film: Page) -> None:
    video(film, "v.muted = true")
    film.locator("#beat-pay h3 a").click()
    wait_for(film, "v.currentTime >= 8")
    expect(film.locator("video")).to_be_in_viewport()


def test_the_strip_works_with_keys_only(film: Page) -> None:
    video(film, "v.muted = true")
    film.locator(".strip a").nth(2).focus()
    film.keyboard.press("Enter")
    wait_for(film, "v.currentTime >= 8")
    film.keyboard.press("[")
    wait_for(film, "v.currentTime < 8")


def test_a_deep_link_opens_the_film_at_its_beat(page: Page, site: str) -> None:
    page.goto(f"{site}{LEVER}#beat-push")
    wait_for(page, "v.readyState >= 1 && v.currentTime === 4")
    assert video(page, "v.paused")
    expect(page.locator("video")).to_be_in_viewport()
    page.evaluate("location.hash = '#beat-pay'")
    wait_for(page, "v.currentTime === 8")


def test_home_leads_to_a_beat_of_the_featured_film(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("list", name="Beats of the film").get_by_role("link").nth(1).click()
    page.wait_for_url(f"**/{LEVER}#beat-push")
    wait_for(page, "v && v.currentTime === 4")


def test_the_playback_rate_is_remembered(film: Page, site: str) -> None:
    video(film, "v.playbackRate = 1.5")
    film.wait_for_function("() => localStorage.getItem('rate') === '1.5'")
    film.goto(f"{site}heat/engine/")
    assert video(film, "v.playbackRate") == 1.5


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_film_poster_and_stills_follow_the_readers_scheme(
    page: Page, site: str, scheme: Literal["dark", "light"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(site + LEVER)
    load(page)
    assert_scheme(page, scheme)


def assert_scheme(page: Page, scheme: str) -> None:
    assert video(page, "v.currentSrc").endswith(f"/film-{scheme}.mp4")
    poster = page.locator(".screen picture:first-child img")
    assert poster.evaluate("image => image.currentSrc").endswith(f"/poster-{scheme}.webp")
    still = page.locator(".transcript img").first
    still.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.transcript img').currentSrc !== ''")
    assert f"/still-{scheme}-" in still.evaluate("image => image.currentSrc")
    ground = {"dark": "rgb(14, 17, 23)", "light": "rgb(250, 249, 246)"}[scheme]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_the_switch_changes_everything_keeps_the_films_time_and_is_remembered(film: Page, site: str) -> None:
    film.emulate_media(color_scheme="light")
    load(film)
    wait_for(film, "v.readyState >= 1 && v.currentSrc.endsWith('film-light.mp4')")
    video(film, "v.currentTime = 5")
    switch = film.get_by_role("button", name="Change between light and dark")
    switch.click()
    wait_for(film, "v.readyState >= 1 && v.currentSrc.endsWith('film-dark.mp4') && v.currentTime === 5")
    assert_scheme(film, "dark")
    film.reload()
    load(film)
    assert_scheme(film, "dark")
    film.goto(site)
    assert film.evaluate("document.documentElement.dataset.scheme") == "dark"
    film.get_by_role("button", name="Change between light and dark").click()
    assert film.evaluate("localStorage.getItem('scheme')") is None, "the reader's own setting decides again"


def test_without_a_script_the_page_reads_and_the_film_can_be_watched(
    browser: Browser, host: Host, published: Path
) -> None:
    with browser.new_context(java_script_enabled=False, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(host(published) + LEVER)
        expect(page.locator("video[controls]")).to_be_visible()
        expect(page.locator(".scheme")).to_be_hidden()
        expect(page.locator(".screen picture")).to_be_visible()
        page.locator(".strip a").nth(2).click()
        assert page.url.endswith("#beat-pay")
        expect(page.locator("#beat-pay .say")).to_be_in_viewport()
        expect(page.locator("#beat-pay .say")).to_have_text("Less force, more way.")


def test_the_first_key_leads_to_the_content(page: Page, site: str) -> None:
    page.goto(site)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_page_is_wider_than_the_window(page: Page, site: str, sample: Sample, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for planned in sample.pages():
        page.goto(site + planned.url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, planned.url


def test_pages_read_in_order_one_main_heading_first(page: Page, site: str, sample: Sample) -> None:
    for planned in sample.pages():
        page.goto(site + planned.url)
        levels = page.evaluate(
            "[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(h => +h.localName[1])"
        )
        assert levels[0] == 1, planned.url
        assert levels.count(1) == 1, planned.url


def test_on_paper_the_film_is_its_transcript(page: Page, site: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(site + LEVER)
    expect(page.locator("video")).to_be_hidden()
    expect(page.locator("#beat-ask img")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 249, 246)"


def test_a_site_opened_as_files_leads_from_page_to_page(page: Page, published: Path) -> None:
    page.goto((published / "index.html").as_uri())
    page.get_by_role("link", name="Learning paths").first.click()
    page.wait_for_url("**/paths/index.html")
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Newsreader")
    page.get_by_role("link", name="From Arm to Rope").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("From Arm to Rope")
