"""`link`, `unlink`: lines that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from pydantic import ConfigDict, Field

from explainsite.content.models import Bool, Model
from explainsite.content.nodes import Mapping
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call
from explainsite.storyboard.fields import Amount, Text
from explainsite.storyboard.phrases import phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import Role
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Link, Step, Target
from explainsite.storyboard.verbs.messages import check_pairs, ends_of
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import counted, listed, quoted, sentence

Pairs = list[tuple[Target, Target]]


class LinkArguments(Model):
    """A line that stays."""

    model_config = ConfigDict(populate_by_name=True)

    start: Selectors = Field(alias="from", description="One end.")
    to: Selectors = Field(description="The other end; several targets get a line each.")
    text: Text = Field("", description="A label at the middle of the line.")
    role: Role = Field("muted", description="Its colour role.")
    weights: tuple[Annotated[Amount, Field(ge=0)], ...] = Field(
        (), description="Strengths of the lines, drawn as thickness."
    )
    dashed: Bool = Field(default=False, description="Drawn with dashes: a possibility, not a fact.")
    arrow: Bool = Field(default=False, description="With a head at its end.")


class UnlinkArguments(Model):
    """The ends of lines."""

    model_config = ConfigDict(populate_by_name=True)

    start: Selectors = Field(alias="from", description="One end.", examples=["client"])
    to: Selectors = Field(description="The other end.", examples=["ring.A"])


def link(call: Call) -> Step:
    """Lines join targets."""
    arguments = call.model(LinkArguments, "{from: words.4, to: keys.0-4}")
    starts, ends = ends_of(call, places=False)
    pairs = [(a, b) for a in starts for b in ends]
    check_pairs(call, pairs)
    weights = _shares(call, arguments.weights, pairs)
    new = tuple(
        Link(
            start=a,
            end=b,
            text=arguments.text,
            role=arguments.role,
            dashed=arguments.dashed,
            arrow=arguments.arrow,
            weight=weight,
        )
        for (a, b), weight in zip(pairs, weights, strict=True)
    )
    joined = {(item.start, item.end) for item in new}
    kept = tuple(item for item in call.stage.links if (item.start, item.end) not in joined)
    said = sentence(_described(call, pairs, arguments))
    return Step(stage=replace(call.stage, links=(*kept, *new)), seconds=pace.ENTER, sentences=(said,))


def _shares(call: Call, weights: tuple[float, ...], pairs: Pairs) -> list[float | None]:
    """Each weight as a share of the heaviest."""
    if not weights:
        return [None] * len(pairs)
    if len(weights) != len(pairs):
        raise Problem(
            "wrong-type",
            f"{counted(len(pairs), 'line')}, but {counted(len(weights), 'weight')}",
            call.arguments.span,
            hint=_hint_weights(call, pairs),
        )
    heaviest = max(weights) or 1.0
    return [weight / heaviest for weight in weights]


def _hint_weights(call: Call, pairs: Pairs) -> str:
    """One line runs to a whole actor: those to its parts name them."""
    if len(pairs) > 1:
        return "give each line its weight, in the order of `from`, then of `to`"
    whole = (call.actor(end) for end in pairs[0] if end.part is None)
    actor = next((actor for actor in whole if len(actor.parts) > 1), None)
    if actor is None:
        return "give one weight"
    return f"for a line to each part, name them: `{actor.id}.{actor.parts[0].id}-{actor.parts[-1].id}`"


def _described(call: Call, pairs: Pairs, arguments: LinkArguments) -> str:
    starts, ends = tuple(dict.fromkeys(a for a, _ in pairs)), tuple(dict.fromkeys(b for _, b in pairs))
    noun = ("dashed " if arguments.dashed else "") + ("arrow" if arguments.arrow else "line")
    verb = "leads" if arguments.arrow else "joins"
    article = "an" if noun == "arrow" else "a"
    label = f" labelled {quoted(arguments.text)}" if arguments.text else ""
    what = f"{article} {noun}{label} {verb}" if len(pairs) == 1 else f"{noun}s{label} {verb[:-1]}"
    origin = f"from {phrase(call.stage, starts)}" if arguments.arrow else phrase(call.stage, starts)
    thickest = _thickest(call, pairs, arguments.weights)
    return f"{what} {origin} to {phrase(call.stage, ends)}{thickest}"


def _thickest(call: Call, pairs: Pairs, weights: tuple[float, ...]) -> str:
    if not weights or len(set(weights)) < 2:
        return ""
    start, end = pairs[max(range(len(weights)), key=weights.__getitem__)]
    one_start, one_end = (len({pair[side] for pair in pairs}) == 1 for side in (0, 1))
    if one_end:
        return f"; the thickest comes from {phrase(call.stage, (start,))}"
    both = "" if one_start else f"joins {phrase(call.stage, (start,))} to "
    return f"; the thickest {both or 'leads to '}{phrase(call.stage, (end,))}"


def unlink(call: Call) -> Step:
    """Lines go: `unlink: {from: a, to: b}`, or `unlink: a` for all lines of a target."""
    gone = _between(call) if isinstance(call.arguments, Mapping) else _at(call)
    if not gone:
        raise Problem(
            "bad-verb",
            "there is no such line to take away",
            call.arguments.span,
            label="not joined",
            hint=_existing(call),
        )
    kept = tuple(item for item in call.stage.links if item not in gone)
    line, disappears = ("line", "disappears") if len(gone) == 1 else ("lines", "disappear")
    ends = tuple(dict.fromkeys([*(item.start for item in gone), *(item.end for item in gone)]))
    said = sentence(f"the {line} between {phrase(call.stage, ends)} {disappears}")
    return Step(stage=replace(call.stage, links=kept), seconds=pace.LEAVE, sentences=(said,))


def _between(call: Call) -> list[Link]:
    assert isinstance(call.arguments, Mapping)
    call.model(UnlinkArguments, "{from: words.4, to: keys}")
    starts, ends = (call.select(call.arguments.values[key]) for key in ("from", "to"))
    return [item for item in call.stage.links if _is_at(item.start, starts) and _is_at(item.end, ends)]


def _at(call: Call) -> list[Link]:
    targets = call.targets()
    return [item for item in call.stage.links if _is_at(item.start, targets) or _is_at(item.end, targets)]


def _is_at(end: Target, targets: tuple[Target, ...]) -> bool:
    """Whether a line's end is a target; a whole actor stands for all its parts."""
    return end in targets or Target(actor=end.actor) in targets


def _existing(call: Call) -> str:
    lines = [f"`{item.start}` to `{item.end}`" for item in call.stage.links]
    return f"there is a line from {listed(lines[:4])}" if lines else "no lines are on screen"


LINK = Verb(
    name="link",
    run=link,
    takes=LinkArguments,
    group="Connect",
    example="link: {from: words.4, to: keys.0-4, weights: $weights}",
    meaning="Lines join targets, and stay.",
    demo="""\
layout: |
  words
  .
  keys
stage:
  words: {is: tokens, items: [The, cat, sat, on, the]}
  keys: {is: cells, label: Keys, columns: 5, items: [k0, k1, k2, k3, k4]}
beats:
  - title: The last word looks back
    say: The thicker the line, the more the last word attends to that key.
    do:
      - show: [words, keys]
      - link: {from: words.4, to: keys.0-4, role: accent, weights: [0.1, 0.6, 0.3, 0.1, 0.2]}
""",
)

UNLINK = Verb(
    name="unlink",
    run=unlink,
    takes=Selectors | UnlinkArguments,
    group="Connect",
    is_foundation=False,
    example="unlink: words.4",
    meaning="Lines go: all those of a target, or those between two.",
    demo="""\
layout: |
  app . database
stage:
  app: {is: node, text: App, icon: server}
  database: {is: node, text: Database, icon: database}
beats:
  - title: A connection is open
    say: A line stays as long as the connection.
    do:
      - show: [app, database]
      - link: {from: app, to: database, text: connected}
  - title: It is closed
    say: Then it is closed.
    do:
      - unlink: app
""",
)
