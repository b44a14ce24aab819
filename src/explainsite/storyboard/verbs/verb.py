"""What a verb is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from explainsite.storyboard.call import Call
from explainsite.storyboard.state import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb: what it does to a stage, and what it takes, for the schema and the reference.

    `takes` is a type that pydantic understands. It describes the arguments; `run` reads them itself, for only
    the stage can tell which targets exist. `demo` is its film in the reference: YAML with `stage` and
    `beats`, and perhaps `layout`, 4 to 7 s long.
    """

    name: str
    run: Callable[[Call], Step]
    takes: Any
    example: str
    meaning: str
    demo: str = ""

    @property
    def keys(self) -> frozenset[str]:
        """The names of its arguments; none for a verb that takes targets."""
        models = [kind for kind in (self.takes, *get_args(self.takes)) if hasattr(kind, "model_fields")]
        return frozenset(info.alias or name for model in models for name, info in model.model_fields.items())
