"""`formula`: mathematics as Typst sets it, with terms that have names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field

from explainsite.storyboard.actors.defaults import describe_rewriting, require_part
from explainsite.storyboard.actors.flaws import Flaw
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.fields import Words
from explainsite.storyboard.glyphs import missing_glyphs, no_glyphs
from explainsite.storyboard.state import Actor, Part, Target
from explainsite.storyboard.words import listed, quoted, sentence
from explainsite.typesetting import BadFormula, lacks, typeset

_BREAK = re.compile(r"\s*\\(?=\s)")
_ESCAPE = re.compile(r"\\(\S)")
_NAME = re.compile("[A-Za-z][A-Za-z0-9]+")
_WORD = re.compile("[A-Za-z][A-Za-z0-9]*")


class FormulaSpec(ActorSpec):
    """A formula in Typst's mathematics, which needs no LaTeX: `softmax(Q K^T / sqrt(d_k)) V`."""

    text: Words = Field(
        ...,
        description="The formula as Typst writes it, without dollar signs: letters stand for themselves,"
        " words are names such as `alpha`, `sum` or `sqrt`, and plain words stand in quotes.",
    )
    terms: dict[str, Words] = Field(
        default_factory=dict,
        description="Terms by name, each to be lit, marked or changed on its own: the name of a term stands"
        " in `text` where its source belongs.",
    )

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The terms with their sources, each behind those that stand in it."""
        sources: dict[str, str] = {}
        while len(sources) < len(self.terms):
            left = {name: text for name, text in self.terms.items() if name not in sources}
            free = {n: t for n, t in left.items() if not (left.keys() - {n}).intersection(_WORD.findall(t))}
            sources |= free or left  # in a circle no order is right, as Typst will say
        return tuple(sources.items())


def _parts(spec: FormulaSpec) -> tuple[Part, ...]:
    """The formula itself, and each of its terms; one that does not stand in it is not filled."""
    there = standing(spec, spec.text)
    terms = (Part(id=name, text=text, filled=name in there) for name, text in spec.terms.items())
    return (Part(id="", text=spec.text), *terms)


def _rewrite(actor: Actor, spec: FormulaSpec) -> tuple[Part, ...]:
    """The new sources in the old parts."""
    pairs = zip(actor.parts, _parts(spec), strict=True)
    return tuple(replace(old, text=new.text, filled=new.filled) for old, new in pairs)


def _check(spec: FormulaSpec) -> Iterator[Flaw]:
    flaws = [*_bad_names(spec), *_missing_signs(spec)]
    yield from flaws
    if not flaws:
        yield from _refused(spec)


def _bad_names(spec: FormulaSpec) -> Iterator[Flaw]:
    for name in spec.terms:
        if not _NAME.fullmatch(name):
            yield Flaw(
                place=("terms", name),
                message=f"`{name}` cannot name a term",
                hint="use a word of two or more letters, such as `scale`",
                at_key=True,
            )


def _missing_signs(spec: FormulaSpec) -> Iterator[Flaw]:
    for place, text in ((("text",), spec.text), *((("terms", name), text) for name, text in spec.sources)):
        lacking = {sign for sign in text if not sign.isascii() and not sign.isspace() and lacks(sign)}
        if lacking:
            yield Flaw(
                place=place,
                message=f"the typeface of formulas has {no_glyphs(missing_glyphs(text, lacking))}",
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
        hint=bad.hint or "see how Typst writes mathematics: https://typst.app/docs/reference/math",
        code="bad-formula",
        line=bad.line,
        column=bad.column,
        length=bad.length,
    )


def standing(spec: FormulaSpec, text: str) -> frozenset[str]:
    """The terms that a text names, and those that stand in them; the name of a term is a text too."""
    found: set[str] = set()
    waiting = _WORD.findall(text)
    while waiting:
        term = waiting.pop()
        if term in spec.terms and term not in found:
            found.add(term)
            waiting += _WORD.findall(spec.terms[term])
    return frozenset(found)


def _contents(actor: Actor) -> str:
    return f"the formula {quoted(written(actor))}"


def written(actor: Actor) -> str:
    """The formula with its terms written out."""
    sources = {part.id: part.text for part in actor.parts}

    def out(text: str, depth: int) -> str:
        if depth > len(sources):
            return text
        return _WORD.sub(lambda m: _held(out(sources[m[0]], depth + 1)) if m[0] in sources else m[0], text)

    return read_out(_BREAK.sub(",", out(sources[""], 0)).replace("&", " "))


def read_out(source: str) -> str:
    """A source as it is quoted: signs that Typst is to take as they are stand without their backslash."""
    return " ".join(_ESCAPE.sub(r"\1", source).split())


def _held(text: str) -> str:
    """A term as it stands within others: in brackets when it has several pieces."""
    return f"({text})" if re.search("[-+/ ]", text) else text


def _describe_rewriting(old: Actor, new: Actor) -> str:
    """It is read out when more than its terms has changed."""
    if new.parts[0].text != old.parts[0].text:
        return sentence(f"{new.name} now reads {quoted(written(new))}")
    return describe_rewriting(old, new)


def _absent(term: Target) -> tuple[str, str]:
    return (
        f"`{term}` does not stand in the formula, so nothing would be seen",
        f"`set` the formula to one that names `{term.part}` before",
    )


FORMULA = ActorKind(
    name="formula",
    group="Words",
    spec=FormulaSpec,
    parts=_parts,
    contents=_contents,
    check=_check,
    part_noun="term",
    verbatim=True,
    plain_text=read_out,
    part_names=lambda actor, parts: [f"{listed([quoted(part.text) for part in parts])} in {actor.name}"],
    part_sources="terms",
    describe_rewriting=_describe_rewriting,
    require=require_part,
    absent=_absent,
    source="text",
    rewrite=_rewrite,
    extra=frozenset({"note"}),
    demo="""\
layout: |
  attention
stage:
  attention:
    is: formula
    label: Attention
    text: softmax(scores / scale) V
    terms: {scores: Q K^top, scale: sqrt(d_k)}
beats:
  - title: Scores, scaled
    say: Every query meets every key. The root keeps the scores small.
    do:
      - show: attention
      - highlight: attention.scores
      - highlight: attention.scale
  - title: With numbers
    say: With 64 dimensions for each key, that root is eight.
    do:
      - mark: {attention.scale: accent}
      - note: {attention.scale: keeps the scores small}
      - set: {attention.scale: sqrt(64)}
      - set: {attention.scale: 8}
""",
    example="{is: formula, text: y = softmax(x / scale), terms: {scale: sqrt(d)}}",
)
