"""What a verb is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.call import Call
from explainsite.storyboard.cues import Actions, Single
from explainsite.storyboard.state import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb: what it does to a stage, and what it takes, for the schema and the reference.

    `run` gives the step, or None when nothing happens. `takes` is a type that pydantic understands. It
    describes the arguments; `run` reads them itself, for only the stage can tell which targets exist. `group`
    is the heading that it stands under in the reference. `demo` is its film there: YAML with `stage` and
    `beats`, and perhaps `layout` and `allow`, 4 to 7 s long.
    """

    name: str
    run: Callable[[Call], Step | None]
    takes: Any
    group: str
    example: str
    meaning: str
    demo: str
    kinds: Literal["all", "growing", "asking"] = "all"
    """The actor kinds that it is for: all, those that grow at their end, or those whose `extra` names it."""
    is_foundation: bool = True
    """Whether later verbs build on what it does, so that its failure leaves the state of actors in doubt."""
    undoes: Verb | None = None
    """The verb whose failure is the reason when this one finds nothing to undo."""

    @property
    def keys(self) -> frozenset[str]:
        """The names of its arguments; none for a verb that takes targets."""
        options = get_args(self.takes) if get_origin(self.takes) in (Union, UnionType) else (self.takes,)
        models = [option for option in options if hasattr(option, "model_fields")]
        return frozenset(info.alias or name for model in models for name, info in model.model_fields.items())

    @property
    def holds_actions(self) -> bool:
        """Whether its arguments are an action or several, each with a verb of its own."""
        return self.takes in (Actions, Single)

    def is_special_to(self, kind: ActorKind) -> bool:
        """Whether actors of a kind take it, or more of it, that those of other kinds do not."""
        return self.name in kind.extra or (self.kinds == "growing" and kind.grows)
