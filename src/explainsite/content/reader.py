"""Files into values: a spec into a `Piece`, a `_lane.yaml` into a `Lane`, a path into a `PathSpec`.

What a file came to is remembered, so YAML and pydantic are loaded when a file is new.
"""

from __future__ import annotations

from pathlib import Path

from explainsite.content.frontmatter import FrontMatter
from explainsite.content.kept import keep_lane, keep_path, recall_lane, recall_path, recall_piece
from explainsite.content.source import Source
from explainsite.content.spec import Lane, PathSpec, Piece, SpecFile
from explainsite.diagnostics import Report
from explainsite.jobs.memory import Memory


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

    own = Report()
    lane = parse_lane(source, slug, own)
    if lane and memory and not own.has_errors:
        keep_lane(memory, source, lane, tuple(own))
    report.extend(own.found)
    return lane


def read_path(source: Source, slug: str, report: Report, memory: Memory | None = None) -> PathSpec | None:
    """The learning path of a file of `paths/`; None, with diagnostics, if it is none."""
    known = recall_path(memory, source, slug, report) if memory else None
    if known:
        return known
    from explainsite.content.specreader import parse_path

    own = Report()
    path = parse_path(source, slug, own)
    if path and memory and not own.has_errors:
        keep_path(memory, source, path, tuple(own))
    report.extend(own.found)
    return path
