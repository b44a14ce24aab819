"""What an actor kind is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from explainsite.content.models import Model
from explainsite.storyboard.roles import Role
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import number

def _as_text(value: Any) -> Any:
    return number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_as_text)]
"""Text on screen; a number from the data file is written out."""


class ActorSpec(Model):
    """What every stage entry may have."""

    is_: str = Field(alias="is", description="The kind of actor.")
    label: Text = Field("", description="The name that stands beside or above the actor.")
    role: Role = Field("accent", description="The colour role of its parts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Something wrong with a stage entry that no single field tells; `place` leads to it."""

    place: tuple[str | int, ...]
    message: str
    hint: str
    code: str = "wrong-type"


def no_flaws(spec: Any) -> Iterable[Flaw]:
    """The check of a kind whose fields say it all."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKind:
    """A kind: the model of its YAML, its parts at the start, and how a sentence tells what it holds.

    `part_noun` names one part ("cell", "token"). `next_part` makes the part that `append` adds; kinds without it
    refuse the verb. `extra` names verbs for some kinds only that this one understands.
    """

    name: str
    spec: type[ActorSpec]
    parts: Callable[[Any], tuple[Part, ...]]
    contents: Callable[[Actor], str]
    part_noun: str = "part"
    next_part: Callable[[Actor, str], Part] | None = None
    check: Callable[[Any], Iterable[Flaw]] = no_flaws
    example: str = ""
    extra: frozenset[str] = field(default=frozenset())


def indexed(texts: list[str], **common: Any) -> tuple[Part, ...]:
    """Parts named by their index from 0."""
    return tuple(Part(id=str(index), text=text, **common) for index, text in enumerate(texts))


def texts_of(actor: Actor) -> str:
    """The texts of the filled parts, for a sentence."""
    return ", ".join(part.text for part in actor.parts if part.filled and part.text)


def named(values: Mapping[str, float | None]) -> tuple[Part, ...]:
    """Parts named by their key, each with its value."""
    return tuple(Part(id=name, text=name, value=value) for name, value in values.items())
