"""`stage:` and `layout:` into the stage that a film opens with: every actor declared, none shown."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Values
from dataclasses import dataclass, replace
from typing import Any

from explainsite.content.models import read_model
from explainsite.content.nodes import Mapping, Node, Scalar, Sequence, takes_values
from explainsite.content.resolve import resolve
from explainsite.content.spec import StageNodes
from explainsite.diagnostics import Report, Span, did_you_mean
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.grid import read_grid
from explainsite.storyboard.groups import read_group
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.selectors import select
from explainsite.storyboard.state import NO_GRID, Actor, Area, Grid, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStage:
    """What could be read of a stage, and the actors that could not."""

    stage: Stage
    unread: frozenset[str]
    is_laid_out: bool = True
    """Whether its grid is the author's; if that cannot be read, all stand below each other."""


Kinds = Values[str, ActorKind]
"""The actor kinds of a film by the name that `is:` takes."""


def read_stage(
    film: StageNodes, values: Values[str, Any] | None, report: Report, kinds: Kinds
) -> ReadStage | None:
    """The stage as declared, every actor hidden; None, with diagnostics, when there is nothing to act on.

    Without values nothing can be said of the actors that take some: they are not read.
    """
    groups = [name for name, node in film.stage.values.items() if isinstance(node, Sequence)]
    names = [name for name in film.stage.values if name not in groups]
    open_ones = {name for name, node in film.stage.values.items() if values is None and takes_values(node)}
    values = values or {}
    read = [_read_actor(name, film.stage, values, report, kinds) for name in names if name not in open_ones]
    actors = tuple(actor for actor in read if actor)
    if not film.stage.values:
        report.add(
            "wrong-type",
            "the stage is empty",
            film.stage.span,
            hint="name an actor, for example `words: {is: tokens, items: [The, cat]}`",
        )
    grouped = tuple(
        (name, () if name in open_ones else read_group(name, film.stage, names, values, report))
        for name in groups
    )
    bare = Stage(actors=actors, grid=NO_GRID, groups=grouped)
    misplaced = _misplaced(bare, film.stage, report)
    actors = tuple(_surrounding(actor, bare, values) for actor in actors if actor.id not in misplaced)
    grid = read_layout(film.layout, film.stage, actors, report)
    if not film.stage.values:
        return None
    unread = frozenset(names) - {actor.id for actor in actors} | {name for name, held in grouped if not held}
    stage = replace(bare, actors=actors, grid=grid or all_below(actors))
    return ReadStage(stage=stage, unread=unread, is_laid_out=grid is not None)


def all_below(actors: Iterable[Actor]) -> Grid:
    """A grid with all actors below each other, in place of one that cannot be read."""
    names = [actor.id for actor in actors if not actor.around]
    areas = tuple((name, Area(row=row, column=0, rows=1, columns=1)) for row, name in enumerate(names))
    return Grid(rows=max(1, len(names)), columns=1, areas=areas)


def read_layout(
    layout: Node | None, stage: Mapping, actors: tuple[Actor, ...], report: Report
) -> Grid | None:
    """A grid whose areas are all those of actors; those that surround others have none."""
    placed = [actor.id for actor in actors if not actor.around]
    span = layout.span if layout is not None else stage.span
    grid = read_grid(layout, placed, span, report)
    if grid is None:
        return None
    areas = [area for area, _ in grid.areas]
    by_need = sorted(actors, key=lambda actor: not actor.shown)
    homeless = [actor.id for actor in by_need if actor.id in {*placed} - {*areas}]
    surrounding = {actor.id: actor.kind for actor in actors if actor.around}
    for area in areas:
        if area in surrounding:
            kind = surrounding[area]
            report.add(
                "bad-layout",
                f"`{area}` is a {kind}, which has no area of its own",
                area_span(area, layout, span),
                label=f"a {kind}",
                hint=f"take it out of `layout`; a {kind} stands where its actors stand",
            )
        elif isinstance(stage.values.get(area), Sequence):
            report.add(
                "bad-layout",
                f"`{area}` is a group, which has no area of its own",
                area_span(area, layout, span),
                label="a group",
                hint="give each actor of it an area",
            )
        elif area not in stage.values:
            report.add(
                "bad-layout",
                f"the layout has an area `{area}`, but no such actor is on the stage",
                area_span(area, layout, span),
                label="not declared under `stage`",
                hint=_area_hint(area, placed, homeless),
            )
    return _as_meant(grid, [area for area in areas if area not in stage.values], homeless)


def _area_hint(area: str, placed: list[str], homeless: list[str]) -> str:
    near = did_you_mean(area, homeless or placed)
    if homeless and not near.startswith("did"):
        return f"`{homeless[0]}` has no area yet; a `.` leaves a cell empty"
    return near or "a `.` leaves a cell empty"


def _as_meant(grid: Grid, strangers: list[str], homeless: list[str]) -> Grid:
    """A grid whose unknown areas go to actors without one, which are not reported again."""
    from difflib import get_close_matches  # only for a mistake, as in `diagnostics`

    left, meant = list(homeless), dict[str, str]()
    for area in strangers[: len(left)]:
        meant[area] = (get_close_matches(area, left, n=1) or left)[0]
        left.remove(meant[area])
    return replace(grid, areas=tuple((meant.get(name, name), area) for name, area in grid.areas))


def area_span(area: str, layout: Node | None, span: Span) -> Span:
    """The place of an area's first cell in the text of a layout."""
    for line in layout.lines if isinstance(layout, Scalar) else ():
        padded = f" {line.excerpt} "
        at = padded.find(f" {area} ")
        if at >= 0:
            return Span(path=line.path, line=line.line, column=at + 1, length=len(area), excerpt=line.excerpt)
    return span


def _misplaced(read: Stage, stage: Mapping, report: Report) -> frozenset[str]:
    """The actors that cannot stand among the others, which is reported, or around what could not be read."""
    known = {actor.id for actor in read.actors} | {name for name, held in read.groups if held}
    misplaced: set[str] = set()
    for actor in read.actors:
        flaws = list(actor.traits.check_among(actor, read, stage.values.keys()))
        _report_flaws(f"the {actor.kind} `{actor.id}` holds ", flaws, actor.id, stage, report)
        held = {selector.partition(".")[0] for selector in actor.traits.around(actor.spec)}
        if flaws or not held <= known:
            misplaced.add(actor.id)
    return frozenset(misplaced)


def _surrounding(actor: Actor, read: Stage, values: Values[str, Any]) -> Actor:
    """An actor with what it surrounds at the start, which its kind has found to be there."""
    selectors = actor.traits.around(actor.spec)
    found = [target for text in selectors for target in select(read, text, Span(path=""), values)]
    return replace(actor, around=tuple(dict.fromkeys(found)))


def _read_actor(
    name: str, stage: Mapping, values: Values[str, Any], report: Report, kinds: Kinds
) -> Actor | None:
    node, span = stage.values[name], stage.keys[name].span
    try:
        kind = _kind(name, node, span, kinds)
        spec = _spec(name, kind, node, values, span)
        flaws = list(kind.check(spec))
        _report_flaws(f"`{name}`: ", flaws, name, stage, report)
        if flaws:
            return None
        return Actor(id=name, traits=kind, label=spec.label, spec=spec, parts=kind.parts(spec))
    except Problem as problem:
        report.extend(problem.found)
        return None


def _report_flaws(lead: str, flaws: Iterable[Flaw], name: str, stage: Mapping, report: Report) -> None:
    for flaw in flaws:
        place = flaw_span(stage.values[name], flaw) or stage.keys[name].span
        report.add(flaw.code, lead + flaw.message, place, hint=flaw.hint)


def _kind(name: str, node: Node, span: Span, kinds: Kinds) -> ActorKind:
    """The kind that a stage entry names."""
    if not name.replace("-", "").replace("_", "").isalnum():
        hint = "use letters, digits and hyphens"
        raise Problem("wrong-type", f"`{name}` cannot name an actor", span, hint=hint)
    kind = node.get("is") if isinstance(node, Mapping) else None
    if not isinstance(kind, Scalar) or kind.text is None:
        hint = "write `is:` and an actor kind, for example `is: tokens`"
        raise Problem("missing-key", f"`{name}` does not say what it is", span, hint=hint)
    if kind.text not in kinds:
        message = f"`{kind.text}` is no actor kind"
        hint = did_you_mean(kind.text, kinds) or "kinds: " + ", ".join(kinds)
        raise Problem("unknown-actor-kind", message, kind.span, label="unknown kind", hint=hint)
    return kinds[kind.text]


def _spec(name: str, kind: ActorKind, node: Node, values: Values[str, Any], span: Span) -> ActorSpec:
    """What a stage entry says, with the values of the data file."""
    report = Report()
    plain = resolve(node, values, report)
    what = f"`{name}` ({kind.name})"
    spec = read_model(kind.spec, node, report, what=what, plain=plain, span=span)
    Problem.raise_any(report, hint=f"for example `{name}: {kind.example}`")
    assert spec is not None
    return spec


def flaw_span(node: Node, flaw: Flaw) -> Span | None:
    """The place of a flaw: as deep as the author's nodes go; a value of the data file has no deeper place."""
    span: Span | None = None
    here: Node | None = node
    for step in flaw.place:
        if isinstance(here, Mapping):
            key = here.keys.get(str(step))
            here = here.get(str(step))
            is_value = isinstance(here, Scalar) and here.text and not flaw.at_key
            span = here.span if here and is_value else key.span if key else span
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
            span = here.span
    return flaw_in_text(here, flaw) or span


def flaw_in_text(node: Node | None, flaw: Flaw) -> Span | None:
    """The place of a flaw within a text, for one that says it."""
    if flaw.line is None or not isinstance(node, Scalar) or node.text is None:
        return None
    lines, texts = node.lines[1:] if len(node.lines) > 1 else node.lines, node.text.split("\n")
    if flaw.line >= min(len(lines), len(texts)):
        return None
    span, text = lines[flaw.line], texts[flaw.line]
    begin = span.excerpt.find(text.strip(), span.column - 1)
    if not flaw.length or begin < 0:
        return span
    lead = len(text) - len(text.lstrip())
    column = begin + 1 + min(max(0, flaw.column - lead), len(text.strip()) - 1)
    return Span(path=span.path, line=span.line, column=column, length=flaw.length, excerpt=span.excerpt)
