"""A canvas that knows what stands on it, and draws anew only where that has changed (dirty rectangles).

Each thing drawn is kept as an `Item`: its outline, its look, the pixels that it may touch. The next picture
is compared with the one that stands there item by item, and what differs marks rectangles as dirty. Only
these are cleared, and in them everything is drawn again, in order, by Cairo, with the calls that Manim's own
camera makes. The pixels are those of a picture that is drawn whole, bit for bit, and of an author's scene
those of stock Manim: `tests/scenes/test_canvas.py` and `tests/scenes/test_stock_frames.py` draw both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import cairo
import numpy as np
import numpy.typing as npt
from manim import CapStyleType, LineJointType, ManimColor, VMobject

from explainsite.scenes.cairopath import CairoPath, Points, append, outline
from explainsite.scenes.regions import Pixels, Region, joined

Colours = tuple[tuple[float, float, float, float], ...]
"""RGBA, each from 0 to 1: one colour, the stops of a gradient, or one for each palette."""
Paint = tuple[bytes, bytes, bytes, float, float, LineJointType, CapStyleType, float]

_JOIN = {
    LineJointType.AUTO: cairo.LineJoin.MITER,
    LineJointType.ROUND: cairo.LineJoin.ROUND,
    LineJointType.BEVEL: cairo.LineJoin.BEVEL,
    LineJointType.MITER: cairo.LineJoin.MITER,
}
_CAP = {
    CapStyleType.AUTO: cairo.LineCap.BUTT,
    CapStyleType.ROUND: cairo.LineCap.ROUND,
    CapStyleType.BUTT: cairo.LineCap.BUTT,
    CapStyleType.SQUARE: cairo.LineCap.SQUARE,
}
_MITER_LIMIT = 10.0
"""Cairo's: how many half widths a pointed corner may reach out."""
_UNIT_OF_WIDTH = 0.01
"""Manim's units in one unit of its stroke widths, as its camera has it."""
_LARGEST_WASTE = 1.3
"""Two dirty rectangles become one if that is at most so much larger than both."""


class CameraFrame(NamedTuple):
    """What the camera shows: the middle and the size of its frame, in Manim's units."""

    x: float
    y: float
    width: float
    height: float


class Look(NamedTuple):
    """All that decides how an outline is painted. What cannot be seen is left out."""

    behind: tuple[float, Colours] | None
    """The stroke that lies under the fill: width in Manim's units, and colours."""
    fill: Colours
    before: tuple[float, Colours] | None
    ends: tuple[float, ...] | None
    """Where a gradient begins and ends."""
    join: cairo.LineJoin
    cap: cairo.LineCap
    tolerance: float
    """How near points are that are one."""
    reach: float
    """How far strokes reach beyond the outline."""


@dataclass(slots=True)
class Item:
    """One mobject as it was drawn."""

    points: Points
    look: Look
    region: Region
    digest: int
    """Equal points have equal ones."""
    paint: Paint
    """What its look was made of."""
    path: CairoPath | None = None
    """The outline in Cairo's own form, made when it is drawn first."""


class Canvas:
    """Sheets of one size, and what is drawn on all of them. A sheet is RGBA, `(height, width, 4)`, opaque.

    With `channels` each sheet has a colour of its own for everything: the one at that place in a mobject's
    list of colours. Without, a list of colours is a gradient, as Manim has it.
    """

    def __init__(self, grounds: Sequence[Pixels], channels: Sequence[int] | None = None) -> None:
        self.grounds = tuple(grounds)
        self.sheets = tuple(np.ascontiguousarray(ground).copy() for ground in grounds)
        height, width = self.sheets[0].shape[:2]
        self.whole = Region(0, 0, width, height)
        self._channels = channels
        self._contexts = [_context(sheet) for sheet in self.sheets]
        self._frame: CameraFrame | None = None
        self._matrix = cairo.Matrix()
        self._drawn: list[Item] = []
        self._known: dict[VMobject, Item] = {}
        self._alike: dict[tuple[int, Look], Item] = {}
        """Items by what they look like, for a scene may draw the same thing with another mobject."""
        self._dirty: list[Region] = []

    def draw(self, mobjects: Sequence[VMobject], frame: CameraFrame) -> None:
        """Make the sheets show just these, one over the other."""
        if frame != self._frame:
            self._known, self._alike = {}, {}
            self._look_at(frame)
            items = [self._item(mobject) for mobject in mobjects]
            dirty = [self.whole]
        else:
            items = [self._item(mobject) for mobject in mobjects]
            dirty = _uncut(joined(_differences(self._drawn, items), waste=_LARGEST_WASTE), items)
        for region in dirty:
            met = [item for item in items if item.region.meets(region)]
            for sheet in range(len(self.sheets)):
                self._redraw(sheet, met, region)
        self._dirty += dirty
        self._drawn = items
        self._known = dict(zip(mobjects, items, strict=True))
        self._alike = {(item.digest, item.look): item for item in items}

    def forget(self) -> None:
        """Somebody else has drawn on a sheet."""
        self._frame = None
        self._dirty = [self.whole]

    def take_dirty(self) -> list[Region]:
        """Where pixels may have changed since this was asked last."""
        dirty, self._dirty = joined(self._dirty, waste=_LARGEST_WASTE), []
        return dirty

    def _look_at(self, frame: CameraFrame) -> None:
        height, width = self.sheets[0].shape[:2]
        x, y = width / frame.width, height / frame.height
        self._frame = frame
        self._matrix = cairo.Matrix(xx=x, yy=-y, x0=width / 2 - frame.x * x, y0=height / 2 + frame.y * y)

    def _item(self, mobject: VMobject) -> Item:
        """The mobject as it is now; the item that it had if it is the same."""
        known, points, paint = self._known.get(mobject), mobject.points, _paint(mobject)
        is_in_place = known is not None and _are_equal(known.points, points)
        if known is not None and is_in_place and known.paint == paint and known.look.ends is None:
            return known
        look = _look(mobject, stops=self._channels is None)
        if known is not None and is_in_place:
            if known.look == look:
                return known
            return Item(known.points, look, self._region(points, look), known.digest, paint, known.path)
        digest = hash(points.tobytes())
        same = self._alike.get((digest, look))
        if same is not None and _are_equal(same.points, points):
            return same
        return Item(points.copy(), look, self._region(points, look), digest, paint)

    def _region(self, points: Points, look: Look) -> Region:
        """The pixels that an item may touch."""
        if len(points) < 4 or not np.isfinite(points).all():
            return Region(0, 0, 0, 0)
        xs, ys = points[:, 0], points[:, 1]
        left, right, low, high = xs.min(), xs.max(), ys.min(), ys.max()  # much faster than along an axis
        m, (_, _, width, height) = self._matrix, self.whole
        return Region(
            max(0, int((left - look.reach) * m.xx + m.x0) - 2),
            max(0, int((high + look.reach) * m.yy + m.y0) - 2),
            min(width, int((right + look.reach) * m.xx + m.x0) + 3),
            min(height, int((low - look.reach) * m.yy + m.y0) + 3),
        )

    def _redraw(self, sheet: int, items: Sequence[Item], region: Region) -> None:
        """Clear the region, and draw in it what meets it.

        In the row in which an outline begins, Cairo samples it more coarsely, and where a clip cuts it counts
        as a beginning. So the row above is drawn along, and thrown away.
        """
        pixels, ground, context = self.sheets[sheet], self.grounds[sheet], self._contexts[sheet]
        above = region._replace(top=max(0, region.top - 1), bottom=region.top)
        kept = above.of(pixels).copy()
        left, top, right, bottom = drawn = region._replace(top=above.top)
        drawn.of(pixels)[:] = drawn.of(ground)
        context.identity_matrix()
        context.reset_clip()
        context.new_path()
        context.rectangle(left, top, right - left, bottom - top)
        context.clip()
        context.set_matrix(self._matrix)
        brush = Brush(context, self._channels[sheet] if self._channels else None)
        for item in items:
            brush.paint(item)
        above.of(pixels)[:] = kept


def flat(colour: ManimColor, size: tuple[int, int]) -> Pixels:
    """A sheet of one colour, of this width and height in pixels."""
    width, height = size
    pixel = np.array([*colour.to_int_rgb(), 255], np.uint8).view(np.uint32)
    return np.full((height, width), pixel, np.uint32).view(np.uint8).reshape(height, width, 4)


def _context(sheet: Pixels) -> cairo.Context[cairo.ImageSurface]:
    height, width = sheet.shape[:2]
    data: Any = sheet
    surface = cairo.ImageSurface.create_for_data(data, cairo.Format.ARGB32, width, height, width * 4)
    return cairo.Context(surface)


class Brush(NamedTuple):
    """Paints as Manim's camera does: stroke behind, fill, stroke before."""

    context: cairo.Context[cairo.ImageSurface]
    channel: int | None

    def paint(self, item: Item) -> None:
        """Put an item on the sheet."""
        if item.path is None:
            item.path = outline(item.points, item.look.tolerance)
        look, context = item.look, self.context
        context.new_path()
        if item.path:
            append(context, item.path)
        if look.behind:
            self._stroke(look, *look.behind)
        if look.fill:
            self._colour(look.fill, look.ends)
            context.fill_preserve()
        if look.before:
            self._stroke(look, *look.before)

    def _stroke(self, look: Look, width: float, colours: Colours) -> None:
        self._colour(colours, look.ends)
        self.context.set_line_width(width)
        self.context.set_line_join(look.join)
        self.context.set_line_cap(look.cap)
        self.context.stroke_preserve()

    def _colour(self, colours: Colours, ends: tuple[float, ...] | None) -> None:
        """Take up a colour. Manim's pixels are RGBA where Cairo's are BGRA, so red and blue change places."""
        if self.channel is not None or len(colours) == 1:
            red, green, blue, alpha = colours[self.channel or 0]
            self.context.set_source_rgba(blue, green, red, alpha)
            return
        assert ends is not None
        gradient = cairo.LinearGradient(*ends)
        for offset, (red, green, blue, alpha) in zip(np.linspace(0, 1, len(colours)), colours, strict=True):
            gradient.add_color_stop_rgba(float(offset), blue, green, red, alpha)
        self.context.set_source(gradient)


def _are_equal(one: Points, other: Points) -> bool:
    return one.shape == other.shape and bool((one == other).all())


def _paint(mobject: VMobject) -> Paint:
    """All that a look is made of, but for a gradient's ends. If it is as before, so is the look."""
    return (
        mobject.get_fill_rgbas().tobytes(),
        mobject.get_stroke_rgbas().tobytes(),
        mobject.get_stroke_rgbas(background=True).tobytes(),
        mobject.get_stroke_width(),
        mobject.get_stroke_width(background=True),
        mobject.joint_type,
        mobject.cap_style,
        mobject.tolerance_for_point_equality,
    )


def _look(mobject: VMobject, *, stops: bool) -> Look:
    behind, before = _stroke_of(mobject, background=True), _stroke_of(mobject, background=False)
    fill = _seen(mobject.get_fill_rgbas())
    stops = stops and any(len(colours) > 1 for colours in (fill, *(s[1] for s in (behind, before) if s)))
    join = _JOIN[mobject.joint_type]
    width = max(stroke[0] if stroke else 0.0 for stroke in (behind, before))
    return Look(
        behind=behind,
        fill=fill,
        before=before,
        ends=_gradient_ends(mobject) if stops else None,
        join=join,
        cap=_CAP[mobject.cap_style],
        tolerance=mobject.tolerance_for_point_equality,
        reach=width / 2 * (_MITER_LIMIT if join == cairo.LineJoin.MITER else 1.5),
    )


def _gradient_ends(mobject: VMobject) -> tuple[float, ...]:
    return tuple(float(v) for point in mobject.get_gradient_start_and_end_points() for v in point[:2])


def _stroke_of(mobject: VMobject, *, background: bool) -> tuple[float, Colours] | None:
    width = mobject.get_stroke_width(background)
    colours = _seen(mobject.get_stroke_rgbas(background)) if width else ()
    return (width * _UNIT_OF_WIDTH, colours) if colours else None


def _seen(rgbas: npt.NDArray[np.float64]) -> Colours:
    colours = tuple(map(tuple, rgbas.tolist()))
    return colours if any(colour[3] for colour in colours) else ()


def _differences(before: Sequence[Item], after: Sequence[Item]) -> list[Region]:
    """The regions of the items that are in one picture only, or in another order."""
    pairs = enumerate(zip(before, after, strict=False))
    first = next((i for i, (a, b) in pairs if a is not b), min(len(before), len(after)))
    old, new = before[first:], after[first:]
    kept = {id(item) for item in old} & {id(item) for item in new}
    regions = [item.region for item in (*old, *new) if id(item) not in kept]
    stay, now = ([item for item in items if id(item) in kept] for items in (old, new))
    if len(stay) != len(now) or any(a is not b for a, b in zip(stay, now, strict=True)):
        regions += [item.region for item in stay]
    return [region for region in regions if region.area > 0]


def _uncut(regions: Sequence[Region], items: Iterable[Item]) -> list[Region]:
    """The regions, widened until their sides cut no outline: that row would be sampled more coarsely."""
    shapes = [item.region for item in items]
    wide, before = list(regions), list[Region]()
    while wide != before:
        before, wide = wide, joined((_over_all(region, shapes) for region in wide), waste=_LARGEST_WASTE)
    return wide


def _over_all(region: Region, shapes: Iterable[Region]) -> Region:
    """A region as wide as what meets it, and no higher."""
    met = [region, *(shape for shape in shapes if shape.meets(region))]
    return region._replace(left=min(r.left for r in met), right=max(r.right for r in met))
