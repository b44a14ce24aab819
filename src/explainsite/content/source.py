"""Text files of a site, read once, with the places in them."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from explainsite.diagnostics import Report, Span

LARGEST = 2_000_000
"""Bytes; a larger text file is not a spec but a mistake."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A text file: `path` is relative to the project with forward slashes."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends. Only newlines count: YAML and Markdown agree on no other end."""
        return self.text.split("\n")

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def line(self, number: int) -> str:
        """A line, counted from 1; a number past the end means the last."""
        return self.lines[min(number, len(self.lines)) - 1]

    def span(self, line: int, column: int = 1, length: int = 1) -> Span:
        """A span in this file; `line` and `column` count from 1, and a line past the end means the last."""
        line = max(1, min(line, len(self.lines)))
        excerpt = self.lines[line - 1]
        return Span(path=self.path, line=line, column=column, length=max(1, length), excerpt=excerpt)

    def line_span(self, line: int) -> Span:
        """The text of a whole line, without the blanks around it."""
        excerpt = self.line(line)
        indent = len(excerpt) - len(excerpt.lstrip())
        return self.span(line, indent + 1, len(excerpt.strip()))


def read_source(project: Path, path: Path, report: Report) -> Source | None:
    """Read `path`, a file in `project`; None, with a diagnostic, when it is no readable UTF-8 text."""
    name = path.relative_to(project).as_posix()
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device could wait for ever
            _unreadable(name, "it is not a regular file", report)
            return None
        if status.st_size > LARGEST:
            _too_large(name, status.st_size, report)
            return None
        return _decode(name, path.read_bytes(), report)
    except OSError as error:
        _unreadable(name, (error.strerror or str(error)).lower(), report)
        return None


def _unreadable(name: str, reason: str, report: Report) -> None:
    report.add("unreadable-file", f"`{name}` cannot be read: {reason}", Span(path=name))


def _too_large(name: str, size: int, report: Report) -> None:
    report.add(
        "file-too-large",
        f"`{name}` has {size:,} bytes",
        Span(path=name),
        hint=f"a text file has at most {LARGEST:,} bytes; keep large material in files of its own",
    )


def _decode(name: str, content: bytes, report: Report) -> Source | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        begin = content.rfind(b"\n", 0, error.start) + 1
        before, line = content[begin : error.start].decode(), content[begin:].split(b"\n", 1)[0]
        span = Span(
            path=name,
            line=content.count(b"\n", 0, error.start) + 1,
            column=len(before) + 1,
            excerpt=line.decode(errors="replace"),
        )
        byte = content[error.start]
        report.add(
            "not-utf8",
            f"`{name}` is not UTF-8",
            span,
            label=f"byte 0x{byte:02X}",
            hint="save the file as UTF-8",
        )
        return None
    return Source(path=name, text=text.replace("\r\n", "\n").replace("\r", "\n"))
