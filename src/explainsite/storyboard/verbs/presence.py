"""`show`, `hide`, `wait`: what is on the stage, and time for looking at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actor_in, parts_of
from explainsite.storyboard.fields import Amount
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Actor, Part, Stage, Step
from explainsite.storyboard.values import as_number
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import agreeing, listed, sentence, without_asides

_MOST_TOLD = 6
"""Nobody keeps more new parts in mind than this, told one by one."""


def show(call: Call) -> Step:
    """Actors enter, their parts one after the other."""
    stage, described = _with_parts(call, filled=True)
    if described is not None:
        return Step(stage=stage, seconds=pace.CHANGE + pace.ENTER, sentences=described)
    entering = _whole_actors(call)
    for name in entering:
        actor = actor_in(stage, name)
        if actor.shown:
            raise Problem(
                "bad-verb",
                f"`{name}` is shown already",
                call.arguments.span,
                hint="leave it out, or `hide` it before",
            )
        stage = stage.with_actor(replace(actor, shown=True))
    for name in entering:
        _require_held(stage, actor_in(stage, name), call)
    said = sentence(_describe_entrance([_introduced(stage, name) for name in entering]))
    parts = sum(len(actor_in(stage, name).parts) for name in entering)
    return Step(stage=stage, seconds=pace.entering_seconds(parts), stagger=pace.STAGGER, sentences=(said,))


def _with_parts(call: Call, *, filled: bool) -> tuple[Stage, tuple[str, ...] | None]:
    """The stage with parts of plots that come or go, and what is said of it; None when whole actors do."""
    stage, targets = call.stage, call.targets()
    if any(target.part is None or call.verb not in call.actor(target).traits.extra for target in targets):
        return stage, None
    brought: list[tuple[Actor, Part]] = []
    for target in targets:
        actor = actor_in(stage, target.actor)
        (part,) = parts_of(actor, (target,))
        if part.filled == filled:
            raise Problem(
                "bad-verb",
                f"`{target}` is {'shown already' if filled else 'not shown, so it cannot leave'}",
                call.arguments.span,
                hint=f"leave `{target}` out" + (", or name it under `later`" if filled else ""),
            )
        stage = stage.with_actor(actor.with_parts(frozenset({part.id}), lambda p: replace(p, filled=filled)))
        brought += [(actor, part)] if actor.shown else []
    if filled:
        return stage, tuple(sentence(said) for said in _described(brought))
    return stage, tuple(sentence(f"{part.text} disappears from {actor.name}") for actor, part in brought)


def _described(brought: Sequence[tuple[Actor, Part]]) -> Iterator[str]:
    """Part by part, each into the actor as it is by then; many at once, where the kind has words for that."""
    for _, group in groupby(brought, key=lambda pair: pair[0].id):
        actor, parts = (pairs := list(group))[0][0], [part for _, part in pairs]
        if len(parts) > _MOST_TOLD and actor.traits.describe_crowd is not None:
            yield from actor.traits.describe_crowd(actor, parts)
        else:
            yield from (one.traits.describe_shown(one, part) for one, part in pairs)


def _require_held(stage: Stage, frame: Actor, call: Call) -> None:
    if frame.around and not stage.inside(frame):
        raise Problem(
            "bad-verb",
            f"the {frame.kind} `{frame.id}` would hold nothing that is on screen",
            call.arguments.span,
            hint=f"`- show: {frame.around[0].actor}` before it",
        )


def _introduced(stage: Stage, name: str) -> tuple[str, str]:
    actor = actor_in(stage, name)
    return actor.traits.introduce(actor, stage)


def _describe_entrance(entering: list[tuple[str, str]]) -> str:
    """`Keys appear: seven empty cells`, `Keys (empty) and Values (empty) appear`."""
    if len(entering) == 1 and ": " not in without_asides(entering[0][1]):
        ((name, contents),) = entering
        return f"{name} {agreeing(name, 'appears', 'appear')}" + (f": {contents}" if contents else "")
    names = [f"{name} ({contents})" if contents else name for name, contents in entering]
    return f"{listed(names)} {agreeing(entering[0][0], 'appears', 'appear') if len(names) == 1 else 'appear'}"


def hide(call: Call) -> Step:
    """Actors leave. Their lines go with them, and a frame goes when it holds nothing any more."""
    stage, described = _with_parts(call, filled=False)
    if described is not None:
        return Step(stage=stage, seconds=pace.LEAVE, sentences=described)
    for name in _whole_actors(call):
        actor = actor_in(stage, name)
        if not actor.shown:
            raise Problem(
                "bad-verb",
                f"`{name}` is not shown, so it cannot leave",
                call.arguments.span,
                hint=f"leave `{name}` out",
            )
        stage = stage.with_actor(replace(actor, shown=False))
    for actor in stage.actors:
        if actor.shown and actor.around and not stage.inside(actor):
            stage = stage.with_actor(replace(actor, shown=False))
    shown = {actor.id for actor in stage.actors if actor.shown}
    links = tuple(link for link in stage.links if {link.start.actor, link.end.actor} <= shown)
    gone = [actor.name for actor in call.stage.actors if actor.shown and actor.id not in shown]
    disappear = agreeing(gone[0], "disappears", "disappear") if len(gone) == 1 else "disappear"
    said = sentence(f"{listed(gone)} {disappear}")
    return Step(stage=replace(stage, links=links), seconds=pace.LEAVE, sentences=(said,))


def _whole_actors(call: Call) -> list[str]:
    targets = call.targets()
    for target in targets:
        if target.part is not None:
            raise Problem(
                "bad-verb",
                f"`{call.verb}` works on whole actors, not on `{target}`",
                call.arguments.span,
                hint="use `fill`, `dim` or `mark` for parts",
                certain=True,
            )
    return [target.actor for target in targets]


def wait(call: Call) -> Step:
    """Nothing moves for some seconds."""
    seconds = as_number(call.plain(call.arguments), call.arguments.span)
    if not 0 < seconds <= pace.LONGEST_WAIT:
        raise Problem(
            "bad-verb",
            f"a wait lasts up to {pace.LONGEST_WAIT:.0f} seconds",
            call.arguments.span,
            hint="for example `- wait: 1.5`; `hold:` lengthens a whole beat",
        )
    return Step(stage=call.stage, seconds=seconds)


SHOW = Verb(
    name="show",
    run=show,
    takes=Selectors,
    group="Enter and leave",
    example="show: [words, keys]",
    meaning="Actors appear, their parts one after the other; `show: loss.test` brings in a curve.",
    demo="""\
layout: |
  words
  keys
stage:
  words: {is: tokens, items: [The, cat, sat, on, the, mat]}
  keys: {is: cells, label: Keys, columns: 6, prefix: k}
beats:
  - title: Actors enter
    say: What a film shows first stands there from its first frame on. What comes later enters part by part.
    do:
      - show: words
      - show: keys
""",
)

HIDE = Verb(
    name="hide",
    run=hide,
    takes=Selectors,
    group="Enter and leave",
    example="hide: words",
    meaning="Actors disappear, and their lines with them.",
    demo="""\
layout: |
  .       r1
  gateway r2
  .       r3
stage:
  gateway: {is: node, text: Gateway, icon: server}
  r1: {is: node, text: Release 1, note: no traffic}
  r2: {is: node, text: Release 2, note: no traffic}
  r3: {is: node, text: Release 3, note: all traffic}
  old: [r1, r2]
beats:
  - title: The old releases are idle
    say: All traffic goes to the new release.
    do:
      - show: [gateway, old, r3]
      - link: {from: gateway, to: [old, r3]}
  - title: They leave
    say: The old ones leave, and their lines with them. One name stands for both.
    do:
      - hide: old
""",
)

WAIT = Verb(
    name="wait",
    run=wait,
    takes=Amount,
    group="Time",
    is_foundation=False,
    example="wait: 1.5",
    meaning="Nothing moves for some seconds.",
    demo="""\
layout: |
  server time
stage:
  server: {is: node, text: Server, icon: clock, note: no answer}
  time: {is: counter, label: waited, value: 0, unit: " s"}
beats:
  - title: Two seconds pass
    say: Nothing comes for two seconds, then the client gives up.
    do:
      - show: [server, time]
      - wait: 2
      - together:
          - set: {time: 2}
          - mark: {server: {role: bad, as: given up}}
""",
)
