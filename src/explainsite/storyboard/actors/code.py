"""`code`: lines of a program, each a part that is named by its number from 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from explainsite.content.models import Bool, Int
from explainsite.content.nodes import Node
from explainsite.diagnostics import Span, did_you_mean
from explainsite.storyboard.actors.defaults import require_part, some_text
from explainsite.storyboard.actors.flaws import Flaw, too_many
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.call import Call
from explainsite.storyboard.fields import Name, Preformatted
from explainsite.storyboard.places import follow
from explainsite.storyboard.state import Actor, Part
from explainsite.storyboard.values import as_source
from explainsite.storyboard.words import counted, listed, quoted, ran

PLAIN = "text"
"""The language of lines that are not highlighted."""
MOST_LINES = 24
"""More do not fit into a picture at a readable size."""


def code_lines(text: str) -> list[str]:
    """The lines of a listing: tabs as four spaces, no blanks at the ends of lines, no empty lines around."""
    lines = [line.expandtabs(4).rstrip() for line in text.splitlines()]
    full = [index for index, line in enumerate(lines) if line]
    return lines[full[0] : full[-1] + 1] if full else []


def _some_code(text: str) -> str:
    if not code_lines(text):
        raise ValueError("must not be empty")
    return text


class CodeSpec(ActorSpec):
    """Lines of source code, highlighted and numbered from 1."""

    text: Annotated[Preformatted, AfterValidator(_some_code)] = Field(
        ..., description="The lines, as a block that begins with `text: |`; `$$` stands for a dollar sign."
    )
    language: Name = Field(PLAIN, description="What it is written in, such as `python`, `sql` or `go`.")
    numbers: Bool = Field(default=True, description="Show line numbers.")
    slots: Int = Field(
        0,
        ge=0,
        le=MOST_LINES,
        description="Room for this many lines; by default as many as there are.",
        examples=[8],
    )


def _parts(spec: CodeSpec) -> tuple[Part, ...]:
    return tuple(_line(number, line) for number, line in enumerate(code_lines(spec.text), 1))


def _line(number: int, text: str) -> Part:
    return Part(id=str(number), text=text, key=str(number))


def _next(actor: Actor, text: str) -> Part:
    return replace(_line(len(actor.parts) + 1, text), key=_new_key(actor.parts))


def _new_key(parts: tuple[Part, ...]) -> str:
    return str(max((int(part.key) for part in parts), default=0) + 1)


def _rewrite(actor: Actor, spec: CodeSpec) -> tuple[Part, ...]:
    """The new lines; those that were there before keep their keys, and so travel to their new places."""
    old, new = actor.parts, _parts(spec)
    matcher = SequenceMatcher(None, [part.text for part in old], [part.text for part in new], autojunk=False)
    heirs: dict[int, Part] = {}
    for kind, i, last_i, j, last_j in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and last_i - i == last_j - j):
            heirs |= {j + n: old[i + n] for n in range(last_j - j)}
    parts: list[Part] = []
    for index, part in enumerate(new):
        heir = heirs.get(index)
        taken = (*old, *parts)
        parts.append(
            replace(heir, id=part.id, text=part.text) if heir else replace(part, key=_new_key(taken))
        )
    return tuple(parts)


@cache
def language_name(language: str) -> str | None:
    """What people call a language; empty for plain text, None for one that is not known."""
    from pygments.lexers import get_lexer_by_name  # only films that show code pay for it
    from pygments.util import ClassNotFound

    if language == PLAIN:
        return ""
    try:
        return str(get_lexer_by_name(language).name)
    except ClassNotFound:
        return None


def _check(spec: CodeSpec) -> Iterator[Flaw]:
    if language_name(spec.language) is None:
        yield Flaw(
            place=("language",),
            message=f"the highlighter does not know the language `{spec.language}`",
            hint=_near(spec.language) or f"`{PLAIN}` leaves the lines as they are",
        )
    yield from too_many("text", code_lines(spec.text), _room(spec), "line")


def _near(language: str) -> str:
    from pygments.lexers import get_all_lexers

    return did_you_mean(
        language, (alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)
    )


def _room(spec: CodeSpec) -> int:
    return spec.slots or min(len(code_lines(spec.text)), MOST_LINES)


def _contents(actor: Actor) -> str:
    name = language_name(actor.spec.language)
    lines = [part.text.strip() for part in actor.parts if part.text]
    what = counted(len(actor.parts), "line") + (f" of {name}" if name else "")
    if len(lines) < 5:
        return f"{what}, {listed([quoted(line) for line in lines])}"
    return f"{what}, from {quoted(lines[0])} to {quoted(lines[-1])}"


def _part_names(actor: Actor, parts: Sequence[Part]) -> list[str]:
    """Lines by their numbers, a single one with its words."""
    numbers = [part.id for part in parts]
    if len(parts) == 1:
        words = f" ({quoted(parts[0].text.strip())})" if parts[0].text else ""
        return [f"line {numbers[0]} of {actor.name}{words}"]
    said = ran(numbers) if follow(actor, parts) else listed(numbers)
    return [f"lines {said} of {actor.name}"]


def _assign(actor: Actor, part: Part, value: Any, span: Span) -> Part:
    """A line as deep as the one that it replaces, unless it begins with blanks of its own."""
    text = some_text(value, span)
    if isinstance(value, str) and value.startswith((" ", "\t")):
        text = value.expandtabs(4).rstrip()
    else:
        text = part.text[: len(part.text) - len(part.text.lstrip())] + text
    return replace(part, text=text, filled=True)


def _read_texts(call: Call, actor: Actor, node: Node) -> list[str]:
    """Lines with their indentation, which other texts do not keep: one text of several lines, or a list."""
    plain = call.plain(node)
    texts = plain if isinstance(plain, list) and plain else [plain]
    return [line for text in texts for line in code_lines(as_source(text, node.span))]


CODE = ActorKind(
    name="code",
    group="Words",
    spec=CodeSpec,
    parts=_parts,
    contents=_contents,
    room=_room,
    check=_check,
    part_noun="line",
    verbatim=True,
    part_names=_part_names,
    assign=_assign,
    read_texts=_read_texts,
    at_end_only=True,
    is_closed=True,
    compared=None,
    require=require_part,
    next_part=_next,
    source="text",
    rewrite=_rewrite,
    extra=frozenset({"note"}),
    example='{is: code, language: python, text: "def twice(x):\\n    return 2 * x"}',
    demo="""\
layout: |
  search
stage:
  search:
    is: code
    language: python
    label: Binary search
    text: |
      lo, hi = 0, len(xs)
      while lo < hi:
          mid = (lo + hi) // 2
          if xs[mid] < x:
              lo = mid + 1
          else:
              hi = mid
      return lo
beats:
  - title: Halve the range
    say: Each turn looks at the middle, and keeps one half.
    do:
      - show: search
      - highlight: search.3
      - highlight: search.4-5
      - note: {search.5: keep the right half}
  - title: Mend the sum
    say: In a language with small integers, this sum may overflow.
    do:
      - mark: {search.3: {role: warn, as: at risk}}
      - set: {search.3: mid = lo + (hi - lo) // 2}
""",
)
