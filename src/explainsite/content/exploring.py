"""`explore:` read: which function is asked for, the values of its inputs, the charts of what it returns."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import isclose, prod

from explainsite.content.forms import ExploreForm, InputForm, ShownForm
from explainsite.content.interpolation import format_problem
from explainsite.content.model_values import Values
from explainsite.content.models import read_model
from explainsite.content.nodes import Mapping, Node, Sequence
from explainsite.content.resolve import resolve
from explainsite.content.spec import Exploration, Input, Shown
from explainsite.diagnostics import Report, Span

MOST_POINTS = 400
"""Outcomes that a page carries at most: all of them stand in its table."""


def read_exploration(node: Node, key: Span, values: Values, report: Report) -> Exploration | None:
    """What a spec asks for, without outcomes; None, with diagnostics, if that cannot be asked.

    `key` is where `explore` stands.
    """
    own = Report()
    plain = resolve(node, values, own)
    form = read_model(ExploreForm, node, own, what="`explore`", plain=plain, span=key)
    reader = _Reader(form, node, own) if form and isinstance(node, Mapping) else None
    read = reader.exploration() if reader else None
    report.extend(own)
    return None if own.has_errors else read


@dataclass(frozen=True, slots=True)
class _Reader:
    """Makes an exploration of a form whose keys have the right types."""

    form: ExploreForm
    node: Mapping
    report: Report

    def exploration(self) -> Exploration | None:
        form = self.form
        inputs = [read for name, given in form.inputs.items() if (read := self._input(name, given))]
        shows = tuple(self._shown(place, given) for place, given in enumerate(form.shows))
        if len(inputs) < len(form.inputs) or not self._are_few(inputs):
            return None
        return Exploration(
            ask=form.ask,
            say=form.say,
            call=form.call,
            span=_at(self.node, "call"),
            inputs=tuple(inputs),
            shows=shows,
        )

    def _input(self, name: str, form: InputForm) -> Input | None:
        node = self.node.values["with"].get(name)  # type: ignore[union-attr]  # the form was read from it
        assert isinstance(node, Mapping)
        key = self.node.values["with"].keys[name].span  # type: ignore[union-attr]
        self._check_format(form.format, node)
        values = self._values(name, form, node, key)
        if not values:
            return None
        at = next((place for place, one in enumerate(values) if isclose(one, form.at, rel_tol=1e-9)), None)
        if at is None:
            nearest = min(values, key=lambda one: abs(one - form.at))
            hint = (
                f"the film's own value is one of those that a reader can choose; the nearest is {nearest:g}"
            )
            self.report.add("bad-range", f"`{name}` never is {form.at:g}", _at(node, "at"), hint=hint)
            return None
        return Input(
            name=name,
            span=key,
            label=form.label or name.replace("_", " "),
            values=values,
            at=at,
            format=form.format,
            unit=_behind(form.unit),
            log=form.log,
        )

    def _values(self, name: str, form: InputForm, node: Mapping, key: Span) -> tuple[float, ...]:
        """The values of an input in order; none, with a diagnostic, if a slider cannot have them."""
        if form.values:
            return self._listed(name, form, node)
        begin, to, step = form.begin, form.to, form.step
        if begin is None or to is None:
            message = f"`{name}` has no `{'from' if begin is None else 'to'}`"
            self.report.add("bad-range", message, key, hint="say `from` and `to`, or list the `values`")
        elif not begin < to:
            message = f"`{name}` goes from {begin:g} to {to:g}"
            self.report.add("bad-range", message, _at(node, "to"), hint="`to` is more than `from`")
        elif (to - begin) / step > MOST_POINTS:
            self._too_many(round((to - begin) / step) + 1, _at(node, "step", "to"))
        elif form.log and begin <= 0:
            self._no_logarithm(name, _at(node, "from"))
        else:
            first, by = Decimal(str(begin)), Decimal(str(step))
            count = round((to - begin) / step)
            if isclose(begin + count * step, to, rel_tol=1e-9):
                return _whole([float(first + place * by) for place in range(count + 1)])
            last = float(first + int((to - begin) / step) * by)
            message = f"steps of {step:g} from {begin:g} do not reach {to:g}"
            self.report.add("bad-range", message, _at(node, "step", "to"), hint=f"the last is {last:g}")
        return ()

    def _listed(self, name: str, form: InputForm, node: Mapping) -> tuple[float, ...]:
        if form.begin is not None or form.to is not None:
            message, hint = f"`{name}` has both `values` and a range", "keep one of the two"
            self.report.add("bad-range", message, _at(node, "values"), hint=hint)
            return ()
        if any(after <= before for before, after in pairwise(form.values)):
            message, hint = f"the values of `{name}` are not in order", "each is more than the one before"
            self.report.add("bad-range", message, _at(node, "values"), hint=hint)
            return ()
        if form.log and form.values[0] <= 0:
            self._no_logarithm(name, _at(node, "values"))
            return ()
        return _whole(form.values)

    def _no_logarithm(self, name: str, span: Span) -> None:
        message = f"`{name}` is 0 or less, where `log` has no place for it"
        self.report.add("bad-range", message, span, hint="begin above 0, or leave out `log`")

    def _are_few(self, inputs: list[Input]) -> bool:
        count = prod(len(one.values) for one in inputs)
        if count > MOST_POINTS:
            self._too_many(count, _key(self.node, "with"))
        return count <= MOST_POINTS

    def _too_many(self, count: int, span: Span) -> None:
        message = f"`{self.form.call}` would be called {count:,} times"
        hint = f"take larger steps: {MOST_POINTS} outcomes at most, all inputs together"
        self.report.add("too-many-points", message, span, hint=hint)

    def _shown(self, place: int, form: ShownForm) -> Shown:
        node = self.node.values["shows"]
        node = node.items[place] if isinstance(node, Sequence) else node
        assert isinstance(node, Mapping)
        self._check_format(form.format, node)
        return Shown(
            label=form.label,
            span=_at(node, "of", "label"),
            of=form.of,
            form=form.form,
            format=form.format,
            unit=_behind(form.unit),
            log=form.log,
            lines=tuple(form.lines.items()),
        )

    def _check_format(self, form: str, node: Mapping) -> None:
        problem = format_problem(form)
        if problem:
            message = f"`{form}` cannot format an amount: {problem}"
            hint = "for example `,.0f` for 1,234 and `.1%` for 12.3%"
            self.report.add("bad-format", message, _at(node, "format"), hint=hint)


def _whole(values: list[float] | tuple[float, ...]) -> tuple[float, ...]:
    """Values that are all whole as whole numbers: to a function they may be counts."""
    return tuple(map(int, values)) if all(one.is_integer() for one in map(float, values)) else tuple(values)


def _behind(unit: str) -> str:
    """A unit as it follows a number: a word after a no-break space."""
    return f"\u00a0{unit}" if unit[:1].isalpha() and unit != "k" else unit


def _at(node: Mapping, *keys: str) -> Span:
    """The place of the value of the first of some keys that is there."""
    return next((node.values[key].span for key in keys if key in node.values), node.span)


def _key(node: Mapping, key: str) -> Span:
    return node.keys[key].span
