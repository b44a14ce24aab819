"""Where the nodes of a graph stand: every edge leads to the right, unless it closes a cycle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.picture.layering import in_layers, on_circle

NODES = "abcdef"
EDGES = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=12)


@given(EDGES)
def test_edges_of_a_graph_without_cycles_lead_to_the_right(edges: list[tuple[str, str]]) -> None:
    acyclic = [(a, b) for a, b in edges if a < b]
    places = in_layers(NODES, acyclic)
    assert all(places[a][0] < places[b][0] for a, b in acyclic)


@given(EDGES)
def test_no_two_nodes_stand_in_one_place(edges: list[tuple[str, str]]) -> None:
    places = in_layers(NODES, edges)
    assert set(places) == set(NODES)
    assert len(set(places.values())) == len(NODES)


def test_a_node_without_a_way_to_it_is_next_to_where_it_leads() -> None:
    places = in_layers("xyzb", [("x", "y"), ("y", "z"), ("b", "z")])
    assert places["b"][0] == places["y"][0] == 1.0


def test_the_order_in_a_layer_lets_edges_run_beside_each_other() -> None:
    places = in_layers("abxy", [("a", "y"), ("b", "x")])
    assert (places["a"][1] < places["b"][1]) == (places["y"][1] < places["x"][1])


def test_an_edge_back_counts_for_no_layer() -> None:
    assert in_layers("abc", [("a", "b"), ("b", "c"), ("c", "a")]) == {
        "a": (0.0, 0.0),
        "b": (1.0, 0.0),
        "c": (2.0, 0.0),
    }


def test_a_circle_begins_at_the_top_and_runs_clockwise() -> None:
    places = on_circle("abcd")
    assert places["a"] == pytest.approx((0.0, -1.0))
    assert places["b"] == pytest.approx((1.0, 0.0))
