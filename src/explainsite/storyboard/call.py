"""A verb's call: the stage it meets, its arguments, and the data file's values."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Values
from dataclasses import dataclass
from typing import Any, TypeVar

from explainsite.content.models import Model, read_model
from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.content.resolve import resolve
from explainsite.diagnostics import Report, Span
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import select, select_all
from explainsite.storyboard.state import Actor, Part, Stage, Step, Target
from explainsite.storyboard.values import as_text

_TARGET_WORDS = frozenset({"to", "in", "into", "on", "from", "actor", "target"})
"""What a target may be called elsewhere; here it is a key itself."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a verb needs to know.

    `act` does an action that stands among the arguments, on a stage and with values; it gives None for one
    that does nothing.
    `report` takes what is wrong with a part of the arguments, where the verb does the rest.
    """

    verb: str
    stage: Stage
    arguments: Node
    values: Values[str, Any]
    span: Span
    act: Callable[[Stage, Node, Values[str, Any]], Step | None]
    report: Report

    def select(self, node: Node, *, places: bool = False) -> tuple[Target, ...]:
        """The targets of a selector or a list of them; with `places` also the free ones at actors' ends."""
        return select_all(self.stage, node, self.values, places=places)

    def targets(self) -> tuple[Target, ...]:
        """The targets that the arguments name."""
        return self.select(self.arguments)

    def place_of_target(self, target: Target) -> Span:
        """The place of the selector that names a target, in the arguments or in a list of them."""
        nodes = self.arguments.items if isinstance(self.arguments, Sequence) else ()
        return next((node.span for node in nodes if target in self.select(node)), self.arguments.span)

    def shown_targets(self) -> tuple[Target, ...]:
        """The targets, each on screen: for verbs about what is seen."""
        targets = self.targets()
        require_shown(self.stage, targets, self.arguments.span)
        return targets

    def pairs(self, example: str) -> list[tuple[tuple[Target, ...], Node]]:
        """Arguments of the form `{selector: value}`, with the targets of one actor at a time."""
        if isinstance(self.arguments, Mapping) and self.arguments.is_cut:
            raise Problem.reported()
        if not isinstance(self.arguments, Mapping) or not self.arguments.values:
            raise Problem(
                "bad-do",
                f"`{self.verb}` takes a mapping of targets to values",
                self.arguments.span,
                hint=f"for example `{self.verb}: {example}`",
            )
        self._refuse_loose_target(self.arguments, example)
        entries = [(self.arguments.keys[key].span, key, node) for key, node in self.arguments.values.items()]
        named = [(select(self.stage, key, span, self.values), node) for span, key, node in entries]
        return [
            (tuple(target for target in targets if target.actor == name), node)
            for targets, node in named
            for name in actors_of(targets)
        ]

    def _refuse_loose_target(self, arguments: Mapping, example: str) -> None:
        """`append: {to: log, item: a}` is meant as `append: {log: a}`."""
        for word in sorted(_TARGET_WORDS & arguments.keys.keys()):
            node = arguments.values[word]
            text = node.text or "" if isinstance(node, Scalar) else ""
            if self.stage.actor(word) is None and self.stage.actor(text.partition(".")[0]) is not None:
                raise Problem(
                    "bad-do",
                    f"`{self.verb}` has no `{word}`: its target is itself the key",
                    arguments.keys[word].span,
                    hint=f"write `{self.verb}: {{{text}: ...}}`, as in `{self.verb}: {example}`",
                )

    def place_of(self, value: Node) -> Span:
        """The place of the selector that a value of `pairs` is for."""
        assert isinstance(self.arguments, Mapping)
        return next(
            key.span for name, key in self.arguments.keys.items() if self.arguments.get(name) is value
        )

    def model(self, model: type[M], example: str) -> M:
        """The arguments read as a model; raises all that is wrong with them at once."""
        report = Report()
        plain = resolve(self.arguments, self.values, report)
        read = read_model(model, self.arguments, report, what=f"`{self.verb}`", plain=plain, span=self.span)
        Problem.raise_any(report, hint=f"for example `{self.verb}: {example}`")
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
        return as_text(self.plain(node), node.span)

    def texts(self, node: Node) -> list[str]:
        """A value or a list of values, as texts, at least one and none of them empty."""
        value = self.plain(node)
        texts = [as_text(item, node.span) for item in (value if isinstance(value, list) else [value])]
        if not texts or not all(texts):
            raise Problem(
                "wrong-type", "an empty text or list shows nothing", node.span, hint="write what it shows"
            )
        return texts

    def actor(self, target: Target) -> Actor:
        """The actor of a target, which selecting has proven to exist."""
        return actor_in(self.stage, target.actor)


def actor_in(stage: Stage, actor_id: str) -> Actor:
    """An actor that is known to be on the stage."""
    actor = stage.actor(actor_id)
    assert actor is not None
    return actor


def require_shown(stage: Stage, targets: tuple[Target, ...], span: Span) -> None:
    """Refuse targets that nobody can see: hidden ones, and those that a new layout leaves without a place."""
    for name in actors_of(targets):
        actor = actor_in(stage, name)
        if not actor.shown:
            raise Problem(
                "bad-verb",
                f"`{name}` is not on screen",
                span,
                label="not shown at this point",
                hint=f"`- show: {name}` before this",
            )
        placed = actor.surrounded or (name,)
        if stage.grid.is_written and not any(stage.grid.area(held) for held in placed):
            raise Problem(
                "missing-area",
                f"`{name}` has no area in this beat's layout",
                span,
                hint=f"give it one, or do this in the beat before and `- hide: {name}` here",
            )


def seen(stage: Stage, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """The targets that are on screen: what is prepared behind the scene is not described."""
    return tuple(target for target in targets if actor_in(stage, target.actor).shown)


def with_those_along(stage: Stage, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Targets with the parts that are pointed at along with them, as their kinds have it."""
    found: list[Target] = []
    for target in targets:
        actor = actor_in(stage, target.actor)
        parts = actor.traits.along(actor, target.part) if target.part is not None else ()
        found += [Target(actor=actor.id, part=part) for part in parts] or [target]
    return tuple(dict.fromkeys(found))


def part_ids(actor: Actor, targets: tuple[Target, ...]) -> frozenset[str]:
    """The ids of the parts that targets name in one actor; the whole actor names them all."""
    mine = [t for t in targets if t.actor == actor.id]
    if any(t.part is None for t in mine):
        return frozenset(part.id for part in actor.parts)
    return frozenset(t.part for t in mine if t.part is not None)


def parts_of(actor: Actor, targets: tuple[Target, ...]) -> list[Part]:
    """The parts that targets name in one actor, in its order."""
    ids = part_ids(actor, targets)
    return [part for part in actor.parts if part.id in ids]


def parts_named(actor: Actor, targets: tuple[Target, ...]) -> list[Part]:
    """The parts that targets name in one actor, in the order of the targets: for what is given in order."""
    parts = parts_of(actor, targets)
    order = [target.part for target in targets if target.actor == actor.id]
    return parts if None in order else sorted(parts, key=lambda part: order.index(part.id))


def actors_of(targets: tuple[Target, ...]) -> list[str]:
    """The actors that targets touch, each once, in order."""
    return list(dict.fromkeys(target.actor for target in targets))


def change_parts(stage: Stage, targets: tuple[Target, ...], change: Callable[[Part], Part]) -> Stage:
    """The stage with `change` applied to every part that the targets name."""
    for name in actors_of(targets):
        actor = stage.actor(name)
        assert actor is not None
        ids = frozenset(part.id for part in parts_of(actor, targets))
        stage = stage.with_actor(actor.with_parts(ids, change))
    return stage
