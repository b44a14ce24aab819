"""How soon the command is there, and how soon the bootstrap finds nothing to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.timing import compare

ROOT = Path(__file__).resolve().parents[2]


def run() -> None:
    script = str(Path(sys.executable).with_name("explainsite"))
    bare = ("a bare Python", lambda: python("-c", "pass"))
    print(compare("explainsite --help", lambda: start(script, "--help"), *bare))
    print(compare("bootstrap, with nothing to do", lambda: python(".ci/bootstrap.py", "render"), *bare))


def python(*arguments: str) -> None:
    start(sys.executable, *arguments)


def start(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
