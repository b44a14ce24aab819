"""`highlight`, `dim`: what a reader should look at, until the next beat."""

from __future__ import annotations

from dataclasses import replace

from explainsite.storyboard import pace
from explainsite.storyboard.call import Call, actors_of, change_parts, parts_of, with_those_along
from explainsite.storyboard.phrases import phrase
from explainsite.storyboard.sending import Selectors
from explainsite.storyboard.state import Stage, Step
from explainsite.storyboard.verbs.requirements import require_present
from explainsite.storyboard.verbs.verb import Verb
from explainsite.storyboard.words import sentence


def highlight(call: Call) -> Step:
    """Targets stand in the light and all else is dimmed, until the next beat or the next highlight."""
    targets = with_those_along(call.stage, call.shown_targets())
    require_present(call, targets)
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


HIGHLIGHT = Verb(
    name="highlight",
    run=highlight,
    takes=Selectors,
    group="Point out",
    is_foundation=False,
    example="highlight: [words.4, keys]",
    meaning="Targets are lit and everything else is dimmed, until the next beat or `highlight`. A "
    "node of a tree is lit together with the path to it, an edge of a graph with the nodes that it joins.",
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
    meaning="Targets are dimmed until the next beat.",
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
