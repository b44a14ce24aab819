"""`mark`, `unmark`: colours that last, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from pydantic import Field

from explainsite.content.models import Model, read_model
from explainsite.content.nodes import Mapping, Node
from explainsite.diagnostics import Report, did_you_mean
from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actor_in, change_parts, parts_of, seen
from explainsite.storyboard.fields import Text
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import ROLES, Role
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Actor, Part, Said, Stage, Step, Target
from explainsite.storyboard.telling import told
from explainsite.storyboard.verbs.requirements import require_visible
from explainsite.storyboard.verbs.verb import Verb

_COLOURS = {"good": "green", "bad": "red", "warn": "amber"}


class MarkArguments(Model):
    """A colour role, and what it means here."""

    role: Role = Field(description="The colour role.")
    as_: Text = Field(
        "",
        alias="as",
        description="What it means, for the transcript, in words that follow `is`.",
        examples=["out of date"],
    )


def mark(call: Call) -> Step:
    """Parts take a colour role that lasts: `mark: {ring.A: good}`."""
    _refuse_loose_as(call)
    marks = [(targets, _role(call, node)) for targets, node in call.pairs("{ring.A: good}")]
    for targets, _ in marks:
        require_visible(call.stage, targets, call)
    return _step(*marked(call.stage, marks))


def marked(
    stage: Stage, marks: Iterable[tuple[tuple[Target, ...], MarkArguments]]
) -> tuple[Stage, tuple[Said, ...]]:
    """The stage with targets marked, and what is said of it."""
    meant: dict[tuple[str, str], list[Target]] = {}
    now = stage
    for targets, read in marks:
        news = [
            target
            for target in seen(stage, targets)
            if not _says_nothing(actor_in(stage, target.actor), target, read)
        ]
        meant.setdefault((read.role, read.as_), []).extend(news)
        now = change_parts(now, targets, partial(_marked, read.role, ""))
        now = change_parts(now, tuple(news), partial(_marked, read.role, read.as_))
    said = [_said_of(tuple(news), *read) for read, news in meant.items() if news]
    return now, tuple(one for one in said if one)


def _step(stage: Stage, said: Sequence[Said]) -> Step:
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=told(stage, *said), tellings=tuple(said))


def _marked(role: str, meaning: str, part: Part) -> Part:
    return replace(part, role=role, meaning=meaning)


def _says_nothing(actor: Actor, target: Target, mark: MarkArguments) -> bool:
    """Whether a mark says nothing new: it means what is written there, or has the colour that is there."""
    parts = parts_of(actor, (target,))
    if mark.as_:
        return all(mark.as_.casefold() in {part.note.casefold(), part.text.casefold()} for part in parts)
    return all((part.role or actor.traits.role_of(actor)) == mark.role for part in parts)


def _refuse_loose_as(call: Call) -> None:
    """`mark: {a: bad, as: stale}` is meant as `mark: {a: {role: bad, as: stale}}`."""
    arguments = call.arguments
    if isinstance(arguments, Mapping) and "as" in arguments.keys and call.stage.actor("as") is None:
        raise Problem(
            "bad-do",
            "`as` stands beside the target, not within it",
            arguments.keys["as"].span,
            hint="for example `mark: {ring.A: {role: bad, as: out of date}}`",
        )


def _role(call: Call, node: Node) -> MarkArguments:
    plain = call.plain(node)
    if isinstance(node, Mapping):
        report = Report()
        read = read_model(MarkArguments, node, report, what="`mark`", plain=plain)
        Problem.raise_any(report, hint="for example `{ring.A: {role: good, as: up to date}}`")
        assert read is not None
        return read
    if plain not in ROLES:
        near = did_you_mean(str(plain), ROLES)
        raise Problem(
            "wrong-type",
            f"`{plain or ''}` is not a colour role",
            node.span,
            label="unknown role",
            hint=near if near.startswith("did") else "roles: " + ", ".join(ROLES),
        )
    return MarkArguments.model_validate({"role": plain})


def _said_of(targets: tuple[Target, ...], role: str, meaning: str) -> Said | None:
    if meaning:
        return Said(of=targets, one=f" is {meaning}", many=f" are {meaning}")
    if role in _COLOURS:
        return Said(of=targets, one=f" turns {_COLOURS[role]}", many=f" turn {_COLOURS[role]}")
    if role == "accent":
        return Said(of=targets, one=" lights up", many=" light up")
    return None  # the other roles tell things apart, which their names do here


def unmark(call: Call) -> Step:
    """Parts lose their mark, and what `select` and `compare` have made of them."""
    targets = call.targets()
    parts = {target: parts_of(call.actor(target), (target,)) for target in targets}
    plain = [target for target in targets if not any(map(_is_marked, parts[target]))]
    down = [target for target in plain if any(part.down for part in parts[target])]
    if down or len(plain) == len(targets):
        raise Problem(
            "bad-verb",
            "there is no mark to take away",
            call.place_of_target(down[0]) if down else call.arguments.span,
            label="not marked",
            hint="`recover` brings back a node that is down"
            if down
            else "leave this out, or name what `mark` has marked",
        )
    stage = change_parts(call.stage, targets, _without_mark)
    return _step(stage, list(_no_longer(call.stage, targets)))


def _without_mark(part: Part) -> Part:
    role, before = ("bad", part.own) if _has_failed(part) else (part.own, None)
    return replace(part, role=role, before=before, meaning="", choice="open", match="")


def _has_failed(part: Part) -> bool:
    """Whether `fail` has given it a colour: a message that got lost has none."""
    return part.down and part.sort in {"", "process"}


def _mark_on(part: Part) -> str | None:
    """The role of its mark, if it has one; what went down keeps it out of sight."""
    role = part.before if _has_failed(part) and part.role == "bad" else part.role
    return None if role == part.own and not part.meaning else role


def _no_longer(stage: Stage, targets: tuple[Target, ...]) -> Iterator[Said]:
    """What is no longer so: `Home is no longer out of date`."""
    groups: dict[str, list[Target]] = {}
    for target in seen(stage, targets):
        actor = actor_in(stage, target.actor)
        for part in parts_of(actor, (target,)):
            said = part.meaning or _COLOURS.get(_mark_on(part) or "", "")
            if said and part.filled:
                groups.setdefault(said, []).append(Target(actor=actor.id, part=part.id or None))
    for said, were in groups.items():
        yield Said(of=tuple(were), one=f" is no longer {said}", many=f" are no longer {said}")


def _is_marked(part: Part) -> bool:
    return _mark_on(part) is not None or part.choice != "open" or part.match != ""


MARK = Verb(
    name="mark",
    run=mark,
    takes=dict[str, Role | MarkArguments],
    group="Point out",
    is_foundation=False,
    example="mark: {ring.A: {role: bad, as: out of date}}",
    meaning="Parts take a colour role that lasts; `as` says what it means, for the transcript.",
    demo="""\
layout: |
  copies
stage:
  copies:
    is: cluster
    nodes: [A, B, C]
    shape: row
    icon: database
    notes: {A: version 2, B: version 1, C: version 2}
beats:
  - title: One copy is stale
    say: A mark stays until it is taken away, and says what it means.
    do:
      - show: copies
      - mark: {copies.B: {role: bad, as: out of date}}
      - together:
          - mark: {copies.A: {role: good, as: up to date}}
          - mark: {copies.C: {role: good, as: up to date}}
""",
)


UNMARK = Verb(
    name="unmark",
    run=unmark,
    takes=Selectors,
    group="Point out",
    is_foundation=False,
    undoes=MARK,
    example="unmark: ring.A",
    meaning="Parts lose their mark, and the signs that `select` and `compare` left on them.",
    demo="""\
layout: |
  copies
stage:
  copies: {is: cluster, nodes: [A, B, C], shape: row, icon: database}
beats:
  - title: Two copies are stale
    say: Two of three copies are marked.
    do:
      - show: copies
      - mark: {copies.A-B: {role: bad, as: out of date}}
  - title: One has caught up
    say: A now holds what C holds, so its mark goes.
    do:
      - unmark: copies.A
""",
)
