"""Formulas as outlines: Typst's mathematics, set in the typefaces that Typst itself brings.

A formula is pure text in, outlines out: no files, no packages, no code, none of the machine's fonts. So it is
the same on every machine, and it is set when a film is checked, long before Manim is needed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

EM = 1000
"""Typst's points for one em: outlines come in the thousandths in which the typeface is drawn."""
Point = tuple[float, float]
Contour = tuple[Point, ...]
"""A closed path: its first point, then three points for each cubic curve."""
Matrix = tuple[float, float, float, float, float, float]
"""An affine map, as SVG writes it: `x' = a x + c y + e`, `y' = b x + d y + f`."""

_OPERATORS = ("softmax", "argmax", "argmin")
_HEAD = (
    "#set page(width: auto, height: auto, margin: 0pt, fill: none)",
    f"#set text(size: {EM}pt)",
    *(f'#let {name} = math.op("{name}", limits: {str(name != "softmax").lower()})' for name in _OPERATORS),
)
_STRING = re.compile(r'"(?:\\.|[^"\\])*"')
_CODE = re.compile(r"(?<!\\)[#$]")
_LATEX = re.compile(r"\\(?!u\{)[A-Za-z]{2,}")
_BRACES = re.compile(r"[_^]\{")
_FROM_LATEX = {
    "begin": "write `mat(1, 2; 3, 4)` or `cases(a, b)`; ` \\` ends a line, and `&` aligns",
    "cdot": "write `dot`",
    "frac": "write `a / b`, or `frac(a, b)`",
    "infty": "write `infinity`",
    "left": "brackets grow by themselves",
    "mathbb": "write `RR`, `NN` or `bb(E)`",
    "mathbf": "write `bold(x)`",
    "right": "brackets grow by themselves",
    "sqrt": "write `sqrt(x)`",
    "sum": "write `sum_(i=1)^n`",
    "text": 'write words in quotes: `"loss"`',
}
_PLACE = re.compile(r"\.typ:(\d+):(\d+)\n.*?\n.*?│ ([^\n]*)\n[^\n^]*?(\^+)", re.DOTALL)
_PATH = re.compile(r"([a-zA-Z])|(-?\d*\.?\d+(?:e-?\d+)?)")
_NUMBERS = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph or a stroke, in ems from the formula's left top corner, y down.

    `name` is equal for equal outlines; `term` is the innermost term that it belongs to, or empty.
    """

    name: str
    term: str
    contours: tuple[Contour, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula set: its size in ems, and its signs in reading order."""

    width: float
    height: float
    signs: tuple[Sign, ...]


class BadFormula(Exception):
    """Typst refused a formula. `term` names the source that is at fault, empty for the formula itself.

    `line` counts from 0, `column` and `length` in characters; a length of 0 means the whole line.
    """

    def __init__(
        self, message: str, *, hint: str = "", term: str = "", line: int = 0, column: int = 0, length: int = 0
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.term = message, hint, term
        self.line, self.column, self.length = line, column, length


@dataclass(slots=True)
class _Source:
    """The text for Typst, and which of its lines comes from where."""

    lines: list[str] = field(default_factory=lambda: list(_HEAD))
    origins: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    """By line, from 1: the term, its line from 0, and the characters that stand before that."""

    def add(self, term: str, before: str, text: str, behind: str) -> None:
        """A source on lines of its own; what closes it begins a line, out of reach of a comment."""
        for index, line in enumerate(text.split("\n")):
            start = before if index == 0 else ""
            self.lines.append(start + line)
            self.origins[len(self.lines)] = (term, index, len(start))
        self.lines.append(behind)
        self.origins[len(self.lines)] = (term, text.count("\n"), 0)


@lru_cache(maxsize=512)
def typeset(text: str, terms: tuple[tuple[str, str], ...] = ()) -> Formula:
    """Set a formula. `terms` are names with their sources; a name in `text` stands for its source.

    Raises `BadFormula` for what Typst does not understand, and for code, which is no mathematics.
    """
    import typst  # only films with formulas pay for it

    source = _Source()
    for number, (name, body) in enumerate(terms, 1):
        _refuse(name, body)
        source.add(name, f'#let {name} = text(fill: rgb("#{number:06x}"), $', body, "$.body)")
    _refuse("", text)
    source.add("", "$ ", text, "$")
    try:
        svg = typst.compile("\n".join(source.lines).encode(), format="svg", ignore_system_fonts=True)
    except typst.TypstError as error:
        raise _bad(error.message, error.hints, error.diagnostic, source) from error
    assert isinstance(svg, bytes)
    return _read(svg.decode(), ["", *(name for name, _ in terms)])


def _refuse(term: str, text: str) -> None:
    """Refuse code, which is no mathematics, and LaTeX, which Typst would set letter by letter."""
    plain = _STRING.sub(lambda match: " " * len(match[0]), text)
    code, latex, braces = _CODE.search(plain), _LATEX.search(plain), _BRACES.search(plain)
    if code:
        what = "begins code" if code[0] == "#" else "ends a formula"
        message = f"`{code[0]}` {what}, and this is mathematics alone"
        raise _at(code, message, f"write `\\{code[0]}` for the sign itself; `mark` gives colours", term, text)
    if latex:
        name = latex[0][1:]
        hint = _FROM_LATEX.get(name, f"write `{name}`, as Typst does, without the backslash")
        raise _at(latex, f"`{latex[0]}` is LaTeX, and formulas are written for Typst", hint, term, text)
    if braces:
        message = f"`{braces[0]}`: curly braces are shown, as signs of their own"
        raise _at(braces, message, f"round ones hold together: `{braces[0][0]}(i + 1)`", term, text)


def _at(found: re.Match[str], message: str, hint: str, term: str, text: str) -> BadFormula:
    line = text.count("\n", 0, found.start())
    column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
    return BadFormula(message, hint=hint, term=term, line=line, column=column, length=len(found[0]))


def _bad(message: str, hints: list[str], diagnostic: str, source: _Source) -> BadFormula:
    """What Typst says, at the author's own line."""
    found = _PLACE.search(diagnostic)
    term, line, before = source.origins.get(int(found[1]), ("", 0, 0)) if found else ("", 0, 0)
    column = int(found[2]) - before if found else -1
    length = len(found[4]) if found and column >= 0 else 0
    return BadFormula(
        message, hint="; ".join(hints), term=term, line=line, column=max(0, column), length=length
    )


def lacks(char: str) -> bool:
    """Whether Typst's typefaces have no glyph for a character."""
    return _outlines_of(char) == _outlines_of("\U0010fffd")


@cache
def _outlines_of(char: str) -> tuple[str, ...]:
    return tuple(sign.name for sign in typeset(f'"{char}"').signs)


def _read(svg: str, terms: list[str]) -> Formula:
    """The signs of an SVG that Typst wrote."""
    from xml.etree import ElementTree as ET

    root = ET.fromstring(svg)  # noqa: S314 - Typst's own output, made a moment ago
    tag = root.tag.removesuffix("svg")
    symbols = {symbol.get("id", ""): symbol[0].get("d", "") for symbol in root.iter(f"{tag}symbol")}
    _, _, wide, high = (float(number) for number in root.get("viewBox", "0 0 0 0").split())
    signs = tuple(_signs(root, (1, 0, 0, 1, 0, 0), symbols, terms))
    return Formula(wide / EM, high / EM, signs)


def _signs(element: object, outer: Matrix, symbols: dict[str, str], terms: list[str]) -> Iterator[Sign]:
    for child in element:  # type: ignore[attr-defined]
        name = child.tag.rpartition("}")[2]
        here = _times(outer, _matrix(child.get("transform", "")))
        if name == "g":
            yield from _signs(child, here, symbols, terms)
        elif name == "use":
            reference = next(value for key, value in child.items() if key.endswith("href"))
            path = symbols[reference.removeprefix("#")]
            place = _times(here, (1, 0, 0, 1, float(child.get("x", 0)), float(child.get("y", 0))))
            yield Sign(_named(path), _term(child.get("fill"), terms), _placed(_contours(path), place))
        elif name == "path":
            yield _stroke(
                child.get("d"), float(child.get("stroke-width", 0)), here, _term(child.get("stroke"), terms)
            )


def _term(colour: str, terms: list[str]) -> str:
    return terms[int(colour.removeprefix("#"), 16)]


def _named(path: str) -> str:
    return hashlib.blake2s(path.encode(), digest_size=5).hexdigest()


def _stroke(path: str, wide: float, matrix: Matrix, term: str) -> Sign:
    """A straight line as the rectangle that it inks."""
    (x0, y0), *_, (x1, y1) = _contours(path)[0]
    long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 or 1.0
    across = (-(y1 - y0) / long * wide / 2, (x1 - x0) / long * wide / 2)
    corners = [
        (x0 + across[0], y0 + across[1]),
        (x1 + across[0], y1 + across[1]),
        (x1 - across[0], y1 - across[1]),
        (x0 - across[0], y0 - across[1]),
    ]
    contour: list[Point] = corners[:1]
    for here, there in zip(corners, [*corners[1:], corners[0]], strict=True):
        contour += _line(here, there)
    return Sign("stroke", term, _placed((tuple(contour),), matrix))


def _matrix(text: str) -> Matrix:
    numbers = [float(number) for number in _NUMBERS.findall(text)]
    if text.startswith("translate"):
        return (1, 0, 0, 1, numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
    if text.startswith("scale"):
        return (numbers[0], 0, 0, numbers[-1], 0, 0)
    if not text:
        return (1, 0, 0, 1, 0, 0)
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _times(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def _placed(contours: tuple[Contour, ...], matrix: Matrix) -> tuple[Contour, ...]:
    a, b, c, d, e, f = matrix
    return tuple(
        tuple(((a * x + c * y + e) / EM, (b * x + d * y + f) / EM) for x, y in contour)
        for contour in contours
    )


@lru_cache(maxsize=1024)
def _contours(path: str) -> tuple[Contour, ...]:
    """The contours of an SVG path of moves, lines, curves and closings."""
    return tuple(tuple(contour) for contour in _Pen().drawn(path) if len(contour) > 1)


@dataclass(slots=True)
class _Pen:
    """Follows the commands of an SVG path."""

    contours: list[list[Point]] = field(default_factory=lambda: [[]])
    here: Point = (0.0, 0.0)

    def drawn(self, path: str) -> list[list[Point]]:
        """All contours."""
        for command, numbers in _commands(path):
            self._do(command, numbers)
        return self.contours

    def _do(self, command: str, numbers: list[float]) -> None:
        x, y = self.here if command.islower() else (0.0, 0.0)
        kind = command.upper()
        if kind == "Z":
            start = self.contours[-1][:1] or [self.here]
            if start[0] != self.here:
                self._to(start[0])
        elif kind == "M":
            self.here = (x + numbers[0], y + numbers[1])
            self.contours.append([self.here])
        elif kind == "H":
            self._to((x + numbers[0], self.here[1]))
        elif kind == "V":
            self._to((self.here[0], y + numbers[0]))
        else:
            points = [(x + numbers[i], y + numbers[i + 1]) for i in range(0, len(numbers), 2)]
            self._curve(points)

    def _curve(self, points: list[Point]) -> None:
        """A line, a quadratic or a cubic curve, by how many points it has."""
        if len(points) == 1:
            self._to(points[0])
            return
        if len(points) == 2:
            (cx, cy), (x1, y1), (x0, y0) = points[0], points[1], self.here
            points = [
                (x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3),
                (x1 + (cx - x1) * 2 / 3, y1 + (cy - y1) * 2 / 3),
                (x1, y1),
            ]
        self.contours[-1] += points
        self.here = points[-1]

    def _to(self, end: Point) -> None:
        self.contours[-1] += _line(self.here, end)
        self.here = end


_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    """Commands with their numbers; one may be repeated without its letter."""
    command, numbers = "", list[float]()
    for letter, number in _PATH.findall(path):
        if letter:
            command = letter
        else:
            numbers.append(float(number))
        if len(numbers) == _COUNTS[command.upper()]:
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)


def _line(start: Point, end: Point) -> list[Point]:
    """A straight line as a cubic curve."""
    dx, dy = (end[0] - start[0]) / 3, (end[1] - start[1]) / 3
    return [(start[0] + dx, start[1] + dy), (end[0] - dx, end[1] - dy), end]
