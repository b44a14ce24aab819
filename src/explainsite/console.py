"""What people see in a terminal. The only module that prints: results to stdout, all else to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING

from explainsite.diagnostics import Diagnostic, in_order
from explainsite.diagnostics.formatting import Style, count_line, diagnostic_parts

_STYLES: dict[Style, str] = {
    "plain": "",
    "error": "bold red",
    "warning": "bold yellow",
    "message": "bold",
    "frame": "blue",
    "hint": "bold cyan",
}

if TYPE_CHECKING:  # `--help` prints without rich, which takes a third of its time to load
    from rich.console import Console as Terminal
    from rich.progress import Progress, TaskID
    from rich.text import Text

    from explainsite.rendering.renderer import Progress as RenderProgress


class Console:
    """Prints for people and machines. Colour only where a terminal asks for it, and never with `NO_COLOR`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet

    @cached_property
    def out(self) -> Terminal:
        """Standard output."""
        return _terminal(stderr=False)

    @cached_property
    def err(self) -> Terminal:
        """Standard error."""
        return _terminal(stderr=True)

    def say(self, text: str) -> None:
        """Progress in words, for people."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def result(self, text: str) -> None:
        """What the command is for, on stdout."""
        print(text, flush=True)  # whoever reads the address of a server waits for it

    def diagnostics(self, found: Iterable[Diagnostic], *, as_json: bool = False) -> None:
        """All problems, sorted, and how many there are."""
        problems = in_order(found)
        if as_json:
            print(to_json(problems))
            return
        for diagnostic in problems:
            self.err.print(styled(diagnostic), end="\n\n")
        if problems:
            print(count_line(problems), file=sys.stderr)

    @contextmanager
    def render_progress(self) -> Iterator[RenderDisplay]:
        """Bars for films and beats on a terminal; a plain line for each film elsewhere."""
        with ExitStack() as until_the_end:
            yield LaterDisplay(partial(self._display, until_the_end))

    def _display(self, until_the_end: ExitStack) -> RenderDisplay:
        if self.err.is_terminal and not self.quiet:
            return BarDisplay(until_the_end.enter_context(_bars(self.err)))
        return LineDisplay(self)


class RenderDisplay:
    """Shows how a render goes on."""

    def __call__(self, now: RenderProgress) -> None:
        """Take what just happened."""
        raise NotImplementedError


class LaterDisplay(RenderDisplay):
    """Another display, made when there is something to show: most builds find nothing to render."""

    def __init__(self, make: Callable[[], RenderDisplay]) -> None:
        self._make = make

    @cached_property
    def _display(self) -> RenderDisplay:
        return self._make()

    def __call__(self, now: RenderProgress) -> None:
        """Take what just happened."""
        self._display(now)


class LineDisplay(RenderDisplay):
    """Plain lines, for logs."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def __call__(self, now: RenderProgress) -> None:
        """A line when the render starts, and one for each film."""
        if now.what == "started":
            self.console.say(
                f"rendering {count(now.clips_total, 'clip')} for {count(now.films_total, 'film')}"
            )
        elif now.what in {"film", "failed"}:
            verb = "rendered" if now.what == "film" else "FAILED"
            left = "" if now.seconds_left is None else f", {_duration(now.seconds_left)} left"
            self.console.say(f"{verb} {now.slug} ({now.films_done} of {now.films_total} films{left})")


class BarDisplay(RenderDisplay):
    """Two bars: films and beats, with the time left."""

    def __init__(self, bars: Progress) -> None:
        self.bars = bars
        self.films: TaskID | None = None
        self.clips: TaskID | None = None

    def __call__(self, now: RenderProgress) -> None:
        """Move the bars."""
        if self.films is None or self.clips is None:
            self.films = self.bars.add_task("films", total=now.films_total, note="")
            self.clips = self.bars.add_task("beats", total=now.clips_total, note="")
        left = "" if now.seconds_left is None else f"{_duration(now.seconds_left)} left"
        beats = f"{now.slug}: {', '.join(now.beats)}" if now.beats else now.slug
        self.bars.update(self.films, completed=now.films_done, note=left)
        self.bars.update(self.clips, completed=now.clips_done, note=beats)


def _terminal(*, stderr: bool) -> Terminal:
    from rich.console import Console as Terminal

    return Terminal(stderr=stderr, highlight=False, soft_wrap=True)


def _bars(terminal: Terminal) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # slow, and not for `check`

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("[dim]{task.fields[note]}"),
        console=terminal,
        transient=True,
    )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def count(number: int, noun: str) -> str:
    """ "1 film", "2 films"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def to_json(problems: Iterable[Diagnostic]) -> str:
    """Diagnostics for machines: an array of objects, as in `Diagnostic.as_json`."""
    return json.dumps([problem.as_json() for problem in problems], indent=2, ensure_ascii=False)


def styled(diagnostic: Diagnostic) -> Text:
    """A diagnostic with colours; its plain text is `format_diagnostic`'s."""
    from rich.text import Text

    return Text.assemble(*((text, _STYLES[style]) for style, text in diagnostic_parts(diagnostic)))
