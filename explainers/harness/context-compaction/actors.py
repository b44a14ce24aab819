"""Two actors of this film: a transcript as a bellows, and what of its words comes on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainsite.actors import (
    Actor,
    Amount,
    Box,
    Field,
    Kind,
    Label,
    Outline,
    Part,
    Point,
    Rect,
    Shape,
    Spec,
    Text,
    line,
    text_width,
)

BOARD, MARGIN, SILL = 26.0, 34.0, 30.0
FLAG, WORDS, LEAST = 58.0, 42.0, 36.0
DEEP, NARROW = 30.0, 26.0
TALLEST, FOOT = 520.0, 104.0
BESIDE = 1000.0
"""How wide the window is where a name has room beside the count."""
FOLDED = 1000
"""A page of fewer tokens is only a line about what was there."""


class Bellows(Spec):
    """A transcript: pages with their names (words have none) and tokens, and a window that holds some."""

    pages: dict[str, Text]
    sizes: list[float]
    window: Amount
    span: Amount = Field(1, description="How many tokens the whole picture has room for.")
    flags: dict[str, str] = Field({}, description="Flags, each with the page on which it stands.")
    heir: str = Field("", description="The page that takes the place of others, and their flags.")


def parts(spec: Bellows) -> list[Part]:
    """The pages with their tokens, the flags (1: up), where the window begins, and which sums are seen."""
    pages = [
        Part(id=name, text=text or "words", value=size)
        for (name, text), size in zip(spec.pages.items(), spec.sizes, strict=True)
    ]
    flags = [Part(id=name, text=name.replace("-", " "), value=0.0) for name in spec.flags]
    others = [Part(id=name, text=f"the {name}", value=0.0) for name in ("window", "sums")]
    return [*pages, *flags, *others]


def _is_output(part: Part, spec: Bellows) -> bool:
    return part.id.startswith("out-") and part.id in spec.pages


def places(_: Actor, some: Sequence[Part]) -> str:
    """What pages are called together."""
    return "the words" if any(part.id == "task" for part in some) else "the output of tools"


@dataclass(frozen=True, slots=True)
class Pleat:
    """A page in its place: from where to where in the transcript, and whether the window holds it."""

    part: Part
    begin: float
    end: float
    where: str


def _pleats(bellows: Actor) -> list[Pleat]:
    opens = _value(bellows, "window")
    closes = opens + float(bellows.spec.window)
    found, at = [], 0.0
    for part in bellows.parts[: len(bellows.spec.pages)]:
        end = at + (part.value or 0.0)
        where = "left behind" if at < end <= opens else "too much" if end > closes else "held"
        found.append(Pleat(part, at, end, where))
        at = end
    return found


def _value(bellows: Actor, name: str) -> float:
    return next(part.value or 0.0 for part in bellows.parts if part.id == name)


def contents(bellows: Actor) -> str:
    """How much there is, what of it is folded or not held by the window, and which flags stand."""
    pleats = [pleat for pleat in _pleats(bellows) if pleat.end > pleat.begin]
    words = f"{pleats[-1].end:,.0f} tokens"
    sums = _sums_of(bellows)[: int(_value(bellows, "sums"))]
    words += f" ({', '.join(f'{amount:,.0f} of {name}' for name, amount, _ in sums)})" if sums else ""
    folded = sum(pleat.end - pleat.begin < FOLDED for pleat in pleats)
    words += f", {folded} folded to a line" if folded else ""
    for where, said in (("left behind", "no longer in the window"), ("too much", "beyond the window")):
        lost = [pleat.part.text for pleat in pleats if pleat.where == where]
        words += f", {' and '.join(lost)} {said}" if lost else ""
    heir = next((pleat.part.text for pleat in pleats if pleat.part.id == bellows.spec.heir), "")
    words += f", {heir} for what was said" if heir else ""
    flags = [part.text for part in bellows.parts if part.id in bellows.spec.flags and part.value]
    return words + (f"; on flags: {', '.join(flags)}" if flags else "")


def becomes(before: Actor, after: Actor) -> str:
    """What has come, was folded or has left the window, which flag goes up, and how much there is now."""
    said = [_pages_become(before, after), _window_becomes(before, after)]
    flags = [part for part in after.parts if part.id in after.spec.flags]
    said += [
        f"a flag goes up: {part.text}" for part in flags if (part.value or 0.0) > _value(before, part.id)
    ]
    shown = int(_value(after, "sums"))
    if shown > _value(before, "sums"):
        name, amount, _ = _sums_of(after)[shown - 1]
        said.append(f"{amount:,.0f} tokens are {name}")
    return "; ".join(words for words in said if words)


def _pages_become(before: Actor, after: Actor) -> str:
    """What has come and what was folded, and how many tokens there are now."""
    spec = after.spec
    pairs = [(_value(before, name), _value(after, name), name) for name in spec.pages]
    came = [name for old, new, name in pairs if new > old == 0]
    gone = [name for old, new, name in pairs if 0 == new < old]
    folded = [spec.pages[name] for old, new, name in pairs if 0 < new < FOLDED <= old]
    said = []
    if len(came) == 1:
        said.append(f"{spec.pages[came[0]]} comes in")
    elif came:
        said.append(f"the words and outputs of {len(came) // 2} more steps come in")
    if folded:
        many = f"{len(folded)} old outputs fold to a line each"
        said.append(f"{folded[0]} folds to a line" if len(folded) == 1 else many)
    if gone:
        said.append(f"{len(gone)} pages are pressed together")
    if not said:
        return ""
    pleats = [pleat for pleat in _pleats(after) if pleat.end > pleat.begin]
    over = f", and {pleats[-1].part.text} does not fit" if pleats[-1].where == "too much" else ""
    return f"{', '.join(said)}: {pleats[-1].end:,.0f} tokens{over}"


def _window_becomes(before: Actor, after: Actor) -> str:
    """Where the window goes, and what it leaves behind."""
    if _value(before, "window") == _value(after, "window"):
        return ""
    lost = [pleat.part.text for pleat in _pleats(after) if pleat.where == "left behind"]
    return f"the window slides, and leaves {', '.join(lost)} behind" if lost else "the window slides back"


@dataclass(frozen=True, slots=True)
class Bed:
    """Where the bellows lies: its left end, px for a token, its upper edge and how tall it is."""

    left: float
    px: float
    top: float
    tall: float

    @property
    def foot(self) -> float:
        """The lower edge."""
        return self.top + self.tall

    def x(self, tokens: float) -> float:
        """Where so many tokens reach."""
        return self.left + tokens * self.px


def draw(bellows: Actor, area: Rect) -> Iterator[Shape]:
    """The window, the pleats between two boards, and the flags above them."""
    spec = bellows.spec
    head = FLAG * len(spec.flags) + SILL
    tall = min(TALLEST, area.h - head - FOOT - SILL)
    top = area.centre[1] + (head - FOOT - SILL - tall) / 2
    pleats = _pleats(bellows)
    px = (area.w - 2 * MARGIN) / float(spec.span)
    wide = px * max(pleats[-1].end, _value(bellows, "window") + float(spec.window))
    bed = Bed(area.centre[0] - wide / 2, px, top, tall)
    yield from _window(bellows, pleats, bed)
    for pleat in pleats:
        yield from _pleat(pleat, bed, spec)
    for name, x in (("left", bed.left - BOARD), ("right", bed.x(pleats[-1].end))):
        yield Box(
            key=f"window/{name}-board", x=x, y=top - 16, w=BOARD, h=tall + 32, radius=8, fill="muted", z=3
        )
    yield from _sums(bellows, bed)
    yield from _flags(bellows, pleats, bed)


def _window(bellows: Actor, pleats: list[Pleat], bed: Bed) -> Iterator[Shape]:
    """What the model can see: a frame of one width, and below it how much it holds."""
    size = float(bellows.spec.window)
    begin, w = bed.x(_value(bellows, "window")), size * bed.px
    yield Box(
        key="window/frame",
        x=begin,
        y=bed.top - SILL,
        w=w,
        h=bed.tall + 2 * SILL,
        radius=4,
        fill="surface",
        stroke="ink",
        stroke_width=4,
        z=-6,
    )
    held = sum(pleat.part.value or 0.0 for pleat in pleats if pleat.where != "left behind")
    room = f"of {size:,.0f} tokens"
    x, y = begin + w - text_width(room, 44), bed.foot + SILL + FOOT / 2 + 12
    yield Label(
        key="window/held",
        x=x - 22,
        y=y,
        text=f"{held:,.0f}",
        number=held,
        format=",.0f",
        size=76,
        weight=600,
        colour="bad" if held > size else "ink",
        anchor="end",
    )
    yield Label(key="window/room", x=x, y=y + 9, text=room, size=44, colour="muted", anchor="start")


def _sums_of(bellows: Actor) -> list[tuple[str, float, str]]:
    """How much of it is words, and how much tools gave back, each with its colour."""
    amounts = {"words": 0.0, "output of tools": 0.0}
    for part in bellows.parts[: len(bellows.spec.pages)]:
        amounts["output of tools" if _is_output(part, bellows.spec) else "words"] += part.value or 0.0
    return [(name, amounts[name], role) for name, role in zip(amounts, ("accent", "data-2"), strict=True)]


def _sums(bellows: Actor, bed: Bed) -> Iterator[Shape]:
    """The sums above the window, as many as are seen."""
    x, y = bed.left, bed.top - SILL - FLAG * 1.4
    for name, amount, role in _sums_of(bellows)[: int(_value(bellows, "sums"))]:
        number = f"{amount:,.0f}"
        yield Label(
            key=f"sums/{role}-number", x=x, y=y, text=number, size=76, weight=600, colour=role, anchor="start"
        )
        x += text_width(number, 76, weight=600) + 22
        yield Label(key=f"sums/{role}", x=x, y=y + 9, text=name, size=44, colour=role, anchor="start")
        x += text_width(name, 44) + 110


def _pleat(pleat: Pleat, bed: Bed, spec: Bellows) -> Iterator[Shape]:
    """Two faces that meet at a fold farther back: the narrower the page, the deeper the fold."""
    part = pleat.part
    role, light, dark = _look(pleat, spec)
    x, end = bed.x(pleat.begin), bed.x(pleat.end)
    w, middle = end - x, (x + end) / 2
    deep = DEEP * min(w / NARROW, 0.34 + 0.66 * NARROW / w) if w else 0.0
    upper: list[Point] = [(x, bed.top), (middle, bed.top + deep), (end, bed.top)]
    lower: list[Point] = [(end, bed.foot), (middle, bed.foot - deep), (x, bed.foot)]
    yield _face(f"{part.id}/near", upper[0], upper[1], lower[1], lower[2], fill=f"{role}@{light}")
    yield _face(f"{part.id}/far", upper[1], upper[2], lower[0], lower[1], fill=f"{role}@{dark}")
    for name, edge in (("upper", upper), ("lower", lower)):
        yield line(f"{part.id}/{name}", *edge, stroke=role, width=3)
    if part.id == spec.heir:
        yield from _name(pleat, bed, spec) if w else ()
        return
    text = spec.pages[part.id]
    size = min(WORDS, WORDS * (w - 16) / text_width(text, WORDS, weight=560)) if text else 0.0
    if size >= LEAST:
        y = bed.top + bed.tall / 2
        colour = "muted" if pleat.where == "left behind" else "ink"
        yield Label(
            key=f"{part.id}/text", x=middle, y=y, text=text, size=size, weight=560, colour=colour, z=1
        )


def _name(pleat: Pleat, bed: Bed, spec: Bellows) -> Iterator[Shape]:
    """The name of a page that is too narrow for it, below it where there is room beside the count."""
    if float(spec.window) * bed.px < BESIDE:
        return
    x, y = bed.x((pleat.begin + pleat.end) / 2), bed.foot + SILL + FOOT / 2 + 21
    name, text = pleat.part.id, spec.pages[pleat.part.id]
    yield line(f"{name}/thread", (x, bed.foot - DEEP), (x, y - 45), stroke="accent", width=4)
    yield Label(key=f"{name}/text", x=x, y=y, text=text, size=44, weight=600, colour="accent")


def _look(pleat: Pleat, spec: Bellows) -> tuple[str, float, float]:
    """The colour of a page, and how strong it is on the two faces."""
    if pleat.where == "left behind":
        return "muted", 0.16, 0.08
    if pleat.part.id == spec.heir:
        return "accent", 1.0, 0.8
    light, dark = (0.40, 0.24) if _is_output(pleat.part, spec) else (0.42, 0.26)
    role = "data-2" if _is_output(pleat.part, spec) else "accent"
    return ("bad" if pleat.where == "too much" else role), light, dark


def _face(key: str, *corners: Point, fill: str) -> Outline:
    """A face of a pleat."""
    way = [corners[0]]
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        dx, dy = (bx - ax) / 3, (by - ay) / 3
        way += [(ax + dx, ay + dy), (bx - dx, by - dy), (bx, by)]
    return Outline(key=key, contours=(tuple(way),), fill=fill)


def _flags(bellows: Actor, pleats: list[Pleat], bed: Bed) -> Iterator[Shape]:
    """What must not be lost, on the page that says it; on its heir when that page is gone."""
    by_name = {pleat.part.id: pleat for pleat in pleats}
    flags = bellows.spec.flags
    for i, (name, page) in enumerate(flags.items()):
        if not _value(bellows, name):
            continue
        pleat = by_name[page]
        if pleat.end == pleat.begin:
            pleat = by_name[bellows.spec.heir]
        role = "bad" if pleat.where == "left behind" else "ink"
        x, up = bed.x((pleat.begin + pleat.end) / 2), bed.top - SILL - FLAG * (len(flags) - i)
        text = name.replace("-", " ")
        wide = text_width(text, 40, weight=600) + 40
        yield line(f"{name}/pole", (x, up), (x, bed.top + 4), stroke=role, width=5, z=4)
        yield Box(key=f"{name}/cloth", x=x, y=up, w=wide, h=FLAG - 8, radius=4, fill=role, z=4)
        yield Label(
            key=f"{name}/text",
            x=x + wide / 2,
            y=up + FLAG / 2 - 4,
            text=text,
            size=40,
            weight=600,
            colour="ground",
            z=5,
        )


class Digest(Spec):
    """What was said, and a page beside it: a line with the value 1 stands on the page."""

    lines: dict[str, Text]


def lines(spec: Digest) -> list[Part]:
    """A part for each line."""
    return [Part(id=name, text=text, value=0.0) for name, text in spec.lines.items()]


def on_page(digest: Actor) -> str:
    """What is on the page."""
    here = [part.text for part in digest.parts if part.value]
    return f"on the page, of {len(digest.parts)} lines: {', '.join(here) or 'none yet'}"


def written(before: Actor, after: Actor) -> str:
    """What comes on the page."""
    pairs = zip(before.parts, after.parts, strict=True)
    return ", ".join(f"onto the page: {new.text}" for old, new in pairs if new.value and not old.value)


ROW, STRIP, INSET = 148.0, 96.0, 48.0


def draw_digest(digest: Actor, area: Rect) -> Iterator[Shape]:
    """The lines at the left, as they were said; the page at the right, folded like all others."""
    page = Rect(area.right - area.w * 0.43, area.y + 20, area.w * 0.43, area.h - 40)
    middle = page.centre[0]
    upper: list[Point] = [(page.x, page.y), (middle, page.y + 22), (page.right, page.y)]
    lower: list[Point] = [(page.right, page.bottom), (middle, page.bottom - 22), (page.x, page.bottom)]
    yield _face("page/near", upper[0], upper[1], lower[1], lower[2], fill="accent@0.34")
    yield _face("page/far", upper[1], upper[2], lower[0], lower[1], fill="accent@0.22")
    for name, edge in (("upper", upper), ("lower", lower)):
        yield line(f"page/{name}", *edge, stroke="accent", width=3)
    here = [part for part in digest.parts if part.value]
    pitch = area.h / len(digest.parts)
    for i, part in enumerate(digest.parts):
        if part in here:
            x, y = page.x + INSET, page.centre[1] + ROW * (here.index(part) - (len(here) - 1) / 2)
        else:
            x, y = area.x + 240 * (i % 2), area.y + pitch * (i + 0.5)
        yield from _strip(part, x, y)


def _strip(part: Part, x: float, y: float) -> Iterator[Shape]:
    """A line on a strip of paper; one that is forgotten is only dashes."""
    is_lost = part.role == "bad"
    role = part.role or ("accent" if part.value else "muted")
    wide = text_width(part.text, 52, weight=560) + 64
    yield Box(
        key=f"{part.id}/strip",
        x=x,
        y=y - STRIP / 2,
        w=wide,
        h=STRIP,
        radius=6,
        fill=None if is_lost else "surface",
        stroke=role,
        stroke_width=3,
        dashed=is_lost,
    )
    colour = role if is_lost else "ink"
    yield Label(
        key=f"{part.id}/words", x=x + wide / 2, y=y, text=part.text, size=52, weight=560, colour=colour, z=1
    )


BELLOWS = Kind(
    name="bellows",
    spec=Bellows,
    parts=parts,
    contents=contents,
    draw=draw,
    becomes=becomes,
    part="page",
    places=places,
    example="{is: bellows, pages: {task: task, out-1: a file}, sizes: [2, 5], window: 10, span: 12}",
)
DIGEST = Kind(
    name="digest",
    spec=Digest,
    parts=lines,
    contents=on_page,
    draw=draw_digest,
    becomes=written,
    part="line",
    example="{is: digest, lines: {goal: find the cent}}",
)
