"""The store after a command: pruned to its size, and what that is in words."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import TYPE_CHECKING

from explainsite.console import count
from explainsite.sizes import size_in_words

if TYPE_CHECKING:
    from explainsite.rendering.store import Store
    from explainsite.rendering.upkeep import Holding, Upkeep


def prune(store: Store, limit: int, uses: Collection[str]) -> str:
    """Prune to `limit` bytes all but what was just used; returns what the store holds."""
    from explainsite.rendering.upkeep import tidy

    upkeep = tidy(store, limit, uses=uses, now=time.time())
    return f"store: {holding_in_words(upkeep.holds)}{_news(upkeep)}"


def holding_in_words(holding: Holding) -> str:
    """ "38 films, 412 MB"."""
    return f"{count(holding.films, 'film')}, {size_in_words(holding.size)}"


def _news(upkeep: Upkeep) -> str:
    if upkeep.holds.size > upkeep.limit:
        why = "all of it in use" if upkeep.alone else "which another build is using"
        return f" ({why}, though `keep` is {size_in_words(upkeep.limit)})"
    return f" ({size_in_words(upkeep.pruned.size)} pruned)" if upkeep.pruned.size else ""
