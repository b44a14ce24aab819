"""The files of a site before they are written: each path once, each by one writer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from explainsite.diagnostics import Report

FileContent = bytes | Path
"""A file's bytes, or a finished file elsewhere that is linked in instead of copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file to come. `path` is relative to the output folder; `writer` says in diagnostics who makes it."""

    path: str
    content: FileContent
    writer: str


def gather(outputs: Iterable[Output], report: Report) -> dict[str, FileContent]:
    """The contents by path; a path with two writers is a problem, and so is a file where a folder must be."""
    seen: dict[str, Output] = {}
    for output in outputs:
        if _is_outside(output.path):
            report.add(
                "path-escapes", f"{output.writer} would be written to `{output.path}`, outside the output"
            )
            continue
        # Two paths that differ only in case are one file on many systems.
        other = seen.setdefault(output.path.casefold(), output)
        if other is not output:
            _conflict(other, output, report)
    for output in seen.values():
        folder, slash, _ = output.path.casefold().rpartition("/")
        while slash:
            if folder in seen:
                _conflict(seen[folder], output, report)
            folder, slash, _ = folder.rpartition("/")
    return {output.path: output.content for output in seen.values()}


def _is_outside(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.is_absolute() or ".." in pure.parts or not pure.parts


def _conflict(first: Output, second: Output, report: Report) -> None:
    where = f"`{first.path}`" if first.path == second.path else f"`{first.path}` and `{second.path}`"
    report.add(
        "output-conflict",
        f"{first.writer} and {second.writer} would both be written to {where}",
        hint="give one of them another slug",
    )
