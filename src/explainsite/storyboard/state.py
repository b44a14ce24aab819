"""The stage: actors made of parts, the links between them, and the grid they stand in. All immutable.

One shape of state serves every actor: parts in order, each with text, a value and marks. That is why most
verbs work on every actor, and why an actor kind is one small file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from explainsite.diagnostics import Span
from explainsite.storyboard import pace

if TYPE_CHECKING:
    from explainsite.storyboard.actors.kind import ActorKind

Emphasis = Literal["normal", "lit", "dim"]
Choice = Literal["open", "chosen", "out"]
Match = Literal["", "same", "other"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An addressable piece of an actor: a token, a cell, a bar, a server, a log entry."""

    id: str
    text: str = ""
    value: float | None = None
    role: str | None = None
    own: str | None = None
    """The role that it has without a mark."""
    before: str | None = None
    """The role that it had when it went down, and has again when it comes back."""
    note: str = ""
    filled: bool = True
    down: bool = False
    emphasis: Emphasis = "normal"
    meaning: str = ""
    """What its mark means, in words that follow `is`."""
    choice: Choice = "open"
    """Whether `select` has chosen it, or left it out."""
    match: Match = ""
    """What `compare` has found it to be beside others."""
    key: str = ""
    """What its shapes keep from picture to picture, for kinds whose ids are counted anew."""
    sort: str = ""
    """What it is where an actor has parts of several sorts: an event, a message, a series."""
    points: tuple[Point, ...] = ()
    """Where it lies in its actor's own coordinates: a curve, a moment on a line."""
    parent: str | None = None
    """The part that it hangs below, in a tree, and the word on the branch to it."""
    edge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Something on the stage. `spec` holds what its kind reads from YAML and never changes in a film.

    An actor that is one thing (a counter, a node) has a single part with an empty id.
    """

    id: str
    traits: ActorKind
    """What its kind knows of all its actors."""
    label: str
    spec: Any
    parts: tuple[Part, ...]
    shown: bool = False
    note: str = ""
    """A few words beside all of it."""
    around: tuple[Target, ...] = ()
    """What it surrounds; nothing for one with an area of its own."""

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.traits.name

    @property
    def name(self) -> str:
        """How a sentence calls it."""
        return self.spoken or self.traits.actor_name(self)

    @property
    def spoken(self) -> str:
        """How its author wants it to be called; empty where that follows from what it shows."""
        return str(getattr(self.spec, "spoken", ""))

    @property
    def title(self) -> str:
        """What it is headed by, as it is: for sentences that read out what it shows."""
        return self.spoken or self.label or self.id.replace("-", " ").replace("_", " ")

    @property
    def surrounded(self) -> tuple[str, ...]:
        """The actors that it surrounds, wholly or in part."""
        return tuple(dict.fromkeys(target.actor for target in self.around))

    @property
    def is_single(self) -> bool:
        """Whether the actor is one thing without addressable parts."""
        return len(self.parts) == 1 and self.parts[0].id == ""

    def part(self, part_id: str) -> Part | None:
        """The part with this id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    def with_parts(self, ids: frozenset[str], change: Callable[[Part], Part]) -> Actor:
        """The actor with `change` applied to the parts named."""
        return replace(self, parts=tuple(change(p) if p.id in ids else p for p in self.parts))


@dataclass(frozen=True, slots=True)
class Change:
    """A part before and after."""

    old: Part
    new: Part


@dataclass(frozen=True, slots=True)
class Changed:
    """Parts of an actor that have changed, and the actor afterwards."""

    actor: Actor
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Target:
    """An actor (`part` is None) or one part of it."""

    actor: str
    part: str | None = None

    def __str__(self) -> str:
        return self.actor if not self.part else f"{self.actor}.{self.part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A lasting line between two targets."""

    start: Target
    end: Target
    text: str = ""
    role: str = "line"
    weight: float | None = None
    """Strength from 0 to 1, drawn as thickness; None is an ordinary line."""
    dashed: bool = False
    arrow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A named area of the grid, in tracks: first row and column, and how many it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Named areas, as CSS `grid-template-areas` has them."""

    rows: int
    columns: int
    areas: tuple[tuple[str, Area], ...]
    is_written: bool = True
    """Whether the author has laid it out."""

    def area(self, name: str) -> Area | None:
        """The area of this name, or None."""
        return dict(self.areas).get(name)


NO_GRID = Grid(rows=0, columns=0, areas=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything that a picture needs: the state between two beats."""

    actors: tuple[Actor, ...]
    grid: Grid
    links: tuple[Link, ...] = ()
    focus: tuple[Target, ...] = ()
    """What the camera has moved in on; nothing for the whole stage."""
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Names for several at once, each with the selectors that it stands for."""

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with this id, or None."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)

    def group(self, name: str) -> tuple[str, ...]:
        """The selectors that a name stands for; none if it names no group."""
        return dict(self.groups).get(name, ())

    def inside(self, surrounding: Actor) -> tuple[Target, ...]:
        """What one surrounds that is on screen."""
        shown = {actor.id: actor for actor in self.actors if actor.shown}
        held = [target for target in surrounding.around if target.actor in shown]
        return tuple(t for t in held if t.part is None or shown[t.actor].part(t.part))

    def with_actor(self, changed: Actor) -> Stage:
        """The stage with one actor replaced by its new state."""
        return replace(self, actors=tuple(changed if a.id == changed.id else a for a in self.actors))


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Something that moves from one target to another while a step lasts: a message, a copied value."""

    start: Target
    end: Target
    text: str = ""
    status: Literal["ok", "lost", "rejected"] = "ok"
    role: str = "accent"
    style: Literal["message", "value", "arrow"] = "message"
    delay: float = 0.0
    """Seconds after the step's start."""
    seconds: float = pace.TRAVEL
    times: tuple[float, float] | None = None
    """When an arrow leaves and arrives, in the time of its actor."""
    along: Target | None = None
    """The part that is its way: an `arrow` is drawn as it goes, and nothing else moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What has become of targets: `A turns red`, `A and B turn red`."""

    of: tuple[Target, ...]
    one: str
    many: str
    """What follows the name of one thing, and of several."""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Who sends what to whom."""

    senders: tuple[Target, ...]
    what: str
    """In words: `“vote” to B and C`."""
    status: Literal["ok", "lost", "rejected"]
    count: int
    """How many messages these are."""


Telling = Changed | Said | Sent
"""What a sentence is made of, so that those of whom the same is said can be told together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happens: the stage after it, how long it takes, and what it says of itself."""

    stage: Stage
    seconds: float
    sentences: tuple[str, ...] = ()
    travels: tuple[Travel, ...] = ()
    tellings: tuple[Telling, ...] = ()
    """What some of its sentences are made of."""
    moves: tuple[tuple[Target, Target], ...] = ()
    """Parts that go elsewhere: what each was before, and what it is afterwards."""
    stagger: float = 0.0
    """Seconds between one entering part and the next."""
    span: Span = field(default_factory=lambda: Span(path=""))
    """Where the author asked for it."""
    begin: float = 0.0
    """Seconds after the beginning of the step that it is a part of."""
    waits: bool = True
    """Whether what changes waits for the messages of the same step to arrive."""
    follows: bool = False
    """Whether its author wants all that comes before it to be over when it begins."""
    runs: bool = False
    """Whether it goes on evenly for as long as what happens together with it."""
    parts: tuple[Step, ...] = ()
    """What it is made of if not all of it begins at once, in the order of their `begin`; they may overlap."""


def merge(steps: tuple[Step, ...], stage: Stage, *, waits: bool = True) -> Step:
    """Several things that happen at once, ending in `stage`; see `Step.waits`."""
    travels = _to_scale(tuple(travel for step in steps for travel in step.travels))
    return Step(
        stage=stage,
        seconds=_seconds(steps, travels) if waits else max(step.seconds for step in steps),
        waits=waits,
        sentences=tuple(dict.fromkeys(sentence for step in steps for sentence in step.sentences)),
        travels=travels,
        moves=_moves(steps),
        stagger=max((step.stagger for step in steps), default=0.0),
        span=steps[0].span,
    )


def overlap(parts: tuple[Step, ...]) -> Step:
    """Steps that begin one after the other, on what the one before leaves, as one step."""
    if len(parts) == 1:
        return parts[0]
    return Step(
        stage=parts[-1].stage,
        seconds=max(part.begin + part.seconds for part in parts),
        sentences=tuple(sentence for part in parts for sentence in part.sentences),
        travels=tuple(replace(t, delay=t.delay + part.begin) for part in parts for t in part.travels),
        moves=_moves(parts),
        span=parts[0].span,
        parts=parts,
    )


def _moves(steps: tuple[Step, ...]) -> tuple[tuple[Target, Target], ...]:
    """Where parts have come to that moved in several steps, one after the other."""
    way: dict[Target, Target] = {}
    for step in steps:
        now = dict(step.moves)
        arrived = frozenset(way.values())
        way = {origin: now.get(here, here) for origin, here in way.items()} | {
            start: end for start, end in now.items() if start not in arrived and start not in way
        }
    return tuple((start, end) for start, end in way.items() if start != end)


def _to_scale(travels: tuple[Travel, ...]) -> tuple[Travel, ...]:
    """Arrows whose times differ set out and arrive one after the other, as their times are."""
    times = [travel.times for travel in travels if travel.times]
    if len(set(times)) < 2:
        return travels
    first, last = min(leaves for leaves, _ in times), max(arrives for _, arrives in times)
    scale = pace.CROSSING / (last - first)
    return tuple(_scaled(t, t.times, first, scale) if t.times else t for t in travels)


def _scaled(travel: Travel, times: tuple[float, float], first: float, scale: float) -> Travel:
    leaves, arrives = times
    seconds = max(pace.QUICKEST, (arrives - leaves) * scale)
    return replace(travel, delay=(leaves - first) * scale * pace.ARRIVES, seconds=seconds)


def _seconds(steps: tuple[Step, ...], travels: tuple[Travel, ...]) -> float:
    """As long as the longest. What messages cause begins when they arrive, so then both take their time."""
    arrows = [travel.delay + travel.seconds + pace.ENTER / 2 for travel in travels if travel.times]
    sending = max((*(step.seconds for step in steps if step.travels), *arrows), default=0.0)
    changing = max((step.seconds for step in steps if not step.travels), default=0.0)
    return sending + 0.7 * changing if sending else changing
