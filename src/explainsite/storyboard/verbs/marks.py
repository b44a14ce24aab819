"""`mark`, `unmark`, `note`, `rename`, `highlight`, `dim`, `fail`, `recover`: what a reader should notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from pydantic import Field

from explainsite.content.models import Model, read_model
from explainsite.content.nodes import Mapping, Node
from explainsite.diagnostics import Report, did_you_mean
from explainsite.storyboard import pace
from explainsite.storyboard.actors import kinds_that
from explainsite.storyboard.call import Call, actor_in, actors_of, part_ids, parts_of, seen, with_those_along
from explainsite.storyboard.fields import Text
from explainsite.storyboard.phrases import describe_notes, describe_notes_gone, one_or_many, phrase
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.roles import ROLES, Role
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import quoted, sentence

_COLOURS = {"good": "green", "bad": "red", "warn": "amber"}


class MarkArguments(Model):
    """A colour role, and what it means here."""

    role: Role = Field(description="The colour role.")
    as_: Text = Field(
        "", alias="as", description="What it means, for the transcript, in words that follow `is`."
    )


def mark(call: Call) -> Step:
    """Parts take a colour role that lasts: `mark: {ring.A: good}`."""
    _refuse_loose_as(call)
    stage = call.stage
    meant: dict[tuple[str, str], list[Target]] = {}
    for targets, node in call.pairs("{ring.A: good}"):
        read = _role(call, node)
        _require_visible(stage, targets, call)
        news = [
            target for target in seen(stage, targets) if not _says_nothing(call.actor(target), target, read)
        ]
        meant.setdefault((read.role, read.as_), []).extend(news)
        stage = change_parts(stage, targets, partial(_marked, read.role, ""))
        stage = change_parts(stage, tuple(news), partial(_marked, read.role, read.as_))
    said = [_describe_mark(stage, tuple(news), *read) for read, news in meant.items() if news]
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=tuple(sentence(text) for text in said if text))


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


def _describe_mark(stage: Stage, targets: tuple[Target, ...], role: str, meaning: str) -> str:
    name = phrase(stage, targets)
    if meaning:
        return f"{name} {one_or_many(stage, targets, 'is', 'are')} {meaning}"
    if role in _COLOURS:
        return f"{name} {one_or_many(stage, targets, 'turns', 'turn')} {_COLOURS[role]}"
    if role == "accent":
        return f"{name} {one_or_many(stage, targets, 'lights', 'light')} up"
    return ""  # the other roles tell things apart, which their names do here


def _require_visible(stage: Stage, targets: tuple[Target, ...], call: Call) -> None:
    """Refuse to mark an empty cell by name: nothing would be seen."""
    for target in targets:
        part = call.actor(target).part(target.part) if target.part else None
        if part is not None and not part.filled and not _filled_now(stage, target):
            absent = call.actor(target).traits.absent or _empty
            message, hint = absent(target)
            raise Problem("bad-verb", message, call.span, hint=hint)


def _empty(target: Target) -> tuple[str, str]:
    return f"`{target}` is empty, so a mark on it would not be seen", f"`- fill: {target}` before"


def _require_present(call: Call, targets: tuple[Target, ...]) -> None:
    """Refuse to point at what has no place as long as it is not there."""
    _require_visible(call.stage, tuple(t for t in targets if call.actor(t).traits.absent), call)


def _filled_now(stage: Stage, target: Target) -> bool:
    actor = stage.actor(target.actor)
    part = actor.part(target.part or "") if actor else None
    return part is not None and part.filled


def unmark(call: Call) -> Step:
    """Parts lose their mark, and what `select` and `compare` have made of them."""
    targets = call.targets()
    marked = [
        part
        for name in actors_of(targets)
        for part in parts_of(_actor(call, name), targets)
        if _is_marked(part)
    ]
    if not marked or any(part.down and part.sort in {"", "process"} for part in marked):
        down = " `recover` brings back a node that is down" if marked else ""
        raise Problem(
            "bad-verb",
            "there is no mark to take away",
            call.arguments.span,
            label="not marked",
            hint=down.strip() or "leave this out, or name what `mark` has marked",
        )
    stage = change_parts(call.stage, targets, _without_mark)
    said = tuple(sentence(text) for text in _describe_unmark(call.stage, targets))
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=said)


def _without_mark(part: Part) -> Part:
    return replace(part, role=None, meaning="", choice="open", match="")


def _describe_unmark(stage: Stage, targets: tuple[Target, ...]) -> Iterator[str]:
    """What is no longer so: `Home is no longer out of date`."""
    groups: dict[str, list[Target]] = {}
    for target in seen(stage, targets):
        actor = actor_in(stage, target.actor)
        for part in parts_of(actor, (target,)):
            said = part.meaning or _COLOURS.get(part.role or "", "")
            if said and part.filled:
                groups.setdefault(said, []).append(Target(actor=actor.id, part=part.id or None))
    for said, were in groups.items():
        yield f"{phrase(stage, tuple(were))} {one_or_many(stage, tuple(were), 'is', 'are')} no longer {said}"


def _is_marked(part: Part) -> bool:
    return part.role is not None or part.choice != "open" or part.match != ""


def note(call: Call) -> Step:
    """A few words on a node or beside a line: `note: {ring.A: leader}`; an empty text takes them away."""
    stage = call.stage
    notes: dict[str, list[Target]] = {}
    for targets, node in call.pairs("{ring.A: leader}"):
        _require_able(call, targets)
        _require_present(call, targets)
        text = call.text(node)
        stage = change_parts(stage, targets, lambda part, to=text: replace(part, note=to))  # type: ignore[misc]
        notes.setdefault(text, []).extend(targets)
    said = (*describe_notes_gone(call.stage, notes.get("", [])), *describe_notes(stage, notes))
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=said)


def rename(call: Call) -> Step:
    """Actors get another label: `rename: {log: partition}`."""
    stage, sentences = call.stage, []
    for targets, node in call.pairs("{log-0: Partition 0}"):
        actor = call.actor(targets[0])
        text = call.text(node)
        renamed = actor.traits.rename(actor, text)
        if targets[0].part is not None or renamed is None or not text:
            raise Problem(
                "bad-verb",
                f"`{targets[0]}` has no label that another could replace",
                node.span,
                hint="`rename` is for a `node`, and for actors with a `label`; `set` changes what they hold",
            )
        stage = stage.with_actor(renamed)
        if actor.shown:
            sentences.append(
                sentence(
                    f"{actor.name} {one_or_many(call.stage, targets, 'is', 'are')} now called {quoted(text)}"
                )
            )
    return Step(stage=stage, seconds=pace.CHANGE, sentences=tuple(sentences))


def highlight(call: Call) -> Step:
    """Targets stand in the light and all else is dimmed, until the next beat or the next highlight."""
    targets = with_those_along(call.stage, call.shown_targets())
    _require_present(call, targets)
    stage = release(call.stage)
    for actor in stage.actors:
        if not actor.shown:
            continue
        lit = parts_of(actor, targets) if actor.id in actors_of(targets) else []
        changed = tuple(replace(part, emphasis="lit" if part in lit else "dim") for part in actor.parts)
        stage = stage.with_actor(replace(actor, parts=changed))
    said = sentence(f"attention turns to {phrase(call.stage, targets)}")
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=(said,))


def dim(call: Call) -> Step:
    """Targets step back, until the next beat."""
    stage = change_parts(call.stage, call.shown_targets(), lambda part: replace(part, emphasis="dim"))
    return Step(stage=stage, seconds=pace.EMPHASISE)


def release(stage: Stage) -> Stage:
    """The stage without highlights: what each beat begins with."""
    actors = tuple(
        replace(a, parts=tuple(replace(p, emphasis="normal") for p in a.parts)) for a in stage.actors
    )
    return replace(stage, actors=actors)


def fail(call: Call) -> Step:
    """Nodes go down."""
    stage = _turn(call, down=True)
    visible = seen(stage, call.targets())
    said = f"{phrase(stage, visible)} {one_or_many(stage, visible, 'fails', 'fail')}"
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=(sentence(said),) if visible else ())


def recover(call: Call) -> Step:
    """Nodes that are down come back."""
    stage = _turn(call, down=False)
    visible = seen(stage, call.targets())
    said = f"{phrase(stage, visible)} {one_or_many(stage, visible, 'comes', 'come')} back"
    return Step(stage=stage, seconds=pace.EMPHASISE, sentences=(sentence(said),) if visible else ())


def _turn(call: Call, *, down: bool) -> Stage:
    targets = call.targets()
    _require_able(call, targets)
    for target in targets:
        if all(part.down == down for part in parts_of(call.actor(target), (target,))):
            raise Problem(
                "bad-verb",
                f"`{target}` is {'down already' if down else 'not down'}",
                call.arguments.span,
                hint=f"leave `{target}` out",
            )
    stage = change_parts(
        call.stage, targets, lambda part: replace(part, down=down, role="bad" if down else None)
    )
    for name in actors_of(targets):
        actor = actor_in(stage, name)
        turned = actor.traits.turn(actor, part_ids(actor, targets), call.arguments.span)
        stage = stage.with_actor(turned)
    return stage


def _require_able(call: Call, targets: tuple[Target, ...]) -> None:
    for target in targets:
        actor = call.actor(target)
        if call.verb not in actor.traits.extra:
            kinds = kinds_that(lambda kind: call.verb in kind.extra)
            raise Problem(
                "bad-verb",
                f"`{target.actor}` is `{actor.kind}`, which cannot `{call.verb}`",
                call.span,
                hint=f"`{call.verb}` is for {kinds}; `mark` and `set` work on others",
            )
        actor.traits.require(call, target)


def _actor(call: Call, name: str) -> Actor:
    return call.actor(Target(actor=name))


def change_parts(stage: Stage, targets: tuple[Target, ...], change: Callable[[Part], Part]) -> Stage:
    """The stage with `change` applied to every part that the targets name."""
    for name in actors_of(targets):
        actor = stage.actor(name)
        assert actor is not None
        ids = frozenset(part.id for part in parts_of(actor, targets))
        stage = stage.with_actor(actor.with_parts(ids, change))
    return stage


MARK = Verb(
    name="mark",
    run=mark,
    takes=dict[str, Role | MarkArguments],
    group="Point out",
    is_foundation=False,
    example="mark: {ring.A: {role: bad, as: out of date}}",
    meaning="Parts take a colour role that lasts; `as` tells the transcript what it means.",
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
    meaning="Parts lose their mark, and the signs that `select` and `compare` have left on them.",
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

NOTE = Verb(
    name="note",
    run=note,
    takes=dict[str, Text],
    group="Change",
    kinds="asking",
    is_foundation=False,
    example="note: {ring.A: leader}",
    meaning="A node or a line of a timeline gets a few words below its name, a line of code or a"
    " term of a formula a remark beside it.",
    demo="""\
layout: |
  ring
stage:
  ring: {is: cluster, nodes: [A, B, C], shape: row, icon: server}
beats:
  - title: The nodes take their parts
    say: One node leads, and the two others follow it.
    do:
      - show: ring
      - note: {ring.B: leader}
      - note: {ring.A: follower, ring.C: follower}
""",
)

RENAME = Verb(
    name="rename",
    run=rename,
    takes=dict[str, Text],
    group="Change",
    is_foundation=False,
    example="rename: {log: Partition 0}",
    meaning="An actor gets another label.",
    demo="""\
layout: |
  log
stage:
  log: {is: log, label: Primary, slots: 6, items: [order 1, order 2, order 3, order 4]}
beats:
  - title: The log changes hands
    say: After a failover, the same records go by another name.
    do:
      - show: log
      - rename: {log: New primary}
""",
)

HIGHLIGHT = Verb(
    name="highlight",
    run=highlight,
    takes=Selectors,
    group="Point out",
    is_foundation=False,
    example="highlight: [words.4, keys]",
    meaning="Targets stand in the light, all else is dimmed, until the next beat or highlight."
    " A node of a tree is lit with the way to it.",
    demo="""\
layout: |
  words
  scores
stage:
  words: {is: tokens, items: [The, cat, sat, on, the, mat]}
  scores: {is: cells, label: Scores, columns: 6, items: ["4", "31", "22", "3", "5", "35"]}
beats:
  - title: Look at the cat
    say: One word and its score stand in the light. All else steps back.
    do:
      - show: [words, scores]
      - highlight: [words.1, scores.1]
""",
)

DIM = Verb(
    name="dim",
    run=dim,
    takes=Selectors,
    group="Point out",
    is_foundation=False,
    example="dim: values",
    meaning="Targets step back until the next beat.",
    demo="""\
layout: |
  old new
stage:
  old: {is: node, text: Old release, icon: server, note: no traffic}
  new: {is: node, text: New release, icon: server, note: all traffic}
beats:
  - title: The old release steps back
    say: It is still there, but no longer what this is about.
    do:
      - show: [old, new]
      - dim: old
""",
)

FAIL = Verb(
    name="fail",
    run=fail,
    takes=Selectors,
    group="Break and mend",
    kinds="asking",
    example="fail: ring.A",
    meaning="Nodes and lines go down.",
    demo="""\
layout: |
  client ring
stage:
  client: {is: node, text: Client, icon: user}
  ring: {is: cluster, nodes: [A, B, C], shape: column, icon: server}
beats:
  - title: A server goes down
    say: A server fails, and what is sent to it is lost.
    do:
      - show: [client, ring]
      - fail: ring.B
      - send: {from: client, to: ring.B, text: read, status: lost}
""",
)

RECOVER = Verb(
    name="recover",
    run=recover,
    takes=Selectors,
    group="Break and mend",
    kinds="asking",
    example="recover: ring.A",
    meaning="Nodes and lines that are down come back.",
    demo="""\
layout: |
  ring
stage:
  ring: {is: cluster, nodes: [A, B, C], shape: row, icon: server}
beats:
  - title: A server goes down
    say: One of three is down.
    do:
      - show: ring
      - fail: ring.B
  - title: It comes back
    say: It starts again, and has to catch up.
    do:
      - recover: ring.B
      - note: {ring.B: catching up}
""",
)
