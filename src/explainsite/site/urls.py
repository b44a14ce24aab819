"""Where things are: the one place that knows the site's addresses.

An address is relative to the site's root and has no leading slash: `""` is the home page,
`ai-llm/kv-cache/` an explainer, `assets/…` a file that all pages use.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from explainsite.content import discover
from explainsite.content.spec import Lane, PathSpec, Piece
from explainsite.rendering.film import Film

HOME = ""
PATHS = "paths/"
CONCEPTS = f"{discover.CONCEPTS}/"
REFERENCE = "reference/"
FIND = "find/"
MAP = "map/"
NOT_FOUND = "404.html"


def lane_url(lane: Lane) -> str:
    """The address of a lane's page."""
    return f"{lane.slug}/"


def piece_url(piece: Piece) -> str:
    """The address of an explainer or a concept note."""
    return f"{piece.lane}/{piece.slug}/"


def path_url(path: PathSpec) -> str:
    """The address of a learning path's page."""
    return f"{PATHS}{path.slug}/"


def film_url(piece: Piece, film: Film, name: str) -> str:
    """The address of a film's file. It changes with the film, so it can be cached for ever."""
    return f"{piece_url(piece)}{film.digest[:12]}/{name}"


def output_path(url: str) -> str:
    """The file that answers an address: a folder is answered by its `index.html`."""
    return f"{url}index.html" if url == HOME or url.endswith("/") else url


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """Makes the links of the page at `url`.

    Links are relative, so that a site works from any folder. Only the page for missing addresses has a
    `root`: it is served at every depth, so its links must begin at the host.
    """

    url: str
    root: str | None = None

    def __call__(self, target: str) -> str:
        """The link from this page to another address, which may end in `#fragment`."""
        address, hash_, fragment = target.partition("#")
        return self._address(address) + hash_ + fragment

    def _address(self, target: str) -> str:
        if self.root is not None:
            return self.root + target
        here, there = self.url.split("/")[:-1], target.split("/")
        shared = 0
        for mine, its in zip(here, there[:-1], strict=False):
            if mine != its:
                break
            shared += 1
        link = "../" * (len(here) - shared) + "/".join(there[shared:])
        return link or "./"


def site_root(base_url: str) -> str:
    """The path at which the site is published, with slashes at both ends."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"


def absolute(base_url: str, url: str) -> str:
    """The full address, or nothing when the site does not know where it will be published."""
    return f"{base_url.rstrip('/')}/{url}" if base_url else ""
