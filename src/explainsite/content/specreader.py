"""Files parsed into values: a spec into a `Piece`, a `_lane.yaml` into a `Lane`, a path into a `PathSpec`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from explainsite.content.actors_file import read_actors
from explainsite.content.exploring import read_exploration
from explainsite.content.forms import BeatForm, LaneForm, PathForm, SpecForm
from explainsite.content.frontmatter import FrontMatter, split_front_matter
from explainsite.content.interpolation import interpolate
from explainsite.content.kept import NamedFiles, keep_piece
from explainsite.content.model_values import Values, read_values
from explainsite.content.models import read_mended, read_model
from explainsite.content.nodes import Mapping, Node, Scalar, Sequence
from explainsite.content.outcomes import with_outcomes
from explainsite.content.scene_file import read_scene
from explainsite.content.slugs import slugify
from explainsite.content.source import Source
from explainsite.content.spec import (
    NO_VALUES,
    Allowance,
    Beat,
    Exploration,
    KnownStage,
    Lane,
    PathSpec,
    PathStep,
    Piece,
    Prerequisite,
    SceneRef,
    SourceRef,
    SpecFile,
    StageNodes,
)
from explainsite.content.yamltree import parse_yaml
from explainsite.diagnostics import CODES, Report, Span, did_you_mean
from explainsite.jobs.memory import Memory
from explainsite.text.linebreak import on_one_line


def parse_lane(source: Source, slug: str, report: Report) -> Lane | None:
    """The lane that a `_lane.yaml` describes; None, with diagnostics, if it does not."""
    root = _document(source, report)
    form = read_model(LaneForm, root, report, what="the lane") if root else None
    if form is None:
        return None
    return Lane(
        slug=slug,
        title=form.title,
        summary=form.summary,
        accent=form.accent,
        order=form.order,
        span=source.span(1),
    )


def parse_path(source: Source, slug: str, report: Report) -> PathSpec | None:
    """The learning path of a file of `paths/`; None, with diagnostics, if it is none."""
    root = _document(source, report)
    form = read_model(PathForm, root, report, what="the learning path") if root else None
    if form is None or root is None:
        return None
    entries = zip(form.steps, _entry_spans(root.get("steps")), strict=True)
    steps = tuple(PathStep(slug=step, adds=adds, span=span) for (step, adds), span in entries)
    return PathSpec(
        slug=slug,
        title=form.title,
        summary=form.summary,
        order=form.order,
        ordered=form.ordered,
        steps=steps,
        span=root.keys["title"].span,
    )


def _document(source: Source, report: Report) -> Mapping | None:
    """The mapping that a YAML file holds; None, with a diagnostic, for anything else."""
    if not source.text.strip():
        report.add("empty-file", f"`{source.path}` is empty", source.span(1))
        return None
    return _mapping(source, report, what=f"`{source.path}`", first=1, last=None)


def _mapping(source: Source, report: Report, *, what: str, first: int, last: int | None) -> Mapping | None:
    """The mapping on some lines of a file; None, with a diagnostic, when there is none."""
    own = Report()
    node = parse_yaml(source, own, first=first, last=last)
    if not isinstance(node, Mapping) and not own.has_errors:
        own.add(
            "wrong-type",
            f"{what} must be a mapping of keys to values",
            node.span if node else source.line_span(1),
        )
    report.extend(own.found)
    return node if isinstance(node, Mapping) else None


def parse_spec(
    project: Path, file: SpecFile, front: FrontMatter, report: Report, memory: Memory | None
) -> Piece | None:
    """The piece that a spec describes; None, with diagnostics, when its front matter is no mapping.

    A piece with errors is returned as if they were mended, or without its film: the rest of it can still be
    checked. What has no errors is remembered.
    """
    own, beside = Report(), Report()
    reader = _reader(project, file, front, own, beside)
    if reader and reader.form.data:
        written = reader.form.data, reader.root.values["data"].span
        path, values = read_values(project, file, written, memory, beside)
        reader = replace(reader, data=path, values=values)
    elif reader and reader.unsure - SpecForm.model_fields.keys():
        reader = replace(reader, values=None)  # an unknown key may have been meant to name the data file
    piece = reader.piece() if reader else None
    if piece and memory and reader and reader.values is not None and not own.has_errors:
        keep_piece(memory, file, piece, reader.files(piece), tuple(own))
    piece = piece and with_outcomes(piece, project, memory, beside)
    report.referenced |= own.referenced | beside.referenced
    report.extend([*own.found, *beside.found])
    return piece


def with_nodes(project: Path, piece: Piece) -> Piece:
    """The same piece with the nodes of its film, if it was remembered without them."""
    if not isinstance(piece.film, KnownStage):
        return piece
    file = SpecFile(source=piece.body.source, lane=piece.lane, slug=piece.slug, accent=piece.accent)
    front = split_front_matter(file.source, Report())
    reader = _reader(project, file, front, Report(), Report()) if front else None
    assert reader is not None  # without errors it was remembered
    whole = replace(reader, values=piece.values).piece()
    return replace(piece, film=whole.film, beats=whole.beats)


def _reader(
    project: Path, file: SpecFile, front: FrontMatter, report: Report, beside: Report
) -> _SpecReader | None:
    """Reads the parts of a spec; None, with diagnostics, when there are none."""
    root = _mapping(file.source, report, what="the front matter", first=front.first, last=front.last)
    read = read_mended(SpecForm, root, report, what="the spec") if root else None
    if read is None:
        return None
    form, root, unsure = read
    return _SpecReader(project, file, front, root, form, None, NO_VALUES, unsure, report, beside)


@dataclass(frozen=True, slots=True)
class _SpecReader:
    """The parts of a piece from a spec whose keys have the right types, or were mended."""

    project: Path
    file: SpecFile
    front: FrontMatter
    root: Mapping
    form: SpecForm
    data: str | None
    values: Values | None
    unsure: frozenset[str]
    report: Report
    """What is wrong with the spec itself."""
    beside: Report
    """What is wrong with the files that it names."""

    def files(self, piece: Piece) -> NamedFiles:
        """The files that the spec of this piece names."""
        data, scene = self.root.get("data"), self.root.get("scene")
        return NamedFiles(
            data=(self.form.data, data.span) if data and self.form.data else None,
            values=self.values or NO_VALUES,
            scene=scene if isinstance(scene, Scalar) else None,
            stage=self.root.keys["stage"].span if isinstance(piece.film, StageNodes) else None,
        )

    def piece(self) -> Piece:
        form, file = self.form, self.file
        beats = tuple(self._beats())
        data, film = self.root.get("data"), self._film()
        unsure = self.unsure | ({"data"} if self.values is None else set())
        return Piece(
            slug=file.slug,
            lane=file.lane,
            accent=file.accent,
            format=form.format,
            title=self._text(form.title, self.root.get("title")),
            topic=form.topic or file.lane_title,
            summary=self._text(form.summary, self.root.get("summary")),
            hook=self._text(form.hook, self.root.get("hook")),
            level=form.level,
            minutes=form.minutes,
            prerequisites=tuple(self._prerequisites()),
            order=form.order,
            tags=form.tags,
            sources=tuple(self._sources()),
            data=self.data,
            data_span=data.span if data else None,
            values=self.values or NO_VALUES,
            poster=self._poster(beats),
            beats=beats,
            exploration=self._exploration(),
            film=film,
            allow=tuple(self._allow(self.root.get("allow"))),
            actors=read_actors(self.project, file.folder, self.root.keys["stage"].span, self.beside)
            if isinstance(film, StageNodes)
            else None,
            unsure=unsure,
            body=self.front.body,
            span=self.root.keys["title"].span,
        )

    def _text(self, text: str, node: Node | None) -> str:
        """A text as it is shown: its lines joined, its values written in."""
        joined = on_one_line(text)
        if self.values is None or not isinstance(node, Scalar):
            return joined
        return interpolate(joined, self.values, node.lines, self.report)

    def _prerequisites(self) -> Iterator[Prerequisite]:
        spans = _entry_spans(self.root.get("prerequisites"))
        for (slug, reason), span in zip(self.form.prerequisites, spans, strict=True):
            yield Prerequisite(slug=slug, reason=reason, span=span)

    def _sources(self) -> Iterator[SourceRef]:
        seen: set[str] = set()
        for form, node in zip(self.form.sources, _items(self.root.get("sources")), strict=True):
            if form.id in seen:
                self.report.add(
                    "duplicate-source",
                    f"two sources have the id `{form.id}`",
                    _value_span(node, "id"),
                    hint="give each source an id of its own",
                )
            seen.add(form.id)
            yield SourceRef(id=form.id, title=form.title, url=form.url, author=form.author, year=form.year)

    def _beats(self) -> Iterator[Beat]:
        seen: dict[str, Span] = {}
        for form, node in zip(self.form.beats, _items(self.root.get("beats")), strict=True):
            assert isinstance(node, Mapping)
            beat = self._beat(form, node)
            if beat.id in seen:
                span = _value_span(node, "id" if form.id else "title")
                self.report.add(
                    "duplicate-beat",
                    f"two beats have the id `{beat.id}`",
                    span,
                    label=f"first on line {seen[beat.id].line}",
                    hint="give the beat another `id`",
                )
            seen.setdefault(beat.id, beat.span)
            yield beat

    def _beat(self, form: BeatForm, node: Mapping) -> Beat:
        say, do = node.values["say"], node.get("do")
        if do is not None and not isinstance(do, Sequence):
            self.report.add(
                "bad-do",
                "`do` must be a list of `verb: arguments`",
                do.span,
                hint="begin each action with `- `",
            )
        slug = form.id or slugify(form.title)
        if not slug:
            self.report.add(
                "missing-key",
                "the beat needs an `id`: none can be made from its title",
                _value_span(node, "title"),
            )
        return Beat(
            id=slug,
            title=self._text(form.title, node.get("title")),
            say=self._text(form.say, say),
            hold=form.hold,
            do=do if isinstance(do, Sequence) else None,
            layout=node.get("layout"),
            still=still if isinstance(still := node.get("still"), Scalar) else None,
            span=_value_span(node, "id" if form.id else "title"),
            say_span=say.span,
            first_line=node.span.line,
            words=tuple(each for each in (node.get("title"), say) if isinstance(each, Scalar)),
            allow=tuple(self._allow(node.get("allow"))),
        )

    def _allow(self, node: Node | None) -> Iterator[Allowance]:
        """The rules that are set aside; what is no rule of lint is reported."""
        rules = [name for name, code in CODES.items() if code.is_lint]
        if not isinstance(node, Mapping):
            return
        for name, reason in node.values.items():
            if name in rules and isinstance(reason, Scalar) and reason.text:
                yield Allowance(code=name, reason=reason.text, span=node.keys[name].span)
                continue
            if name in rules:
                hint = f"say why, as in `{name}: it is a demonstration`"
                self.report.add("wrong-type", f"`{name}` has no reason", node.keys[name].span, hint=hint)
                continue
            known = name in CODES
            self.report.add(
                "unknown-key",
                f"`{name}` is not a rule that can be set aside"
                if known
                else f"`{name}` is not a rule of lint",
                node.keys[name].span,
                hint="a film with this cannot be right" if known else did_you_mean(name, rules),
            )

    def _exploration(self) -> Exploration | None:
        node = self.root.get("explore")
        if node is None or self.values is None:
            return None
        read = read_exploration(node, self.root.keys["explore"].span, self.values, self.report)
        if read and not self.form.data:
            message = f"`{read.call}` is a function of no file"
            self.report.add("unknown-function", message, read.span, hint="add `data: model.py`")
            return None
        return read

    def _poster(self, beats: tuple[Beat, ...]) -> str | None:
        ids = [beat.id for beat in beats]
        if self.form.poster is not None and self.form.poster not in ids and "beats" not in self.unsure:
            self.report.add(
                "unknown-beat",
                f"`poster` names the beat `{self.form.poster}`, which does not exist",
                self.root.values["poster"].span,
                hint=did_you_mean(self.form.poster, ids),
            )
        return self.form.poster

    def _film(self) -> StageNodes | SceneRef | None:
        stage, scene = self.root.get("stage"), self.root.get("scene")
        if stage is not None and scene is not None:
            self._not_a_film("a film has a `stage` or a `scene`, not both", "scene", "remove one of the two")
        elif scene is not None:
            self._check_scene_beats()
            return read_scene(self.project, self.file.folder, scene, self.beside)
        elif isinstance(stage, Mapping) and self.form.beats:
            return StageNodes(layout=self.root.get("layout"), stage=stage)
        elif stage is not None and not isinstance(stage, Mapping):
            self.report.add("wrong-type", "`stage` must be a mapping of names to actors", stage.span)
        else:
            self._missing_half(stage)
        return None

    def _check_scene_beats(self) -> None:
        """A scene acts by itself: its beats only say what it shows."""
        if not self.form.beats:
            self._not_a_film(
                "the scene has no `beats`", "scene", "add a beat for each `next_section` of the scene"
            )
        for beat in _items(self.root.get("beats")):
            for key in ("do", "still"):
                if isinstance(beat, Mapping) and key in beat.keys:
                    span, hint = beat.keys[key].span, "remove it, or make the film of a `stage`"
                    message = f"a scene acts by itself: its beats have no `{key}`"
                    self.report.add("film-or-scene", message, span, hint=hint)

    def _missing_half(self, stage: Node | None) -> None:
        if stage is not None:
            self._not_a_film(
                "the film has a `stage` but no `beats`",
                "stage",
                "add `beats`, each with a `title` and a `say`",
            )
        elif self.form.beats:
            self._not_a_film(
                "the film has `beats` but no `stage` and no `scene`", "beats", "add a `stage` with its actors"
            )
        elif self.form.format == "explainer":
            self._not_a_film(
                "an explainer needs a film: `stage` and `beats`, or a `scene`",
                "title",
                "a piece without a film says `format: concept`",
            )

    def _not_a_film(self, message: str, key: str, hint: str) -> None:
        """Report that the parts of a film do not fit together, unless one of them may only be misspelt."""
        if self.unsure:
            return
        self.report.add("film-or-scene", message, self.root.keys[key].span, hint=hint)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _value_span(node: Node, key: str) -> Span:
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.span if value is not None else node.span


def _entry_spans(node: Node | None) -> list[Span]:
    """The places of `slug` or `slug: words` entries: those of their slugs."""
    return [
        next(iter(item.keys.values())).span if isinstance(item, Mapping) else item.span
        for item in _items(node)
    ]
