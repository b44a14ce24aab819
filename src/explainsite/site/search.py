"""What readers can search: an index by Pagefind; films are found by the beat, texts by the section.

Pagefind reads a plain page made for it, without what stands around a page of the site: the words of a piece,
then each beat under a heading with its anchor. The index is kept in the store under what it was made of, and
 published in a folder named for that, so an old page never meets a new index.
"""

from __future__ import annotations

import asyncio
import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from explainsite.content.markdown.anchors import WHAT_IF, beat_anchor
from explainsite.jobs.canonical import canonical_json
from explainsite.rendering.store import Store
from explainsite.site import urls
from explainsite.site.outputs import Output
from explainsite.site.page import Page
from explainsite.site.views.film import BeatView
from explainsite.site.views.piece import PieceView

if TYPE_CHECKING:
    from pagefind.service.types import InternalDecodedFile

SCRIPT = "pagefind.js"
PARTS = (SCRIPT, "pagefind-worker.js", "pagefind-entry.json")
"""The engine itself; beside these come its WebAssembly, the index and the texts, and nothing that draws."""
ENDINGS = (".pagefind", ".pf_meta", ".pf_index", ".pf_fragment")
SLASH = "+"
"""Stands for a slash in the store, whose entries have no folders."""

_FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
"""What a formula says is in its form; its letters alone are noise in an excerpt."""


def search_documents(pages: Iterable[Page], language: str) -> dict[str, str]:
    """For the file of each piece's page what there is to be found in it, as HTML."""
    return {
        urls.output_path(page.url): _document(page.view, language)
        for page in pages
        if isinstance(page.view, PieceView)
    }


def search_address(documents: Mapping[str, str]) -> str:
    """Where the script of the search engine for these documents is."""
    return f"assets/search-{_key(documents)[:10]}/{SCRIPT}"


def search_index(documents: Mapping[str, str], store: Store) -> tuple[str, list[Output]]:
    """The store's key of the index of these documents, and the files that it is."""
    key = _key(documents)
    entry = store.get(key)
    if entry is None:
        with store.draft() as draft:
            for name, content in _index(documents).items():
                (draft / name.replace("/", SLASH)).write_bytes(content)
            entry = store.commit(key, draft, {"search": len(documents)})
    folder = search_address(documents).removesuffix(SCRIPT)
    return key, [
        Output(path=folder + name.replace(SLASH, "/"), content=entry.file(name), writer="the search index")
        for name in entry.names
    ]


def _document(view: PieceView, language: str) -> str:
    title = html.escape(f"{view.title.name} {view.title.surprise}")
    about = html.escape(f"{view.hook} {view.summary}")
    body = _FORMULA.sub("…", view.body)
    asked = f'<h2 id="{WHAT_IF}">{html.escape(view.explore.ask)}</h2>' if view.explore else ""
    asked += f"<p>{html.escape(view.explore.say)}</p>" if view.explore else ""
    return (
        f'<!doctype html><html lang="{language}"><title>{title}</title><main><h1>{title}</h1>'
        f"<p>{about}</p>{body}{asked}{''.join(map(_told, view.transcript))}</main></html>"
    )


def _told(beat: BeatView) -> str:
    title, words = html.escape(beat.title), html.escape(f"{beat.say} {beat.seen}")
    return f'<h2 id="{beat_anchor(beat.id)}">{title}</h2><p>{words}</p>'


def _key(documents: Mapping[str, str]) -> str:
    made_of = {
        "documents": dict(documents),
        "tools": [f"{name} {version(name)}" for name in ("pagefind", "pagefind_bin")],
        "code": hashlib.sha256(Path(__file__).read_bytes()).hexdigest(),
    }
    return hashlib.sha256(canonical_json(made_of).encode(errors="surrogatepass")).hexdigest()


def _index(documents: Mapping[str, str]) -> dict[str, bytes]:
    """The files of an index, by their paths in its folder."""
    with TemporaryDirectory() as folder:
        for path, document in documents.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(document, encoding="utf-8")
        with ThreadPoolExecutor(1) as aside:  # this thread may have an event loop already
            files = aside.submit(asyncio.run, _indexed(folder)).result()
    return {file["path"]: _bytes(file["content"]) for file in files if _is_needed(file["path"])}


async def _indexed(folder: str) -> list[InternalDecodedFile]:
    from pagefind.index import IndexConfig, PagefindIndex

    async with PagefindIndex(config=IndexConfig(output_path=f"{folder}/.index")) as index:
        await index.add_directory(folder)
        return await index.get_files()


def _bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _is_needed(path: str) -> bool:
    return path in PARTS or path.endswith(ENDINGS)
