"""The views: each turns one kind of actor into shapes in its area."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explainsite.picture.drawing import Drawing, Reach, Setting
from explainsite.picture.shapes import Rect
from explainsite.picture.views import (
    amounts,
    badges,
    formulas,
    frames,
    listings,
    lists,
    logs,
    matrices,
    nodes,
    plots,
    queues,
    rows,
    tables,
    texts,
    timelines,
    trees,
)
from explainsite.storyboard.state import Actor


@dataclass(frozen=True, slots=True)
class View:
    """How a kind of actor is drawn, and how tall it likes to be; None is as tall as there is room.

    `reach` measures a state; the most of all states of a film comes back in the `Setting`. `tall` is the
    height for that, so that nothing beside the actor moves when it changes.
    """

    draw: Callable[[Actor, Rect, Setting], Drawing]
    height: Callable[[Actor], float | None]
    reach: Callable[[Actor], Reach] | None = None
    tall: Callable[[Actor, Reach], float] | None = None
    more: Callable[[Actor, float], float] | None = None
    """The px by which it is taller where its words take more lines, in an area so wide."""
    package: str = ""
    """The module that brings it, when it was installed."""


#: The view of every actor kind.
VIEWS: dict[str, View] = {
    "tokens": View(rows.draw_tokens, rows.tokens_height),
    "cells": View(rows.draw_cells, rows.cells_height),
    "badge": View(badges.draw_badge, badges.badge_height),
    "queue": View(queues.draw_queue, queues.queue_height),
    "list": View(lists.draw_list, lists.list_height),
    "log": View(logs.draw_log, logs.log_height),
    "code": View(listings.draw_listing, listings.listing_height, listings.listing_reach),
    "tree": View(trees.draw_tree, trees.tree_height, trees.tree_reach),
    "formula": View(
        formulas.draw_formula, formulas.formula_height, formulas.formula_reach, formulas.formula_tall
    ),
    "bars": View(amounts.draw_bars, amounts.bars_height),
    "counter": View(amounts.draw_counter, amounts.counter_height, more=amounts.counter_more),
    "gauge": View(amounts.draw_gauge, amounts.gauge_height, more=amounts.gauge_more),
    "frame": View(frames.draw_frame, frames.frame_height),
    "matrix": View(matrices.draw_matrix, matrices.matrix_height),
    "node": View(nodes.draw_node, nodes.node_height),
    "cluster": View(nodes.draw_cluster, nodes.cluster_height, more=nodes.cluster_more),
    "plot": View(plots.draw_plot, plots.plot_height, plots.plot_reach),
    "table": View(tables.draw_table, tables.table_height),
    "timeline": View(timelines.draw_timeline, timelines.timeline_height),
    "text": View(texts.draw_text, texts.text_height, more=texts.text_more),
}


def view_of(actor: Actor) -> View:
    """The view of an actor: the one that its kind brings, or the bundled one."""
    view: View = actor.traits.view or VIEWS[actor.kind]
    return view


def height(actor: Actor, wide: float, reach: Reach = ()) -> float | None:
    """The height that an actor's view likes in an area `wide` px wide."""
    view = view_of(actor)
    high = view.tall(actor, reach) if view.tall and reach else view.height(actor)
    return high if high is None or view.more is None else high + view.more(actor, wide)
