"""The actor of this film: the lit way down a tree, and beside each question the slips that answer it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainsite.actors import Actor, Box, Dot, Field, Kind, Label, Part, Rect, Shape, Spec, Text, fit, line

# All lengths are for a picture of this size, which is enlarged to its area.
WIDE, HIGH = 1700.0, 770.0
NODE_W, NODE_H = 350.0, 92.0
# A branch that is not taken leaves a node to the left and ends in a dot.
STUB = 84.0
# Where the slips begin.
SLIPS = 526.0
SLIP_W, SLIP_H, GAP = 222.0, 164.0, 16.0
PAGE_W, PAGE_H = 2 * SLIP_W + GAP, 192.0
# Where the lines of a page are, from its middle: its heading, its rules, and between those the cut.
PAGE_HEAD, PAGE_RULES, PAGE_CUT = -62.0, (-12.0, 62.0), 25.0
# From one line of a slip to the next.
LEADING = 47.0
# What a slip holds: the product, the state that it is in, and what holds for it.
HEADING, STATE, RULE = range(3)


class Inquest(Spec):
    """Questions, how each is answered, the slips beside it, and the leaf at the end of the way."""

    questions: list[Text]
    answers: list[Text]
    exhibits: list[list[list[Text]]] = Field(
        description="For each question its slips: a heading, then pairs of a state and a rule."
    )
    leaf: Text
    hint: Text = ""
    fact: Text = Field("", description="The rule that is looked for.")
    subject: Text = Field("", description="The heading that it belongs to.")
    role: Text = Field("accent", description="The colour role of the leaf.")


def parts(spec: Inquest) -> list[Part]:
    """How far the way is lit, and the questions; half a step is a question without its slips."""
    rows = [Part(id=f"q{i}", text=question) for i, question in enumerate(spec.questions)]
    return [Part(id="way", text="the way", value=0.5), *rows, Part(id="leaf", text=spec.leaf)]


def _way(inquest: Actor) -> float:
    return inquest.parts[0].value or 0.0


def _asked(inquest: Actor) -> int:
    """How many questions stand there."""
    return min(int(_way(inquest) + 0.5), len(inquest.spec.questions))


def _shown(inquest: Actor) -> int:
    """How many questions have their slips beside them."""
    return min(int(_way(inquest)), len(inquest.spec.questions))


def _is_over(inquest: Actor) -> bool:
    return _way(inquest) > len(inquest.spec.questions)


def contents(inquest: Actor) -> str:
    """The questions so far, with their answers."""
    return "; ".join(_told(inquest, i) for i in range(_asked(inquest)))


def _told(inquest: Actor, i: int) -> str:
    """A question, the slips beside it, and the answer if the way goes on."""
    spec = inquest.spec
    words = f"“{spec.questions[i]}”"
    if i < _shown(inquest):
        words += f" {', '.join(_read(slip) for slip in spec.exhibits[i])}"
    if _way(inquest) > i + 1:
        words += f": {spec.answers[i]}"
    return words


def _read(slip: Sequence[str]) -> str:
    """A slip in words."""
    rules = " and ".join(" ".join(slip[at : at + 2]) for at in range(STATE, len(slip), 2))
    return f"[{slip[HEADING] or 'no heading'}: {rules}]"


def becomes(before: Actor, after: Actor) -> str:
    """What the last step has brought: the slips beside a question, or its answer and where that leads."""
    spec = after.spec
    if _shown(after) > _shown(before):
        slips = spec.exhibits[_shown(after) - 1]
        return f"beside it {'lies' if len(slips) == 1 else 'lie'} {', '.join(map(_read, slips))}"
    answer = spec.answers[_shown(after) - 1]
    target = spec.leaf if _is_over(after) else spec.questions[_asked(after) - 1]
    return f"the answer is {answer}, and the way leads to “{target}”"


def draw(inquest: Actor, area: Rect) -> Iterator[Shape]:
    """The way from the top to the leaf, and the slips on its right."""
    k = min(area.w / WIDE, area.h / HIGH)
    left, top = area.centre[0] - WIDE * k / 2, area.centre[1] - HIGH * k / 2
    rows = len(inquest.spec.questions)
    pitch = (HIGH - SLIP_H / 2 - NODE_H / 2) / rows * k
    ys = [top + SLIP_H * k / 2 + pitch * i for i in range(rows + 1)]
    x = left + (STUB + NODE_W / 2) * k
    for i in range(_asked(inquest)):
        yield from _question(inquest, i, (x, ys[i]), k)
        if i < _shown(inquest):
            yield from _slips(inquest, i, (left + SLIPS * k, ys[i]), k)
        if _way(inquest) > i + 1:
            yield from _answer(inquest, i, (x, ys[i], ys[i + 1]), k)
    for i in range(_asked(inquest), rows):
        yield from _ahead(f"q{i}", (x, ys[i]), k)
    if _is_over(inquest):
        yield from _leaf(inquest, (x, ys[-1]), k)
    else:
        yield from _ahead("leaf", (x, ys[-1]), k)


def _ahead(part: str, at: tuple[float, float], k: float) -> Iterator[Shape]:
    """A place on the way that nobody has come to yet."""
    yield _box(f"{part}/box", at, k, stroke="line", fill="surface@0.5")


def _question(inquest: Actor, i: int, at: tuple[float, float], k: float) -> Iterator[Shape]:
    """A question on the way, and the branch that is not taken."""
    x, y = at
    part = f"q{i}"
    yield _box(f"{part}/box", at, k, stroke="accent", fill="accent@0.16")
    yield Label(key=f"{part}/text", x=x, y=y, text=inquest.spec.questions[i], size=40 * k, weight=600)
    edge = x - NODE_W / 2 * k
    yield line(f"{part}/stub", (edge, y), (edge - (STUB - 18) * k, y), stroke="line", width=4 * k, z=-1)
    yield Dot(key=f"{part}/end", x=edge - (STUB - 12) * k, y=y, r=11 * k, fill="line")


def _box(key: str, at: tuple[float, float], k: float, *, stroke: str, fill: str) -> Box:
    return Box(
        key=key,
        x=at[0] - NODE_W / 2 * k,
        y=at[1] - NODE_H / 2 * k,
        w=NODE_W * k,
        h=NODE_H * k,
        radius=22 * k,
        stroke=stroke,
        stroke_width=4 * k,
        fill=fill,
    )


def _answer(inquest: Actor, i: int, at: tuple[float, float, float], k: float) -> Iterator[Shape]:
    """The lit branch to what is next, with the answer beside it."""
    x, upper, lower = at
    begin, end = upper + NODE_H / 2 * k, lower - (NODE_H / 2 + 8) * k
    yield line(f"q{i}/branch", (x, begin), (x, end), stroke="accent", width=8 * k, arrow=True, grows=True)
    middle = (begin + end) / 2 - 6 * k
    text = inquest.spec.answers[i]
    yield Label(
        key=f"q{i}/answer", x=x + 26 * k, y=middle, text=text, size=42 * k, weight=600, anchor="start"
    )


def _leaf(inquest: Actor, at: tuple[float, float], k: float) -> Iterator[Shape]:
    """Where the way ends, and what that means."""
    spec = inquest.spec
    yield _box("leaf/box", at, k, stroke=spec.role, fill=spec.role)
    yield Label(key="leaf/text", x=at[0], y=at[1], text=spec.leaf, size=40 * k, weight=600, colour="ground")
    x = at[0] + (NODE_W / 2 + 40) * k
    yield Label(key="leaf/hint", x=x, y=at[1], text=spec.hint, size=40 * k, anchor="start")


def _slips(inquest: Actor, row: int, at: tuple[float, float], k: float) -> Iterator[Shape]:
    """The slips beside a question, from left to right."""
    x, y = at
    for i, slip in enumerate(inquest.spec.exhibits[row]):
        is_page = len(slip) > RULE + 1
        w, h = (PAGE_W, PAGE_H) if is_page else (SLIP_W, SLIP_H)
        area = Rect(x, y - h / 2 * k, w * k, h * k)
        yield from _slip(inquest, f"q{row}/{i}", slip, area, k)
        x += area.w + GAP * k


def _slip(inquest: Actor, key: str, slip: Sequence[str], area: Rect, k: float) -> Iterator[Shape]:
    """A slip: green if it holds the fact, red if it holds it without its heading."""
    spec = inquest.spec
    has_fact = spec.fact in slip
    role = "line" if not has_fact else "good" if slip[HEADING] == spec.subject else "bad"
    yield Box(
        key=f"{key}-paper",
        x=area.x,
        y=area.y,
        w=area.w,
        h=area.h,
        radius=8 * k,
        fill=f"{role}@0.08" if has_fact else "surface",
        stroke=role,
        stroke_width=(5 if has_fact else 2.5) * k,
    )
    is_page, room = len(slip) > RULE + 1, area.w - 14 * k
    y = area.centre[1] + (PAGE_HEAD if is_page else -LEADING) * k
    x = area.centre[0]
    heading = slip[HEADING] or "?"
    colour = "ink" if slip[HEADING] else "bad" if has_fact else "muted"
    size = fit(heading, room, size=36 * k, weight=600)
    yield Label(key=f"{key}-heading", x=x, y=y, text=heading, size=size, weight=600, colour=colour)
    if is_page:
        yield from _page(key, slip, area, k)
        return
    yield Label(key=f"{key}-state", x=x, y=y + LEADING * k, text=slip[STATE], size=34 * k, colour="muted")
    size = fit(slip[RULE], room, size=36 * k)
    colour = role if has_fact else "ink"
    yield Label(key=f"{key}-rule", x=x, y=y + 2 * LEADING * k, text=slip[RULE], size=size, colour=colour)


def _page(key: str, slip: Sequence[str], area: Rect, k: float) -> Iterator[Shape]:
    """A whole section: its rules below its heading, and where the cut went."""
    x, y = area.centre
    for i, down in enumerate(PAGE_RULES):
        text = ": ".join(slip[STATE + 2 * i : STATE + 2 * i + 2])
        yield Label(key=f"{key}-rule-{i}", x=x, y=y + down * k, text=text, size=36 * k)
    cut, beyond = y + PAGE_CUT * k, 40 * k
    ends = ((area.x - 12 * k, cut), (area.right + beyond, cut))
    yield line(f"{key}-cut", *ends, stroke="bad", width=5 * k, dashed=True, z=2)
    yield Label(
        key=f"{key}-name",
        x=area.right + beyond + 16 * k,
        y=cut,
        text="the cut",
        size=38 * k,
        weight=600,
        colour="bad",
        anchor="start",
    )


INQUEST = Kind(
    name="inquest",
    spec=Inquest,
    parts=parts,
    contents=contents,
    becomes=becomes,
    draw=draw,
    part="question",
    example="{is: inquest, questions: [here?], answers: ['no'], exhibits: [[[A, open, 1 day]]], leaf: end}",
)
