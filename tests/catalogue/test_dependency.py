"""Orders, closures and cycles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explainsite.catalogue.dependency import cycles, topological_order, transitive_closure

Graph = dict[str, list[str]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any graph, cycles and names that do not exist included."""
    names = draw(st.lists(st.sampled_from("abcdefghij"), unique=True))
    return {name: draw(st.lists(st.sampled_from("abcdefghijxyz"), unique=True)) for name in names}


@st.composite
def acyclic(draw: st.DrawFn) -> Graph:
    """Names each of which requires only names that were drawn before it, in any order."""
    names = draw(st.permutations("abcdefghij"))
    edges = {
        n: draw(st.lists(st.sampled_from(names[:i]), unique=True)) if i else [] for i, n in enumerate(names)
    }
    return {name: edges[name] for name in draw(st.permutations(names))}


@given(acyclic())
def test_an_order_respects_every_requirement(graph: Graph) -> None:
    order = topological_order(tuple(graph), graph)
    assert sorted(order) == sorted(graph)
    assert all(order.index(need) < order.index(name) for name, needs in graph.items() for need in needs)


@given(acyclic())
def test_an_order_that_is_right_stays(graph: Graph) -> None:
    order = topological_order(tuple(graph), graph)
    assert topological_order(tuple(order), graph) == order


@given(graphs())
def test_every_name_is_ordered_once_even_in_cycles(graph: Graph) -> None:
    assert sorted(topological_order(tuple(graph), graph)) == sorted(graph)


@given(graphs())
def test_cycles_are_cycles(graph: Graph) -> None:
    for cycle in cycles(graph):
        assert all(after in graph[name] for name, after in zip(cycle, [*cycle[1:], cycle[0]], strict=True))
        assert len(set(cycle)) == len(cycle)


@given(acyclic())
def test_a_graph_in_order_has_no_cycle(graph: Graph) -> None:
    assert list(cycles(graph)) == []


@given(acyclic())
def test_the_closure_follows_every_way(graph: Graph) -> None:
    found = transitive_closure(graph)
    for name, needs in graph.items():
        assert found[name] == frozenset(needs).union(*(found[need] for need in needs))


def test_a_long_chain_needs_no_stack() -> None:
    chain = {f"p{n}": [f"p{n + 1}"] if n < 5000 else [] for n in range(5001)}
    assert topological_order(tuple(chain), chain)[0] == "p5000"
    assert list(cycles({**chain, "p5000": ["p0"]})) == [list(chain)]


def test_what_is_free_stays_where_it_was() -> None:
    assert topological_order(tuple("dcba"), {"c": ["a"]}) == ["d", "b", "a", "c"]
