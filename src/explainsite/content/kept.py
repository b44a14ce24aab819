"""What author's files came to when they were parsed, for as long as their texts are the same.

Only what a text says by itself is kept. The files that a spec names (data, a scene, actors) are looked for
and read each time, by the functions that a parsed spec uses.
"""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from explainsite.content.actors_file import read_actors
from explainsite.content.frontmatter import FrontMatter
from explainsite.content.nodes import Scalar
from explainsite.content.source import Source
from explainsite.content.spec import (
    NO_VALUES,
    Allowance,
    Beat,
    Body,
    Exploration,
    Input,
    KnownStage,
    Lane,
    PathSpec,
    PathStep,
    Piece,
    Prerequisite,
    SceneRef,
    Shown,
    SourceRef,
    SpecFile,
)
from explainsite.diagnostics import Diagnostic, Report, Span
from explainsite.jobs.canonical import canonical_json
from explainsite.jobs.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFiles:
    """What a spec says of the files beside it."""

    data: tuple[str, Span] | None
    """The data file as it is written, and where."""
    values: Values[str, Any]
    """What the data file gave: they stand in the texts of the piece."""
    scene: Scalar | None
    stage: Span | None
    """Where the stage is written, if the film has one; actors may lie beside it."""


def keep_piece(
    memory: Memory, file: SpecFile, piece: Piece, files: NamedFiles, problems: tuple[Diagnostic, ...]
) -> None:
    """Remember a piece whose spec has no errors, unless its data file gives what JSON cannot hold."""
    values = _same(files.values)
    value = {
        **{name: getattr(piece, name) for name in (*_PLAIN, "tags")},
        "prerequisites": [[need.slug, need.reason, _place(need.span)] for need in piece.prerequisites],
        "sources": [[getattr(source, name) for name in _SOURCE] for source in piece.sources],
        "beats": [_beat_values(beat) for beat in piece.beats],
        "exploration": piece.exploration and _exploration_values(piece.exploration),
        "allow": _allowances(piece.allow),
        "span": _place(piece.span),
        "data": files.data and [files.data[0], _place(files.data[1])],
        "values": values,
        "scene": files.scene and [files.scene.text, files.scene.quoted, _place(files.scene.span)],
        "stage": files.stage and _place(files.stage),
        "problems": [problem.as_json() for problem in problems],
    }
    if values is not None:
        memory.keep(_name(file.source), _depends(file, piece.body), value)


def recall_piece(
    project: Path, file: SpecFile, front: FrontMatter, report: Report, memory: Memory
) -> Piece | None:
    """The piece of this very spec, if it is known and its data file still gives the same values.

    Its film lacks its nodes, and its beats what happens in them.
    """
    known = memory.recall(_name(file.source), _depends(file, front.body))
    if known is None:
        return None
    own, source = Report(), file.source
    data, values = None, NO_VALUES
    if known["data"]:
        from explainsite.content.model_values import read_values  # most pieces have none

        reference, place = known["data"]
        data, read = read_values(project, file, (reference, source.span(*place)), memory, own)
        if read is None or _same(read) != known["values"]:
            return None
        values = read
    stage = known["stage"] and source.span(*known["stage"])
    piece = Piece(
        **{name: known[name] for name in _PLAIN},
        tags=tuple(known["tags"]),
        slug=file.slug,
        lane=file.lane,
        accent=file.accent,
        prerequisites=tuple(
            Prerequisite(slug=slug, reason=reason, span=source.span(*place))
            for slug, reason, place in known["prerequisites"]
        ),
        sources=tuple(SourceRef(**dict(zip(_SOURCE, values, strict=True))) for values in known["sources"]),
        data=data,
        data_span=source.span(*known["data"][1]) if known["data"] else None,
        values=values,
        beats=tuple(_beat(source, beat) for beat in known["beats"]),
        film=KnownStage() if stage else _scene(project, file, known["scene"], own),
        allow=_allow(source, known["allow"]),
        actors=read_actors(project, file.folder, stage, own) if stage else None,
        body=front.body,
        span=source.span(*known["span"]),
    )
    if known["exploration"]:
        from explainsite.content.outcomes import with_outcomes

        piece = replace(piece, exploration=_exploration(source, known["exploration"]))
        piece = with_outcomes(piece, project, memory, own)
    report.referenced |= own.referenced
    report.extend([*map(Diagnostic.from_json, known["problems"]), *own.found])
    return piece


_PLAIN = ("format", "title", "topic", "summary", "hook", "level", "minutes", "order", "poster")
_SOURCE = ("id", "title", "url", "author", "year")
_BEAT = ("id", "title", "say", "hold", "first_line")


def _scene(project: Path, file: SpecFile, known: Any, report: Report) -> SceneRef | None:
    if not known:
        return None
    from explainsite.content.scene_file import read_scene  # few films are scenes

    text, quoted, place = known
    written = Scalar(text=text, quoted=quoted, span=file.source.span(*place))
    return read_scene(project, file.folder, written, report)


def _beat_values(beat: Beat) -> list[object]:
    plain = [getattr(beat, name) for name in _BEAT]
    return [plain, _place(beat.span), _place(beat.say_span), _allowances(beat.allow)]


def _beat(source: Source, values: Any) -> Beat:
    plain, span, say_span, allow = values
    return Beat(
        **dict(zip(_BEAT, plain, strict=True)),
        span=source.span(*span),
        say_span=source.span(*say_span),
        allow=_allow(source, allow),
    )


def _exploration_values(asked: Exploration) -> Any:
    """An exploration without its outcomes, which depend on the data file too."""
    spans = (asked.span, *(one.span for one in asked.inputs), *(one.span for one in asked.shows))
    return [asdict(replace(asked, outcomes=())), list(map(_place, spans))]


def _exploration(source: Source, values: Any) -> Exploration:
    plain, places = values
    span, *spans = (source.span(*place) for place in places)
    inputs = [
        Input(**{**one, "values": tuple(one["values"]), "span": place})
        for one, place in zip(plain["inputs"], spans, strict=False)
    ]
    shows = [
        Shown(**{**one, "of": tuple(one["of"]), "lines": tuple(map(tuple, one["lines"])), "span": place})
        for one, place in zip(plain["shows"], spans[len(inputs) :], strict=True)
    ]
    known = {**plain, "inputs": tuple(inputs), "shows": tuple(shows), "outcomes": (), "span": span}
    return Exploration(**known)


def _allowances(allowed: tuple[Allowance, ...]) -> list[object]:
    return [[each.code, each.reason, _place(each.span)] for each in allowed]


def _allow(source: Source, values: Any) -> tuple[Allowance, ...]:
    return tuple(Allowance(code=c, reason=r, span=source.span(*place)) for c, r, place in values)


def keep_lane(memory: Memory, source: Source, lane: Lane, problems: tuple[Diagnostic, ...]) -> None:
    """Remember a lane without errors."""
    values = [lane.title, lane.summary, lane.accent, lane.order]
    memory.keep(_name(source), source.text, [values, [problem.as_json() for problem in problems]])


def recall_lane(memory: Memory, source: Source, slug: str, report: Report) -> Lane | None:
    """The lane of this very file, if it is known."""
    known = memory.recall(_name(source), source.text)
    if known is None:
        return None
    (title, summary, accent, order), problems = known
    report.extend(map(Diagnostic.from_json, problems))
    return Lane(slug=slug, title=title, summary=summary, accent=accent, order=order, span=source.span(1))


def keep_path(memory: Memory, source: Source, path: PathSpec, problems: tuple[Diagnostic, ...]) -> None:
    """Remember a learning path without errors."""
    values = [path.title, path.summary, path.order, path.ordered, _place(path.span)]
    steps = [[step.slug, step.adds, _place(step.span)] for step in path.steps]
    memory.keep(_name(source), source.text, [values, steps, [problem.as_json() for problem in problems]])


def recall_path(memory: Memory, source: Source, slug: str, report: Report) -> PathSpec | None:
    """The learning path of this very file, if it is known."""
    known = memory.recall(_name(source), source.text)
    if known is None:
        return None
    (title, summary, order, ordered, span), steps, problems = known
    report.extend(map(Diagnostic.from_json, problems))
    return PathSpec(
        slug=slug,
        title=title,
        summary=summary,
        order=order,
        ordered=ordered,
        steps=tuple(PathStep(slug=slug, adds=adds, span=source.span(*place)) for slug, adds, place in steps),
        span=source.span(*span),
    )


def _name(source: Source) -> str:
    return f"files/{source.path}"


def _depends(file: SpecFile, body: Body) -> list[object]:
    """The front matter, whatever stands below it, and what the lane gives."""
    return [body.above, file.lane, file.lane_title, file.accent]


def _same(values: Values[str, Any]) -> str | None:
    """Text that is the same for the same values; None if there is an infinity, which JSON cannot hold."""
    try:
        return canonical_json(dict(values))
    except ValueError:
        return None


def _place(span: Span) -> tuple[int, int, int]:
    """Where a span is in its file: `Source.span` makes the same of it."""
    return span.line, span.column, span.length
