"""The templates of a site, and the pages that they made before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explainsite.jobs.memory import Memory
from explainsite.site.theme import theme_folder

if TYPE_CHECKING:  # where all pages are remembered, no template is loaded
    from jinja2 import Environment


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
        content = hashlib.sha256(about.encode(errors="surrogatepass")).hexdigest()
        name, depends = f"{self.sort}/{url}", [template, content, self._digest]
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
