"""The store stays within its size: the longest unused goes first, and never what is relied on."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.rendering.store import SIZES, TIMELINE, Store
from explainsite.rendering.upkeep import NOTED_EVERY, Holding, tidy
from explainsite.sizes import size_in_bytes, size_in_words
from rendering.writers import hold_a_draft, prune_and_stop, put, rely

NOW = 1_800_000_000.0
OLD, MIDDLE, NEW = (letter * 64 for letter in "abc")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three equal entries, used three days, two days and one day ago."""
    store = Store(tmp_path / "renders")
    for days, key in ((3, OLD), (2, MIDDLE), (1, NEW)):
        os.utime(put(store, key), (0, NOW - days * 86400))
    return store


def each(store: Store) -> int:
    """The size of one of the entries."""
    return sum(file.stat().st_size for file in store.root.glob(f"??/{OLD}/*"))


def test_what_was_used_longest_ago_goes_first(store: Store) -> None:
    size = each(store)
    assert tidy(store, 3 * size, uses=(), now=NOW).pruned == Holding(films=0, size=0)
    assert store.keys() == (OLD, MIDDLE, NEW)
    upkeep = tidy(store, 3 * size - 1, uses=(), now=NOW)
    assert (upkeep.holds.size, upkeep.pruned.size) == (2 * size, size)
    assert store.keys() == (MIDDLE, NEW)


def test_what_is_used_becomes_the_newest(store: Store) -> None:
    tidy(store, 3 * each(store), uses=[OLD], now=NOW)
    tidy(store, each(store), uses=(), now=NOW)
    assert store.keys() == (OLD,)


def test_what_is_used_stays_even_if_it_is_too_much(store: Store) -> None:
    size = each(store)
    upkeep = tidy(store, size, uses={OLD, NEW}, now=NOW)
    assert (upkeep.holds.size, upkeep.limit) == (2 * size, size)
    assert store.keys() == (OLD, NEW)


def test_a_use_is_noted_once_in_a_while(store: Store) -> None:
    tidy(store, 10**9, uses=[OLD], now=NOW)
    tidy(store, 10**9, uses=[OLD], now=NOW + NOTED_EVERY)
    assert store.last_used()[OLD] == NOW
    tidy(store, 10**9, uses=[OLD], now=NOW + NOTED_EVERY + 1)
    assert store.last_used()[OLD] == NOW + NOTED_EVERY + 1
    assert store.get(OLD), "a note of use changes nothing"


def test_what_has_gone_meanwhile_is_no_trouble(store: Store) -> None:
    assert tidy(store, 10**9, uses=["d" * 64], now=NOW).holds.size == 3 * each(store)
    assert tidy(Store(store.root / "absent"), 0, uses=["d" * 64], now=NOW).holds == Holding(films=0, size=0)
    assert not (store.root / "absent").exists()


def test_films_are_counted(store: Store) -> None:
    with store.draft() as draft:
        (draft / TIMELINE).write_text("{}")
        store.commit("d" * 64, draft, {})
    assert tidy(store, 10**9, uses=(), now=NOW).holds.films == 1
    assert tidy(store, 0, uses=(), now=NOW).pruned.films == 1


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', '{"a": ["x", null]}', "null", "\x00"])
def test_damaged_notes_on_sizes_are_made_anew(store: Store, damage: str) -> None:
    whole = tidy(store, 10**9, uses=(), now=NOW).holds
    noted = (store.root / SIZES).read_text()
    (store.root / SIZES).write_text(damage)
    assert tidy(store, 10**9, uses=(), now=NOW).holds == whole
    assert (store.root / SIZES).read_text() == noted


def test_a_second_look_writes_nothing_and_measures_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tidy(store, 10**9, uses=[NEW], now=NOW)
    monkeypatch.setattr(Store, "files", forbidden)
    monkeypatch.setattr(Store, "write_text", forbidden)
    assert tidy(store, 10**9, uses=[NEW], now=NOW) == first


def forbidden(*_: object) -> Any:
    raise AssertionError("not for what is known")


@contextmanager
def another(target: Callable[..., None], store: Store) -> Iterator[multiprocessing.process.BaseProcess]:
    """Another process, once it has come to where it says that it is ready; killed at the end."""
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    process = context.Process(target=target, args=(str(store.root), ready))
    process.start()
    try:
        assert ready.wait(60)
        yield process
    finally:
        process.kill()
        process.join()


def test_nothing_is_pruned_while_another_build_relies_on_it(store: Store) -> None:
    with another(rely, store):
        upkeep = tidy(store, 0, uses=(), now=NOW)
        assert (upkeep.alone, upkeep.pruned.size) == (False, 0)
        assert upkeep.holds.size == 3 * each(store)
        with store.in_use():
            assert store.get(OLD)
    upkeep = tidy(store, 0, uses=(), now=NOW)
    assert (upkeep.alone, upkeep.holds.size) == (True, 0), "who is dead relies on nothing"


def test_a_pruning_that_is_killed_leaves_whole_entries(store: Store) -> None:
    with another(prune_and_stop, store) as process:
        pass
    assert process.exitcode == -signal.SIGKILL
    assert store.keys() == (MIDDLE, NEW)
    assert all(store.get(key) for key in store.keys())  # noqa: SIM118
    assert [path.name for path in (store.root / ".drafts").glob("*/*")] == [OLD]
    store.sweep()
    assert list((store.root / ".drafts").iterdir()) == []
    assert tidy(store, 0, uses=(), now=NOW).alone


def test_a_draft_under_way_outlives_a_pruning(store: Store) -> None:
    with another(hold_a_draft, store):
        tidy(store, 0, uses=(), now=NOW)
        assert store.keys() == ()
        assert len(list((store.root / ".drafts").glob("*/half.mp4"))) == 1


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("5GB", 5 * 10**9),
        ("5 GB", 5 * 10**9),
        (" 1.5gb ", 1_500_000_000),
        ("5G", 5 * 10**9),
        ("500MB", 500 * 10**6),
        ("500MiB", 500 * 2**20),
        ("2GiB", 2 * 2**30),
        ("64kb", 64_000),
        ("1 TiB", 2**40),
        ("0MB", 0),
    ],
)
def test_sizes_are_read_as_people_write_them(text: str, size: int) -> None:
    assert size_in_bytes(text) == size


@pytest.mark.parametrize(
    "text", ["", "5", "GB", "five GB", "-5GB", "5 gigs", "5,5GB", "1e3MB", "5GBs", "5 B"]
)
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a size such as"):
        size_in_bytes(text)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 KB"),
        (3_412, "3.4 KB"),
        (999_499, "999 KB"),
        (999_500, "1 MB"),
        (412_345_678, "412 MB"),
        (9_960_000, "10 MB"),
        (5 * 10**9, "5 GB"),
        (1_234 * 10**12, "1234 TB"),
    ],
)
def test_sizes_are_told_in_two_or_three_digits(size: int, words: str) -> None:
    assert size_in_words(size) == words


@given(st.integers(min_value=0, max_value=10**14))
def test_what_is_told_can_be_read(size: int) -> None:
    assert abs(size_in_bytes(size_in_words(size)) - size) <= max(0.06 * size, 50)
