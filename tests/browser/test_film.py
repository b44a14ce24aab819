"""A real film on a real page in a real browser."""

from __future__ import annotations

import json
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
    """The page of the film, which is loaded and stands at its beginning."""
    page.emulate_media(color_scheme="dark")
    page.goto(address + FILM)
    page.wait_for_function("document.querySelector('video').readyState >= 2")
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
    page.locator("video").press(key)


def test_it_plays(film: Page) -> None:
    press(film, " ")
    film.wait_for_function("document.querySelector('video').currentTime > 0.3")
    press(film, " ")
    film.wait_for_function("document.querySelector('video').paused")
    assert film.evaluate("document.querySelector('video').error") is None
    assert film.evaluate("document.querySelector('video').videoWidth") == 854


def test_captions_and_chapters_are_those_of_the_timeline(film: Page, built: Project) -> None:
    film.evaluate("for (const t of document.querySelector('video').textTracks) t.mode = 'showing'")
    # 2 is "loaded": cues are added one by one while a track's file is read.
    film.wait_for_function("[...document.querySelectorAll('video track')].every(t => t.readyState === 2)")
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
    assert "film-dark.mp4" in film.evaluate("document.querySelector('video').currentSrc")
    press(film, "]")
    wait_for_time(film, starts(built)[1])
    film.locator("button.scheme").click()
    film.wait_for_function("document.querySelector('video').currentSrc.includes('film-light.mp4')")
    wait_for_time(film, starts(built)[1])
    film.reload()
    film.wait_for_function("document.querySelector('video').currentSrc.includes('film-light.mp4')")


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("piece", [FILM, "systems/circle/"])
def test_the_film_has_the_colour_of_the_page(page: Page, address: str, scheme: str, piece: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address + piece)
    page.wait_for_function("document.querySelector('video').readyState >= 2")
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
    assert "206 film-light.mp4" in asked or "200 film-light.mp4" in asked
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
