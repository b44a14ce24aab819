r"""Formulas: TeX between dollar signs into MathML, which browsers draw without a script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from explainsite.content.markdown.document import Document
from explainsite.content.markdown.scope import Scope
from explainsite.diagnostics import Report, did_you_mean

_TYPES = ("math_inline", "math_inline_double", "math_block")
_REFUSED = re.compile(
    r"\\(?:href|class|style|unicode|newcommand|newenvironment|def|DeclareMathOperator)(?![a-zA-Z])"
)
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'
_STYLES = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "double-struck": "DOUBLE-STRUCK",
    "script": "SCRIPT",
    "fraktur": "FRAKTUR",
    "sans-serif": "SANS-SERIF",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "monospace": "MONOSPACE",
}
_OLDER = {
    **{("DOUBLE-STRUCK", a): b for a, b in zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)},
    **{("SCRIPT", a): b for a, b in zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)},
    **{("FRAKTUR", a): b for a, b in zip("CHIRZ", "ℭℌℑℜℨ", strict=True)},
    ("ITALIC", "h"): "ℎ",
}
_ARITY = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "mover": 2,
    "munder": 2,
    "msubsup": 3,
    "munderover": 3,
}
_PROBLEMS = {
    "NoAvailableTokensError": "something is missing, or a brace is left open",
    "DoubleSubscriptsError": "it has two subscripts in a row; group them with braces",
    "DoubleSuperscriptsError": "it has two superscripts in a row; group them with braces",
    "MissingEndError": "a `\\begin` has no `\\end`",
    "ExtraLeftOrMissingRightError": "a `\\left` has no `\\right`",
    "MissingSuperScriptOrSubscriptError": "something is missing after `^` or `_`",
    "DenominatorNotFoundError": "a fraction has no denominator",
    "NumeratorNotFoundError": "a fraction has no numerator",
    "LimitsMustFollowMathOperatorError": "`\\limits` must follow an operator such as `\\sum`",
    "InvalidAlignmentError": "an array's column alignment is wrong",
}
_WRITTEN = {"MissingEndError": r"\begin", "ExtraLeftOrMissingRightError": r"\left"}


_ENVIRONMENTS = {
    "matrix",
    "pmatrix",
    "bmatrix",
    "Bmatrix",
    "vmatrix",
    "Vmatrix",
    "smallmatrix",
    "array",
    "cases",
}
_ENVIRONMENTS |= {"align", "align*", "aligned", "split", "substack"}


Formulas = list[tuple[Token, Token | None]]
"""The formulas of a body: each with its block, or itself the block."""


class BadMath(Exception):
    """A formula that cannot be drawn; `written` is the part that is wrong, when one is known."""

    def __init__(self, reason: str, written: str = "") -> None:
        super().__init__(reason)
        self.reason, self.written = reason, written


def install(md: MarkdownIt) -> None:
    """Render formulas as MathML."""
    for kind in _TYPES:
        md.add_render_rule(kind, _render)


def check(document: Document, scope: Scope, report: Report) -> None:
    """Convert every formula; each keeps its MathML for the page."""
    formulas: Formulas = [(block, None) for block in document.tokens if block.type == "math_block"]
    formulas += [(block, token) for block, token in document.inline() if token.type in _TYPES]
    if not formulas or _recall(formulas, scope):
        return
    own = Report()
    for block, inline in formulas:
        _convert(document, block, inline, own)
    report.extend(own)
    if scope.memory and not own.has_errors:
        mathml = [(inline or block).meta["mathml"] for block, inline in formulas]
        scope.memory.keep(_name(scope), _depends(formulas), mathml)


def _recall(formulas: Formulas, scope: Scope) -> bool:
    """Whether these very formulas were converted before; each then has its MathML."""
    known = scope.memory.recall(_name(scope), _depends(formulas)) if scope.memory else None
    for (block, inline), mathml in zip(formulas, known or (), strict=known is not None):
        (inline or block).meta["mathml"] = mathml
    return known is not None


def _name(scope: Scope) -> str:
    return f"formulas/{scope.piece.slug}"


def _depends(formulas: Formulas) -> list[object]:
    tokens = [inline or block for block, inline in formulas]
    return [[token.type, token.content] for token in tokens]


def _convert(document: Document, block: Token, inline: Token | None, report: Report) -> None:
    token = inline or block
    try:
        token.meta["mathml"] = to_mathml(token.content, display=token.type != "math_inline")
    except BadMath as problem:
        span = document.place(block, inline, problem.written)
        hint = _nearest(problem.written) if problem.reason.endswith("is unknown") else ""
        report.add("bad-math", f"the formula cannot be drawn: {problem.reason}", span, hint=hint)


def _nearest(macro: str) -> str:
    """A known macro that looks like this one."""
    from latex2mathml import commands, symbols_parser

    for known in ({*commands.CONVERSION_MAP, *commands.FUNCTIONS}, symbols_parser.SYMBOLS):
        hint = did_you_mean(macro, known)
        if hint:
            return hint
    return ""


def to_mathml(tex: str, *, display: bool) -> str:
    """The formula as MathML; `BadMath` when it has mistakes that would show, or be left out silently."""
    from latex2mathml.converter import convert

    _refuse(tex)
    try:
        mathml: str = convert(_known_forms(tex), display="block" if display else "inline")
    except Exception as error:  # noqa: BLE001 - the converter raises whatever its tokens lead to
        kind = type(error).__name__
        raise BadMath(_PROBLEMS.get(kind, "it is not complete"), _WRITTEN.get(kind, "")) from None
    root = _parsed(mathml)
    for element in root.iter():
        _verify(element)
        _spell_variant(element)
        _unwrap_sign(element)
        _stand_name_upright(element)
    for element in root.iter():
        _space_names(element)
    return ET.tostring(root, encoding="unicode")


def _refuse(tex: str) -> None:
    """What can be seen to be wrong before the formula is converted."""
    if refused := _REFUSED.search(tex):
        raise BadMath(f"`{refused[0]}` is not supported", refused[0])
    for name in re.findall(r"\\begin\s*\{([^{}]*)\}", tex):
        if name not in _ENVIRONMENTS:
            raise BadMath(f"the environment `{name}` is unknown", f"{{{name}}}")
    signs = re.findall(r"\\.|[{}]|\\$", tex, re.DOTALL)
    if signs.count("{") != signs.count("}"):
        raise BadMath("its braces do not match")
    if signs and signs[-1] == "\\":
        raise BadMath("a `\\` stands alone at its end")


def _known_forms(tex: str) -> str:
    """The same formula in the forms that the converter knows."""
    tex = re.sub(r"\\(begin|end)\{aligned\}", r"\\\1{align*}", tex)
    return re.sub(r"\\operatorname\*?\{([^{}]*[^{}a-zA-Z\s*][^{}]*)\}", r"\\text{\1}", tex)


def _parsed(mathml: str) -> ET.Element:
    try:
        return ET.fromstring(mathml.replace(_NAMESPACE, "", 1))  # noqa: S314 - our own converter wrote it
    except ET.ParseError:
        raise BadMath("it has an `&` outside a matrix or an alignment", "&") from None


def _verify(element: ET.Element) -> None:
    """The converter passes on what it does not know, as if it were a letter."""
    text = element.text or ""
    if element.tag == "mi" and text.startswith("\\") and len(text) > 1:
        raise BadMath(f"`{text}` is unknown", text)
    is_empty_operator = element.tag == "mo" and not text and not len(element)
    if is_empty_operator or len(element) != _ARITY.get(element.tag, len(element)):
        raise BadMath(_PROBLEMS["NoAvailableTokensError"])


def _unwrap_sign(element: ET.Element) -> None:
    """The converter wraps the sign of `\\mathbin`; an operator holds text and nothing else."""
    if element.tag == "mo" and len(element):
        element.text = "".join(element.itertext())
        for child in list(element):
            element.remove(child)


def _stand_name_upright(element: ET.Element) -> None:
    """A letter is slanted; the name of a function is not, nor is a letter that has its style already."""
    text = element.text or ""
    if element.tag == "mi" and (len(text) > 1 or text >= "\U0001d400"):
        element.attrib.setdefault("mathvariant", "normal")


_ROWS = {"math", "mrow", "mstyle", "mtd", "msqrt"}
_OPERANDS = {
    "mi",
    "mn",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "mover",
    "munder",
    "munderover",
}
_SCRIPTED = {"msub", "msup", "msubsup", "munder", "mover", "munderover"}
_THIN = "\N{THIN SPACE}"


def _space_names(element: ET.Element) -> None:
    """Between a function's name and what stands beside it is a thin space, as TeX has it: `ln 2`."""
    if element.tag not in _ROWS:
        return
    children = list(element)
    for place, (left, right) in reversed(list(enumerate(pairwise(children), start=1))):
        if {left.tag, right.tag} <= _OPERANDS and (_is_function(left) or _is_function(right)):
            space = ET.Element("mtext")
            space.text = _THIN
            element.insert(place, space)


def _is_function(element: ET.Element) -> bool:
    """Whether an element is the name of a function, perhaps with a subscript or an exponent."""
    if element.tag in _SCRIPTED:
        return _is_function(element[0])
    return element.tag == "mi" and len(element.text or "") > 1 and (element.text or "").isalpha()


def _spell_variant(element: ET.Element) -> None:
    """Browsers know no `mathvariant` but the upright one; in Unicode, bold and the like are letters."""
    style = _STYLES.get(element.get("mathvariant", ""))
    if style and element.text:
        element.text = "".join(_styled(character, style) for character in element.text)
        del element.attrib["mathvariant"]


def _styled(character: str, style: str) -> str:
    if not (character.isascii() and character.isalnum()):
        return character
    case = "DIGIT" if character.isdigit() else "CAPITAL" if character.isupper() else "SMALL"
    name = unicodedata.name(character).split()[-1]
    try:
        return unicodedata.lookup(f"MATHEMATICAL {style} {case} {name}")
    except KeyError:  # a few letters have older names, and not every style has digits
        return _OLDER.get((style, character), character)


def _render(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    token = tokens[index]
    end = "\n" if token.type == "math_block" else ""
    return str(token.meta.get("mathml") or f"<code>{escapeHtml(token.content)}</code>") + end
