"""Two actors of this film: a prompt as pieces with their fingerprints, and forty prompts as a stair."""

from __future__ import annotations

from collections.abc import Iterator

from model import fingerprints

from explainsite.actors import (
    Actor,
    Amount,
    Bool,
    Box,
    Kind,
    Label,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    Text,
    line,
)

GAP = 10.0
NARROWEST = 170.0
TALL = 150.0
PRINT = 92.0
SIGNS = 70.0
TITLE = 64.0
LARGEST = 1.7


class Prompt(Spec):
    """A prompt: pieces in order, as wide as they are long, and the fingerprints of the first `prints`."""

    pieces: dict[str, Amount]
    title: Text = ""
    scale: Amount = 1.0
    above: Bool = False


def pieces(spec: Prompt) -> list[Part]:
    """A part for each piece, named by its text; how many have fingerprints, how many have gone to the end."""
    some = [Part(id=_name(text), text=text) for text in spec.pieces]
    return [*some, Part(id="prints", value=0.0), Part(id="last", value=0.0)]


def _name(text: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in text)


def _number(prompt: Actor, name: str) -> int:
    return round(next(part.value or 0.0 for part in prompt.parts if part.id == name))


def _in_order(prompt: Actor) -> list[Part]:
    """The pieces from the front to the end."""
    some, gone = prompt.parts[: len(prompt.spec.pieces)], _number(prompt, "last")
    return [*some[gone:], *some[:gone]]


def contents(prompt: Actor) -> str:
    """The pieces, and whether they have their fingerprints."""
    prints = ", each with its fingerprint" if _number(prompt, "prints") else ""
    return ", ".join(part.text for part in _in_order(prompt)) + prints


def becomes(before: Actor, after: Actor) -> str:
    """What the fingerprints are of that are seen now, or what has gone to the end."""
    some, names = _number(after, "prints"), [part.text for part in _in_order(after)]
    if gone := _number(after, "last") - _number(before, "last"):
        return f"{' and '.join(names[-gone:])} goes from the front of {after.name} to its end"
    if some > _number(before, "prints") + 1:
        return f"each piece of {after.name} gets a fingerprint of itself and all before it"
    names = names[:some]
    return f"a fingerprint of {' and '.join(names) if some < FEW else f'{names[0]} to {names[-1]}'} appears"


def draw_prompt(prompt: Actor, area: Rect) -> Iterator[Shape]:
    """The pieces in a row; their fingerprints below them, or above with the signs that compare them."""
    spec = prompt.spec
    sizes = {_name(text): size for text, size in spec.pieces.items()}
    room = area.w - GAP * (len(sizes) - 1)
    signs = SIGNS if spec.above else 0.0
    grown = min(LARGEST, area.h / (TITLE + TALL + PRINT + signs))
    tall, print_room = TALL * grown, PRINT * grown
    up = area.centre[1] - grown * (TITLE + TALL + PRINT + signs) / 2
    top = up + grown * (SIGNS + PRINT if spec.above else TITLE)
    heart = top - print_room / 2 if spec.above else top + tall + print_room / 2
    named = top + tall + grown * TITLE / 2 if spec.above else top - grown * TITLE / 2
    x = area.x
    yield Label(key="title", x=x, y=named, text=spec.title, size=42, colour="muted", anchor="start")
    edge = None
    there = _in_order(prompt)
    prints = fingerprints([part.text for part in there])
    for k, part in enumerate(there):
        w = max(NARROWEST, room * sizes[part.id] / spec.scale)
        role = part.role or "muted"
        middle = x + w / 2
        yield Box(
            key=f"{part.id}/box", x=x, y=top, w=w, h=tall, fill=f"{role}@0.26", stroke=role, stroke_width=3
        )
        yield Label(key=f"{part.id}/text", x=middle, y=top + tall / 2, text=part.text, size=46, weight=560)
        if k < _number(prompt, "prints"):
            yield Label(
                key=f"{part.id}/print", x=middle, y=heart, text=prints[k], size=46, face="mono", weight=560
            )
            if edge is not None:
                start, end = (edge + 12, heart), (middle - 72, heart)
                yield line(f"{part.id}/chain", start, end, stroke="muted", width=3, arrow=True, grows=True)
            edge = middle + 60
            if spec.above and part.role in {"accent", "bad"}:
                yield from _sign(part, middle, up + grown * SIGNS / 2 - 4)
        x += w + GAP


def _sign(part: Part, x: float, y: float) -> Iterator[Shape]:
    """Two strokes, and a third through them where the fingerprints differ."""
    role = part.role or "ink"
    for name, dy in (("upper", -11), ("lower", 11)):
        yield line(f"{part.id}/{name}", (x - 30, y + dy), (x + 30, y + dy), stroke=role, width=9, grows=True)
    if role == "bad":
        yield line(f"{part.id}/through", (x + 17, y - 32), (x - 17, y + 32), stroke=role, width=9, grows=True)


class Stair(Spec):
    """The prompts of a run below each other: each is sent whole. As tall as what its tokens cost."""

    start: Amount
    step: Amount
    write: Amount
    read: Amount
    alone: Amount = 0


FEW = 3
"""So many prompts have room for names on their pieces."""
FULL = 0.78
"""How much of its row a prompt at the plain price takes; more is left for a dearer one."""


def settings(spec: Stair) -> list[Part]:
    """How many turns there are, or which one stands alone and whether it is seen whole; how they are paid.

    The start may be `kept` or `spoilt`, and one turn may come `late`, when it is no longer kept.
    """
    alone = Part(id="alone", value=float(spec.alone))
    return [alone, *(Part(id=name, value=0.0) for name in ("whole", "turns", "kept", "spoilt", "late"))]


def _of(stair: Actor) -> dict[str, float]:
    return {part.id: part.value or 0.0 for part in stair.parts}


def run(stair: Actor) -> str:
    """The run in a few words."""
    now = _of(stair)
    if now["alone"]:
        seen = "almost all of it sent before" if now["whole"] else "its new end alone"
        return f"that of call {now['alone']:.0f}, {seen}"
    calls = "one call" if now["turns"] == 1 else f"{now['turns']:.0f} calls"
    if now["spoilt"]:
        return f"those of {calls}, each written anew in full"
    if not now["kept"]:
        return f"those of {calls}, each paid for in full"
    late = f", but that of call {now['late']:.0f}, which is written anew" if now["late"] else ""
    return f"those of {calls}, each read from the cache but for its end{late}"


def run_becomes(before: Actor, after: Actor) -> str:
    """How the run has grown, or is paid for now."""
    old, new = _of(before), _of(after)
    if new["whole"] > old["whole"]:
        return "almost all of the prompt was sent before"
    if new["turns"] > old["turns"] and new["turns"] <= FEW:
        sent = [f"turn {k + 1}" for k in range(int(new["turns"]))]
        return f"call {len(sent)} sends {', '.join(['the rules', 'the tools', *sent])}, all paid for in full"
    if new["turns"] > old["turns"]:
        return f"now there are {new['turns']:.0f} calls, each sent whole and paid for in full"
    if new["late"] > old["late"]:
        return f"call {new['late']:.0f} comes after a pause, and is written anew in full"
    if new["spoilt"] > old["spoilt"]:
        return "each call is written anew in full"
    return "each call is read from the cache, but for its new end" if new["kept"] > old["kept"] else ""


def draw_stair(stair: Actor, area: Rect) -> Iterator[Shape]:
    """A row for each turn: what was sent before, and what is new."""
    spec, now = stair.spec, _of(stair)
    alone = int(now["alone"])
    turns = alone or int(now["turns"])
    if not turns:
        return
    pitch = 330.0 if alone else min(area.h / turns, 210.0)
    few = turns <= FEW
    gutter = 120.0 if few else 0.0
    scale = (area.w - gutter) / (spec.start + spec.step * turns)
    left = area.x + gutter
    top = area.centre[1] - pitch * (turns - 0.5 if alone else turns / 2)
    for turn in range(alone or 1, turns + 1):
        middle = top + pitch * (turn - 0.5)
        if few:
            yield from _named_row(turn, (left, middle), pitch * FULL, scale, spec)
            continue
        late = bool(now["spoilt"]) or turn == now["late"]
        written = late or (now["kept"] and turn == 1)
        read = now["kept"] and not written
        past = (spec.start + spec.step * (turn - 1)) * scale
        full = pitch * FULL
        floor = middle + full / 2
        if read:  # sent, though hardly paid for
            yield _bar(f"row-{turn}/sent", (left, floor), (past, full), "accent@0.16")
        role = "bad" if late else "data-2" if written else "accent" if read else "warn@0.8"
        paid = full * (spec.read if read else spec.write if written else 1.0)
        hidden = past - 4 if alone and not now["whole"] else 0.0
        yield _bar(f"row-{turn}/past", (left + hidden, floor), (past - hidden, paid), role)
        dear = full * (spec.write if now["kept"] or late else 1.0)
        yield _bar(f"row-{turn}/new", (left + past, floor), (max(spec.step * scale, 14.0), dear), "data-2")
        if turn == now["late"]:
            x = left + past + spec.step * scale + 24
            yield Label(
                key="late/words", x=x, y=middle, text="after a pause", size=38, colour="bad", anchor="start"
            )


def _bar(key: str, base: Point, size: Point, fill: str) -> Box:
    """A bar that stands with its left lower corner at `base`."""
    return Box(key=key, x=base[0], y=base[1] - size[1], w=size[0], h=size[1], radius=0, fill=fill)


def _named_row(turn: int, at: Point, tall: float, scale: float, spec: Stair) -> Iterator[Shape]:
    """A row with a name on each piece, while there is room for names."""
    left, y = at
    yield Label(
        key=f"row-{turn}/name", x=left - 24, y=y, text=f"call {turn}", size=30, colour="muted", anchor="end"
    )
    ends = [spec.start * scale, *((spec.start + spec.step * k) * scale for k in range(1, turn + 1))]
    names = ["rules and tools", *(f"turn {k}" for k in range(1, turn + 1))]
    start = 0.0
    for k, (end, name) in enumerate(zip(ends, names, strict=True)):
        slot = "new" if k == turn else "past" if k == 0 else f"turn-{k}"
        role = "data-2" if k == turn else "warn"
        yield Box(
            key=f"row-{turn}/{slot}",
            x=left + start,
            y=y - tall / 2,
            w=end - start - 8,
            h=tall,
            fill=f"{role}@0.30",
            stroke=role,
        )
        yield Label(
            key=f"row-{turn}/{slot}-name",
            x=left + (start + end) / 2 - 4,
            y=y,
            text=name,
            size=28,
            weight=560,
        )
        start = end


PROMPT = Kind(
    name="prompt",
    spec=Prompt,
    parts=pieces,
    contents=contents,
    draw=draw_prompt,
    becomes=becomes,
    part="piece",
    example="{is: prompt, pieces: {rules: 4, tools: 6}, scale: 10}",
)
STAIR = Kind(
    name="stair",
    spec=Stair,
    parts=settings,
    contents=run,
    draw=draw_stair,
    becomes=run_becomes,
    part="setting",
    example="{is: stair, start: 10, step: 2, write: 1.25, read: 0.1}",
)
