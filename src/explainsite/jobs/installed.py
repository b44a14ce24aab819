"""Which distributions are installed, in which version, with which files.

The names of their metadata folders and their `RECORD` say so. `importlib.metadata` reads more, and takes ten
times as long; it is asked about what is installed in another way.
"""

from __future__ import annotations

import csv
import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

_METADATA = re.compile(r"(?P<name>.+?)-(?P<version>[^-]+)\.dist-info")


def version(name: str) -> str:
    """The version of a distribution; "absent" if it is not installed."""
    if folder := _folder(name):
        return str(_METADATA.fullmatch(folder.name)["version"])  # type: ignore[index]
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def files(name: str) -> list[Path]:
    """The files of a distribution; none if it is not installed."""
    folder = _folder(name)
    if folder and (folder / "RECORD").is_file():
        with (folder / "RECORD").open(encoding="utf-8", newline="") as record:
            return [folder.parent / row[0] for row in csv.reader(record) if row]
    from importlib import metadata

    try:
        return [Path(str(file.locate())) for file in metadata.files(name) or ()]
    except metadata.PackageNotFoundError:
        return []


def _folder(name: str) -> Path | None:
    return _folders(tuple(sys.path)).get(_normalised(name))


@cache
def _folders(places: tuple[str, ...]) -> dict[str, Path]:
    """The metadata folders by normalised name; the first place in which Python looks counts."""
    found: dict[str, Path] = {}
    for place in places:
        with suppress(OSError):
            for folder in sorted(Path(place).iterdir()):
                if match := _METADATA.fullmatch(folder.name):
                    found.setdefault(_normalised(match["name"]), folder)
    return found


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
