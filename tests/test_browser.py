"""The browser that the other tests lean on is real, reaches this machine only, and hides no error."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from conftest import Host, chromium

PAGE = "<!doctype html><title>A page</title><h1 id=h>…</h1>"


@pytest.mark.parametrize("at", ["/", "/under/a/path"])
def test_a_page_is_served_and_its_script_runs(page: Page, host: Host, tmp_path: Path, at: str) -> None:
    (tmp_path / "index.html").write_text(PAGE + '<script src="s.js"></script>', encoding="utf-8")
    (tmp_path / "s.js").write_text("h.textContent = 'ran'", encoding="utf-8")
    address = host(tmp_path, at)
    page.goto(address)
    assert urlsplit(address).path == (at if at.endswith("/") else f"{at}/")
    assert page.inner_text("#h") == "ran"


def test_the_host_answers_ranges_as_a_player_needs_them(host: Host, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(bytes(range(100)))
    address = urlsplit(host(tmp_path))
    connection = http.client.HTTPConnection(address.netloc)
    connection.request("GET", "/film.mp4", headers={"Range": "bytes=10-19"})
    answer = connection.getresponse()
    assert (answer.status, answer.read()) == (206, bytes(range(10, 20)))
    connection.close()


def test_a_request_to_another_host_is_stopped_and_told(
    page: Page, host: Host, tmp_path: Path, elsewhere: list[str]
) -> None:
    (tmp_path / "index.html").write_text(PAGE + '<img src="http://other.invalid/i.png">', encoding="utf-8")
    page.goto(host(tmp_path))
    assert elsewhere == ["http://other.invalid/i.png"]
    elsewhere.clear()


def test_an_error_in_a_script_is_told(
    page: Page, host: Host, tmp_path: Path, scripterrors: list[str]
) -> None:
    (tmp_path / "index.html").write_text(PAGE + "<script>nothing.here()</script>", encoding="utf-8")
    page.goto(host(tmp_path))
    assert scripterrors == ["nothing is not defined"]
    scripterrors.clear()


def test_without_chromium_a_test_fails_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match="Debian: chromium"):
        chromium()
