"""What an actor kind is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field

from explainsite.content.models import Model
from explainsite.storyboard.actors.flaws import Flaw, no_flaws
from explainsite.storyboard.fields import Text
from explainsite.storyboard.state import Actor, Part


class ActorSpec(Model):
    """What every stage entry may have."""

    is_: str = Field(alias="is", description="The kind of actor.")
    label: Text = Field("", description="The name that stands beside or above the actor.", examples=["Keys"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKind:
    """A kind: the model of its YAML, its parts at the start, and how a sentence tells what it holds.

    `part_noun` names one part ("cell", "token"). `next_part` makes the part that `append` adds, as long as
    there is `room` for so many in all; kinds without it refuse the verb. `check` finds what no single field
    can tell. `extra` names verbs for some kinds only that this one understands. `by_place` is for kinds
    whose parts are named by their places, and get other names in other places. `group` is the heading that it
    stands under in the reference. `demo` is its film there: YAML with `stage` and `beats`, and perhaps
    `layout`, 4 to 7 s long.

    `source` names the field of the spec, a text, that `set` may write anew as a whole; `rewrite` makes the
    parts of a spec with another one, so that what was there before stays what it is.

    `view` draws a kind that is not bundled; what a view is, `picture` knows.
    """

    name: str
    group: str = ""
    spec: type[ActorSpec]
    parts: Callable[[Any], tuple[Part, ...]]
    contents: Callable[[Actor], str]
    part_noun: str = "part"
    next_part: Callable[[Actor, str], Part] | None = None
    room: Callable[[Any], int] = lambda _: 0
    check: Callable[[Any], Iterable[Flaw]] = no_flaws
    example: str = ""
    demo: str = ""
    extra: frozenset[str] = field(default=frozenset())
    by_place: bool = False
    source: str = ""
    rewrite: Callable[[Actor, Any], tuple[Part, ...]] | None = None
    view: Any = None

    @property
    def grows(self) -> bool:
        """Whether new parts come to its end."""
        return self.next_part is not None
