"""An outline around other actors, its name set into an edge; or around their parts, or a pointer to them.

What goes around parts keeps close to them, in the gaps to their neighbours, so its name stands outside.
"""

from __future__ import annotations

from explainsite.picture.drawing import Drawing, Margin, Setting
from explainsite.picture.fitting import Block, block_of
from explainsite.picture.keys import BOX, join
from explainsite.picture.shapes import Box, Curve, Label, Point, Rect
from explainsite.picture.views.common import OPACITY
from explainsite.picture.views.view import View
from explainsite.storyboard.state import Actor

MARGIN, CLOSE = 30.0, 7.0
"""Px between what an outline holds and the outline: of whole actors, and of parts."""
SIZE, SMALL = 36.0, 36.0
"""Of a name that is set into an edge, and of one outside."""
INDENT = 54.0
"""Px from a corner to the name."""
GAP, ARROW = 14.0, 44.0
"""Px between an outline or an arrow and the name outside, and the length of the arrow."""
NAME_HIGH = 38.0
"""Px that a name outside takes of the height."""


def frame_height(actor: Actor) -> float:
    """A frame has no area of its own."""
    return 0.0


def draw_frame(actor: Actor, area: Rect, setting: Setting) -> Drawing:
    """The outline around `area`, which is what the held actors, or their parts, take up; or the pointer."""
    if actor.spec.form == "pointer":
        return _pointer(actor, area.inset(-CLOSE, -CLOSE))
    if _is_outside(actor):
        return _close(actor, area.inset(-CLOSE, -CLOSE))
    return _around(actor, area.inset(-MARGIN, -MARGIN))


def _is_outside(frame: Actor) -> bool:
    """Whether the name stands outside: at a side, or where an outline is close to what it holds."""
    return frame.spec.name_at == "right" or any(target.part is not None for target in frame.around)


def _around(actor: Actor, rect: Rect) -> Drawing:
    opacity = OPACITY[actor.parts[0].emphasis]
    words = block_of(actor.label, rect.w - 2 * INDENT, size=SIZE, weight=600, most=1)
    x, y = rect.x + INDENT, rect.bottom if actor.spec.name_at == "bottom" else rect.y
    notch = Box(
        key=join(actor.id, "notch"),
        x=x - 18,
        y=y - 24,
        w=words.wide + 36,
        h=48,
        radius=0,
        fill="ground",
        z=-3,
    )
    name = Label(key=join(actor.id, "name"), x=x, y=y, text=actor.label, weight=600, colour=_role(actor),
                 anchor="start", opacity=opacity)  # fmt: skip
    outline = _outline(actor, rect, radius=28, wide=3.0, z=-4)
    shapes = (outline, notch, *words.labels(name)) if actor.label else (outline,)
    return Drawing(shapes=shapes, anchors={"": rect}, open=True, problems=words.problems)


def _close(actor: Actor, rect: Rect) -> Drawing:
    outline = _outline(actor, rect, radius=20, wide=5.0, z=0)  # over boxes, and under words
    return Drawing(shapes=(outline, *_name(actor, rect, GAP)), anchors={"": rect}, open=True)


def _pointer(actor: Actor, rect: Rect) -> Drawing:
    """An arrow whose head touches the edge that it points at."""
    (x0, y0), (x1, y1) = _beyond(actor, rect, ARROW), _beyond(actor, rect, 0.0)
    third = ((x1 - x0) / 3, (y1 - y0) / 3)
    points = ((x0, y0), (x0 + third[0], y0 + third[1]), (x1 - third[0], y1 - third[1]), (x1, y1))
    arrow = Curve(key=join(actor.id, "arrow"), points=points, stroke=_role(actor), width=4.5, arrow=True,
                  opacity=OPACITY[actor.parts[0].emphasis], z=3)  # fmt: skip
    return Drawing(shapes=(arrow, *_name(actor, rect, ARROW + GAP)), anchors={"": rect}, open=True)


def _outline(actor: Actor, rect: Rect, *, radius: float, wide: float, z: int) -> Box:
    return Box(
        key=join(actor.id, BOX),
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
        radius=radius,
        stroke=_role(actor),
        stroke_width=wide,
        opacity=OPACITY[actor.parts[0].emphasis],
        z=z,
    )


def _role(actor: Actor) -> str:
    return str(actor.parts[0].role or actor.spec.role)


def _beyond(actor: Actor, rect: Rect, far: float) -> Point:
    """The point so far outside the middle of the edge at which the name stands."""
    (x, y), side = rect.centre, actor.spec.name_at
    if side == "right":
        return (rect.right + far, y)
    return (x, rect.y - far) if side == "top" else (x, rect.bottom + far)


def _name(actor: Actor, rect: Rect, far: float) -> tuple[Label, ...]:
    """The name, so far outside the edge at which it stands."""
    if not actor.label:
        return ()
    is_right = actor.spec.name_at == "right"
    x, y = _beyond(actor, rect, far if is_right else far + NAME_HIGH / 2)
    label = Label(
        key=join(actor.id, "name"),
        x=x,
        y=y,
        text="",
        weight=600,
        colour=_role(actor),
        anchor="start" if is_right else "middle",
        opacity=OPACITY[actor.parts[0].emphasis],
        z=1,
    )
    return _words(actor).labels(label)


def _words(actor: Actor) -> Block:
    return block_of(actor.label, float("inf"), size=SMALL, weight=600, most=1)


def frame_margin(actor: Actor) -> Margin:
    """What stands outside takes at its side of what the frame holds."""
    is_pointer = actor.spec.form == "pointer"
    if not is_pointer and not (_is_outside(actor) and actor.label):
        return Margin()
    far = CLOSE + (ARROW if is_pointer else 0.0) + (GAP if actor.label else 0.0)
    side, high = actor.spec.name_at, NAME_HIGH if actor.label else 0.0
    if side == "right":
        return Margin(right=far + (_words(actor).wide if actor.label else 0.0))
    return Margin(above=far + high) if side == "top" else Margin(below=far + high)


FRAME = View(draw_frame, frame_height, beside=frame_margin)
