"""Joining what was read."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from explainsite.catalogue.linking import Catalogue, FeaturedSetting, link_catalogue
from explainsite.content.source import Source
from explainsite.content.spec import Body, Lane, PathSpec, PathStep, Piece, Prerequisite
from explainsite.diagnostics import Report, Span

SPAN = Span(path="a.md")


def a_piece(slug: str, *needs: str, lane: str = "one", order: int = 0) -> Piece:
    source = Source(path=f"explainers/{lane}/{slug}.md", text="")
    return Piece(
        slug=slug,
        lane=lane,
        format="concept",
        order=order,
        title=slug,
        topic="",
        summary="",
        prerequisites=tuple(Prerequisite(slug=need, reason=f"why {need}", span=SPAN) for need in needs),
        body=Body(source=source, first_line=1),
        span=Span(path=source.path),
    )


def a_path(*slugs: str, ordered: bool = False) -> PathSpec:
    steps = tuple(PathStep(slug=slug, adds=f"adds {slug}", span=SPAN) for slug in slugs)
    return PathSpec(slug="path", title="Path", summary="", ordered=ordered, steps=steps, span=SPAN)


LANES = tuple(
    Lane(slug=slug, title=slug, summary="", order=order, span=SPAN)
    for slug, order in [("two", 2), ("one", 1)]
)


def link(*pieces: Piece, paths: tuple[PathSpec, ...] = (), featured: str | None = None) -> Catalogue:
    report = Report()
    first = FeaturedSetting(slug=featured, span=SPAN) if featured else None
    catalogue = link_catalogue(LANES, pieces, paths, report, featured=first)
    assert not list(report)
    return catalogue


def test_lanes_stand_in_order_and_pieces_by_lane_then_dependency_then_name() -> None:
    catalogue = link(
        a_piece("z", lane="two"),
        a_piece("a", "c"),
        a_piece("b"),
        a_piece("c"),
        a_piece("y", "z", "a", lane="two"),
    )
    assert [lane.slug for lane in catalogue.lanes] == ["one", "two"]
    assert list(catalogue.pieces) == ["b", "c", "a", "z", "y"]
    assert [piece.slug for piece in catalogue.in_lane("two")] == ["z", "y"]


def test_pieces_stand_in_their_stated_order_but_after_what_they_require() -> None:
    catalogue = link(a_piece("a", order=3), a_piece("b", "c", order=1), a_piece("c", order=2), a_piece("d"))
    assert list(catalogue.pieces) == ["d", "c", "b", "a"]


def test_a_dependency_through_another_lane_counts() -> None:
    catalogue = link(a_piece("a", "x"), a_piece("b"), a_piece("x", "b", lane="two"))
    assert [piece.slug for piece in catalogue.in_lane("one")] == ["b", "a"]


def test_the_inverse_of_prerequisites() -> None:
    catalogue = link(a_piece("a"), a_piece("b", "a"), a_piece("c", "a", "b"))
    assert catalogue.builds_on == {"a": ("b", "c"), "b": ("c",), "c": ()}


def test_a_path_is_ordered_by_dependency_and_keeps_its_words() -> None:
    catalogue = link(
        a_piece("a", "b"), a_piece("b", "c"), a_piece("c"), a_piece("d"), paths=(a_path("d", "a", "c", "b"),)
    )
    (path,) = catalogue.paths
    assert [(step.slug, step.adds) for step in path.steps] == [(s, f"adds {s}") for s in "dcba"]


def test_a_path_skips_what_it_does_not_list_but_not_what_that_means() -> None:
    catalogue = link(a_piece("a", "b"), a_piece("b", "c"), a_piece("c"), paths=(a_path("a", "c"),))
    assert [step.slug for step in catalogue.paths[0].steps] == ["c", "a"]


def test_a_stated_order_is_kept_where_it_is_free() -> None:
    catalogue = link(a_piece("a"), a_piece("b"), paths=(a_path("b", "a", ordered=True),))
    assert [step.slug for step in catalogue.paths[0].steps] == ["b", "a"]


def test_the_featured_piece() -> None:
    assert link(a_piece("a"), featured="a").featured == "a"


def test_what_refers_to_nothing_is_left_out() -> None:
    report = Report()
    catalogue = link_catalogue(LANES, [a_piece("a", "gone", "a")], [a_path("a", "gone", "a")], report)
    assert catalogue.pieces["a"].prerequisites == ()
    assert [step.slug for step in catalogue.paths[0].steps] == ["a"]
    assert {problem.code for problem in report} == {
        "unknown-prerequisite",
        "self-prerequisite",
        "unknown-step",
        "duplicate-step",
    }


def test_what_could_not_be_read_is_not_reported_again() -> None:
    report = Report()
    featured = FeaturedSetting(slug="broken", span=SPAN)
    link_catalogue(
        LANES, [a_piece("a", "broken")], [a_path("broken", "a")], report, featured=featured, unread={"broken"}
    )
    assert not list(report)


@st.composite
def sites(draw: st.DrawFn) -> Mapping[str, tuple[str, ...]]:
    names = draw(st.permutations("abcdefgh"))
    return {
        n: tuple(draw(st.lists(st.sampled_from(names[:i]), unique=True))) if i else ()
        for i, n in enumerate(names)
    }


@given(sites(), st.permutations("abcdefgh"))
def test_every_order_respects_the_prerequisites(
    needs: Mapping[str, tuple[str, ...]], steps: list[str]
) -> None:
    lanes = {slug: "one" if slug in "aceg" else "two" for slug in needs}
    catalogue = link(
        *(a_piece(slug, *needs[slug], lane=lanes[slug]) for slug in needs), paths=(a_path(*steps),)
    )
    on_path = [step.slug for step in catalogue.paths[0].steps]
    in_lanes = list(catalogue.pieces)
    for slug, required in needs.items():
        for need in required:
            assert on_path.index(need) < on_path.index(slug)
            assert in_lanes.index(need) < in_lanes.index(slug) or lanes[need] != lanes[slug]


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefxy")), max_size=6))
def test_any_prerequisites_are_joined_or_reported(needs: dict[str, list[str]]) -> None:
    report = Report()
    catalogue = link_catalogue(
        LANES, [a_piece(slug, *needs[slug]) for slug in needs], [a_path(*needs)], report
    )
    assert set(catalogue.pieces) == set(needs)
    for piece in catalogue.pieces.values():
        assert all(need.slug in needs for need in piece.prerequisites)
