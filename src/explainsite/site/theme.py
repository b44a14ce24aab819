"""The theme that comes with the package, what of it the author replaces, and the pages that they make."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainsite.diagnostics import Diagnostic
from explainsite.jobs.memory import Memory

if TYPE_CHECKING:  # where all pages are remembered, no template is
    from jinja2 import Environment

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


@dataclass(frozen=True, kw_only=True)
class Templates:
    """The templates of a site: the theme's, and the author's in the folder `overrides`."""

    overrides: Path
    memory: Memory | None = None
    sort: str = "pages"
    """Under what the pages are remembered that they make."""

    def page(self, url: str, template: str, about: str, context: Callable[[], Mapping[str, Any]]) -> str:
        """The page at `url`; `about` is all that decides its context. Raises `TemplateFailure`.

        With a memory, a page is rendered once, for as long as that and all files of templates are the same.
        """
        name, depends = f"{self.sort}/{url}", [template, about, self._digest]
        known: str | None = self.memory.recall(name, depends) if self.memory else None
        if known is not None:
            return known
        html = self.render(template, context())
        if self.memory:
            self.memory.keep(name, depends, html)
        return html

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """Render a template; raises `TemplateFailure` at the template's own line."""
        from explainsite.site.templating import render

        return render(self._environment, name, context)

    @cached_property
    def _environment(self) -> Environment:
        from explainsite.site.templating import template_environment

        return template_environment(self.overrides, self.memory)

    @cached_property
    def _digest(self) -> str:
        digest = hashlib.sha256()
        for folder in (theme_folder(), self.overrides):
            for name, content in _files(folder):
                digest.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape") + content)
        return digest.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        except OSError:
            yield path.relative_to(folder).as_posix(), b"cannot be read"
