"""The store gives back what was put in, whole, or nothing."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from explainsite.rendering.store import MANIFEST, Store
from rendering.writers import hold_a_draft, put, put_and_read

KEY = "a" * 64
OTHER = "b" * 64


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "renders")


def test_an_entry_comes_back_as_it_was_put(store: Store) -> None:
    put(store, KEY)
    entry = store.get(KEY)
    assert entry is not None
    assert entry.names == ("clip.mp4", "still.webp")
    assert entry.file("clip.mp4").read_text() == "frames"
    assert entry.meta == {"clips": [{"frames": 3}]}


def test_what_was_never_put_is_absent(store: Store) -> None:
    assert store.get(KEY) is None
    assert not store.root.exists()


def test_the_digest_names_the_content(store: Store) -> None:
    put(store, KEY, "frames")
    put(store, OTHER, "frames")
    put(store, "c" * 64, "others")
    digests = [entry.digest for key in (KEY, OTHER, "c" * 64) if (entry := store.get(key))]
    assert digests[0] == digests[1] != digests[2]


def flip_a_bit(entry: Path) -> None:
    clip = entry / "clip.mp4"
    clip.write_bytes(bytes([clip.read_bytes()[0] ^ 1]) + clip.read_bytes()[1:])


def truncate(entry: Path) -> None:
    (entry / "clip.mp4").write_bytes(b"")


def lose_a_file(entry: Path) -> None:
    (entry / "still.webp").unlink()


def add_a_file(entry: Path) -> None:
    (entry / "stray").touch()


def lose_the_manifest(entry: Path) -> None:
    (entry / MANIFEST).unlink()


def truncate_the_manifest(entry: Path) -> None:
    (entry / MANIFEST).write_text((entry / MANIFEST).read_text()[:40])


def change_the_meta(entry: Path) -> None:
    manifest = json.loads((entry / MANIFEST).read_text())
    manifest["meta"]["clips"][0]["frames"] = 4
    (entry / MANIFEST).write_text(json.dumps(manifest))


def replace_the_manifest(entry: Path) -> None:
    (entry / MANIFEST).write_text("[]")


@pytest.mark.parametrize(
    "damage",
    [
        flip_a_bit,
        truncate,
        lose_a_file,
        add_a_file,
        lose_the_manifest,
        truncate_the_manifest,
        change_the_meta,
        replace_the_manifest,
    ],
)
def test_a_damaged_entry_is_removed_and_absent(store: Store, damage: Callable[[Path], None]) -> None:
    path = put(store, KEY)
    damage(path)
    assert store.get(KEY) is None
    assert not path.exists()
    put(store, KEY)
    assert store.get(KEY) is not None


def test_a_commit_replaces_a_damaged_entry(store: Store) -> None:
    flip_a_bit(put(store, KEY))
    put(store, KEY)
    assert store.get(KEY) is not None


def test_the_faster_writer_stands(store: Store) -> None:
    first = put(store, KEY, text="first")
    put(store, KEY, text="second")
    assert (first / "clip.mp4").read_text() == "first"


def test_a_draft_that_is_not_committed_leaves_nothing(store: Store) -> None:
    with store.draft() as draft:
        (draft / "clip.mp4").touch()
    assert not draft.exists()


@pytest.mark.parametrize("key", ["", "../../etc", "A" * 64, "a" * 63])
def test_only_digests_are_keys(store: Store, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        store.get(key)


def test_a_sweep_takes_the_drafts_of_the_dead_and_leaves_those_of_the_living(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    writer = context.Process(target=hold_a_draft, args=(str(store.root), ready))
    writer.start()
    assert ready.wait(60)
    (draft,) = (store.root / ".drafts").iterdir()
    store.sweep()
    assert (draft / "half.mp4").exists()
    assert writer.pid
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    store.sweep()
    assert not draft.exists()


def test_writers_of_one_key_at_one_moment_leave_one_whole_entry(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(3)
    names = ("one", "two", "three")
    writers = [context.Process(target=put_and_read, args=(str(store.root), barrier, name)) for name in names]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(store.keys()) == 40
    assert list((store.root / ".drafts").iterdir()) == []


def test_remove_takes_what_is_named_and_clean_keeps_what_is_not_ours(store: Store) -> None:
    put(store, KEY)
    put(store, OTHER)
    store.write_text("history/film.json", "{}")
    (store.root / "README.md").write_text("about")
    (store.root / ".gitignore").write_text("*")
    store.remove([OTHER, "c" * 64])
    assert store.keys() == (KEY,)
    assert list((store.root / ".drafts").iterdir()) == []
    store.clean()
    assert sorted(path.name for path in store.root.iterdir()) == [".gitignore", "README.md"]


def test_a_small_file_is_replaced_whole(store: Store) -> None:
    assert store.read_text("history/film.json") is None
    store.write_text("history/film.json", "one")
    store.write_text("history/film.json", "two")
    assert store.read_text("history/film.json") == "two"
    assert [path.name for path in (store.root / "history").iterdir()] == ["film.json"]
