"""The verbs: each a small pure function from a stage to a step."""

from __future__ import annotations

from typing import Literal

from explainsite.content.models import Int
from explainsite.storyboard.fields import Amount, Name, Text
from explainsite.storyboard.roles import Role
from explainsite.storyboard.sending import Selectors, SendArguments
from explainsite.storyboard.verbs import (
    assigning,
    camera,
    choosing,
    comparing,
    contents,
    demos,
    lines,
    marks,
    messages,
    moving,
    presence,
    timelines,
)
from explainsite.storyboard.verbs.verb import Verb

_Value = str | Amount
_Values = _Value | list[_Value | list[Amount]]
_Texts = Text | list[Text]
_New = Text | timelines.EventArguments | dict[str, Text] | list[Amount]
"""What comes to an actor: a text, an event of a timeline, nodes of a tree by their branches, a point."""

#: Every verb by the name that a `do` item takes.
VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        Verb(
            name="show",
            run=presence.show,
            takes=Selectors,
            example="show: [words, keys]",
            meaning="Actors enter, their parts one after the other; `show: loss.test` brings a curve.",
            demo=demos.SHOW,
        ),
        Verb(
            name="hide",
            run=presence.hide,
            takes=Selectors,
            example="hide: words",
            meaning="Actors leave, and their lines with them.",
            demo=demos.HIDE,
        ),
        Verb(
            name="set",
            run=assigning.assign,
            takes=dict[str, _Values | dict[str, _Values]],
            example="set: {cost: $dots, ring.A: sold}",
            meaning="Numbers count to a new value; texts change; a node gets a new note. A list gives a value"
            " to each part in order, a mapping to those that it names. A text writes `code`, a `formula` or a"
            " `tree` anew as a whole. A curve bends into other values, a marker moves along its curve.",
            demo=demos.SET,
        ),
        Verb(
            name="fill",
            run=contents.fill,
            takes=Selectors | dict[str, _Texts],
            example="fill: keys.0-4",
            meaning="Empty cells become full, with texts of their own or the actor's prefix and their index.",
            demo=demos.FILL,
        ),
        Verb(
            name="clear",
            run=contents.clear,
            takes=Selectors,
            example="clear: keys.0-4",
            meaning="Full cells become empty; tokens and logs lose all that they hold.",
            demo=demos.CLEAR,
        ),
        Verb(
            name="append",
            run=contents.append,
            takes=dict[str, _New | list[_New]],
            example="append: {log: order-7}",
            meaning="New tokens, log entries, table rows or lines of code come to the end. A line of a"
            " timeline gets an event, or with `for` a span: `append: {time.P: {text: lock held, for: 3}}`, a"
            " node of a tree children: `append: {plan.far: {yes: Cycle, no: Walk}}`. A curve goes on.",
            demo=demos.APPEND,
        ),
        Verb(
            name="pop",
            run=contents.pop,
            takes=Selectors,
            example="pop: words",
            meaning="The last part of an actor leaves, the first of a queue, or those that are named; a node"
            " of a tree leaves with all below it.",
            demo=demos.POP,
        ),
        Verb(
            name="move",
            run=moving.move,
            takes=moving.MoveArguments,
            example="move: {from: words.2, to: answer}",
            meaning="Parts leave their place and travel to the end of another actor, to an empty cell, or to"
            " the place of another part, in their own actor too. What `mark` and `note` have put on them goes"
            " along, so `unmark` takes their new place.",
            demo=demos.MOVE,
        ),
        Verb(
            name="swap",
            run=moving.swap,
            takes=list[str],
            example="swap: [words.0, words.3]",
            meaning="Two parts change places, in one actor or between two.",
            demo=demos.SWAP,
        ),
        Verb(
            name="rank",
            run=choosing.rank,
            takes=Selectors | dict[str, Literal["descending", "ascending"] | list[Name]],
            example="rank: scores",
            meaning="The rows of a list or bars slide into order: by amount with the largest first,"
            " `ascending`, or as a list names them.",
            demo=demos.RANK,
        ),
        Verb(
            name="select",
            run=choosing.select,
            takes=Selectors | dict[str, Int],
            example="select: {tokens: 3}",
            meaning="Some parts are chosen, the first of an actor or those named, and the others of it step"
            " back, until another `select` or `unmark`. `tokens.chosen` and `tokens.rest` then name them.",
            demo=demos.SELECT,
        ),
        Verb(
            name="compare",
            run=comparing.compare,
            takes=list[str],
            example="compare: [before, after]",
            meaning="A sign on each part of two or more actors says whether it is the same in all of them: by"
            " name in lists, bars, tables and clusters, by place in others. It stays until `unmark`.",
            demo=demos.COMPARE,
        ),
        Verb(
            name="mark",
            run=marks.mark,
            takes=dict[str, Role | marks.MarkArguments],
            example="mark: {ring.A: {role: bad, as: out of date}}",
            meaning="Parts take a colour role that lasts; `as` tells the transcript what it means.",
            demo=demos.MARK,
        ),
        Verb(
            name="unmark",
            run=marks.unmark,
            takes=Selectors,
            example="unmark: ring.A",
            meaning="Parts lose their mark, and the signs that `select` and `compare` have left on them.",
            demo=demos.UNMARK,
        ),
        Verb(
            name="note",
            run=marks.note,
            takes=dict[str, Text],
            example="note: {ring.A: leader}",
            meaning="A node or a line of a timeline gets a few words below its name, a line of code or a"
            " term of a formula a remark beside it.",
            demo=demos.NOTE,
        ),
        Verb(
            name="rename",
            run=marks.rename,
            takes=dict[str, Text],
            example="rename: {log: Partition 0}",
            meaning="An actor gets another label.",
            demo=demos.RENAME,
        ),
        Verb(
            name="highlight",
            run=marks.highlight,
            takes=Selectors,
            example="highlight: [words.4, keys]",
            meaning="Targets stand in the light, all else is dimmed, until the next beat or highlight."
            " A node of a tree is lit with the way to it.",
            demo=demos.HIGHLIGHT,
        ),
        Verb(
            name="dim",
            run=marks.dim,
            takes=Selectors,
            example="dim: values",
            meaning="Targets step back until the next beat.",
            demo=demos.DIM,
        ),
        Verb(
            name="fail",
            run=marks.fail,
            takes=Selectors,
            example="fail: ring.A",
            meaning="Nodes and lines go down.",
            demo=demos.FAIL,
        ),
        Verb(
            name="recover",
            run=marks.recover,
            takes=Selectors,
            example="recover: ring.A",
            meaning="Nodes and lines that are down come back.",
            demo=demos.RECOVER,
        ),
        Verb(
            name="send",
            run=messages.send,
            takes=SendArguments,
            example="send: {from: client, to: ring, text: vote}",
            meaning="A message travels to each target, or with `each` a value from each part to its place."
            " Several messages set out a moment apart and are under way together."
            " On a timeline it leaves an arrow from line to line.",
            demo=demos.SEND,
        ),
        Verb(
            name="link",
            run=lines.link,
            takes=lines.LinkArguments,
            example="link: {from: words.4, to: keys.0-4, weights: $weights}",
            meaning="Lines that stay join targets.",
            demo=demos.LINK,
        ),
        Verb(
            name="unlink",
            run=lines.unlink,
            takes=Selectors | lines.UnlinkArguments,
            example="unlink: words.4",
            meaning="Lines go: all of a target, or those between two.",
            demo=demos.UNLINK,
        ),
        Verb(
            name="focus",
            run=camera.focus,
            takes=Selectors,
            example="focus: [leader, ring.B]",
            meaning="The camera moves in on targets, until the next `focus`. `focus: all` shows the whole"
            " picture again.",
            demo=demos.FOCUS,
        ),
        Verb(
            name="wait",
            run=presence.wait,
            takes=Amount,
            example="wait: 1.5",
            meaning="Nothing moves for some seconds.",
            demo=demos.WAIT,
        ),
    )
}
