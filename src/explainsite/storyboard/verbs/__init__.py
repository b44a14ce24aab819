"""The verbs: each a small pure function from a stage to a step."""

from __future__ import annotations

from explainsite.storyboard.verbs import (
    assigning,
    camera,
    choosing,
    comparing,
    contents,
    lines,
    marks,
    messages,
    moving,
    presence,
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
        marks.RENAME,
        marks.NOTE,
        contents.FILL,
        contents.CLEAR,
        contents.APPEND,
        contents.POP,
        moving.MOVE,
        moving.SWAP,
        choosing.RANK,
        messages.SEND,
        lines.LINK,
        lines.UNLINK,
        marks.HIGHLIGHT,
        marks.DIM,
        camera.FOCUS,
        marks.MARK,
        marks.UNMARK,
        choosing.SELECT,
        comparing.COMPARE,
        marks.FAIL,
        marks.RECOVER,
        together.TOGETHER,
        presence.WAIT,
    )
}
