"""Files into values: a spec into a `Piece`, a `_lane.yaml` into a `Lane`, a path into a `PathSpec`.

What a file came to is remembered, so YAML and pydantic are loaded when a file is new.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from explainsite.content.frontmatter import FrontMatter
from explainsite.content.kept import keep_lane, keep_path, recall_lane, recall_path, recall_piece
from explainsite.content.source import Source
from explainsite.content.spec import Lane, PathSpec, Piece, SpecFile
from explainsite.diagnostics import Diagnostic, Report
from explainsite.jobs.memory import Memory

T = TypeVar("T")


def read_spec(
    project: Path, file: SpecFile, front: FrontMatter, report: Report, memory: Memory | None = None
) -> Piece | None:
    """The piece that a spec describes, as `parse_spec` has it, but for the nodes of a film that is known."""
    known = recall_piece(project, file, front, report, memory) if memory else None
    if known:
        return known
    from explainsite.content.specreader import parse_spec

    return parse_spec(project, file, front, report, memory)


def read_lane(source: Source, slug: str, report: Report, memory: Memory | None = None) -> Lane | None:
    """The lane that a `_lane.yaml` describes; None, with diagnostics, if it does not."""
    known = recall_lane(memory, source, slug, report) if memory else None
    if known:
        return known
    from explainsite.content.specreader import parse_lane

    return _parsed(parse_lane, keep_lane, source, slug, report=report, memory=memory)


def read_path(source: Source, slug: str, report: Report, memory: Memory | None = None) -> PathSpec | None:
    """The learning path of a file of `paths/`; None, with diagnostics, if it is none."""
    known = recall_path(memory, source, slug, report) if memory else None
    if known:
        return known
    from explainsite.content.specreader import parse_path

    return _parsed(parse_path, keep_path, source, slug, report=report, memory=memory)


def _parsed(
    parse: Callable[[Source, str, Report], T | None],
    keep: Callable[[Memory, Source, T, tuple[Diagnostic, ...]], None],
    source: Source,
    slug: str,
    *,
    report: Report,
    memory: Memory | None,
) -> T | None:
    """What a file comes to; without errors it is remembered."""
    own = Report()
    value = parse(source, slug, own)
    if value and memory and not own.has_errors:
        keep(memory, source, value, tuple(own))
    report.extend(own.found)
    return value
