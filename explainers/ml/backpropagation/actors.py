"""The actor of this film: a network whose numbers run forward, and whose blame runs back on its edges."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot
from typing import Any

from explainsite.actors import Actor, Box, Kind, Label, Part, Point, Rect, Shape, Spec, line

# Where nodes stand, as shares of the area, and what stands above some.
NODES = {"x": (0.0, 0.5), "a": (0.33, 0.0), "b": (0.33, 1.0), "y": (0.71, 0.5), "e": (1.0, 0.5)}
NAMES = {"x": "input", "y": "answer", "e": "error"}
INNER = {"a": "upper node", "b": "lower node"}
# What is shown beside the numbers, if its part is not 0.
BESIDES = {"nudge": "the nudge", "rise": "the rise of the error", "strands": "the strands"}
EDGES = {"xa": ("x", "a"), "xb": ("x", "b"), "ay": ("a", "y"), "by": ("b", "y"), "ye": ("y", "e")}
# Numbers stand on an edge where several meet: forward at the answer, backward at the input.
MEET = {"ay-there", "by-there", "xa-back", "xb-back", "ye-there", "ye-back"}
# Where on its edge a weight stands, as a share: off the end at which numbers meet.
AT = {"xa": 0.57, "xb": 0.57, "ay": 0.4, "by": 0.4}
# All that follows is in px of an area so wide.
WIDE = 1700.0
# Half a node's width, and the height of each of its two storeys: its number above, its blame below.
HALF, STOREY = 98.0, 90.0
# Between a node and its edges, between the two ways of an edge, from these to numbers, and to their ends.
GAP, APART, BESIDE, NEAR = 14.0, 10.0, 50.0, 82.0
CHIP, PILL, PRODUCT = (186.0, 78.0), (124.0, 70.0), (330.0, 70.0)
LARGE, MIDDLE, SMALL = 76.0, 54.0, 42.0
# The sign of a bend: how far it is from its node, and how wide; a strand's width for each unit of blame.
OFF, HINGE, STRAND = 116.0, 42.0, 1.5


class Network(Spec):
    """Nodes with their numbers, edges with their weights; what is not known yet is 0, and not shown."""

    weights: dict[str, float]
    given: float
    wanted: float
    nudge: float = 0.0
    rise: float = 0.0


def parts(spec: Network) -> list[Part]:
    """The number and the blame of each node; of each edge its weight, what passes each way, and its blame."""
    known = {"x": spec.given, **spec.weights}
    things = NAMES | INNER | {edge: f"× {written(weight)}" for edge, weight in spec.weights.items()}
    things["ye"] = "the miss"
    things |= BESIDES
    texts = {f"{name}-blame": f"blame of {text}" for name, text in things.items()}
    texts |= {
        f"{edge}-{way}": f"way {way} along {things[edge]}" for edge in EDGES for way in ("there", "back")
    }
    return [Part(id=name, text=text, value=known.get(name, 0.0)) for name, text in (things | texts).items()]


def written(value: float) -> str:
    """A number with as many decimals as it has, up to two."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def contents(net: Actor) -> str:
    """The latest of what it shows: numbers on their way forward, then blame on its way back, then weights."""
    values = {part.id: part.value or 0.0 for part in net.parts}
    if not any(values[node] for node in "aby"):
        return _untouched(net.spec)
    weights = {edge: values[edge] for edge in net.spec.weights}
    turned = [written(weights[edge]) for edge, weight in net.spec.weights.items() if weights[edge] != weight]
    blamed = [edge for edge in weights if values[f"{edge}-blame"]]
    if blamed and not turned:
        return "blame of " + ", ".join(
            f"{written(values[f'{edge}-blame'])} for × {written(weights[edge])}" for edge in blamed
        )
    said = f", with {'weights' if len(turned) > 1 else 'a weight'} of {', '.join(turned)}" if turned else ""
    if values["ye-back"]:
        return f"blame of {_along(values, 'back', '-blame')}{said}"
    return _along(values, "there", "") + said


def _untouched(spec: Network) -> str:
    """The network before anything has run."""
    xa, xb, ay, by = (f"× {written(spec.weights[edge])}" for edge in ("xa", "xb", "ay", "by"))
    return (
        f"{written(spec.given)} at the input; one way to the answer by {xa} and {ay}, one by {xb} and {by}; "
        f"between the two weights of each way a node that cuts what is below 0"
    )


def becomes(before: Actor, after: Actor) -> str:
    """What has come to which node, what is under way, and which weights have turned or got their blame."""
    old = {part.id: part.value or 0.0 for part in before.parts}
    new = {part.id: part.value or 0.0 for part in after.parts if (part.value or 0.0) != old[part.id]}
    news = {name: written(value) for name, value in new.items() if value}
    if "strands" in news:
        return "each edge becomes a strand, as thick as the blame of its weight"
    if "rise" in news:
        return f"that is {written(after.spec.rise)} more than before"
    said = []
    if turned := [news[edge] for edge in after.spec.weights if edge in news]:
        by = f", larger by {written(after.spec.nudge)}" if "nudge" in news else ""
        said.append(f"{'weights become' if len(turned) > 1 else 'a weight becomes'} {_listed(turned)}{by}")
    said += [f"{news[node]} comes to {_place(node)}" for node in NODES if node in news]
    for way, end, setting_out in (("there", 1, "sets out for"), ("back", 0, "goes back to")):
        ending = "" if way == "there" else "-blame"
        for edge, ends in EDGES.items():
            name = f"{edge}-{way}"
            if name in news and ends[end] + ending not in news:
                said.append(f"{news[name]} {setting_out} {_place(ends[end])}")
    said += [
        f"blame of {news[f'{node}-blame']} comes to {_place(node)}"
        for node in NODES
        if f"{node}-blame" in news
    ]
    weights = {part.id: written(part.value or 0.0) for part in after.parts if part.id in after.spec.weights}
    said += [
        f"× {weights[edge]} gets a blame of {news[f'{edge}-blame']}"
        for edge in weights
        if f"{edge}-blame" in news
    ]
    return _listed(said) or "all that was worked out is wiped away"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _along(values: dict[str, float], way: str, ending: str) -> str:
    """What has come to which node on one of the two ways, and what is still under way."""
    nodes = [f"{written(values[node + ending])} at {_place(node)}" for node in NODES if values[node + ending]]
    coming = [
        written(values[f"{edge}-{way}"])
        for edge, ends in EDGES.items()
        if values[f"{edge}-{way}"] and not values[ends[way == "there"] + ending]
    ]
    return ", ".join([*nodes, *([f"{' and '.join(coming)} under way"] if coming else [])])


def _place(node: str) -> str:
    return f"the {(NAMES | INNER)[node]}"


def draw(net: Actor, area: Rect) -> Iterator[Shape]:
    """Edges with their numbers and weights, then nodes."""
    parts = {part.id: part for part in net.parts}
    k = area.w / WIDE
    half, storey = HALF * k, STOREY * k
    at = {
        node: (area.x + half + (area.w - 2 * half) * x, area.y + storey + (area.h - 2 * storey) * y)
        for node, (x, y) in NODES.items()
    }
    for edge, (begin, end) in EDGES.items():
        yield from _edge(parts, edge, (at[begin], at[end]), k)
    yield from _more(net, at, k)
    for node, place in at.items():
        yield from _node(parts, node, place, k)
    for node in INNER:
        yield from _bend(node, at[node], k)
    (x, y), wanted = at["y"], f"{written(net.spec.wanted)} wanted"
    yield Label(key="y/wanted", x=x, y=y + storey + 34 * k, text=wanted, size=SMALL * k, colour="muted", z=2)


def _edge(parts: dict[str, Part], edge: str, ends: tuple[Point, Point], k: float) -> Iterator[Shape]:
    """A line with the way there on its upper side and the way back on its lower side."""
    (x0, y0), (x1, y1) = ends
    long = hypot(x1 - x0, y1 - y0)
    across, down = (x1 - x0) / long, (y1 - y0) / long
    clear = GAP * k + min(HALF * k / (abs(across) or 1e-9), STOREY * k / (abs(down) or 1e-9))

    def on(px: float, above: float) -> Point:
        return (x0 + across * px + down * above, y0 + down * px - across * above)

    first, last = clear, long - clear
    if parts["strands"].value and edge in AT:
        width = max(3.0, STRAND * (parts[f"{edge}-blame"].value or 0.0)) * k
        yield line(f"{edge}/strand", on(first, 0), on(last, 0), stroke="accent", width=width, z=-5)
        yield from _weight(parts, edge, on(long * AT[edge], 0), k)
        return
    if not parts[f"{edge}-there"].value:
        yield line(f"{edge}/line", on(first, 0), on(last, 0), stroke="line", width=4, z=-5)
    ways = (("there", "ink", 1, (first, last)), ("back", "accent", -1, (last, first)))
    for way, role, side, (begin, end) in ways:
        part, off = parts[f"{edge}-{way}"], side * APART * k
        if not part.value:
            continue
        flow = (on(begin, off), on(end, off))
        yield line(f"{part.id}/flow", *flow, stroke=role, width=6 * k, arrow=True, grows=True, z=-4)
        if part.id in MEET:
            there = long / 2 if edge == "ye" else end - side * NEAR * k
            place = on(there, off + side * BESIDE * k)
            yield _number(f"{part.id}/text", place, part.value, role, MIDDLE * k)
    if edge in AT:
        yield from _weight(parts, edge, on(long * AT[edge], 0), k)


def _weight(parts: dict[str, Part], edge: str, place: Point, k: float) -> Iterator[Shape]:
    """A weight on its edge, and its blame at its outer side: above or below."""
    weight, blame, (x, y) = parts[edge], parts[f"{edge}-blame"], place
    role = weight.role
    yield _box(f"{edge}/chip", place, CHIP, k, radius=18 * k, fill="surface", stroke=role or "muted")
    text = f"× {written(weight.value or 0)}"
    yield Label(
        key=f"{edge}/text", x=x, y=y, text=text, size=MIDDLE * k, weight=600, colour=role or "ink", z=2
    )
    if blame.value:
        begin, end = EDGES[edge]
        y += (-1 if "a" in edge else 1) * ((CHIP[1] + PILL[1]) / 2 + 8) * k
        size, text = PILL, written(blame.value)
        if blame.role:  # marked, it says what it is made of, and reaches away from the middle of the picture
            size = PRODUCT
            factors = (parts[begin].value or 0, parts[f"{end}-blame"].value or 0)
            text = f"{' × '.join(map(written, factors))} = {text}"
            x += (-1 if begin == "x" else 1) * (PRODUCT[0] - PILL[0]) / 2 * k
        radius = size[1] / 2 * k
        yield _box(f"{blame.id}/pill", (x, y), size, k, radius=radius, fill="accent@0.16", stroke="accent")
        yield _text(f"{blame.id}/text", (x, y), text, "accent", MIDDLE * k)


def _node(parts: dict[str, Part], node: str, place: Point, k: float) -> Iterator[Shape]:
    """A node: its number, and its blame below."""
    (x, y), part, blame = place, parts[node], parts[f"{node}-blame"]
    size = (2 * HALF, 2 * STOREY)
    yield _box(f"{node}/box", place, size, k, radius=28 * k, fill="surface", stroke=part.role or "muted")
    if node in NAMES:
        # The answer's name leaves room for the number that comes to its corner.
        aside = 30 * k if node == "y" else 0
        name = (x + aside, y - (STOREY + 34) * k)
        yield Label(
            key=f"{node}/name", x=name[0], y=name[1], text=NAMES[node], size=SMALL * k, colour="muted", z=2
        )
    if part.value:
        lift = (STOREY / 2 - 2) * k if blame.value else 0
        yield _number(f"{node}/text", (x, y - lift), part.value, part.role or "ink", LARGE * k)
    if blame.value:
        lower, size = (x, y + (STOREY / 2 - 4) * k), (2 * HALF - 22, STOREY - 14)
        yield _box(f"{blame.id}/box", lower, size, k, radius=20 * k, fill="accent@0.16")
        yield _number(f"{blame.id}/text", lower, blame.value, "accent", (MIDDLE + 8) * k)


def _more(net: Actor, at: dict[str, Point], k: float) -> Iterator[Shape]:
    """By how much the nudged weight is larger, and then the error, below each."""
    spec, shown = net.spec, {part.id for part in net.parts if part.value}
    (x0, y0), (x1, y1), share = at["x"], at["b"], AT["xb"]
    weight = (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)
    for name, place, down, by in (
        ("nudge", weight, CHIP[1] / 2, spec.nudge),
        ("rise", at["e"], STOREY, spec.rise),
    ):
        if name in shown:
            below = (place[0], place[1] + (down + 42) * k)
            yield _text(f"{name}/text", below, f"+{written(by)}", "warn", MIDDLE * k)


def _bend(node: str, place: Point, k: float) -> Iterator[Shape]:
    """The sign of a bend at the outer side of its node: flat below zero, rising above."""
    x, y = place[0] + (HALF + OFF) * k, place[1] + (-1 if node == "a" else 1) * 52 * k
    reach = HINGE * k
    yield line(
        f"{node}/hinge",
        (x - reach, y + reach / 3),
        (x, y + reach / 3),
        (x + reach, y - reach * 2 / 3),
        stroke="muted",
        width=5 * k,
    )
    yield Label(
        key=f"{node}/cut",
        x=x + reach + 22 * k,
        y=y,
        text="cut at 0",
        size=SMALL * k,
        colour="muted",
        anchor="start",
    )


def _box(key: str, middle: Point, size: tuple[float, float], k: float, **style: Any) -> Box:
    (x, y), (wide, high) = middle, (size[0] * k, size[1] * k)
    return Box(key=key, x=x - wide / 2, y=y - high / 2, w=wide, h=high, stroke_width=4 * k, z=1, **style)


def _number(key: str, place: Point, value: float, role: str, size: float) -> Label:
    return _text(key, place, written(value), role, size)


def _text(key: str, place: Point, text: str, role: str, size: float) -> Label:
    return Label(key=key, x=place[0], y=place[1], text=text, size=size, weight=600, colour=role, z=3)


NETWORK = Kind(
    name="network",
    spec=Network,
    parts=parts,
    contents=contents,
    becomes=becomes,
    draw=draw,
    part="number",
    example="{is: network, weights: {xa: 0.75, xb: 0.5, ay: 2, by: 4}, given: 2, wanted: 3}",
)
