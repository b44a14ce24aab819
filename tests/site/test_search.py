"""The search index is the same for the same words, is kept, and never met by a page of other words."""

from __future__ import annotations

from pathlib import Path

from explainsite.rendering.store import Store
from explainsite.site.search import SCRIPT, search_address, search_index

DOCUMENTS = {
    f"a/{name}/index.html": f"<!doctype html><html lang=en><title>{name}</title><main><h1>{words}</h1></main>"
    for name, words in (("b", "levers move"), ("c", "ropes pull"))
}


def published(store: Store) -> dict[str, bytes]:
    _, outputs = search_index(DOCUMENTS, store)
    return {output.path: Path(str(output.content)).read_bytes() for output in outputs}


def test_the_same_words_give_the_same_bytes_and_are_indexed_once(tmp_path: Path) -> None:
    one, other = Store(tmp_path / "one"), Store(tmp_path / "other")
    first = published(one)
    assert published(other) == first
    key, _ = search_index(DOCUMENTS, one)
    times = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("*.pf_index")}
    assert search_index(DOCUMENTS, one)[0] == key
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "one").rglob("*.pf_index")} == times


def test_it_has_the_engine_and_nothing_that_draws(tmp_path: Path) -> None:
    files = published(Store(tmp_path))
    assert search_address(DOCUMENTS) in files
    names = {path.rpartition("/")[2] for path in files}
    assert {SCRIPT, "pagefind-worker.js", "pagefind-entry.json"} <= names
    assert not [name for name in names if "ui" in name.split(".")[0] or name.endswith(".css")]


def test_other_words_have_another_address() -> None:
    changed = {**DOCUMENTS, "a/c/index.html": DOCUMENTS["a/c/index.html"].replace("pull", "lift")}
    assert search_address(changed) != search_address(DOCUMENTS)
