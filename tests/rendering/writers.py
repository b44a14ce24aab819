"""What other processes do to a store; a module of its own, so that they can import it."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from explainsite.rendering.store import Store
from explainsite.rendering.upkeep import tidy


def put(store: Store, key: str, text: str = "frames") -> Path:
    """Commit an entry of two files."""
    with store.draft() as draft:
        (draft / "clip.mp4").write_text(text)
        (draft / "still.webp").write_text("picture")
        return store.commit(key, draft, {"clips": [{"frames": 3}]}).path


def hold_a_draft(root: str, ready: Any) -> None:
    """Begin a draft and never end it."""
    with Store(Path(root)).draft() as draft:
        (draft / "half.mp4").touch()
        ready.set()
        signal.pause()


def rely(root: str, ready: Any) -> None:
    """Rely on the store for ever."""
    with Store(Path(root)).in_use():
        ready.set()
        signal.pause()


def prune_and_stop(root: str, ready: Any) -> None:
    """Begin to prune all entries, and stop for ever after the first."""
    rename = Path.rename

    def stop_after(path: Path, target: Path) -> None:
        rename(path, target)
        ready.set()
        signal.pause()

    Path.rename = stop_after  # type: ignore[method-assign, assignment]
    tidy(Store(Path(root)), 0, uses=(), now=0.0)


def put_and_read(root: str, barrier: Any, name: str) -> None:
    """Commit the keys that the other processes commit at the same moment; read whole entries only."""
    store = Store(Path(root))
    for n in range(40):
        barrier.wait()
        path = put(store, f"{n:064x}", name)
        assert (path / "clip.mp4").read_text() in {"one", "two", "three"}
        assert store.get(f"{n:064x}") is not None
