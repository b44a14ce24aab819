"""The views: each turns one kind of actor into shapes in its area."""

from __future__ import annotations

from explainsite.picture.drawing import Reach
from explainsite.picture.views import (
    amounts,
    badges,
    bars,
    dials,
    formulas,
    frames,
    graphs,
    listings,
    lists,
    logs,
    matrices,
    nodes,
    planes,
    plots,
    queues,
    rings,
    rows,
    tables,
    texts,
    timelines,
    trees,
    windows,
)
from explainsite.picture.views.view import View
from explainsite.storyboard.state import Actor

#: The view of every actor kind.
VIEWS: dict[str, View] = {
    "tokens": rows.TOKENS,
    "cells": rows.CELLS,
    "window": windows.WINDOW,
    "badge": badges.BADGE,
    "queue": queues.QUEUE,
    "list": lists.LIST,
    "log": logs.LOG,
    "code": listings.CODE,
    "tree": trees.TREE,
    "graph": graphs.GRAPH,
    "formula": formulas.FORMULA,
    "bars": bars.BARS,
    "counter": amounts.COUNTER,
    "gauge": amounts.GAUGE,
    "dial": dials.DIAL,
    "frame": frames.FRAME,
    "matrix": matrices.MATRIX,
    "node": nodes.NODE,
    "cluster": nodes.CLUSTER,
    "plot": plots.PLOT,
    "plane": planes.PLANE,
    "ring": rings.RING,
    "table": tables.TABLE,
    "timeline": timelines.TIMELINE,
    "text": texts.TEXT,
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
