"""The files that every page uses: stylesheet, script, icon and fonts, each named for its content."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from explainsite.rendering.store import Store
from explainsite.site.fonts import cut_fonts, face_rules
from explainsite.site.outputs import Output
from explainsite.site.page import Assets, Page
from explainsite.site.theme import theme_file

FILES = ("script.js", "player.js", "progress.js", "find.js", "map.js", "explore.js", "icon.svg")
"""Those that are published as they are; the stylesheet has the fonts' rules too."""


def site_assets(pages: Iterable[Page], overrides: Path, store: Store) -> tuple[Assets, list[Output]]:
    """The assets of a site with these pages, and the files that they are."""
    fonts = cut_fonts(characters(pages), store)
    style = face_rules(fonts).encode() + theme_file(overrides, "style.css") + _own_rules(overrides)
    files = {name: _named(name, theme_file(overrides, name)) for name in FILES}
    sheet = _named("style.css", style)
    assets = Assets(
        stylesheet=sheet.path,
        script=files["script.js"].path,
        player=files["player.js"].path,
        progress=files["progress.js"].path,
        finder=files["find.js"].path,
        map=files["map.js"].path,
        explorer=files["explore.js"].path,
        icon=files["icon.svg"].path,
        preloads=tuple(font.url for font in fonts if font.face.preload),
        store_keys=tuple(font.key for font in fonts),
    )
    return assets, [
        sheet,
        *files.values(),
        *(Output(path=f.url, content=f.path, writer=f"the font {f.face.family}") for f in fonts),
    ]


def _own_rules(overrides: Path) -> bytes:
    """What a project adds to the theme's stylesheet, rather than replace it."""
    own = overrides / "site.css"
    return own.read_bytes() if own.is_file() else b""


def _named(name: str, content: bytes) -> Output:
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Output(path=f"assets/{stem}.{digest}.{ending}", content=content, writer=f"the theme's {name}")


_ASCII = bytes(range(128))
"""The characters that each font has anyway; in UTF-8 no other has one of these bytes."""


def characters(pages: Iterable[Page]) -> set[str]:
    """Every character beyond ASCII that the pages may show."""
    texts = (html.unescape(page.written).encode() for page in pages)
    return {sign for text in texts for sign in text.translate(None, _ASCII).decode()}


def extra_files(pages: Sequence[Page], base_url: str) -> list[Output]:
    """What search engines read: `robots.txt`, and a sitemap when the site knows its address."""
    if not base_url:
        return [Output(path="robots.txt", content=b"User-agent: *\nAllow: /\n", writer="robots.txt")]
    robots = f"User-agent: *\nAllow: /\nSitemap: {base_url}/sitemap.xml\n"
    return [
        Output(path="robots.txt", content=robots.encode(), writer="robots.txt"),
        Output(path="sitemap.xml", content=sitemap(pages, base_url).encode(), writer="the sitemap"),
    ]


def sitemap(pages: Iterable[Page], base_url: str) -> str:
    """The addresses of all listed pages, for search engines."""
    addresses = sorted(f"{base_url}/{page.url}" for page in pages if page.listed)
    entries = "".join(f"<url><loc>{html.escape(address)}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
