"""Graphs: nodes, the edges between them, and words on the edges; a dot where a machine is.

All is measured at full size, for the whole film at once, so that nothing moves when words come or change.
Then it is spread as far as there is room, or drawn smaller as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import hypot

from explainsite.picture.drawing import SMALLEST, Drawing, Reach, Setting
from explainsite.picture.fitting import Block, block_of
from explainsite.picture.keys import BOX, join
from explainsite.picture.layering import in_grid, in_layers, on_circle
from explainsite.picture.paths import Path, along, cut, length, line, point_at, samples
from explainsite.picture.placing import Room
from explainsite.picture.shapes import Box, Curve, Dot, Label, Point, Rect, Shape, bounds, union
from explainsite.picture.views.common import OPACITY, label_above
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.graph import (
    ARROW,
    CURRENT,
    TAKEN,
    edges_of,
    ends_of,
    is_edge,
    is_seen,
    nodes_of,
    rows_of,
)
from explainsite.storyboard.state import Actor, Part

SIZE, NOTE_SIZE, EDGE_SIZE = 44.0, 38.0, 38.0
"""Px of a node's name, its note, and the words at an edge, where there is room."""
HEAD = 64.0
NODE_H, NODE_PAD = 96.0, 32.0
NOTE_H = 50.0
WIDEST, WIDEST_LABEL = 340.0, 280.0
"""Px of a line of a name, and of a label; longer ones take another."""
SLOT, SLOT_ROOM = 12.0, 40.0
"""The radius of the place for a machine's dot, and the width that it takes before the name."""
GAP = 12.0
"""Px between a node and an edge."""
BESIDE, ROUND = 10.0, 24.0
"""Px between an edge and the words above or below it; of ground around the words that stand on it, in all."""
APART, LEAST_LINE, BESIDE_WORDS = 52.0, 104.0, 62.0
"""Px between nodes, at least; between those that an edge joins; and more than the words above it take."""
STEEP = 0.8
"""Rows between two nodes from which on the words at their edge stand between the rows."""
ON_LINE = 2.2
"""Words stand on an edge that is at least so many times as long, and else above it."""
SPREAD = 1.7
"""Nodes stand at most so many times as far apart as they must."""
BOW, WHEEL, LEAST_BOW, MOST_BOW = 0.15, 0.14, 42.0, 90.0
"""How far two opposite edges bow, and those around a circle, as a share of their length; and in px."""
BOWS = (0.2, 0.3, 0.42, 0.56, 0.72, 0.9)
"""How far an edge bows around nodes that are in its way, the least first."""
LOOP_WIDE, LOOP_HIGH = 74.0, 118.0
CLEAR = 16.0
"""Px between an edge and nodes that it passes."""
SHARES = (0.47, 0.42, 0.53, 0.36, 0.6, 0.3, 0.67, 0.24, 0.74)
"""Where along an edge its words may stand, the best first."""
_FIXED = 3
"""Measures of a graph before those of its edges."""
_PER_EDGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the words at an edge take at the most in the film, in px."""

    text: str
    wide: float
    high: float
    note: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A graph at full size: where its nodes and edges are, and the middles of the words at the edges."""

    nodes: Mapping[str, Rect]
    edges: Mapping[str, Path]
    words: Mapping[str, Point]
    notes: Mapping[str, Point]
    crowded: tuple[str, ...]
    whole: Rect


def graph_height(actor: Actor) -> float | None:
    """A graph takes the height that there is."""
    return None


def graph_reach(actor: Actor) -> Reach:
    """Whether edges have numbers below them; a node's width and height; what the words at each edge take."""
    nodes = nodes_of(actor)
    noted = any(part.note for part in nodes)
    blocks = [_name(part) for part in nodes]
    notes = [block_of(part.note, WIDEST, size=NOTE_SIZE, face="mono", most=1).wide for part in nodes]
    high = NODE_H + max(block.more for block in blocks) + (NOTE_H if noted else 0.0)
    slot = SLOT_ROOM if actor.spec.at else 0.0
    wide = max(*(block.wide + slot for block in blocks), *notes) + 2 * NODE_PAD
    below = float(any(part.note for part in edges_of(actor)))
    return (below, max(wide, high), high, *(x for edge in edges_of(actor) for x in _taken(edge)))


def _taken(edge: Part) -> tuple[float, float, float]:
    words, note = _label(edge.text), _label(edge.note)
    return (words.wide if edge.text else 0.0, words.size + words.more, note.wide if edge.note else 0.0)


def _name(part: Part, scale: float = 1.0) -> Block:
    return block_of(part.text, WIDEST * scale, size=SIZE * scale, weight=600, most=2)


def _label(text: str, scale: float = 1.0) -> Block:
    return block_of(text, WIDEST_LABEL * scale, size=EDGE_SIZE * scale, weight=500, most=2)


def draw_graph(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The graph in the middle of its area, in one size through the film."""
    head = HEAD if actor.label else 0.0
    field = Rect(area.x, area.y + head, area.w, area.h - head)
    plan, fits = _fitted(actor, field, setting.reach or graph_reach(actor))
    scale = max(fits, SMALLEST / EDGE_SIZE)
    plan = _moved(plan, field, scale)
    shapes: list[Shape] = [*label_above(actor, area, Setting(), max(area.y + 20, plan.whole.y - HEAD + 20))]
    for part in actor.parts:
        if is_seen(actor, part):
            shapes += _edge(actor, part, plan, scale) if is_edge(part) else _node(actor, part, plan, scale)
    shapes += _token(actor, plan, scale)
    small = (f"its {len(plan.nodes)} nodes do not fit at a readable size",) if fits < scale else ()
    problems = (*small, *(f"“{text}” has no room at its edge" for text in plan.crowded))
    return Drawing(shapes=tuple(shapes), anchors=_anchors(actor, plan), straight=True, problems=problems)


def _anchors(actor: Actor, plan: _Plan) -> dict[str, Rect]:
    """The nodes; of an edge the middle of its words, where lines and messages end."""
    seen = [part.id for part in actor.parts if is_seen(actor, part)]
    middles = {name: Rect(x, y, 0, 0) for name, (x, y) in plan.words.items()}
    return {"": plan.whole} | {name: {**plan.nodes, **middles}[name] for name in seen}


# --- Where everything is


def _fitted(actor: Actor, field: Rect, reach: Reach) -> tuple[_Plan, float]:
    """The plan that fills a field, and by how much it is smaller than at full size."""
    units = _units(actor)
    least = _grid(actor, units, reach)
    plan = _planned(actor, units, least, reach)
    fits = min(1.0, field.w / plan.whole.w, field.h / plan.whole.h)
    spare = (field.w / fits - plan.whole.w, field.h / fits - plan.whole.h)
    wider = _planned(actor, units, least.spread(*spare), reach)
    if wider.whole.w * fits <= field.w + 1 and wider.whole.h * fits <= field.h + 1:
        return wider, fits
    return plan, fits


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Px from one to the next of the places that nodes have in x, and in y."""

    xs: Mapping[float, float]
    ys: Mapping[float, float]

    def spread(self, wide: float, high: float) -> _Grid:
        """The same with so much room more, as far as it is well used."""
        return _Grid(xs=_spread(self.xs, wide), ys=_spread(self.ys, high))

    def at(self, unit: Point) -> Point:
        """A place in px."""
        x, y = unit
        return (
            sum(px for at, px in self.xs.items() if at < x),
            sum(px for at, px in self.ys.items() if at < y),
        )


def _spread(steps: Mapping[float, float], spare: float) -> dict[float, float]:
    whole = sum(steps.values())
    more = min(SPREAD, 1 + spare * 0.95 / whole) if whole else 1.0
    return {at: px * more for at, px in steps.items()}


def _units(actor: Actor) -> dict[str, Point]:
    nodes = [part.id for part in nodes_of(actor)]
    if actor.spec.places:
        grid = in_grid(rows_of(actor.spec))
        return {name: grid[name] for name in nodes}
    if actor.spec.shape == "circle":
        return on_circle(nodes)
    return in_layers(nodes, [ends_of(edge) for edge in edges_of(actor)])


def _words_of(actor: Actor, reach: Reach) -> dict[str, _Words]:
    """What the words at each edge take."""
    sizes = [reach[i : i + _PER_EDGE] for i in range(_FIXED, len(reach), _PER_EDGE)]
    return {
        edge.id: _Words(text=edge.text or edge.note, wide=wide, high=high, note=note)
        for edge, (wide, high, note) in zip(edges_of(actor), sizes, strict=True)
    }


def _grid(actor: Actor, units: Mapping[str, Point], reach: Reach) -> _Grid:
    """How far nodes are from each other, at least: so that none touch, and words have room.

    Layers may be nearer to each other than others; what an author has placed is evenly apart.
    """
    below, wide, high = reach[:_FIXED]
    across: list[tuple[float, float, float]] = []
    down = [1.0]
    for (x0, y0), (x1, y1) in ((a, b) for a in units.values() for b in units.values()):
        if x0 < x1:
            across.append((x0, x1, wide + (APART if abs(y1 - y0) < 1 else 0.0)))
        if y0 != y1 and abs(x1 - x0) < 1:
            down.append((high + APART) / abs(y1 - y0))
    for name, words in _words_of(actor, reach).items():
        (x0, y0), (x1, y1) = sorted(units[end] for end in ends_of_name(name))
        if (x0, y0) == (x1, y1):
            continue
        if (x1 - x0 >= 0.5 and y0 == y1) or abs(y1 - y0) < STEEP:
            beside = max(words.wide, words.note) * (1.0 if y0 == y1 else 0.7)
            across.append((x0, x1, wide + max(beside + BESIDE_WORDS, LEAST_LINE)))
        elif y0 != y1:
            least = LEAST_LINE if below else words.high + LEAST_LINE if words.wide else LEAST_LINE
            down.append((high + least) / abs(y1 - y0))
    is_even = actor.spec.shape == "circle" or bool(actor.spec.places)
    return _Grid(
        xs=_steps([x for x, _ in units.values()], across, is_even=is_even),
        ys=_steps([y for _, y in units.values()], [], is_even=True, least=max(down)),
    )


def _steps(
    places: Sequence[float], needs: Sequence[tuple[float, float, float]], *, is_even: bool, least: float = 1.0
) -> dict[float, float]:
    """Px from each place to the next one, so that there are so many from one place to another."""
    ordered = sorted(set(places))
    if is_even:
        pitch = max([least, *(px / (b - a) for a, b, px in needs)])
        return {a: (b - a) * pitch for a, b in pairwise(ordered)}
    steps = dict.fromkeys(ordered[:-1], least)
    for a, b, px in sorted(needs, key=lambda need: need[1] - need[0]):
        inside = [at for at in steps if a <= at < b]
        lacking = px - sum(steps[at] for at in inside)
        for at in inside if lacking > 0 else ():
            steps[at] += lacking / len(inside)
    return steps


def ends_of_name(edge: str) -> tuple[str, str]:
    """The nodes that an edge of this name joins."""
    return ends_of(Part(id=edge))


def _planned(actor: Actor, units: Mapping[str, Point], grid: _Grid, reach: Reach) -> _Plan:
    below, wide, high = reach[:_FIXED]
    nodes = {name: _around(grid.at(unit), wide, high) for name, unit in units.items()}
    edges = _edges(actor, nodes)
    sizes = _words_of(actor, reach)
    words, notes, crowded, taken = _worded(edges, nodes, sizes, is_beside=bool(below))
    ends = [
        bounds(Curve(key="", points=points)) for path in edges.values() for points in [tuple(samples(path))]
    ]
    whole = union([*nodes.values(), *ends, *taken])
    return _Plan(nodes=nodes, edges=edges, words=words, notes=notes, crowded=crowded, whole=whole)


def _moved(plan: _Plan, field: Rect, scale: float) -> _Plan:
    """The plan in the middle of a field, so much smaller."""
    (cx, cy), (x0, y0) = field.centre, plan.whole.centre

    def at(point: Point) -> Point:
        return (cx + (point[0] - x0) * scale, cy + (point[1] - y0) * scale)

    def there(rect: Rect) -> Rect:
        return Rect(*at((rect.x, rect.y)), rect.w * scale, rect.h * scale)

    return replace(
        plan,
        nodes={name: there(rect) for name, rect in plan.nodes.items()},
        edges={name: tuple(map(at, path)) for name, path in plan.edges.items()},
        words={name: at(point) for name, point in plan.words.items()},
        notes={name: at(point) for name, point in plan.notes.items()},
        whole=there(plan.whole),
    )


# --- Edges


def _edges(actor: Actor, nodes: Mapping[str, Rect]) -> dict[str, Path]:
    pairs = [ends_of(edge) for edge in edges_of(actor)]
    turns = _turns(pairs, nodes) if actor.spec.places or actor.spec.shape == "circle" else {}
    found: dict[str, Path] = {}
    for start, end in pairs:
        name, back = start + ARROW + end, (end, start) in pairs
        turn = turns.get((start, end)) or turns.get((end, start) if back else (start, end)) or 1.0
        share = turn * BOW if back else turns.get((start, end), 0.0) * WHEEL
        loops = start == end
        found[name] = _loop(nodes[start], nodes) if loops else _clear_edge(start, end, nodes, share)
    return found


def _turns(pairs: Sequence[tuple[str, str]], nodes: Mapping[str, Rect]) -> dict[tuple[str, str], float]:
    """The edges that lead around in a ring of three nodes or more: 1 if it is to their right, else -1."""
    turns: dict[tuple[str, str], float] = {}
    for start, end in pairs:
        ring = _way_back(pairs, end, start)
        if len(ring) > 2:
            (x, y), (ax, ay), (bx, by) = (
                _middle([nodes[name] for name in ring]),
                nodes[start].centre,
                nodes[end].centre,
            )
            side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
            turns[start, end] = 0.0 if abs(side) < 1 else 1.0 if side > 0 else -1.0
    return turns


def _way_back(pairs: Sequence[tuple[str, str]], start: str, end: str) -> list[str]:
    """The nodes of the shortest way from one to another, both included; none if there is no way."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == end:
            return way
        after = [b for a, b in pairs if a == way[-1] and b not in seen]
        seen.update(after)
        ways += [[*way, name] for name in after]
    return []


def _middle(rects: Sequence[Rect]) -> Point:
    xs, ys = zip(*(rect.centre for rect in rects), strict=True)
    return (sum(xs) / len(xs), sum(ys) / len(ys))


def _clear_edge(start: str, end: str, nodes: Mapping[str, Rect], share: float) -> Path:
    """The straightest edge that passes no node; with a `share` one that bows, to its left if above 0."""
    (x0, y0), (x1, y1) = nodes[start].centre, nodes[end].centre
    far = hypot(x1 - x0, y1 - y0)
    others = [rect.inset(-CLEAR, -CLEAR) for name, rect in nodes.items() if name not in (start, end)]
    side = (
        1.0 if share > 0 else -1.0 if share < 0 else _outwards(nodes[start].centre, nodes[end].centre, nodes)
    )
    least = max(LEAST_BOW, min(MOST_BOW, far * abs(share))) if share else 0.0
    wider = [least + far * more for more in BOWS]
    choices = [side * least, *(turn * side * bow for bow in wider for turn in ((1,) if share else (1, -1)))]
    paths = [_bowed(nodes[start], nodes[end], bow) for bow in choices]
    return next((path for path in paths if not _meets(path, others)), paths[0])


def _outwards(a: Point, b: Point, nodes: Mapping[str, Rect]) -> float:
    """On which side of a line fewer nodes are: 1 is its left."""
    sides = [
        (b[0] - a[0]) * (rect.centre[1] - a[1]) - (b[1] - a[1]) * (rect.centre[0] - a[0])
        for rect in nodes.values()
    ]
    return 1.0 if sum(sides) >= 0 else -1.0


def _bowed(start: Rect, end: Rect, bow: float) -> Path:
    """From the edge of one node to that of another, `bow` px to the left of the straight line."""
    (x0, y0), (x1, y1) = start.centre, end.centre
    far = hypot(x1 - x0, y1 - y0) or 1.0
    aside = ((y1 - y0) / far * bow * 4 / 3, -(x1 - x0) / far * bow * 4 / 3)
    whole = line((x0, y0), (x1, y1))
    whole = (whole[0], *((x + aside[0], y + aside[1]) for x, y in whole[1:3]), whole[3])
    return _between(whole, start, end)


def _between(whole: Path, start: Rect, end: Rect) -> Path:
    """What of a path is outside two nodes, less a gap."""
    steps = [i / 240 for i in range(241)]
    first = next((t for t in steps if _distance(start, point_at(whole, t)) > GAP), 0.0)
    last = next((t for t in reversed(steps) if _distance(end, point_at(whole, t)) > GAP), 1.0)
    return cut(whole, first, last) if last > first else whole


def _distance(rect: Rect, at: Point) -> float:
    """Px from a node, which is round at its ends, to a point outside it; negative inside."""
    r = _radius(rect)
    dx = abs(at[0] - rect.centre[0]) - rect.w / 2 + r
    dy = abs(at[1] - rect.centre[1]) - rect.h / 2 + r
    return hypot(max(dx, 0.0), max(dy, 0.0)) + min(max(dx, dy), 0.0) - r


def _radius(rect: Rect) -> float:
    return min(rect.w, rect.h, NODE_H) / 2


def _loop(node: Rect, nodes: Mapping[str, Rect]) -> Path:
    """From a node to itself: above it, or below it if most others are above."""
    (x, y), middle = node.centre, union(list(nodes.values())).centre
    side = 1.0 if y > middle[1] + 1 else -1.0
    edge = y + side * (node.h / 2 + GAP)
    out = edge + side * LOOP_HIGH
    return ((x - 34, edge), (x - LOOP_WIDE, out), (x + LOOP_WIDE, out), (x + 34, edge))


def _meets(path: Path, rects: Sequence[Rect]) -> bool:
    return any(
        rect.x < x < rect.right and rect.y < y < rect.bottom for x, y in samples(path) for rect in rects
    )


# --- Words at edges


def _worded(
    edges: Mapping[str, Path], nodes: Mapping[str, Rect], sizes: Mapping[str, _Words], *, is_beside: bool
) -> tuple[dict[str, Point], dict[str, Point], tuple[str, ...], list[Rect]]:
    """Where the words and the notes of all edges stand, which of them are crowded, and what they take."""
    lines = {name: list(pairwise(samples(path, 12))) for name, path in edges.items()}
    room = Room(field=Rect(-9e4, -9e4, 18e4, 18e4), things=tuple(nodes.values()))
    words: dict[str, Point] = {}
    notes: dict[str, Point] = {}
    crowded: list[str] = []
    taken: list[Rect] = []
    for name in sorted(edges, key=lambda name: -sizes[name].wide):
        others = tuple(part for other, parts in lines.items() if other != name for part in parts)
        places = [_at_edge(edges[name], share, sizes[name], is_beside=is_beside) for share in SHARES]
        index = _best(replace(room, lines=others), places)
        above, below = places[index]
        words[name] = above.centre
        notes |= {name: below.centre} if below else {}
        used = [rect for rect in (above, below) if rect and rect.w]
        if used and _cost(replace(room, lines=others), places[index]):
            crowded.append(sizes[name].text)
        for rect in used:
            room = room.taken(rect)
        taken += used
    return words, notes, tuple(crowded), taken


def _best(room: Room, places: Sequence[_Places]) -> int:
    costs = [_cost(room, place) for place in places]
    return costs.index(min(costs))


def _cost(room: Room, place: _Places) -> int:
    return sum(1 for rect in place if rect and rect.w and not room.is_clear(rect))


_Places = tuple[Rect, Rect | None]
"""Where the words at an edge stand, and those below it; None for words that stand on the line."""


def _at_edge(path: Path, share: float, words: _Words, *, is_beside: bool) -> _Places:
    """Where words stand at an edge: on it, or where it is short above it; a pair above and below it."""
    x, y = along(path, share)
    nx, ny = _upwards(path, share)
    is_loop = hypot(path[-1][0] - path[0][0], path[-1][1] - path[0][1]) < LOOP_WIDE
    if is_loop:
        nx, ny = (0.0, 1.0 if y > path[0][1] else -1.0)
    if not (is_beside or is_loop) and length(path) > ON_LINE * _covered(words, (nx, ny)):
        return _around((x, y), words.wide + ROUND if words.wide else 0.0, words.high), None
    up = abs(nx) * words.wide / 2 + abs(ny) * words.high / 2 + BESIDE
    down = abs(nx) * words.note / 2 + abs(ny) * EDGE_SIZE / 2 + BESIDE
    above = _around((x + nx * up, y + ny * up), words.wide, words.high)
    return above, _around((x - nx * down, y - ny * down), words.note, EDGE_SIZE)


def _covered(words: _Words, across: Point) -> float:
    """Px of an edge that words on it cover: few where it is steep."""
    flat, steep = abs(across[1]) or 1e-9, abs(across[0]) or 1e-9
    return min(words.wide / flat, (words.high + ROUND) / steep)


def _upwards(path: Path, share: float) -> Point:
    """Across an edge: up, or to the left of one that runs down."""
    (ax, ay), (bx, by) = along(path, max(0.0, share - 0.05)), along(path, min(1.0, share + 0.05))
    far = hypot(bx - ax, by - ay) or 1.0
    nx, ny = (by - ay) / far, -(bx - ax) / far
    return (-nx, -ny) if ny > 0.1 or (abs(ny) <= 0.1 and nx > 0) else (nx, ny)


def _around(at: Point, wide: float, high: float) -> Rect:
    return Rect(at[0] - wide / 2, at[1] - high / 2, wide, high)


# --- Shapes


def _node(actor: Actor, part: Part, plan: _Plan, scale: float) -> Iterator[Shape]:
    rect, key, opacity = plan.nodes[part.id], join(actor.id, part.id), OPACITY[part.emphasis]
    lit, now = part.emphasis == "lit", part.sort == CURRENT
    role = part.role or ("accent" if now else None)
    yield Box(key=join(key, BOX), x=rect.x, y=rect.y, w=rect.w, h=rect.h, radius=_radius_at(rect, scale),
              fill=f"{role}@0.18" if role else "surface", stroke=role or ("accent" if lit else "line"),
              stroke_width=5.0 if lit or now else 3.5 if role else 2.5, opacity=opacity)  # fmt: skip
    name = _name(part, scale)
    x, y = rect.centre
    shift = NOTE_H * scale / 2 if part.note else 0.0
    slot = SLOT_ROOM * scale if actor.spec.at else 0.0
    pattern = Label(key=join(key, "text"), x=x + slot / 2, y=y - shift, text=part.text, weight=600,
                    opacity=opacity, z=1)  # fmt: skip
    yield from name.labels(pattern)
    if actor.spec.at:
        sx, sy = _slot(part, rect, scale)
        r = SLOT * scale
        yield Box(key=join(key, "slot"), x=sx - r, y=sy - r, w=2 * r, h=2 * r, radius=r,
                  stroke=role or "muted", opacity=opacity, z=1)  # fmt: skip
    if part.note:
        size = max(SMALLEST, NOTE_SIZE * scale)
        at = y + name.more / 2 + SIZE * scale * 0.5
        yield Label(key=join(key, "note"), x=x, y=at, text=part.note, size=size, face="mono", weight=500,
                    colour=part.role or "muted", opacity=opacity, z=1)  # fmt: skip


def _radius_at(rect: Rect, scale: float) -> float:
    return min(rect.w, rect.h, NODE_H * scale) / 2


def _slot(part: Part, rect: Rect, scale: float) -> Point:
    """The place for a machine's dot, before the name of a node."""
    wide = _name(part, scale).wide + SLOT_ROOM * scale
    shift = NOTE_H * scale / 2 if part.note else 0.0
    return (rect.centre[0] - wide / 2 + SLOT * scale, rect.centre[1] - shift)


def _token(actor: Actor, plan: _Plan, scale: float) -> Iterator[Shape]:
    """The dot in the node that a machine is in; it has come along the edge that was taken."""
    now = next((part for part in nodes_of(actor) if part.sort == CURRENT), None)
    if now is None or not now.filled:
        return
    taken = next((edge for edge in edges_of(actor) if edge.sort == TAKEN), None)
    x, y = _slot(now, plan.nodes[now.id], scale)
    yield Dot(key=join(actor.id, ":", "dot"), x=x, y=y, r=SLOT * scale, fill=now.role or "accent",
              on=join(actor.id, taken.id, "line") if taken else "", opacity=OPACITY[now.emphasis],
              z=3)  # fmt: skip


def _is_lit(actor: Actor, edge: Part) -> bool:
    """Whether an edge is in the light: with both of its nodes, or alone if edges are pointed at."""
    if edge.emphasis == "lit" or any(other.emphasis == "lit" for other in edges_of(actor)):
        return edge.emphasis == "lit"
    return all(node.emphasis == "lit" for node in actor.parts if node.id in ends_of(edge))


def _edge(actor: Actor, part: Part, plan: _Plan, scale: float) -> Iterator[Shape]:
    key, path = join(actor.id, part.id), plan.edges[part.id]
    lit = _is_lit(actor, part)
    opacity = 1.0 if lit else OPACITY[part.emphasis]
    role = part.role or ("accent" if lit or part.sort == TAKEN else "")
    yield Curve(key=join(key, "line"), points=path, stroke=role or "muted",
                width=5.0 if lit or part.sort == TAKEN else 3.5, arrow=True, grows=True, opacity=opacity,
                z=-2)  # fmt: skip
    if part.text:
        words, (x, y) = _label(part.text, scale), plan.words[part.id]
        if part.id not in plan.notes:  # on the line
            wide, high = words.wide + ROUND * scale, words.size * 1.3 + words.more
            yield Box(key=join(key, "ground"), x=x - wide / 2, y=y - high / 2, w=wide, h=high, radius=10,
                      fill="ground", z=-1)  # fmt: skip
        pattern = Label(key=join(key, "text"), x=x, y=y, text=part.text, weight=500, colour=role or "ink",
                        opacity=opacity)  # fmt: skip
        yield from words.labels(pattern)
    if part.note:
        note, (x, y) = _label(part.note, scale), plan.notes[part.id]
        pattern = Label(key=join(key, "note"), x=x, y=y, text=part.note, weight=500,
                        colour=part.role or "accent", opacity=opacity)  # fmt: skip
        yield from note.labels(pattern)


GRAPH = View(draw_graph, graph_height, graph_reach)
