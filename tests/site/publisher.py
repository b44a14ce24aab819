"""Publishes for ever, one version after the other, until it is killed: a program for `test_writer.py`."""

from __future__ import annotations

import sys
from pathlib import Path

from explainsite.diagnostics import Report
from explainsite.site.outputs import FileContent
from explainsite.site.writer import publish

PAGES = 40


def version(number: int, films: Path) -> dict[str, FileContent]:
    """A site whose pages all name their version, and refer to a film of that version."""
    film = films / str(number)
    page = f"<{number}>" * 4_000
    pages: dict[str, FileContent] = {f"lane/page-{n}/index.html": page.encode() for n in range(PAGES)}
    return {**pages, f"films/{number}.mp4": film}


def main() -> None:
    output, films = Path(sys.argv[1]), Path(sys.argv[2])
    print("ready", flush=True)  # noqa: T201 - the test waits for it
    number = 0
    while True:
        publish(output, version(number % 2, films), Report())
        number += 1


if __name__ == "__main__":
    main()
