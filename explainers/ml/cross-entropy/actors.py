"""The actors of this film: a whole cut into shares, scores, coins on heads, and days as towers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explainsite.actors import (
    Actor,
    Amount,
    Box,
    Dot,
    Field,
    Int,
    Kind,
    Label,
    Name,
    Part,
    Rect,
    Role,
    Shape,
    Spec,
    Text,
    line,
    text_width,
)

# --- One whole ---------------------------------------------------------------------------------------------

# All that follows is in px of an area so wide.
WIDE = 1500.0
TITLE, BAR, SAID, LEADER, BETWEEN = 80.0, 150.0, 56.0, 40.0, 44.0
# How strongly the first share, the second and so on are filled.
WASH = (0.42, 0.24, 0.14)


class Whole(Spec):
    """A bar that is cut into shares."""

    items: dict[Name, Amount]
    title: Text = ""
    role: Role = "accent"
    format: str = ".0%"


def shares(spec: Whole) -> list[Part]:
    """A part for each share."""
    return [Part(id=name, text=name, value=float(share)) for name, share in spec.items.items()]


def said_shares(whole: Actor) -> str:
    """Each name with its share."""
    return _listed([f"{part.text} {_share(part)}" for part in whole.parts])


def new_shares(old: Actor, new: Actor) -> str:
    """What the shares have become."""
    changed = [(a, b) for a, b in zip(old.parts, new.parts, strict=True) if _share(a) != _share(b)]
    return _listed([f"{b.text} goes from {_share(a)} to {_share(b)}" for a, b in changed])


def draw_whole(whole: Actor, area: Rect) -> Iterator[Shape]:
    """The bar with names in their shares, or below it where a share is too narrow for its name."""
    k = area.w / WIDE
    total = sum(part.value or 0.0 for part in whole.parts)
    y = area.centre[1] + (TITLE - BAR - LEADER - SAID) / 2 * k
    yield Label(
        key="title",
        x=area.x,
        y=y - (TITLE - 34) * k,
        text=whole.spec.title,
        size=SAID * k,
        weight=600,
        colour=whole.spec.role,
        anchor="start",
    )
    left, outside = area.x, list[tuple[Part, float]]()
    for i, part in enumerate(whole.parts):
        wide = area.w * (part.value or 0.0) / total
        role = part.role or whole.spec.role
        yield Box(
            key=f"{part.id}/share",
            x=left + 2,
            y=y,
            w=max(2.0, wide - 4),
            h=BAR * k,
            radius=min(16 * k, wide / 2 - 2),
            fill=f"{role}@{0.6 if part.role else WASH[min(i, len(WASH) - 1)]}",
            stroke=role,
            stroke_width=3,
        )
        if text_width(_named(part), SAID * k, weight=600) + 24 * k < wide:
            yield _share_label(part, left + wide / 2, y + BAR / 2 * k, k)
        else:
            outside.append((part, left + wide / 2))
        left += wide
    right = area.right
    for part, middle in reversed(outside):
        wide = text_width(_named(part), SAID * k, weight=600)
        x, low = right - wide / 2, y + (BAR + LEADER) * k
        yield line(f"{part.id}/leader", (middle, y + BAR * k), (x, low), stroke="muted", width=2.5)
        yield _share_label(part, x, low + SAID * 0.6 * k, k)
        right -= wide + BETWEEN * k


def _share_label(part: Part, x: float, y: float, k: float) -> Label:
    return Label(
        key=f"{part.id}/said", x=x, y=y, text=_named(part), size=SAID * k, weight=600, colour="ink", z=2
    )


def _named(part: Part) -> str:
    return f"{part.text} {_share(part)}"


def _share(part: Part) -> str:
    return f"{part.value or 0.0:.0%}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


# --- Scores ------------------------------------------------------------------------------------------------

NAME, ROW, TEXT, SMALL = 170.0, 92.0, 50.0, 34.0
# Room at the right for a score and for its power.
RIGHT = 560.0
# A push that is shorter is drawn without a head.
STUB = 24.0
FOLLOWED = 2


class Scores(Spec):
    """Bars as long as scores, with the powers that they become, and the pushes that they get."""

    items: dict[Name, Amount]
    powers: dict[Name, Amount]
    pushes: dict[Name, Amount] = Field(description="By how much each score goes up, or down below 0.")
    role: Role = "accent"
    format: str = ".1f"


def scores(spec: Scores) -> list[Part]:
    """The scores, and whether powers and their sum are shown; pushes are 1 at first, 2 once followed."""
    bars = [Part(id=name, text=name, value=float(score)) for name, score in spec.items.items()]
    return [*bars, *(Part(id=name, text=name, value=0.0) for name in ("powers", "sum", "pushes"))]


def said_scores(actor: Actor) -> str:
    """Each score, and what is shown beside it."""
    said = _listed([f"{part.text} at {part.value:.1f}" for part in _bars(actor)])
    return said + "".join(f"; {more}" for name in ("powers", "pushes") if (more := _told(actor, name)))


def new_scores(old: Actor, new: Actor) -> str:
    """What has come beside the scores, or how they have moved."""
    came = [name for name in ("powers", "sum", "pushes") if _shown(new, name) and not _shown(old, name)]
    both = zip(_bars(old), _bars(new), strict=True)
    moved = [(b.text, f"{a.value:.1f}", f"{b.value:.1f}") for a, b in both]
    said = [f"the score of {name} goes from {a} to {b}" for name, a, b in moved if a != b]
    return _listed([*(_told(new, name) for name in came), *said])


def _bars(actor: Actor) -> list[Part]:
    return [part for part in actor.parts if part.id in actor.spec.items]


def _shown(actor: Actor, name: str) -> int:
    return next(round(part.value or 0.0) for part in actor.parts if part.id == name)


def _told(actor: Actor, name: str) -> str:
    if not _shown(actor, name):
        return ""
    if name == "sum":
        return f"together they are {sum(actor.spec.powers.values()):.1f}"
    if name == "powers":
        powers = actor.spec.powers.items()
        return "e to the power of " + _listed(
            [f"{actor.spec.items[each]:.1f} is {power:.1f}" for each, power in powers]
        )
    pushes = actor.spec.pushes.items()
    return _listed(
        [f"{each} is pushed {'up' if push > 0 else 'down'} by {abs(push):.2f}" for each, push in pushes]
    )


def draw_scores(actor: Actor, area: Rect) -> Iterator[Shape]:
    """A row for each: its name, its bar, its score, and what is shown beside it."""
    k = area.w / WIDE
    rows = _bars(actor)
    step = area.h / (len(rows) + 0.7)
    tall = min(ROW * k, step * 0.78)
    left, unit = (
        area.x + NAME * k,
        (area.w - (NAME + RIGHT) * k) / max(5.0, *(part.value or 0.0 for part in rows)),
    )
    for i, part in enumerate(rows):
        y, end = area.y + (i + 0.5) * step, left + unit * (part.value or 0.0)
        yield Label(key=f"{part.id}/name", x=left - 30 * k, y=y, text=part.text, size=TEXT * k, anchor="end")
        yield Box(
            key=f"{part.id}/bar",
            x=left,
            y=y - tall / 2,
            w=end - left,
            h=tall,
            radius=min(14 * k, tall / 2),
            fill=f"{part.role or actor.spec.role}@0.3",
            stroke=part.role or actor.spec.role,
            stroke_width=3,
        )
        pushed = _shown(actor, "pushes")
        push = actor.spec.pushes[part.id] if pushed else 0.0
        begin = end if pushed < FOLLOWED else end - unit * push
        beyond = max(begin, begin + unit * push)
        yield Label(
            key=f"{part.id}/score",
            x=beyond + 24 * k,
            y=y,
            text=f"{part.value:.1f}",
            size=TEXT * k,
            weight=600,
            anchor="start",
            number=part.value,
            format=".1f",
        )
        if push:
            yield from _push(part, push, (begin, y), (unit, beyond), k)
        if _shown(actor, "powers"):
            yield from _power(part, actor.spec, (area.right, y), k)
    if _shown(actor, "sum"):
        y = area.y + len(rows) * step
        yield line(
            "sum/rule", (area.right - 190 * k, y), (area.right, y), stroke="muted", width=3, grows=True
        )
        total = f"sum {sum(actor.spec.powers.values()):.1f}"
        yield _right("sum/total", (area.right, y + 0.35 * step), total, k, "ink")


def _push(
    part: Part, push: float, begin: tuple[float, float], reach: tuple[float, float], k: float
) -> Iterator[Shape]:
    (x, y), (unit, beyond) = begin, reach
    role = "good" if push > 0 else "bad"
    yield line(
        f"{part.id}/push",
        (x, y),
        (x + unit * push, y),
        stroke=role,
        width=12 * k,
        arrow=abs(unit * push) > STUB,
        grows=True,
        z=3,
    )
    text = f"{push:+.2f}".replace("-", "−")
    yield Label(
        key=f"{part.id}/by",
        x=beyond + 150 * k,
        y=y,
        text=text,
        size=TEXT * k,
        weight=650,
        colour=role,
        anchor="start",
    )


def _power(part: Part, spec: Scores, at: tuple[float, float], k: float) -> Iterator[Shape]:
    """`e` with its exponent, and at the right edge what that is."""
    (right, y), score = at, f"{spec.items[part.id]:.1f}"
    x = right - 350 * k
    yield Label(key=f"{part.id}/e", x=x, y=y, text="e", size=TEXT * k, anchor="end", colour="muted")
    yield Label(
        key=f"{part.id}/exponent",
        x=x + 3 * k,
        y=y - 22 * k,
        text=score,
        size=SMALL * k,
        anchor="start",
        colour="muted",
    )
    yield Label(key=f"{part.id}/is", x=x + 92 * k, y=y, text="=", size=TEXT * k, colour="muted")
    yield _right(f"{part.id}/power", at, f"{spec.powers[part.id]:.1f}", k, spec.role)


def _right(key: str, at: tuple[float, float], text: str, k: float, role: str) -> Label:
    return Label(key=key, x=at[0], y=at[1], text=text, size=TEXT * k, weight=650, colour=role, anchor="end")


# --- Coins -------------------------------------------------------------------------------------------------

GAP = 22.0
LARGEST = 78.0


class Coins(Spec):
    """How many heads in a row, and room for how many."""

    heads: Amount = 0
    most: Int = 7
    role: Role = "accent"


def coins_of(spec: Coins) -> list[Part]:
    """One number: of a broken one, the last coin is smaller."""
    return [Part(id="", text="coins", value=float(spec.heads))]


def said_coins(coins: Actor) -> str:
    """How many there are."""
    heads = coins.parts[0].value or 0.0
    return f"{heads:.1f} coins that all fell on heads" if heads else "no coin yet"


def new_coins(_: Actor, new: Actor) -> str:
    """How many have fallen."""
    return f"{new.parts[0].value:.1f} coins fall in a row, all on heads"


def draw_coins(coins: Actor, area: Rect) -> Iterator[Shape]:
    """From left to right, each with an H; the broken rest of a coin is a smaller one."""
    part = coins.parts[0]
    role = part.role or coins.spec.role
    r = min(LARGEST, area.h / 2, ((area.w + GAP) / coins.spec.most - GAP) / 2)
    heads = part.value or 0.0
    for i in range(coins.spec.most):
        x, y = area.x + r + (2 * r + GAP) * i, area.centre[1]
        size = min(1.0, max(0.0, heads - i))
        yield Dot(key=f"seat-{i}", x=x, y=y, r=r * 0.16, fill="line")
        if size > 0.05:
            yield Dot(key=f"coin-{i}", x=x, y=y, r=r * size**0.5, fill=role, z=1)
            yield Label(
                key=f"head-{i}",
                x=x,
                y=y,
                text="H",
                size=r * 0.9 * size**0.5,
                weight=640,
                colour="ground",
                z=2,
            )


# --- Days --------------------------------------------------------------------------------------------------

GUTTER, FOOT, HEAD, TOWER = 370.0, 76.0, 20.0, 68.0
# What a tower without height still shows.
SILL = 4.0


class Skyline(Spec):
    """Days side by side, each with a tower for every forecaster, as high as the surprise of that day."""

    days: list[Name]
    rows: dict[Name, list[float]] = Field(description="Bits by forecaster, a number for each day.")
    roles: dict[Name, Role] = Field({})
    wet: Name = "rain"
    top: Amount = 7


def counts(_: Skyline) -> list[Part]:
    """How many days have passed, and whether the averages are drawn."""
    return [Part(id="passed", text="days", value=0.0), Part(id="average", text="the averages", value=0.0)]


def said_days(sky: Actor) -> str:
    """The weather, and once days have passed what they cost."""
    spec, passed = sky.spec, round(sky.parts[0].value or 0)
    wet = [str(i + 1) for i, day in enumerate(spec.days) if day == spec.wet]
    said = f"{len(spec.days)} days, with {spec.wet} on days {_listed(wet)}"
    return said + (f"; {_costs(spec, passed)}" if passed else "")


def new_days(old: Actor, new: Actor) -> str:
    """What the days that have passed cost, or the averages."""
    spec, passed = new.spec, round(new.parts[0].value or 0)
    if new.parts[1].value and not old.parts[1].value:
        means = [f"{sum(row) / len(row):.2f} bits for {name}" for name, row in spec.rows.items()]
        return f"a line is drawn at the average: {_listed(means)}"
    return f"{passed} days have passed: {_costs(spec, passed)}"


def _costs(spec: Skyline, passed: int) -> str:
    """Each forecaster's towers, the dry ones and the wet ones."""
    said = []
    for name, row in spec.rows.items():
        seen = list(zip(spec.days[:passed], row, strict=False))
        kinds = {day: f"{bits:.1f} bits on a day of {day}" for day, bits in seen}
        said.append(f"{name} pays {_listed(list(kinds.values()))}")
    return "; ".join(said)


def draw_days(sky: Actor, area: Rect) -> Iterator[Shape]:
    """Names of the weather on the ground, towers above them, and the averages as lines through all."""
    spec, passed = sky.spec, round(sky.parts[0].value or 0)
    k = area.w / (WIDE + GUTTER)
    step = (area.w - GUTTER * k) / len(spec.days)
    floor, tallest = area.bottom - FOOT * k, area.h - (FOOT + HEAD) * k
    yield line(
        "passed/floor", (area.x, floor), (area.x + step * len(spec.days), floor), stroke="muted", width=3
    )
    for i, day in enumerate(spec.days):
        x, is_wet = area.x + (i + 0.5) * step, day == spec.wet
        yield Label(
            key=f"passed/day-{i}",
            x=x,
            y=floor + 40 * k,
            text=day,
            size=46 * k,
            weight=650 if is_wet else 450,
            colour="ink" if is_wet else "muted",
        )
        for order, (name, row) in enumerate(spec.rows.items()):
            left = x + (order - len(spec.rows) / 2) * TOWER * k
            tall = max(SILL, tallest * row[i] / spec.top) if i < passed else 0.0
            tower = Rect(left + 3 * k, floor - tall, (TOWER - 6) * k, tall)
            said = f"{row[i]:.1f}" if is_wet and i < passed else ""
            yield from _tower(f"passed/{name}-{i}", tower, _role(spec, name), said, k)
    has_means = bool(sky.parts[1].value)
    for name, row in spec.rows.items():
        mean = sum(row) / len(row)
        y = floor - tallest * (mean if has_means else row[-1]) / spec.top
        if has_means:
            ends = (area.x, y), (area.right - GUTTER * k + 10 * k, y)
            yield line(
                f"average/line-{name}", *ends, stroke=_role(spec, name), width=5, dashed=True, grows=True, z=4
            )
        if passed == len(spec.days):
            yield Label(
                key=f"average/name-{name}",
                x=area.right - (GUTTER - 30) * k,
                y=y,
                text=f"{name} {mean:.2f}" if has_means else name,
                size=(54 if has_means else 46) * k,
                weight=650,
                colour=_role(spec, name),
                anchor="start",
            )


def _role(spec: Skyline, name: str) -> str:
    return str(spec.roles.get(name, "accent"))


def _tower(key: str, tower: Rect, role: str, said: str, k: float) -> Iterator[Shape]:
    """A tower that stands on the ground; one that says its number is stronger."""
    fill = role if said else f"{role}@0.35"
    radius = min(6 * k, tower.h / 2)
    yield Box(key=f"{key}/tower", x=tower.x, y=tower.y, w=tower.w, h=tower.h, radius=radius, fill=fill, z=1)
    if said:
        at = (tower.centre[0], tower.y + 36 * k)
        yield Label(
            key=f"{key}/bits", x=at[0], y=at[1], text=said, size=38 * k, weight=650, colour="ground", z=2
        )


WHOLE = Kind(
    name="whole",
    spec=Whole,
    parts=shares,
    contents=said_shares,
    draw=draw_whole,
    becomes=new_shares,
    part="share",
    example="{is: whole, items: {sun: 0.5, rain: 0.5}}",
)
SCORES = Kind(
    name="scores",
    spec=Scores,
    parts=scores,
    contents=said_scores,
    draw=draw_scores,
    becomes=new_scores,
    part="score",
    example="{is: scores, items: {a: 1}, powers: {a: 2.7}, pushes: {a: -0.5}}",
)
COINS = Kind(
    name="coins",
    spec=Coins,
    parts=coins_of,
    contents=said_coins,
    draw=draw_coins,
    becomes=new_coins,
    example="{is: coins, heads: 2}",
)
SKYLINE = Kind(
    name="skyline",
    spec=Skyline,
    parts=counts,
    contents=said_days,
    draw=draw_days,
    becomes=new_days,
    example="{is: skyline, days: [sun, rain], rows: {bold: [0.1, 6.6]}}",
)
