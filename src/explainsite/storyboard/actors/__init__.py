"""The actor kinds: what each reads from YAML, and the parts it begins with."""

from __future__ import annotations

from explainsite.storyboard.actors import (
    badge,
    bars,
    cells,
    cluster,
    code,
    counter,
    formula,
    frame,
    gauge,
    log,
    matrix,
    node,
    plot,
    queue,
    ranked,
    table,
    text,
    timeline,
    tokens,
    tree,
)
from explainsite.storyboard.actors.kind import ActorKind

#: Every actor kind by the name that `is:` takes.
KINDS: dict[str, ActorKind] = {
    kind.name: kind
    for kind in (
        bars.BARS,
        cells.CELLS,
        cluster.CLUSTER,
        code.CODE,
        counter.COUNTER,
        formula.FORMULA,
        frame.FRAME,
        gauge.GAUGE,
        badge.BADGE,
        queue.QUEUE,
        ranked.LIST,
        log.LOG,
        matrix.MATRIX,
        node.NODE,
        plot.PLOT,
        table.TABLE,
        text.TEXT,
        timeline.TIMELINE,
        tokens.TOKENS,
        tree.TREE,
    )
}
