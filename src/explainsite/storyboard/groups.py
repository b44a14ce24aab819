"""Groups: entries of `stage:` that are lists, each a name for several actors and parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Values
from typing import Any

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.diagnostics import Report, did_you_mean
from explainsite.storyboard.names import written_out
from explainsite.storyboard.problem import Problem


def read_group(
    name: str, stage: Mapping, actors: Iterable[str], values: Values[str, Any], report: Report
) -> tuple[str, ...]:
    """The selectors that a name of several stands for; none, with a diagnostic, where one is wrong."""
    node, known = stage.values[name], list(actors)
    items = node.items if isinstance(node, Sequence) else ()
    if not items:
        hint = f"for example `{name}: [{', '.join(known[:2])}]`"
        report.add("wrong-type", f"the group `{name}` is empty", stage.keys[name].span, hint=hint)
    try:
        found = [member for item in items for member in _members(name, item, known, values)]
    except Problem as problem:
        report.extend(problem.found)
        return ()
    return tuple(dict.fromkeys(found))


def _members(name: str, item: Node, known: list[str], values: Values[str, Any]) -> Iterator[str]:
    if not isinstance(item, Scalar) or not item.text:
        message, hint = f"the group `{name}` holds selectors", f"for example `[{', '.join(known[:2])}]`"
        raise Problem("wrong-type", message, item.span, hint=hint)
    for selector in written_out(item.text, item.span, values):
        actor = selector.partition(".")[0]
        if actor not in known:
            raise Problem(
                "unknown-actor",
                f"the group `{name}` holds `{selector}`, which is not on the stage",
                item.span,
                hint=did_you_mean(actor, known) or f"declare `{actor}` under `stage:`",
            )
        yield selector
