"""A tidy tree: parents stand in the middle above their children, neighbours at even gaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainsite.picture.drawing import SMALLEST, Drawing, Setting, most
from explainsite.picture.fitting import balanced, filled, pieces
from explainsite.picture.keys import BOX, BRANCH, join
from explainsite.picture.paths import Path, line, middle
from explainsite.picture.routing.direct import GAP
from explainsite.picture.shapes import Box, Curve, Label, Rect, Shape, union
from explainsite.picture.typeface import width
from explainsite.picture.views.common import OPACITY, label_above, word_keys
from explainsite.picture.views.view import View
from explainsite.storyboard.actors.tree import children
from explainsite.storyboard.state import Actor, Part

SIZE = 36.0
"""Px of the text where there is room; a tree that needs more room is drawn smaller as a whole."""
NOTE_SIZE, EDGE_SIZE = 34.0, 34.0
LEADING = 1.28
PAD_X, PAD_Y = 30.0, 17.0
WIDEST = 380.0
"""Px of a line of text; longer ones are broken."""
NARROWEST = 124.0
HEAD = 64.0
SIBLINGS, WIDEST_SIBLINGS = 56.0, 180.0
"""Px between neighbours of one level: at least, and at most where there is room."""
LARGEST = 1.3
"""How much larger a tree is where there is room: its words are then as large as those of roomy rows."""
CLEAR = 28.0
"""Px above and below a tree, so that no node belongs to what stands there."""
LEVELS, EDGE_ROOM, WIDEST_LEVELS = 56.0, 108.0, 140.0
"""Px from level to level: at least, at least where branches have words, and at most."""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node at full size: its lines, and its width and height in px."""

    lines: tuple[str, ...]
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree at full size. Places run along the level (`cross`), levels from the root on (`depth`)."""

    nodes: Mapping[str, TreeNode]
    cross: Mapping[str, float]
    """The middle of each node along its level."""
    depth: Mapping[str, int]
    gap: float
    """The least from one level to the next."""
    right: bool

    def along(self, node: TreeNode) -> float:
        """What a node takes of its level."""
        return node.h if self.right else node.w

    def thick(self, node: TreeNode) -> float:
        """What a node takes from one level to the next."""
        return node.w if self.right else node.h

    @property
    def levels(self) -> list[float]:
        """The thickness of each level: that of its thickest node."""
        thick = [0.0] * (max(self.depth.values()) + 1)
        for name, node in self.nodes.items():
            thick[self.depth[name]] = max(thick[self.depth[name]], self.thick(node))
        return thick

    @property
    def breadth(self) -> float:
        """Px along the levels."""
        ends = [(self.cross[n], self.along(node) / 2) for n, node in self.nodes.items()]
        return max(c + half for c, half in ends) - min(c - half for c, half in ends)

    @property
    def length(self) -> float:
        """Px from the root to the last level, at the least gaps."""
        return sum(self.levels) + self.gap * (len(self.levels) - 1)


def tree_height(actor: Actor) -> float | None:
    """A tree takes the height that there is, so that nothing else moves when it grows."""
    return None


def tree_reach(actor: Actor) -> tuple[float, float, float]:
    """Width and height at full size, and the width with neighbours as far apart as they may be."""
    tree = _tidy(actor)
    if tree.right:
        return (tree.length, tree.breadth, tree.length)
    return (tree.breadth, tree.length, _tidy(actor, WIDEST_SIBLINGS).breadth)


def draw_tree(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The tree in the middle of its area, in one size through the film."""
    head = HEAD if actor.label else 0.0
    field = Rect(area.x, area.y + head, area.w, area.h - head).inset(0, CLEAR)
    wide, high, widest = most(setting.reach, tree_reach(actor))
    fits = min(LARGEST, field.w / wide, field.h / high)
    scale = max(fits, SMALLEST / SIZE)
    tree = _tidy(actor, _siblings(field.w / scale, wide, widest))
    rects = _placed(tree, field, scale)
    top = min(rect.y for rect in rects.values())
    shapes: list[Shape] = [*label_above(actor, area, Setting(), max(area.y + 20, top - HEAD + 8))]
    parts = {part.id: part for part in actor.parts}
    for part in actor.parts:
        if part.parent is not None:
            shapes += _edge(actor, parts[part.parent], part, rects, scale, right=tree.right)
        shapes += _node(actor, part, tree.nodes[part.id], rects[part.id], scale)
    problems = () if fits >= scale else (f"its {len(parts)} nodes do not fit at a readable size",)
    anchors = {**rects, "": union(list(rects.values()))}
    return Drawing(shapes=tuple(shapes), anchors=anchors, problems=problems, straight=True)


def _siblings(room: float, wide: float, widest: float) -> float:
    """Px between neighbours for a tree that is from `wide` with the least to `widest` with the most."""
    share = (room - wide) / (widest - wide) if widest > wide else 0.0
    return SIBLINGS + min(1.0, max(0.0, share)) * (WIDEST_SIBLINGS - SIBLINGS)


def _tidy(actor: Actor, siblings: float = SIBLINGS) -> Tree:
    """Every node measured and placed, at full size."""
    right = actor.spec.direction == "right"
    nodes = {part.id: _measured(part) for part in actor.parts}
    depth: dict[str, int] = {}
    for part in actor.parts:
        depth[part.id] = depth[part.parent] + 1 if part.parent is not None else 0
    words = {part.id: width(part.edge, "sans", 450, EDGE_SIZE) for part in actor.parts if part.edge}
    if right:
        along = {name: node.h for name, node in nodes.items()}
        gap = max(words.values()) + 84 if words else LEVELS
    else:
        along = {name: max(node.w, _beside(words.get(name, 0.0))) for name, node in nodes.items()}
        gap = EDGE_ROOM if words else LEVELS
    cross = _cross(actor.parts, along, siblings)
    return Tree(nodes=nodes, cross=cross, depth=depth, gap=gap, right=right)


def _beside(word: float) -> float:
    """What a node must take of its level so that the word half-way to it stays clear of its neighbour's."""
    return 2 * (word + 24) - SIBLINGS


def _measured(part: Part) -> TreeNode:
    lines = _broken(part.text)
    wide = max(width(line, "sans", 500, SIZE) for line in lines)
    wide = max(wide, width(part.note, "sans", 450, NOTE_SIZE) if part.note else 0.0)
    note = NOTE_SIZE * 1.35 if part.note else 0.0
    high = SIZE * LEADING * len(lines) + note + 2 * PAD_Y
    return TreeNode(lines, max(wide + 2 * PAD_X, NARROWEST), high)


def _broken(text: str) -> tuple[str, ...]:
    """A text in as few lines as it needs, the longest of them as short as can be."""
    words = pieces(text)
    return balanced(words, len(filled(words, WIDEST, _wide)), _wide)


def _wide(text: str) -> float:
    return width(text, "sans", 500, SIZE)


@dataclass(slots=True)
class _Branch:
    """A placed branch: where its nodes stand relative to its root, and its outline level by level."""

    places: dict[str, float]
    low: list[float]
    high: list[float]

    def moved(self, by: float) -> _Branch:
        """The same branch elsewhere."""
        places = {name: place + by for name, place in self.places.items()}
        return _Branch(places, [edge + by for edge in self.low], [edge + by for edge in self.high])


def _cross(parts: tuple[Part, ...], along: Mapping[str, float], siblings: float) -> dict[str, float]:
    """Where the middles of all nodes stand along their levels."""

    def placed(name: str) -> _Branch:
        half = along[name] / 2
        below = [placed(child.id) for child in children(parts, name)]
        if not below:
            return _Branch({name: 0.0}, [-half], [half])
        spots = _spread(below, siblings)
        middle = (spots[0] + spots[-1]) / 2
        moved = [branch.moved(spot - middle) for branch, spot in zip(below, spots, strict=True)]
        places = {name: 0.0} | {n: place for branch in moved for n, place in branch.places.items()}
        deepest = max(len(branch.low) for branch in moved)
        low = [min(b.low[level] for b in moved if level < len(b.low)) for level in range(deepest)]
        high = [max(b.high[level] for b in moved if level < len(b.high)) for level in range(deepest)]
        return _Branch(places, [-half, *low], [half, *high])

    (root,) = children(parts, None)
    return placed(root.id).places


def _spread(branches: list[_Branch], gap: float) -> list[float]:
    """Where the roots of neighbouring branches stand: as near as their outlines allow, at even gaps."""
    spots = [0.0]
    for index in range(1, len(branches)):
        needs = [spot + _apart(branches[i], branches[index]) + gap for i, spot in enumerate(spots)]
        holder = max(range(index), key=lambda i: needs[i])
        slack = (needs[holder] - needs[-1]) / (index - holder)
        spots = [spot + slack * max(0, i - holder) for i, spot in enumerate(spots)]
        spots.append(max(needs[holder], spots[-1] + _apart(branches[index - 1], branches[index]) + gap))
    return spots


def _apart(before: _Branch, behind: _Branch) -> float:
    """From the root of one branch to that of the next, where the two would touch."""
    return max(high - low for high, low in zip(before.high, behind.low, strict=False))


def _placed(tree: Tree, field: Rect, scale: float) -> dict[str, Rect]:
    """The nodes in their field: the levels as far apart as there is room, up to a limit."""
    room = (field.w if tree.right else field.h) / scale
    steps = len(tree.levels) - 1
    spare = (room - sum(tree.levels)) / steps if steps else 0.0
    gap = max(tree.gap, min(spare, max(tree.gap, WIDEST_LEVELS)))
    begins = [0.0]
    for thick in tree.levels:
        begins.append(begins[-1] + thick + gap)
    length = begins[-1] - gap
    ends = [(tree.cross[n] - tree.along(node) / 2, tree.along(node)) for n, node in tree.nodes.items()]
    middle = (min(low for low, _ in ends) + max(low + size for low, size in ends)) / 2
    x, y = field.centre
    rects: dict[str, Rect] = {}
    for name, node in tree.nodes.items():
        across = (tree.cross[name] - middle) * scale
        level = tree.depth[name]
        deep = (begins[level] + tree.thick(node) / 2 - length / 2) * scale
        centre = (x + deep, y + across) if tree.right else (x + across, y + deep)
        w, h = node.w * scale, node.h * scale
        rects[name] = Rect(centre[0] - w / 2, centre[1] - h / 2, w, h)
    return rects


def _look(part: Part) -> tuple[str, str | None, float]:
    """Stroke, fill and thickness of a node's outline."""
    role = part.role or ("accent" if part.emphasis == "lit" or part.choice == "chosen" else None)
    thick = 5.0 if part.emphasis == "lit" else 3.5 if role else 2.5
    return (role, f"{role}@0.16", thick) if role else ("line", "surface", thick)


def _node(actor: Actor, part: Part, node: TreeNode, rect: Rect, scale: float) -> Iterator[Shape]:
    key, opacity = join(actor.id, part.id), OPACITY[part.emphasis]
    stroke, fill, thick = _look(part)
    yield Box(key=join(key, BOX), x=rect.x, y=rect.y, w=rect.w, h=rect.h, radius=16 * scale, fill=fill,
              stroke=stroke, stroke_width=thick, opacity=opacity)  # fmt: skip
    yield from _words(part, node, key, rect, scale)
    if part.note:
        size = max(SMALLEST, NOTE_SIZE * scale)
        y = rect.bottom - PAD_Y * scale - size * 0.5
        yield Label(key=join(key, "note"), x=rect.centre[0], y=y, text=part.note, size=size,
                    colour=part.role or "muted", opacity=opacity, z=1)  # fmt: skip


def _words(part: Part, node: TreeNode, key: str, rect: Rect, scale: float) -> Iterator[Label]:
    """The words of a node's lines, which stand in the middle."""
    size, step = SIZE * scale, SIZE * LEADING * scale
    keys = iter(word_keys(key, (word for text in node.lines for word in text.split(" "))))
    for index, text in enumerate(node.lines):
        left, y = rect.centre[0] - _wide(text) * scale / 2, rect.y + PAD_Y * scale + (index + 0.5) * step
        begin = 0
        for word in text.split(" "):
            x = left + _wide(text[:begin]) * scale
            yield Label(key=next(keys), x=x, y=y, text=word, size=size, weight=500, anchor="start",
                        opacity=OPACITY[part.emphasis], z=1)  # fmt: skip
            begin += len(word) + 1


def _edge(
    actor: Actor, parent: Part, part: Part, rects: Mapping[str, Rect], scale: float, *, right: bool
) -> Iterator[Shape]:
    """A branch from the middle of the parent's edge to that of the child's, with its word in the middle."""
    key = join(actor.id, part.id)
    lit = parent.emphasis == part.emphasis == "lit"
    opacity = OPACITY["normal" if "dim" not in {parent.emphasis, part.emphasis} else "dim"]
    chosen = parent.choice == part.choice == "chosen"
    role = "accent" if lit or chosen else part.role if part.role and part.role == parent.role else "line"
    path = _path(rects[parent.id], rects[part.id], right=right)
    yield Curve(
        key=join(key, BRANCH), points=path, stroke=role, width=5.0 if lit else 3.5, opacity=opacity, z=-2
    )
    if part.edge:
        size = max(SMALLEST, EDGE_SIZE * scale)
        x, y = middle(path)
        wide = width(part.edge, "sans", 450, size) + 22
        yield Box(key=join(key, f"{BRANCH}-ground"), x=x - wide / 2, y=y - size * 0.72, w=wide, h=size * 1.44,
                  radius=10, fill="ground", z=-1)  # fmt: skip
        yield Label(key=join(key, f"{BRANCH}-text"), x=x, y=y, text=part.edge, size=size,
                    colour="muted" if role == "line" else role, opacity=opacity)  # fmt: skip


def _path(parent: Rect, child: Rect, *, right: bool) -> Path:
    """A straight line between the middles of two edges that face each other."""
    if right:
        return line((parent.right + GAP, parent.centre[1]), (child.x - GAP, child.centre[1]))
    return line((parent.centre[0], parent.bottom + GAP), (child.centre[0], child.y - GAP))


TREE = View(draw_tree, tree_height, tree_reach)
