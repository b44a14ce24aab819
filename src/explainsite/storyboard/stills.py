"""During which step of a beat its still is taken: the picture that shows what the beat was about.

That is its end, where all that has changed is seen. But a message is gone by then: if a beat ends with one
that changes nothing but marks, its still is taken while the message is under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explainsite.content.nodes import Scalar
from explainsite.diagnostics import Report, did_you_mean
from explainsite.storyboard.state import Actor, Part, Stage, Step

END = "end"


@dataclass(frozen=True, slots=True)
class Act:
    """A verb that was run, also inside another, and the number of the step in which it is seen."""

    verb: str
    step: int | None
    """None if something was wrong with it, which is reported."""


def chosen_step(written: Scalar, acts: Sequence[Act], report: Report) -> int | None:
    """The step that `still:` names; None for the end, and with a diagnostic if there is none."""
    name, dot, number = (written.text or "").partition(".")
    found = [act.step for act in acts if act.verb == name]
    if written.text == END or None in found:
        return None
    if not dot and found:
        return found[-1]
    if number.isdecimal() and int(number) < len(found):
        return found[int(number)]
    last = f", up to `{name}.{len(found) - 1}`" if len(found) > 1 else ""
    hint = (
        f"`{name}` is the last one, `{name}.0` the first{last}"
        if found
        else did_you_mean(name, dict.fromkeys(act.verb for act in acts)) or f"leave it out, or write `{END}`"
    )
    message = f"`{written.text}` is nothing that is seen to happen in this beat"
    report.add("unknown-still", message, written.span, hint=hint)
    return None


def telling_step(opening: Stage, steps: Sequence[Step]) -> int | None:
    """The last step that changes more than marks, if it sends something and that is all; None for the end.

    What changes the picture besides is seen at the end, and what it was changed by is told by that.
    """
    for index in reversed(range(len(steps))):
        if _unmarked(steps[index - 1].stage if index else opening) != _unmarked(steps[index].stage):
            return None
        if steps[index].travels:
            return index
    return None


def _unmarked(stage: Stage) -> object:
    return [*_bare(stage), [replace(link, role="line") for link in stage.links], stage.grid, stage.focus]


def _bare(stage: Stage) -> Iterator[Actor]:
    for actor in stage.actors:
        if actor.shown:
            yield replace(actor, parts=tuple(map(_plain, actor.parts)))


def _plain(part: Part) -> Part:
    return replace(part, role=None, meaning="", emphasis="normal")
