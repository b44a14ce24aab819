"""Whole sites to build, and the command that builds them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from explainsite.rendering.store import Store

SITES = Path(__file__).parent / "sites"
COMMAND = (sys.executable, "-m", "explainsite")


@dataclass(frozen=True)
class Project:
    """A site's folder, and what `explainsite` does in it."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "_site"

    @property
    def store(self) -> Store:
        return Store(self.root / "renders")

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """`explainsite ARGUMENTS` to its end."""
        return subprocess.run(
            [*COMMAND, "-C", str(self.root), *arguments],
            capture_output=True,
            text=True,
            check=False,
            env=environment(env),
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """`explainsite ARGUMENTS`, in a process group of its own, as a terminal starts it."""
        return subprocess.Popen(
            [*COMMAND, "-C", str(self.root), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
            start_new_session=True,
        )

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands once in a file of the project."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def copy(self, to: Path, *, site: bool = True) -> Project:
        """The same project elsewhere, with all it has rendered, and with what it has built unless told."""
        left_out = () if site else ("_site",)
        shutil.copytree(self.root, to, ignore=shutil.ignore_patterns(*left_out), dirs_exist_ok=True)
        return Project(to)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's, without what would change how, and when, the command speaks."""
    changing = {"NO_COLOR", "FORCE_COLOR", "PYTHONUNBUFFERED"}
    kept = {name: value for name, value in os.environ.items() if name not in changing}
    return {**kept, "COLUMNS": "100", **(more or {})}


def project_of(case: str, to: Path) -> Project:
    """The site of a golden case, in a folder of its own."""
    shutil.copytree(SITES / case / "input", to, dirs_exist_ok=True)
    return Project(to)


def tree(directory: Path) -> dict[str, bytes]:
    """Every file under a folder, by its relative path."""
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in sorted(files)}


def times(directory: Path) -> dict[str, int]:
    """When each file and folder under a folder was last changed."""
    return {path.relative_to(directory).as_posix(): path.stat().st_mtime_ns for path in directory.rglob("*")}
