"""The verbs: each a small pure function from a stage to a step."""

from __future__ import annotations

from collections.abc import Callable

from explainsite.storyboard.state import Step
from explainsite.storyboard.verbs import marks, messages, presence, values
from explainsite.storyboard.verbs.call import Call

#: Every verb by the name that a `do` item takes.
VERBS: dict[str, Callable[[Call], Step]] = {
    "show": presence.show,
    "hide": presence.hide,
    "wait": presence.wait,
    "set": values.assign,
    "fill": values.fill,
    "clear": values.clear,
    "append": values.append,
    "pop": values.pop,
    "mark": marks.mark,
    "unmark": marks.unmark,
    "note": marks.note,
    "highlight": marks.highlight,
    "dim": marks.dim,
    "fail": marks.fail,
    "recover": marks.recover,
    "send": messages.send,
    "link": messages.link,
    "unlink": messages.unlink,
}
