"""Trees are tidy: parents in the middle above their children, nothing touches, every edge keeps its gap."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.drawing import Setting
from explainsite.picture.routing.direct import GAP
from explainsite.picture.shapes import Box, Curve, Label, Rect, bounds, shared
from explainsite.picture.views.trees import CLEAR, SIBLINGS, WIDEST_SIBLINGS, draw_tree, tree_reach
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.state import Actor
from storyboard.filmscript import read_film

DECISION = """\
stage:
  plan:
    is: tree
    label: Plan
    nodes: |
      Is it raining?
        yes: Bus
        no: Is it far?
          yes: Cycle
          no: Walk
do:
- show: plan
- highlight: plan.walk
- append: {plan.bus: {late: Run}}
"""


def steps(text: str = DECISION) -> tuple[Picture, ...]:
    film = read_film(text)
    assert film.board is not None, film.found
    (beat,) = pictures_of(film.board)
    return beat.steps


def tree(nodes: str, direction: str = "down") -> Actor:
    kind = KINDS["tree"]
    spec = kind.spec.model_validate({"is": "tree", "nodes": nodes, "direction": direction})
    return Actor(id="t", traits=kind, label="", spec=spec, parts=kind.parts(spec))


def places(actor: Actor, wider: float = 0.0) -> dict[str, Rect]:
    """The nodes of a tree that has the room it needs, and so many px more of the width."""
    wide, high, _ = tree_reach(actor)
    anchors = draw_tree(actor, Rect(0, 0, wide + wider, high + 2 * CLEAR), Setting()).anchors
    return {name: rect for name, rect in anchors.items() if name}


SHAPES: st.SearchStrategy[list[object]] = st.recursive(
    st.just([]), lambda below: st.lists(below, max_size=3), max_leaves=9
)


def written(shape: list[object], depth: int = 0, words: str = "word") -> str:
    line = "  " * depth + words
    return "\n".join([line, *(written(child, depth + 1, words + "s") for child in shape)])  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(SHAPES, st.sampled_from(["down", "right"]))
def test_no_tree_has_nodes_that_touch_or_a_parent_that_is_not_in_the_middle(
    shape: list[object], direction: str
) -> None:
    actor = tree(written(shape), direction)
    rects = places(actor)
    for a, b in combinations(rects.values(), 2):
        assert shared(a, b) <= 0
    for part in actor.parts:
        below = [rects[child.id] for child in actor.parts if child.parent == part.id]
        if below:
            axis = 1 if direction == "right" else 0
            ends = below[0].centre[axis], below[-1].centre[axis]
            assert rects[part.id].centre[axis] == pytest.approx(sum(ends) / 2)


def test_neighbours_stand_at_even_gaps() -> None:
    rects = places(tree("root\n  left\n    a long one\n    b\n  leaf\n  right\n    c\n    another long one"))
    gaps = [
        rects["leaf"].x - rects["left"].right,
        rects["right"].x - rects["leaf"].right,
    ]
    assert gaps[0] == pytest.approx(gaps[1])
    assert rects["c"].x - rects["b"].right == pytest.approx(SIBLINGS)


@pytest.mark.parametrize(("wider", "gap"), [(60.0, SIBLINGS + 30.0), (2000.0, WIDEST_SIBLINGS)])
def test_a_tree_uses_its_width_up_to_a_limit(wider: float, gap: float) -> None:
    rects = places(tree("root\n  a\n  b\n  c"), wider)
    assert rects["b"].x - rects["a"].right == pytest.approx(gap)
    assert rects["c"].x - rects["b"].right == pytest.approx(gap)


def test_edges_keep_one_gap_at_both_ends() -> None:
    picture = steps()[0]
    rects = picture.drawings["plan"].anchors
    edges = {shape.key: shape for shape in picture.shapes if isinstance(shape, Curve)}
    assert set(edges) == {f"plan/{name}/edge" for name in ("bus", "is-it-far", "cycle", "walk")}
    for key, edge in edges.items():
        child = rects[key.split("/")[1]]
        assert edge.points[-1] == pytest.approx((child.centre[0], child.y - GAP * picture.artboard.zoom))
    assert edges["plan/bus/edge"].points[0] == edges["plan/is-it-far/edge"].points[0]


def test_a_way_is_lit_with_its_edges() -> None:
    shapes = {shape.key: shape for shape in steps()[1].shapes}
    lit = {key.split("/")[1] for key, s in shapes.items() if isinstance(s, Box) and s.stroke == "accent"}
    assert lit == {"is-it-raining", "is-it-far", "walk"}
    roles = {key.split("/")[1]: s.stroke for key, s in shapes.items() if isinstance(s, Curve)}
    assert roles == {"bus": "line", "is-it-far": "accent", "cycle": "line", "walk": "accent"}
    assert shapes["plan/cycle/edge"].opacity < shapes["plan/walk/edge"].opacity


def test_it_keeps_one_size_while_it_grows() -> None:
    first, *_, last = ({s.key: s for s in picture.shapes} for picture in steps())
    texts = [picture["plan/walk/Walk.1"] for picture in (first, last)]
    assert all(isinstance(text, Label) for text in texts)
    assert texts[0].size == texts[1].size  # type: ignore[attr-defined]


def test_long_words_on_branches_stay_clear_of_each_other() -> None:
    film = DECISION.replace("yes: Cycle", "most probably not: A").replace("no: Walk", "more than likely: B")
    shapes = [s for s in steps(film.replace("plan.walk", "plan.b"))[0].shapes if isinstance(s, Label)]
    for a, b in combinations(shapes, 2):
        assert shared(bounds(a), bounds(b)) <= 0


def test_a_long_text_is_broken_into_even_lines() -> None:
    actor = tree("Has anybody asked for this answer before?")
    lines: dict[float, list[str]] = {}
    for shape in draw_tree(actor, Rect(0, 0, 900, 400), Setting()).shapes:
        if isinstance(shape, Label):
            lines.setdefault(shape.y, []).append(shape.text)
    assert [" ".join(words) for words in lines.values()] == ["Has anybody asked for", "this answer before?"]


NODE = """\
stage:
  t: {is: tree, nodes: 30 60 @top}
do:
- show: t
- set: {t.top: 30 45 60}
"""


def test_words_that_stay_keep_their_keys_when_a_node_changes() -> None:
    before, after = ({shape.key for shape in picture.shapes} for picture in steps(NODE))
    assert after - before == {"t/top/45.1"}
    assert before < after
