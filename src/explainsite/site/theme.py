"""The theme that comes with the package, and what of it an author's own files replace."""

from __future__ import annotations

from pathlib import Path

from explainsite.diagnostics import Diagnostic

THEME = "explainsite/theme"
"""How diagnostics name the theme that comes with the package."""


class TemplateFailure(Exception):
    """A template could not be used; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(diagnostic.message)


def theme_folder() -> Path:
    """The theme that comes with the package."""
    return Path(__file__).parents[1] / "theme"


def theme_file(overrides: Path, name: str) -> bytes:
    """A stylesheet, script or icon of the theme, or the project's own of that name."""
    own = overrides / name
    return (own if own.is_file() else theme_folder() / name).read_bytes()
