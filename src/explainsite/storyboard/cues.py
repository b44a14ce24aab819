"""Named moments within `together:`.

`cue: arrives` beside a verb names the moment when what it does has arrived or is over; `after: arrives`
beside a later one lets that begin then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from explainsite.content.models import Model
from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.diagnostics import Report, did_you_mean
from explainsite.storyboard import pace
from explainsite.storyboard.loops import rounds_of
from explainsite.storyboard.names import Values
from explainsite.storyboard.state import Stage, Step, merge, overlap
from explainsite.storyboard.telling import at_once

_Cue = Annotated[str, Field(pattern=r"^[\w-]+$")]


class Action(Model):
    """Beside its verb, an action may have:"""

    model_config = ConfigDict(json_schema_extra={"format": "action"})

    cue: _Cue | None = Field(
        None,
        description="A name for the moment when what this does has arrived or is over.",
        examples=["asked"],
    )
    after: _Cue | Annotated[list[_Cue], Field(min_length=1)] | None = Field(
        None,
        description="The cue that this waits for, or several; named above in the same list.",
        examples=["asked", ["asked", "copied"]],
    )


Actions = Annotated[list[Action], Field(min_length=1)]
Single = Annotated[dict[str, Any], Field(json_schema_extra={"format": "action"})]
"""An action that stands alone, with no moments of its own."""
KEYS = tuple(Action.model_fields)
_EXAMPLE = (
    "for example `cue: arrives` beside `send`, and `after: arrives` beside a later verb of the same list"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CuedItem:
    """An item of `together`: its verb and values, the moments that it names, and those that it waits for.

    A cue within a loop is another one in each round, so moments go by numbers here.
    """

    node: Node
    values: Values
    cues: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


def read_items(items: Sequence, values: Values, report: Report) -> list[CuedItem]:
    """The items of a `together`; what is wrong with their cues is reported, and such cues are left out."""
    return list(_Reader().read(items, values, report, _Loop()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loop:
    """What the items of a loop have from around it: the moments that have names there, and its own."""

    known: dict[str, int] = field(default_factory=dict)
    cues: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Numbers the moments of a `together`."""

    moments: int = 0
    waited: set[int] = field(default_factory=set)

    def read(self, items: Sequence, values: Values, report: Report, loop: _Loop) -> Iterator[CuedItem]:
        """The items of a list, which may be that of a loop."""
        every = {cue.text for cue in _cues(items)}
        known = dict(loop.known)
        own: dict[str, Scalar] = {}
        for item in items:
            after = tuple(known[name] for name in _after(item, known, every, report))
            self.waited.update(after)
            cue = _cue(item, known, report)
            if cue is not None:
                self.moments += 1
                known[str(cue.text)], own[str(cue.text)] = self.moments, cue
                self.waited.update([self.moments] if _waits_for(item, str(cue.text)) else [])
            named = () if cue is None else (self.moments,)
            inner = _Loop(known=known, cues=(*named, *loop.cues), after=(*after, *loop.after))
            yield from self._item(_bare(item), values, report, inner)
        for name, scalar in own.items():
            if known[name] not in self.waited:
                hint = f"`after: {name}` beside a later verb of this list waits for it; or leave the cue out"
                report.add("unused-cue", f"nothing waits for the cue `{name}`", scalar.span, hint=hint)

    def _item(self, item: Node, values: Values, report: Report, loop: _Loop) -> Iterator[CuedItem]:
        """An item without its cues, or the items of all rounds if it is a loop."""
        read = rounds_of(item, values)
        if read is None:
            yield CuedItem(node=item, values=values, cues=loop.cues, after=loop.after)
            return
        actions, rounds = read
        for at, inner in enumerate(rounds):
            # The cues are the same in each round: what is wrong with them is said once.
            yield from self.read(actions, inner, Report() if at else report, loop)


def _waits_for(item: Node, cue: str) -> bool:
    """Whether an item waits for a cue in vain, which is reported already."""
    after = item.get("after") if isinstance(item, Mapping) else None
    return isinstance(after, Scalar) and after.text == cue


def _bare(item: Node) -> Node:
    return item.without(*KEYS) if isinstance(item, Mapping) else item


def _cues(items: Sequence) -> Iterator[Scalar]:
    for item in items:
        cue = item.get("cue") if isinstance(item, Mapping) else None
        if isinstance(cue, Scalar):
            yield cue


def _cue(item: Node, known: Collection[str], report: Report) -> Scalar | None:
    """The name that an item gives to its moment."""
    node = item.get("cue") if isinstance(item, Mapping) else None
    if node is None:
        return None
    if not isinstance(node, Scalar) or not node.text or not _is_name(node.text):
        hint = "a cue is one word of letters, digits and hyphens; " + _EXAMPLE
        report.add("bad-cue", "this does not name a cue", node.span, hint=hint)
        return None
    if node.text in known:
        hint = "give each moment a name of its own"
        report.add("bad-cue", f"the cue `{node.text}` is named twice", node.span, hint=hint)
        return None
    return node


def _is_name(text: str) -> bool:
    return text.replace("-", "").replace("_", "").isalnum()


def _after(item: Node, named: Collection[str], every: set[str | None], report: Report) -> Iterator[str]:
    """The cues that an item waits for, which are all named above it: so no wait can be without an end."""
    node = item.get("after") if isinstance(item, Mapping) else None
    own = item.get("cue") if isinstance(item, Mapping) else None
    for name in () if node is None else (node,) if not isinstance(node, Sequence) else node:
        text = name.text if isinstance(name, Scalar) else None
        if text in named:
            yield str(text)
        elif not text:
            report.add(
                "bad-cue", "`after` takes the name of a cue, or a list of them", name.span, hint=_EXAMPLE
            )
        elif isinstance(own, Scalar) and own.text == text:
            hint = "wait for another moment, or for none"
            report.add("bad-cue", f"this would wait for its own cue `{text}`", name.span, hint=hint)
        elif text in every:
            hint = "move this item below the one that names the cue"
            report.add("bad-cue", f"the cue `{text}` is named further down", name.span, hint=hint)
        else:
            hint = (
                did_you_mean(text, named)
                or f"name the moment: `cue: {text}` beside a verb above in this list"
            )
            report.add("unknown-cue", f"no item above names the cue `{text}`", name.span, hint=hint)


@dataclass(slots=True)
class Scheduler:
    """Runs the items of a `together` in the order of their moments, each on the stage that it then meets."""

    act: Callable[[Stage, CuedItem], Step | None]
    times: dict[int, float] = field(default_factory=dict)
    """When each moment comes, in seconds."""
    parts: list[Step] = field(default_factory=list)

    def run(self, stage: Stage, items: list[CuedItem]) -> Step | None:
        """All items as one step; None when none of them does anything."""
        waiting: dict[tuple[int, ...], list[CuedItem]] = {}
        for item in items:
            waiting.setdefault(tuple(sorted(set(item.after))), []).append(item)
        while waiting:
            to_come = {cue for left in waiting.values() for item in left for cue in item.cues}
            ready = [cues for cues in waiting if to_come.isdisjoint(cues)]
            cues = min(ready, key=self._begin)
            stage = self._moment(stage, waiting.pop(cues), cues)
        return overlap(self._stretched()) if self.parts else None

    def _begin(self, cues: tuple[int, ...]) -> float:
        return max((self.times[cue] for cue in cues), default=0.0)

    def _moment(self, stage: Stage, items: list[CuedItem], cues: tuple[int, ...]) -> Stage:
        """What begins at one moment; the stage after it. What waits for a cue waits for nothing else."""
        begin = self._begin(cues)
        done: list[tuple[CuedItem, Step, bool]] = []
        for item in items:
            step = self.act(stage, item)
            if step is not None and step.runs:
                self.parts.append(replace(step, begin=begin))
            elif step is not None:
                done.append((item, step, step.stage != stage))
            stage = step.stage if step is not None else stage
        self._come(items, begin)
        if done:
            whole = merge(at_once([step for _, step, _ in done]), stage, waits=not cues)
            self.parts.append(replace(whole, begin=begin))
            for item, step, changes in done:
                self._come([item], begin + _lasts(step, whole, changes=changes))
        return stage

    def _stretched(self) -> tuple[Step, ...]:
        """The parts, where those that run last until all others are over."""
        end = max((part.begin + part.seconds for part in self.parts if not part.runs), default=0.0)
        return tuple(
            replace(part, seconds=max(end - part.begin, pace.CHANGE if end else part.seconds))
            if part.runs
            else part
            for part in self.parts
        )

    def _come(self, items: list[CuedItem], time: float) -> None:
        """The moments of items come; that of a loop when the last of its items is over."""
        for cue in (cue for item in items for cue in item.cues):
            self.times[cue] = max(time, self.times.get(cue, 0.0))


def _lasts(step: Step, whole: Step, *, changes: bool) -> float:
    """How long it takes until what an item sends has arrived, or what it does is over, in seconds."""
    if step.travels:
        own = {(travel.start, travel.end) for travel in step.travels}
        sent = [travel for travel in whole.travels if (travel.start, travel.end) in own]
        return max(travel.delay + travel.seconds * pace.ARRIVES for travel in sent)
    return whole.seconds if changes and whole.waits and whole.travels else step.seconds
