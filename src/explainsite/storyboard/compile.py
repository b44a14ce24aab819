"""A piece's stage and beats into a storyboard: the fold that gives the nodes their meaning."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass, replace
from typing import Any

from explainsite.content.models import read_model
from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.content.spec import Beat, StageNodes
from explainsite.diagnostics import Report, Span, did_you_mean
from explainsite.storyboard import pace
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.grid import read_grid
from explainsite.storyboard.resolve import resolve
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.state import Actor, Grid, Stage, Step, merge
from explainsite.storyboard.verbs import VERBS
from explainsite.storyboard.verbs.call import Call
from explainsite.storyboard.verbs.marks import release


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardBeat:
    """A beat of a storyboard: from `opening` through `steps` to `closing`, in `seconds`."""

    id: str
    title: str
    say: str
    opening: Stage
    steps: tuple[Step, ...]
    seconds: float
    span: Span

    @property
    def closing(self) -> Stage:
        """The stage when the beat is over."""
        return self.steps[-1].stage if self.steps else self.opening

    @property
    def gap(self) -> float:
        """Stillness after each step, in seconds."""
        moving = sum(step.seconds for step in self.steps)
        return pace.gap_after_each(self.seconds - pace.LEAD - moving, len(self.steps))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is seen, for the described transcript."""
        return tuple(sentence for step in self.steps for sentence in step.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """A film as values."""

    beats: tuple[BoardBeat, ...]

    @property
    def seconds(self) -> float:
        """The film's length."""
        return sum(beat.seconds for beat in self.beats)


def compile_storyboard(
    film: StageNodes, beats: tuple[Beat, ...], values: Values[str, Any], report: Report
) -> Storyboard | None:
    """Fold the beats over the stage. None when the stage itself cannot be read; bad verbs are reported and skipped.
    """
    stage = read_stage(film, values, report)
    if stage is None:
        return None
    compiled: list[BoardBeat] = []
    for beat in beats:
        done = compile_beat(stage, beat, values, report)
        compiled.append(done)
        stage = done.closing
    return Storyboard(beats=tuple(compiled))


def read_stage(film: StageNodes, values: Values[str, Any], report: Report) -> Stage | None:
    """The stage as declared, every actor hidden."""
    actors = [_read_actor(name, node, film.stage, values, report) for name, node in film.stage.values.items()]
    names = [actor.id for actor in actors if actor]
    grid = read_grid(film.layout, names, report)
    if grid is None or None in actors:
        return None
    _check_frames([a for a in actors if a], film.stage, report)
    _check_areas(grid, names, film.layout, report)
    return Stage(actors=tuple(a for a in actors if a), grid=grid)


def _check_areas(grid: Grid, names: list[str], layout: Node | None, report: Report) -> None:
    for area, _ in grid.areas:
        if area not in names and layout is not None:
            report.add("bad-layout", f"the layout has an area `{area}`, but no such actor is on the stage",
                       layout.span, hint=did_you_mean(area, names))  # fmt: skip


def _check_frames(actors: list[Actor], stage: Mapping, report: Report) -> None:
    names = [actor.id for actor in actors if actor.kind != "frame"]
    for frame in actors:
        for held in frame.spec.around if frame.kind == "frame" else ():
            if held not in names:
                report.add("unknown-actor", f"the frame `{frame.id}` holds `{held}`, which is not on the stage",
                           stage.keys[frame.id].span, hint=did_you_mean(held, names))  # fmt: skip


def _read_actor(name: str, node: Node, stage: Mapping, values: Values[str, Any], report: Report) -> Actor | None:
    span = stage.keys[name].span
    if not name.replace("-", "").replace("_", "").isalnum() or "." in name:
        report.add("wrong-type", f"`{name}` cannot name an actor", span, hint="use letters, digits and hyphens")
        return None
    kind_node = node.get("is") if isinstance(node, Mapping) else None
    if not isinstance(kind_node, Scalar) or kind_node.text is None:
        report.add("missing-key", f"`{name}` does not say what it is", span,
                   hint="write `is:` and an actor kind, for example `is: tokens`")  # fmt: skip
        return None
    kind = KINDS.get(kind_node.text)
    if kind is None:
        report.add("unknown-actor-kind", f"`{kind_node.text}` is no actor kind", kind_node.span,
                   label="unknown kind", hint=did_you_mean(kind_node.text, KINDS))  # fmt: skip
        return None
    plain = resolve(node, values, report)
    spec = read_model(kind.spec, node, report, what=f"`{name}`, which is `{kind.name}`,", plain=plain)
    return spec and Actor(id=name, kind=kind.name, label=spec.label, spec=spec, parts=kind.parts(spec))


def compile_beat(stage: Stage, beat: Beat, values: Values[str, Any], report: Report) -> BoardBeat:
    """One beat from the stage that it meets."""
    steps = _steps(stage, beat, values, report)
    moving = sum(step.seconds for step in steps) + pace.SETTLE * len(steps)
    seconds = max(pace.LEAD + moving + pace.SETTLE, pace.reading_seconds(beat.say)) + beat.hold
    return BoardBeat(id=beat.id, title=beat.title, say=beat.say, opening=stage, steps=steps,
                     seconds=round(seconds, 2), span=beat.span)  # fmt: skip


def _steps(stage: Stage, beat: Beat, values: Values[str, Any], report: Report) -> tuple[Step, ...]:
    steps: list[Step] = []
    now = release(stage)
    if beat.layout is not None:
        grid = read_grid(beat.layout, [a.id for a in stage.actors], report)
        if grid is not None:
            _check_areas(grid, [a.id for a in stage.actors], beat.layout, report)
            now = replace(now, grid=grid)
            steps.append(Step(stage=now, seconds=pace.MOVE))
    for item in beat.do or ():
        step = _do(now, item, values, report)
        if step is not None:
            steps.append(step)
            now = step.stage
    if not steps and now != stage:
        steps.append(Step(stage=now, seconds=pace.EMPHASISE))
    return tuple(steps)


def _do(stage: Stage, item: Node, values: Values[str, Any], report: Report) -> Step | None:
    """One `do` item: a single `verb: arguments` pair, or `together:` with a list of them."""
    if not isinstance(item, Mapping) or len(item.values) != 1:
        report.add("bad-do", "a `do` item is one verb with its arguments", item.span,
                   hint="for example `- show: keys`; several verbs are several items")  # fmt: skip
        return None
    ((verb, arguments),) = item.values.items()
    if verb == "together":
        return _together(stage, arguments, values, report)
    if verb not in VERBS:
        report.add("unknown-verb", f"`{verb}` is no verb", item.keys[verb].span, label="unknown verb",
                   hint=did_you_mean(verb, [*VERBS, "together"]))  # fmt: skip
        return None
    call = Call(verb=verb, stage=stage, arguments=arguments, values=values, span=item.keys[verb].span)
    try:
        return _checked(VERBS[verb](call), call)
    except Problem as problem:
        problem.add_to(report)
        return None


def _checked(step: Step, call: Call) -> Step:
    """Refuse to show an actor that has no place, where it is shown and not when it is drawn."""
    for actor in step.stage.actors:
        if actor.shown and actor.kind != "frame" and step.stage.grid.area(actor.id) is None:
            raise Problem("missing-area", f"`{actor.id}` is shown, but the layout has no area for it",
                          call.arguments.span, hint=f"put `{actor.id}` into `layout:`")  # fmt: skip
    return step


def _together(stage: Stage, items: Node, values: Values[str, Any], report: Report) -> Step | None:
    if not isinstance(items, Sequence):
        report.add("bad-do", "`together` takes a list of `do` items", items.span)
        return None
    steps: list[Step] = []
    now = stage
    for item in items:
        step = _do(now, item, values, report)
        if step is not None:
            steps.append(step)
            now = step.stage
    return merge(tuple(steps), now) if steps else None
