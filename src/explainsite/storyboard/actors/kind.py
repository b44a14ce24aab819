"""What an actor kind is: a value whose functions say what its actors hold, do and are called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from explainsite.content.models import Model
from explainsite.content.nodes import Node
from explainsite.diagnostics import Span
from explainsite.storyboard.actors import defaults
from explainsite.storyboard.actors.flaws import Flaw, no_flaws
from explainsite.storyboard.call import Call
from explainsite.storyboard.fields import Text
from explainsite.storyboard.places import places
from explainsite.storyboard.sending import SendArguments
from explainsite.storyboard.state import Actor, Change, Part, Stage, Step, Target


class ActorSpec(Model):
    """What every stage entry may have."""

    is_: str = Field(alias="is", description="The kind of actor.")
    label: Text = Field("", description="The name that stands beside or above the actor.", examples=["Keys"])
    spoken: Text = Field(
        "",
        description="What the transcript calls it, where its label says too little, or too much.",
        examples=["the bit array"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorKind:
    """A kind of actor. Verbs ask it, and know no kind by its name.

    A kind's own file gives what is special about it. All else is as `actors/defaults.py` has it.
    """

    # --- What it is

    name: str
    """What `is:` takes."""
    group: str = ""
    """The heading that it stands under in the reference."""
    spec: type[ActorSpec]
    """The model of its YAML."""
    parts: Callable[[Any], tuple[Part, ...]]
    """The parts at the start, from the spec."""
    check: Callable[[Any], Iterable[Flaw]] = no_flaws
    """What is wrong with a spec that no single field shows."""
    example: str = ""
    """A stage entry, for hints and the schema."""
    demo: str = ""
    """Its film in the reference: YAML with `stage` and `beats`, and perhaps `layout`, 4 to 7 s long."""
    extra: frozenset[str] = frozenset()
    """The verbs for some kinds only that this one understands."""
    by_place: bool = False
    """Whether parts are named by their places, and get other names in other places."""
    grid: Callable[[Any], tuple[int, int]] | None = None
    """How many rows and columns its cells stand in, from the spec; `set` takes a list for each row."""
    around: Callable[[Any], tuple[str, ...]] = defaults.surrounds_nothing
    """Selectors of what one of this kind surrounds, from the spec; such an actor has no area of its own."""
    describe_around: Callable[[Actor, str], str] = defaults.describe_around
    """That it has moved to other things, which are given in words."""
    check_among: Callable[[Actor, Stage, Collection[str]], Iterable[Flaw]] = defaults.fits_among
    """What is wrong with an actor among what could be read of the stage, and the names of all declared."""
    agents: bool = False
    """Whether parts act by themselves, as nodes do: sentences name the one who sends, a message to the whole
    goes to each, and notes are what they show."""
    verbatim: bool = False
    """Whether texts are quoted as they are, so that numbers in them are not claims."""
    view: Any = None
    """What draws a kind that is not bundled; what a view is, `picture` knows."""

    # --- What it is called

    part_noun: str = "part"
    """One part: "cell", "token"."""
    contents: Callable[[Actor], str]
    """What an actor holds, in a few words."""
    actor_name: Callable[[Actor], str] = defaults.actor_name
    """How a sentence calls an actor."""
    part_names: Callable[[Actor, Sequence[Part]], list[str]] = defaults.part_names
    """How a sentence calls some parts: each by a name of its own, or all by one."""
    parts_called: Callable[[Actor, str], tuple[str, ...]] = defaults.called_nothing
    """The ids of parts that a selector may also call by this name."""
    part_name: Callable[[Part], str] = defaults.part_name
    """What a part is called among those of its actor alone."""
    places: Callable[[Actor, Sequence[Part]], str] = places
    """Where some parts stand, for those that their texts do not name: `cells 1, 4 and 7`."""
    plain_text: Callable[[str], str] = defaults.plain_text
    """The text of a part as a sentence quotes it."""
    is_one: Callable[[Actor, Sequence[Part]], bool] = defaults.is_one
    """Whether `part_names` makes one thing of some parts, so that a verb in the singular follows."""
    introduce: Callable[[Actor, Stage], tuple[str, str]] = defaults.introduce
    """What an actor is called when it enters, and what it holds then; either may say it all."""

    # --- `set`

    assign: Callable[[Actor, Part, Any, Span], Part] = defaults.assign
    """A part with another value; raises `Problem` for one that it cannot take."""
    assign_whole: Callable[[Actor, Any, Span], Actor] | None = None
    """An actor of several parts with one value for all of it, for kinds in which that says something."""
    describe_changes: Callable[[Actor, Sequence[Change]], Iterator[str]] = defaults.describe_changes
    """What `set` has changed, for a sentence each."""
    seconds: Callable[[Actor, Sequence[Change]], float] = lambda _, __: 0.0
    """How long it takes to show what `set` or `append` has changed, at the least."""
    takes_lists: bool = False
    """Whether the value of a single part may be a list."""
    source: str = ""
    """The field of the spec, a text, that may be written anew as a whole."""
    part_sources: str = ""
    """The field of the spec that has the sources of parts, for kinds whose parts are written anew too."""
    rewrite: Callable[[Actor, Any], tuple[Part, ...]] | None = None
    """The parts of a spec with another source, so that what was there before stays what it is."""
    describe_rewriting: Callable[[Actor, Actor], str] = defaults.describe_rewriting
    """Which parts took the place of which; empty for nothing new."""

    # --- `append`, `pop`, `fill`, `move`: parts come and go

    next_part: Callable[[Actor, str], Part] | None = None
    """The part that `append` adds; kinds without it refuse the verb, unless they have `append_inside`."""
    room: Callable[[Any], int] = lambda _: 0
    """The most parts that it can have, from the spec."""
    more_room: str = "give it more `slots`"
    """What to do when an actor is full."""
    overflow: Callable[[Any], Literal["reject", "evict"] | None] = lambda _: None
    """What `append` does to a full actor, from the spec; None is a mistake of the film."""
    read_texts: Callable[[Call, Actor, Node], list[str]] = defaults.read_texts
    """The texts of new parts, from the value that `append` has."""
    describe_arrival: Callable[[Actor, Sequence[str]], str] = defaults.describe_arrival
    """That texts have come to an actor, which is given as it was before."""
    append_inside: Callable[[Call, Actor, str | None, Node], tuple[Actor, list[str]]] | None = None
    """What `append` does in kinds that grow at several places, and what is said of it."""
    pop_inside: Callable[[Call, Stage, Sequence[Target]], tuple[Stage, list[str]]] | None = None
    """What `pop` does in kinds whose parts take others with them, and what is said of it."""
    fill: Callable[[Actor, Part, str], Part] = defaults.fill
    """An empty part that becomes full, with a text."""
    is_fifo: bool = False
    """Whether it is the first part that leaves, where others give away their last."""
    at_end_only: bool = False
    """Whether parts come and go at the end only, in order."""
    is_closed: bool = False
    """Whether no part of another actor can move in."""
    in_place_of: Callable[[Part, Part], Part] | None = None
    """A part as it stands in the place of another, which is given first, for kinds in which each part hangs
    in a place of its own: there `swap` exchanges what they hold, and their names and lines stay."""
    suits: Callable[[Actor, Actor], bool] = lambda _, __: True
    """Whether parts of an actor can stand in another one, and the other way round."""
    keeps_amounts: bool = False
    """Whether a part that moves in keeps its amount."""

    # --- `mark`, `note`, `highlight`, `compare`, `fail`, `send`

    role_of: Callable[[Actor], str | None] = defaults.role_of
    """The role that parts show unmarked."""
    rename: Callable[[Actor, str], Actor | None] = defaults.rename
    """An actor with another name; None for one without a name that this could replace."""
    require: Callable[[Call, Target], None] = defaults.accept
    """Raises `Problem` for a target that `note`, `fail` or `recover` cannot work on."""
    absent: Callable[[Target], tuple[str, str]] | None = None
    """Why an unfilled part cannot be pointed at, and what to do, for kinds in which it has no place."""
    along: Callable[[Actor, str], tuple[str, ...]] = defaults.alone
    """The parts that are pointed at when one is: itself, and those that lead to it."""
    turn: Callable[[Actor, frozenset[str], Span], Actor] = defaults.turn
    """What else changes in an actor when some of its parts have gone down or come back."""
    compared: Callable[[Part], bool] | None = defaults.is_filled
    """The parts that `compare` compares; None for kinds that hold nothing to compare."""
    seen: Callable[[Actor, Part], str] = defaults.seen
    """What a reader sees of a part, less the name that it has in other actors too."""
    describe_shown: Callable[[Actor, Part], str] = defaults.describe_shown
    """That `show` has brought a part."""
    describe_crowd: Callable[[Actor, Sequence[Part]], Iterator[str]] | None = None
    """That `show` has brought more parts than are told one by one."""
    send: Callable[[Call, SendArguments, tuple[Target, ...], tuple[Target, ...]], Step] | None = None
    """What a message does that stays within one actor, where that leaves something behind."""

    @property
    def grows(self) -> bool:
        """Whether new parts come to its end."""
        return self.next_part is not None
