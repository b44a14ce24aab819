"""The actor kinds: what each reads from YAML, and the parts it begins with."""

from __future__ import annotations

from collections.abc import Callable

from explainsite.storyboard.actors import (
    badge,
    bars,
    cells,
    cluster,
    code,
    counter,
    dial,
    formula,
    frame,
    gauge,
    graph,
    log,
    matrix,
    node,
    plane,
    plot,
    queue,
    ranked,
    ring,
    table,
    text,
    timeline,
    tokens,
    tree,
    window,
)
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.words import listed

#: Every actor kind by the name that `is:` takes, group by group.
KINDS: dict[str, ActorKind] = {
    kind.name: kind
    for kind in (
        tokens.TOKENS,
        cells.CELLS,
        window.WINDOW,
        log.LOG,
        queue.QUEUE,
        ranked.LIST,
        counter.COUNTER,
        gauge.GAUGE,
        dial.DIAL,
        bars.BARS,
        plot.PLOT,
        plane.PLANE,
        node.NODE,
        cluster.CLUSTER,
        ring.RING,
        timeline.TIMELINE,
        text.TEXT,
        badge.BADGE,
        code.CODE,
        formula.FORMULA,
        table.TABLE,
        matrix.MATRIX,
        tree.TREE,
        graph.GRAPH,
        frame.FRAME,
    )
}


def kinds_that(test: Callable[[ActorKind], bool]) -> str:
    """The kinds that pass a test, for a hint: "`list`, `log` and `table`"."""
    return listed([f"`{kind.name}`" for kind in KINDS.values() if test(kind)])
