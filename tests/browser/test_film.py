"""A real film on a real page in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from conftest import Host
from frameof import FRAME_OF
from projects import Project

FILM = "ai/second-word/"
AT = "/under/a/path"
GROUNDS = {"dark": (0x0E, 0x11, 0x17), "light": (0xFA, 0xF9, 0xF6)}


@pytest.fixture
def address(built: Project, host: Host) -> str:
    """The site, published below a path."""
    return host(built.site, AT)


@pytest.fixture
def said(page: Page) -> Iterator[list[str]]:
    """What the console said; a test that leaves an error there fails."""
    errors: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            errors.append(message.text)

    page.on("console", hear)
    yield errors
    assert errors == []


@pytest.fixture
def film(page: Page, address: str, said: list[str]) -> Page:
    """The page of the film, of which nothing is loaded yet."""
    page.emulate_media(color_scheme="dark")
    page.goto(address + FILM)
    expect(page.locator("film-player.ready")).to_be_attached()
    return page


def timeline(project: Project) -> list[dict[str, object]]:
    (file,) = (project.site / FILM).glob("*/timeline.json")
    beats: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))["beats"]
    return beats


def starts(project: Project) -> list[float]:
    return [float(str(beat["start"])) for beat in timeline(project)]


def time_of(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def wait_for_time(page: Page, seconds: float) -> None:
    """Wait until a seek has arrived there; beats are addressed to the hundredth."""
    page.wait_for_function(
        "to => { const video = document.querySelector('video');"
        " return video && !video.seeking && Math.abs(video.currentTime - to) < 0.05 }",
        arg=seconds,
    )


def press(page: Page, key: str) -> None:
    page.locator(".controls [data-do=play]").press(key)


def shown(page: Page, name: str) -> str:
    """Whether a control is pressed, as it says itself."""
    return str(page.locator(f".controls [data-do={name}]").get_attribute("aria-pressed"))


def test_it_plays_when_it_is_asked_to_and_is_not_fetched_before(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + FILM)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith(".mp4")]
    page.get_by_role("button", name="Play the film").click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.3")
    expect(page.get_by_role("button", name="Play the film")).to_be_hidden()
    page.keyboard.press(" ")
    page.wait_for_function("() => document.querySelector('video').paused")
    assert page.evaluate("document.querySelector('video').error") is None
    assert page.evaluate("document.querySelector('video').videoWidth") == 854


def test_a_click_on_the_picture_plays_and_pauses(film: Page) -> None:
    film.locator(".cover").click()
    film.wait_for_function("() => !document.querySelector('video').paused")
    film.locator(".cover").click()
    film.wait_for_function("() => document.querySelector('video').paused")


def test_what_is_said_stands_below_the_picture_and_is_lit_in_the_transcript(film: Page) -> None:
    press(film, "]")
    expect(film.locator(".transcript li[aria-current]")).to_have_attribute("id", "beat-pay")
    said = film.locator(".said")
    expect(said).to_have_text(film.locator(".transcript .say .now").inner_text())
    press(film, "c")
    expect(said).to_be_hidden()
    assert shown(film, "captions") == "false"
    film.reload()
    expect(said).to_be_hidden()
    press(film, "c")
    press(film, "]")
    expect(said).to_be_visible()


def test_speed_is_chosen_and_remembered(film: Page) -> None:
    film.get_by_label("Speed").select_option("1.5")
    assert film.evaluate("document.querySelector('video').playbackRate") == 1.5
    film.reload()
    expect(film.get_by_label("Speed")).to_have_value("1.5")
    press(film, "<")
    expect(film.get_by_label("Speed")).to_have_value("1.25")


def test_a_beat_repeats(film: Page, built: Project) -> None:
    second, third = starts(built)[1:]
    press(film, "l")
    assert shown(film, "loop") == "true"
    film.evaluate("document.querySelector('video').playbackRate = 2")
    film.locator(".strip a").nth(1).click()
    for passed in (third - 0.8, second + 0.8):  # near its end, and then at its beginning again
        near = "to => Math.abs(document.querySelector('video').currentTime - to) < 0.7"
        film.wait_for_function(near, arg=passed)


def test_the_bar_is_a_slider_and_shows_a_still_of_where_one_points(film: Page, built: Project) -> None:
    slider = film.get_by_role("slider", name="Time in the film")
    slider.fill(str(starts(built)[2] + 0.5))
    wait_for_time(film, starts(built)[2] + 0.5)
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"0:\d\d of 0:\d\d: \w"))
    slider.hover()
    expect(film.locator(".peek img")).to_be_visible()
    expect(film.locator(".peek")).to_contain_text(re.compile(r"0:\d\d \w"))


def test_stills_stand_in_for_motion_by_choice_and_where_motion_is_reduced(
    film: Page, address: str, built: Project
) -> None:
    press(film, "s")
    assert shown(film, "stills") == "true"
    press(film, "ArrowRight")
    expect(film.locator(".standing img")).to_have_attribute("src", re.compile("still-.*-pay"))
    expect(film.locator(".said")).to_have_text(str(timeline(built)[1]["say"]))
    film.reload()
    assert shown(film, "stills") == "true"
    press(film, "s")
    film.emulate_media(reduced_motion="reduce")
    film.goto(address + FILM)
    assert shown(film, "stills") == "true"
    film.locator(".transcript a[data-at]").last.click()
    expect(film.locator(".standing img")).to_have_attribute("src", re.compile("still-.*-share"))
    assert film.evaluate("document.querySelector('video').paused")


def test_a_link_to_this_moment_opens_there(
    browser: Browser, address: str, built: Project, host: Host
) -> None:
    moment = starts(built)[1] + 1.2
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}{FILM}#t={moment:.1f}")
        wait_for_time(page, round(moment, 1))
        press(page, "k")
        expect(page.locator(".news")).to_have_text("Link copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{address}{FILM}#t={moment:.1f}"
        press(page, "[")
        wait_for_time(page, starts(built)[0])
        press(page, "k")
        page.wait_for_function(
            "to => navigator.clipboard.readText().then(text => text === to)",
            arg=f"{address}{FILM}#beat-keep",
        )


def test_full_screen_has_the_captions_and_the_controls(film: Page) -> None:
    press(film, "f")
    film.wait_for_function("() => document.fullscreenElement?.localName === 'film-player'")
    expect(film.locator(".controls")).to_be_in_viewport()
    expect(film.locator(".bar")).to_be_in_viewport()
    press(film, "f")
    film.wait_for_function("() => !document.fullscreenElement")


def test_its_keys_are_told_in_a_dialog_and_leave_the_rest_of_the_page_alone(film: Page) -> None:
    press(film, "?")
    dialog = film.get_by_role("dialog")
    expect(dialog).to_contain_text("repeat this beat")
    film.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    film.evaluate("document.activeElement.blur()")
    film.keyboard.press("s")
    assert shown(film, "stills") == "false"


def test_captions_and_chapters_are_those_of_the_timeline(film: Page, built: Project) -> None:
    film.evaluate("for (const t of document.querySelector('video').textTracks) t.mode = 'hidden'")
    # 2 is "loaded": cues are added one by one while a track's file is read.
    film.wait_for_function(
        "() => [...document.querySelectorAll('video track')].every(t => t.readyState === 2)"
    )
    tracks = film.evaluate(
        "[...document.querySelector('video').textTracks].map("
        "t => [t.kind, [...t.cues].map(c => [c.startTime, c.endTime, c.text])])"
    )
    beats = timeline(built)
    assert [kind for kind, _ in tracks] == ["captions", "chapters"]
    captions, chapters = (cues for _, cues in tracks)
    assert [(round(a, 3), round(b, 3), text) for a, b, text in chapters] == [
        (round(float(str(beat["start"])), 3), round(float(str(beat["end"])), 3), beat["title"])
        for beat in beats
    ]
    assert " ".join(text.replace("\n", " ") for _, _, text in captions) == " ".join(
        str(b["say"]) for b in beats
    )
    assert all(a[1] <= b[0] for a, b in pairwise(captions))


def test_arrows_seek_and_brackets_go_from_beat_to_beat(film: Page, built: Project) -> None:
    first, second, third = starts(built)
    press(film, "]")
    wait_for_time(film, second)
    expect(film.locator(".strip a[aria-current]")).to_have_attribute("href", "#beat-pay")
    press(film, "]")
    wait_for_time(film, third)
    press(film, "[")
    wait_for_time(film, second)
    press(film, "[")
    wait_for_time(film, first)
    press(film, "ArrowRight")
    wait_for_time(film, 5)
    press(film, "ArrowLeft")
    wait_for_time(film, 0)


def test_every_beat_is_a_link_into_the_film(film: Page, built: Project) -> None:
    for place in (".strip", ".transcript"):
        for beat, start in zip(timeline(built), starts(built), strict=True):
            film.locator(f"{place} a[href='#beat-{beat['id']}']").click()
            film.wait_for_function(
                "at => document.querySelector('video').currentTime >= at - 0.05", arg=start
            )
            film.evaluate("document.querySelector('video').pause()")
            assert film.evaluate("location.hash") == f"#beat-{beat['id']}"


def test_a_link_to_a_beat_opens_the_film_there(
    page: Page, address: str, built: Project, said: list[str]
) -> None:
    page.goto(f"{address}{FILM}#beat-share")
    wait_for_time(page, starts(built)[2])
    page.goto(f"{address}concepts/cost/")
    page.get_by_role("link", name="the film of the second word").click()
    page.wait_for_url(f"{address}{FILM}#beat-keep", wait_until="load")
    wait_for_time(page, starts(built)[0])


def test_the_switch_changes_the_film_and_keeps_its_place(film: Page, built: Project) -> None:
    press(film, "]")
    wait_for_time(film, starts(built)[1])
    assert "film-dark.mp4" in film.evaluate("document.querySelector('video').currentSrc")
    film.locator("button.scheme").click()
    film.wait_for_function("() => document.querySelector('video').currentSrc.includes('film-light.mp4')")
    wait_for_time(film, starts(built)[1])
    film.reload()
    press(film, "]")
    film.wait_for_function("() => document.querySelector('video').currentSrc.includes('film-light.mp4')")


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("piece", [FILM, "systems/circle/"])
def test_the_film_has_the_colour_of_the_page(page: Page, address: str, scheme: str, piece: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address + piece)
    page.evaluate("Object.assign(document.querySelector('video'), { preload: 'auto' }).load()")
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    decoded = page.evaluate(
        f"""async () => {{
            {FRAME_OF}
            const video = document.querySelector("video");
            await new Promise((seeked) => {{
                video.addEventListener("seeked", seeked, {{ once: true }});
                video.currentTime = 1;
            }});
            return [...(await frameOf(video)).getImageData(4, 4, 1, 1).data];
        }}"""
    )
    shown = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert tuple(shown[:3]) == GROUNDS[scheme]
    *colour, alpha = decoded
    assert alpha == 255
    assert all(abs(a - b) <= 2 for a, b in zip(colour, GROUNDS[scheme], strict=True)), colour


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without scripts."""
    context: BrowserContext = browser.new_context(java_script_enabled=False, color_scheme="light")
    yield context.new_page()
    context.close()


def test_without_scripts_the_film_plays_and_the_page_reads(plain: Page, address: str, built: Project) -> None:
    asked: list[str] = []
    plain.on("response", lambda answer: asked.append(f"{answer.status} {Path(answer.url).name}"))
    plain.goto(address + FILM)
    video = plain.locator("video")
    expect(video).to_have_attribute("controls", "")
    expect(video).to_have_attribute("preload", "none")
    expect(plain.locator(".screen picture")).to_be_visible()
    expect(plain.locator("button.scheme")).to_be_hidden()
    for beat in timeline(built):
        expect(plain.locator(f"#beat-{beat['id']}")).to_contain_text(str(beat["say"]))
    plain.locator(".strip a").last.click()
    assert plain.url.endswith("#beat-share")
    plain.get_by_role("link", name="Cost").first.click()
    expect(plain.locator("h1")).to_contain_text("Cost")
    assert not [answer for answer in asked if answer.startswith(("4", "5"))]


def test_every_page_opens_without_a_word_of_complaint(
    page: Page, address: str, built: Project, said: list[str]
) -> None:
    missing: list[str] = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    for file in sorted(built.site.rglob("index.html")):
        page.goto(address + file.parent.relative_to(built.site).as_posix().removeprefix(".") + "/")
        page.wait_for_load_state("load")
    assert missing == []
