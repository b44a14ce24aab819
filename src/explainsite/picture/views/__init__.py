"""The views: each turns one kind of actor into shapes in its area."""

from __future__ import annotations

from collections.abc import Callable

from explainsite.picture.drawing import Drawing, Setting
from explainsite.picture.shapes import Rect
from explainsite.picture.views import amounts, frames, logs, nodes, rows, tables, texts
from explainsite.storyboard.state import Actor

View = Callable[[Actor, Rect, Setting], Drawing]

#: The view of every actor kind.
VIEWS: dict[str, View] = {
    "tokens": rows.draw_tokens,
    "cells": rows.draw_cells,
    "log": logs.draw_log,
    "bars": amounts.draw_bars,
    "counter": amounts.draw_counter,
    "gauge": amounts.draw_gauge,
    "frame": frames.draw_frame,
    "node": nodes.draw_node,
    "cluster": nodes.draw_cluster,
    "table": tables.draw_table,
    "text": texts.draw_text,
}

#: Kinds that keep a gutter for their label at the left of their area.
WITH_GUTTER = frozenset({"tokens", "cells", "log", "bars"})
