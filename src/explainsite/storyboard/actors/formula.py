"""`formula`: mathematics as Typst sets it, with terms that have names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from explainsite.storyboard.actors.kind import ActorKind, ActorSpec, Flaw, Words
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.words import quoted
from explainsite.typesetting import RESERVED, BadFormula, lacks, typeset

_NAME = re.compile("[A-Za-z][A-Za-z0-9]+")
_WORD = re.compile("[A-Za-z][A-Za-z0-9]*")


class FormulaSpec(ActorSpec):
    """A formula in Typst's mathematics, which needs no LaTeX: `softmax(Q K^T / sqrt(d_k)) V`."""

    text: Words = Field(
        ...,
        description="The formula as Typst writes it, without dollar signs: letters stand for themselves, words"
        " are names such as `alpha`, `sum` or `sqrt`, plain words stand in quotes.",
    )
    terms: dict[str, Words] = Field(
        default_factory=dict,
        description="Terms by name, to be marked or changed on their own; the names stand in `text`.",
    )

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The terms with their sources."""
        return tuple(self.terms.items())


def _parts(spec: FormulaSpec) -> tuple[Part, ...]:
    """The formula itself, and each of its terms."""
    return (Part(id="", text=spec.text), *(Part(id=name, text=text) for name, text in spec.sources))


def _rewrite(actor: Actor, spec: FormulaSpec) -> tuple[Part, ...]:
    """The new sources in the old parts."""
    sources = {"": spec.text, **spec.terms}
    return tuple(replace(part, text=sources[part.id]) for part in actor.parts)


def _check(spec: FormulaSpec) -> Iterator[Flaw]:
    flaws = [*_bad_names(spec), *_missing_signs(spec)]
    yield from flaws
    if not flaws:
        yield from _refused(spec)


def _bad_names(spec: FormulaSpec) -> Iterator[Flaw]:
    for name in spec.terms:
        if not _NAME.fullmatch(name) or name in RESERVED:
            yield Flaw(
                place=("terms", name),
                message=f"`{name}` cannot name a term",
                hint="use a word of two or more letters, such as `scale`",
                at_key=True,
            )
        elif not any(name in _WORD.findall(text) for text in (spec.text, *spec.terms.values())):
            yield Flaw(
                place=("terms", name),
                message=f"the term `{name}` does not stand in the formula",
                hint=f"write `{name}` where it belongs in `text`",
                at_key=True,
            )


def _missing_signs(spec: FormulaSpec) -> Iterator[Flaw]:
    for place, text in ((("text",), spec.text), *((("terms", name), text) for name, text in spec.sources)):
        for sign in dict.fromkeys(text):
            if not sign.isascii() and not sign.isspace() and lacks(sign):
                yield Flaw(
                    place=place,
                    message=f"the typeface of formulas has no glyph for `{sign}` (U+{ord(sign):04X})",
                    hint="write it with other characters",
                    code="missing-glyph",
                )


def _refused(spec: FormulaSpec) -> Iterator[Flaw]:
    try:
        if typeset(spec.text, spec.sources).signs:
            return
        bad = BadFormula("nothing would be seen", hint="write what the formula shows")
    except BadFormula as problem:
        bad = problem
    yield Flaw(
        place=("terms", bad.term) if bad.term else ("text",),
        message=bad.message,
        hint=bad.hint or "https://typst.app/docs/reference/math tells how formulas are written",
        code="bad-formula",
        line=bad.line,
        column=bad.column,
        length=bad.length,
    )


def _contents(actor: Actor) -> str:
    return f"the formula {quoted(written(actor))}"


def written(actor: Actor) -> str:
    """The formula with its terms written out."""
    sources = {part.id: part.text for part in actor.parts}

    def out(text: str, depth: int) -> str:
        if depth > len(sources):
            return text
        return _WORD.sub(lambda m: out(sources[m[0]], depth + 1) if m[0] in sources else m[0], text)

    return " ".join(out(sources[""], 0).split())


FORMULA = ActorKind(
    name="formula",
    spec=FormulaSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="term",
    source="text",
    rewrite=_rewrite,
    example="{is: formula, text: scores = Q K^top / scale, terms: {scale: sqrt(d_k)}}",
)
