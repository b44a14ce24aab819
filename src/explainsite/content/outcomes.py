"""What the function of `explore:` returns for its inputs, if a chart can show that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import isfinite
from pathlib import Path
from typing import Any

from explainsite.content.model_values import FunctionCall, call_function
from explainsite.content.source import Source, read_source
from explainsite.content.spec import Exploration, Piece, Shown
from explainsite.diagnostics import Report, did_you_mean
from explainsite.jobs.memory import Memory

MOST_CURVES, MOST_BARS = 4, 10
LARGEST = 1e15
"""Larger numbers lose their last digits."""


def with_outcomes(piece: Piece, project: Path, memory: Memory | None, report: Report) -> Piece:
    """The piece with the outcomes of its exploration; without one if there are none, which is reported."""
    asked = piece.exploration
    source = read_source(project, project / piece.data, report) if asked and piece.data else None
    if asked is None or source is None:
        return replace(piece, exploration=None)
    inputs, arguments = {one.name: one.span for one in asked.inputs}, list(_arguments(asked))
    call = FunctionCall(function=asked.call, span=asked.span, inputs=inputs, arguments=arguments)
    returned = _returned(
        call, source, project / source.path, name=f"outcomes/{piece.slug}", memory=memory, report=report
    )
    return replace(piece, exploration=_checked(asked, returned, report) if returned else None)


def _returned(
    call: FunctionCall, source: Source, file: Path, *, name: str, memory: Memory | None, report: Report
) -> list[Any] | None:
    """What the function returns, from memory if nothing that it depends on has changed."""
    if memory is None:
        return call_function(call, source, file.parent, report)
    beside = memory.surroundings.files_beside(file)
    depends = [source.path, source.text, beside, call.function, list(call.arguments)]
    known: list[Any] | None = memory.recall(name, depends)
    if known is None:
        known = call_function(call, source, file.parent, report)
        if known is not None:
            memory.keep(name, depends, known)
    return known


def _arguments(asked: Exploration) -> Iterator[dict[str, float]]:
    """The arguments of each call: for each value of the second input, if there is one, all of the first."""
    first, *others = asked.inputs
    for given in product(*(one.values for one in others), first.values):
        yield dict(zip((one.name for one in (*others, first)), given, strict=True))


def _checked(asked: Exploration, returned: list[Any], report: Report) -> Exploration | None:
    """The exploration with its outcomes; None, with a diagnostic, if its charts cannot show them."""
    outcomes = tuple(one if isinstance(one, Mapping) else {"": one} for one in returned)
    names = list(outcomes[0])
    for given, outcome in zip(_arguments(asked), outcomes, strict=True):
        wrong = _wrong_outcome(outcome, names)
        if wrong:
            written = ", ".join(f"{name}={value:g}" for name, value in given.items())
            hint = "return a number, or a mapping that has the same names each time, with a number for each"
            report.add("bad-outcome", f"`{asked.call}({written})` returns {wrong}", asked.span, hint=hint)
            return None
    own = Report()
    found = replace(asked, outcomes=outcomes)
    shows = tuple(_with_names(one, found, names, own) for one in found.shows)
    report.extend(own)
    return None if own.has_errors else replace(found, shows=shows)


def _wrong_outcome(outcome: Mapping[str, Any], names: list[str]) -> str:
    """What an outcome is that cannot be shown; empty if it can."""
    if not outcome:
        return "nothing"
    if list(outcome) != names:
        return "other names than before"
    for name, value in outcome.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            what = "nothing" if value is None else f"a {type(value).__name__}"
        elif isfinite(value) and abs(value) <= LARGEST:
            continue
        else:
            what = f"{value:g}"
        return f"{what} for `{name}`" if name else what
    return ""


def _with_names(shown: Shown, found: Exploration, names: list[str], report: Report) -> Shown:
    """A chart with the names of its curves or bars; what it cannot show is reported."""
    of = shown.of or tuple(names)
    unknown = [name for name in of if name not in names]
    values: list[Any] = [outcome.get(name, 1.0) for outcome in found.outcomes for name in of]
    values += [at for _, at in shown.lines]
    most = MOST_BARS if shown.form == "bars" else MOST_CURVES
    message = hint = ""
    if unknown:
        message = f"`{found.call}` returns nothing called `{unknown[0]}`"
        hint = did_you_mean(unknown[0], filter(None, names)) or "it returns one number, without a name"
    elif len(of) > most:
        message = f"“{shown.label}” would have {len(of)} {shown.form}, and a chart has room for {most}"
        hint = "say with `of` which to show"
    elif shown.log and min(values) <= 0:
        message, hint = f"“{shown.label}” is 0 or less, where `log` has no place for it", "leave out `log`"
    elif shown.form == "bars" and min(values) < 0:
        message, hint = f"“{shown.label}” is less than 0, where a bar has no length", "show it as `curves`"
    if message:
        report.add("bad-outcome", message, shown.span, hint=hint)
    return replace(shown, of=of)
