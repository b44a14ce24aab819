"""A verb's call: the stage it meets, its arguments, and the data file's values."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass
from typing import Any, TypeVar

from explainsite.content.models import Model, read_model
from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.diagnostics import Report, Span
from explainsite.storyboard.resolve import resolve
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import select, select_all
from explainsite.storyboard.state import Actor, Stage, Target
from explainsite.storyboard.words import listed, number, quoted

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a verb needs to know."""

    verb: str
    stage: Stage
    arguments: Node
    values: Values[str, Any]
    span: Span

    def targets(self, node: Node | None = None) -> tuple[Target, ...]:
        """The targets that a node (by default all arguments) names."""
        return select_all(self.stage, self.arguments if node is None else node)

    def pairs(self, example: str) -> list[tuple[tuple[Target, ...], Node]]:
        """Arguments of the form `{selector: value}`."""
        if not isinstance(self.arguments, Mapping):
            raise Problem("bad-do", f"`{self.verb}` takes a mapping of targets to values", self.arguments.span,
                          hint=f"for example `{self.verb}: {example}`")  # fmt: skip
        entries = self.arguments.values.items()
        return [(select(self.stage, key, self.arguments.keys[key].span), node) for key, node in entries]

    def model(self, model: type[M]) -> M:
        """The arguments read as a model; its problems are raised as one `Problem` each, the first first."""
        report = Report()
        read = read_model(
            model, self.arguments, report, what=f"`{self.verb}`", plain=resolve(self.arguments, self.values, report)
        )
        Problem.raise_any(report)
        assert read is not None
        return read

    def plain(self, node: Node) -> Any:
        """A node's value with the data file's values put in."""
        report = Report()
        value = resolve(node, self.values, report)
        Problem.raise_any(report)
        return value

    def text(self, node: Node) -> str:
        """A node's value as text; numbers are written out."""
        value = self.plain(node)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise Problem("wrong-type", "expected text", node.span)
        return value if isinstance(value, str) else number(value)

    def number(self, node: Node) -> float:
        """A node's value as a number."""
        value = self.plain(node)
        try:
            return float(value)
        except (TypeError, ValueError):
            raise Problem("wrong-type", f"`{value}` is not a number", node.span, label="expected a number") from None

    def texts(self, node: Node) -> list[str]:
        """A value or a list of values, as texts."""
        if isinstance(node, Sequence):
            return [self.text(item) for item in node]
        value = self.plain(node)
        if isinstance(value, list | tuple):
            return [item if isinstance(item, str) else number(item) for item in value]
        return [self.text(node)]

    def scalar(self, node: Node, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        text = node.text if isinstance(node, Scalar) else None
        if text not in allowed:
            raise Problem("wrong-type", f"expected one of {listed([f'`{a}`' for a in allowed])}", node.span)
        return text

    def actor(self, target: Target) -> Actor:
        """The actor of a target, which selecting has proven to exist."""
        actor = self.stage.actor(target.actor)
        assert actor is not None
        return actor


def part_ids(actor: Actor, targets: tuple[Target, ...]) -> frozenset[str]:
    """The ids of the parts that targets name in one actor; the whole actor names them all."""
    mine = [t for t in targets if t.actor == actor.id]
    if any(t.part is None for t in mine):
        return frozenset(part.id for part in actor.parts)
    return frozenset(t.part for t in mine if t.part is not None)


def actors_of(targets: tuple[Target, ...]) -> list[str]:
    """The actors that targets touch, each once, in order."""
    return list(dict.fromkeys(target.actor for target in targets))


def phrase(stage: Stage, targets: tuple[Target, ...]) -> str:
    """Targets in words: `Keys`, `Keys 0 to 4`, `A and C of Replicas`."""
    return listed([_actor_phrase(stage, actor_id, targets) for actor_id in actors_of(targets)])


def _actor_phrase(stage: Stage, actor_id: str, targets: tuple[Target, ...]) -> str:
    actor = stage.actor(actor_id)
    assert actor is not None
    ids = [t.part for t in targets if t.actor == actor_id and t.part is not None]
    if not ids or actor.is_single:
        return actor.name
    if ids == ["next"]:
        return f"the end of {actor.name}"
    if actor.kind == "tokens" and len(ids) <= 2:
        return listed([quoted(part.text) for part in actor.parts if part.id in ids])
    if all(part_id.isdigit() for part_id in ids):
        span = ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}" if _runs(ids) else listed(ids)
        return f"{actor.name} {span}"
    parts = [actor.part(part_id) for part_id in ids]
    return listed([part.text or part.id for part in parts if part is not None])


def _runs(ids: list[str]) -> bool:
    numbers = [int(part_id) for part_id in ids]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
