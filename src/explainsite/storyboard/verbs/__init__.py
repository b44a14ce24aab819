"""The verbs: each a small pure function from a stage to a step."""

from __future__ import annotations

from explainsite.storyboard.verbs import (
    assigning,
    camera,
    choosing,
    comparing,
    counting,
    emphasis,
    failures,
    filling,
    growing,
    lines,
    marks,
    messages,
    moving,
    notes,
    presence,
    then,
    together,
)
from explainsite.storyboard.verbs.verb import Verb

#: Every verb by the name that a `do` item takes, group by group.
VERBS: dict[str, Verb] = {
    verb.name: verb
    for verb in (
        presence.SHOW,
        presence.HIDE,
        assigning.SET,
        notes.RENAME,
        notes.NOTE,
        filling.FILL,
        filling.CLEAR,
        growing.APPEND,
        growing.POP,
        moving.MOVE,
        moving.SWAP,
        choosing.RANK,
        messages.SEND,
        lines.LINK,
        lines.UNLINK,
        emphasis.HIGHLIGHT,
        emphasis.DIM,
        camera.FOCUS,
        marks.MARK,
        marks.UNMARK,
        choosing.SELECT,
        comparing.COMPARE,
        failures.FAIL,
        failures.RECOVER,
        together.TOGETHER,
        then.THEN,
        counting.COUNT,
        presence.WAIT,
    )
}
