"""What an author should know of a film's pictures before they are rendered, at the line that causes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import NamedTuple

from explainsite.content.nodes import Mapping as MappingNode
from explainsite.content.nodes import Node, Scalar
from explainsite.content.spec import Beat, Piece, StageNodes
from explainsite.diagnostics import Report, Span
from explainsite.picture.camera import is_inside
from explainsite.picture.compose import Picture, pictures_of
from explainsite.picture.covering import lines_of, passed_over, readable, struck, until
from explainsite.picture.drawing import PHONE, SMALLEST, Drawing
from explainsite.picture.keys import BOX, actor_of, group_of, is_link, is_title, join, name_of, part_of
from explainsite.picture.layout import FIELD
from explainsite.picture.routing.router import Route
from explainsite.picture.shapes import Box, Label, Rect, Shape, bounds, shared, union
from explainsite.picture.travels import landed, message_routes, message_size
from explainsite.picture.typeface import shape as set_text
from explainsite.picture.typeface import width
from explainsite.picture.viewport import WHOLE
from explainsite.storyboard import pace
from explainsite.storyboard.board import Storyboard
from explainsite.storyboard.call import actor_in
from explainsite.storyboard.glyphs import missing_glyphs, no_glyphs
from explainsite.storyboard.selectors import NEXT
from explainsite.storyboard.staging import area_span
from explainsite.storyboard.state import Actor, Stage, Step, Target, Travel
from explainsite.storyboard.words import listed

LONGEST_MESSAGE = 620.0
"""Px of a message's text: more would cover what it passes."""
_MARGIN_OF_FRAMES = 30.0
"""Px between what a frame holds and its outline, on which a neighbour may stand."""
_TOUCH = 2.0
"""Px that shapes may share: lines meet at their edges."""


def lint_pictures(piece: Piece, board: Storyboard, report: Report) -> None:
    """Report what is unreadable, hidden or misplaced in the pictures of a film.

    Nothing is said of the looks of actors that are in doubt because the film has errors.
    """
    assert isinstance(piece.film, StageNodes)
    _Pictures(film=piece.film, board=board, report=report).check(piece.beats)
    _card(piece, pictures_of(board)[0].opening, report)


def _card(piece: Piece, opening: Picture, report: Report) -> None:
    """Report characters of the title that the typeface lacks, where a film begins with it."""
    for label in (shape for shape in opening.shapes if isinstance(shape, Label) and is_title(shape.key)):
        lacking = set_text(label.text, label.face, label.weight, label.size).missing
        missing = missing_glyphs(label.text, lacking)
        if missing:
            message = f"the film's typeface has {no_glyphs(missing)}, and its first frame shows the title"
            hint = "begin the film with a `show`, or write the title with other characters"
            report.add("missing-glyph", message, piece.span, hint=hint)
            return


class _Causes(NamedTuple):
    """Where it is written that actors have the size and the place that they have after a step."""

    places: Mapping[str, Span]
    step: Span

    def of(self, *names: str) -> Span:
        """Where the first of some actors has changed in the step; or else where the first of them stands."""
        places = [self.places[name] for name in names]
        return self.step if self.step in places else places[0]


@dataclass(slots=True)
class _Pictures:
    """Goes through the pictures of a film in order, and reports each problem where it first appears."""

    film: StageNodes
    board: Storyboard
    report: Report
    told: set[tuple[str, str]] = field(default_factory=set)
    seen: set[int] = field(default_factory=set)
    """Drawings that are checked already, by identity: most of a picture is that of the step before."""
    changed: dict[str, Span] = field(default_factory=dict)
    """Where each actor was shown, or changed last."""

    def check(self, beats: tuple[Beat, ...]) -> None:
        for beat, written, pictures in zip(self.board.beats, beats, pictures_of(self.board), strict=True):
            before, stage = pictures.opening, beat.opening
            for step, picture, parts in zip(beat.steps, pictures.steps, pictures.parts, strict=True):
                self._picture(picture, step, written, self._causes(stage, step, written))
                self._messages(step, written)
                for part, earlier, later in _parts(step, before, picture, parts):
                    self._links(later, part)
                    self._routes(earlier, later, part)
                self._idle_mark((stage, before), picture, step)
                stays = before.viewport == picture.viewport
                if stays and step.stage.focus and step.stage.focus != stage.focus:
                    self._idle_focus(step)
                elif stays and picture.viewport != WHOLE:
                    self._unseen((stage, before), picture, step)
                before, stage = picture, step.stage

    def _idle_mark(self, earlier: tuple[Stage, Picture], picture: Picture, step: Step) -> None:
        """A mark in the colour that is there already: nobody sees it."""
        stage, before = earlier
        if step.travels or before.shapes != picture.shapes:
            return
        marked = [
            (Target(actor=actor.id, part=part.id), part.role)
            for actor in step.stage.actors
            if actor.shown and (old := stage.actor(actor.id))
            for part, was in zip(actor.parts, old.parts, strict=False)
            if part.filled and part.role not in {None, was.role} and part.meaning == was.meaning
        ]
        if marked:
            names = listed([f"`{target}`" for target, _ in marked])
            (first, role), *_ = marked
            message = f"a mark that nobody sees: {names} had the colour `{role}` already"
            hint = f"mark with another role, or give `{first.actor}` a quieter `role` on the stage"
            self._tell("idle-mark", names, message, step.span, hint)

    def _idle_focus(self, step: Step) -> None:
        names = listed([f"`{target}`" for target in step.stage.focus])
        hint = "focus on less, leave this out, or `highlight` it"
        self._tell("idle-focus", names, f"the camera is as near to {names} as it can be", step.span, hint)

    def _causes(self, before: Stage, step: Step, beat: Beat) -> _Causes:
        """What an author can do about the size of each actor: where it changes, or else where it stands.

        An actor that does not change has another size because of the layout with which the beat begins.
        """
        places = {}
        for actor in step.stage.actors:
            old = before.actor(actor.id)
            if actor.shown and (old is None or _at_ease(old) != _at_ease(actor)):
                places[actor.id] = self.changed[actor.id] = step.span
            else:
                known = self.changed.get(actor.id, step.span)
                places[actor.id] = area_span(actor.id, beat.layout, known) if beat.layout else known
        return _Causes(places, step.span)

    def _picture(self, picture: Picture, step: Step, beat: Beat, causes: _Causes) -> None:
        for name, drawing in picture.drawings.items():
            if id(drawing) not in self.seen and name not in self.board.doubtful:
                self.seen.add(id(drawing))
                self._drawing(name, drawing, causes.of(name), beat)
        self._overlaps(picture, step, causes)

    def _drawing(self, name: str, drawing: Drawing, span: Span, beat: Beat) -> None:
        texts = (*drawing.problems, *_tight(drawing), *_small(drawing))
        if texts:
            hint = (
                drawing.advice
                or f"use fewer characters in it or its label, or give `{name}` a larger area in `layout`"
            )
            self._tell("text-too-small", name, f"{texts[0]}, in `{name}`", span, hint)
        else:
            self._place(name, drawing, span)
            self._small_on_phones(name, drawing, span)
        for label in drawing.shapes:
            if isinstance(label, Label):
                self._glyphs(label.text, label, name, span, beat)

    def _small_on_phones(self, name: str, drawing: Drawing, span: Span) -> None:
        labels = [
            each for each in drawing.shapes if isinstance(each, Label) and not _only_tells_where(each.key)
        ]
        least = min(labels, key=lambda label: label.size, default=None)
        if least and least.size < PHONE - 0.01:
            message = (
                f"“{least.text}” is set in {int(least.size)} px, in `{name}`: on a phone that is too small"
            )
            hint = (
                f"use fewer characters in it, give `{name}` a larger area in `layout`, or show less at once,"
                " so that all of it gets larger"
            )
            self._tell("small-text", name, message, span, hint)

    def _glyphs(self, text: str, label: Label, name: str, span: Span, beat: Beat) -> None:
        missing = missing_glyphs(text, set_text(text, label.face, label.weight, label.size).missing)
        new = [each for each in missing if ("missing-glyph", each.name) not in self.told]
        self.told |= {("missing-glyph", each.name) for each in new}
        if new:
            nodes = (self.film.stage.values[name], beat.do, self.film.stage)
            place = find_text(new[0].written, *nodes) or find_text(new[0].written[0], *nodes) or span
            message = f"the film's typeface has {no_glyphs(new)}, which `{name}` shows"
            self.report.add("missing-glyph", message, place, hint="write it with other characters")

    def _place(self, name: str, drawing: Drawing, span: Span) -> None:
        outline = {join(name, BOX)} if drawing.open else set()  # of a frame, which may touch the margin
        rects = [bounds(shape) for shape in drawing.shapes if shape.key not in outline]
        if any(rect.w < 0 or rect.h < 0 for rect in rects):
            self._tell(
                "off-frame",
                name,
                f"`{name}` has no room left for its parts",
                span,
                f"give `{name}` a shorter `label`, or a larger area in `layout`",
            )
            return
        side, depth = max(_outside(rects), key=lambda item: item[1])
        hint = f"give `{name}` a larger area in `layout`, or let it hold less"
        if _collides(drawing):
            self._tell("overlap", name, f"the texts of `{name}` run into each other", span, hint)
        if depth > _TOUCH:
            self._tell("off-frame", name, f"`{name}` reaches {depth:.0f} px {side}", span, hint)

    def _overlaps(self, picture: Picture, step: Step, causes: _Causes) -> None:
        sure = picture.drawings.keys() - self.board.doubtful
        shown = [actor for actor in step.stage.actors if actor.shown and actor.id in sure]
        solid = [actor.id for actor in shown if not actor.around]
        places = {name: _rects(picture.drawings[name]) for name in solid}
        around = {name: union(rects) for name, rects in places.items()}
        solid = [name for name in solid if not {("text-too-small", name), ("off-frame", name)} & self.told]
        for a, b in combinations(solid, 2):
            if shared(around[a], around[b]) > _TOUCH and _overlap(places[a], places[b]):
                hint = "give each an area in `layout` that is large enough for it"
                span = causes.of(a, b)
                self._tell("overlap", f"{a} {b}", f"`{a}` and `{b}` overlap", span, hint)
        for frame in shown:
            if frame.around and sure.issuperset(frame.surrounded):
                outline = picture.drawings[frame.id].anchors[""]
                others = {name: place for name, place in around.items() if name not in frame.surrounded}
                self._strangers(frame, outline, others, causes)
                self._strangers(frame, outline, _other_parts(frame, picture.drawings), causes)

    def _strangers(self, frame: Actor, outline: Rect, others: dict[str, Rect], causes: _Causes) -> None:
        """What merely stands inside a frame would seem to belong to what it holds."""
        for name, place in others.items():
            if shared(outline, place) > _MARGIN_OF_FRAMES:
                message = f"the {frame.kind} `{frame.id}` surrounds `{name}`, which it does not hold"
                hint = f"put `{name}` elsewhere, or let the {frame.kind} hold it too"
                span = causes.of(frame.id, name.partition(".")[0])
                self._tell("overlap", f"{frame.id} {name}", message, span, hint)
                break

    def _messages(self, step: Step, beat: Beat) -> None:
        for travel in step.travels:
            label = Label(key="", x=0, y=0, text=travel.text, weight=500)
            self._glyphs(travel.text, label, travel.start.actor, step.span, beat)
            if _is_too_long(travel):
                self._tell(
                    "text-too-small",
                    travel.text,
                    f"“{travel.text}” is too long for a message",
                    step.span,
                    "let the message say a few words",
                )

    def _links(self, picture: Picture, step: Step) -> None:
        texts = readable(shape for shape in picture.shapes if not is_link(shape.key))
        seen = {line.points for line in lines_of(picture.shapes)}
        for (start, end), route in picture.routes.items():
            line = f"the line from `{start}` to `{end}`"
            self._blocked(line, (start, end), route, step)
            if route.line in seen and not route.blocked_by:
                self._covered(f"{line} runs through", (start, end), struck(route.line, texts), step)
        for text in picture.crowded:
            hint = "give its line more room in `layout`, or write less on it"
            self._tell("overlap", text, f"“{text}” has no free place on its line", step.span, hint)

    def _routes(self, before: Picture, after: Picture, step: Step) -> None:
        travels = landed(step.travels, before, after)
        stood = set(before.shapes) if travels else set()
        texts = readable(shape for shape in after.shapes if shape in stood)
        for travel, route in zip(travels, message_routes(travels, before, after), strict=True):
            message = f"the message from `{travel.start}` to `{travel.end}`"
            if not _in_view(travel, after):
                self._out_of_view(message, step)
                continue
            self._blocked(message, (travel.start, travel.end), route, step)
            if route.pill and not route.blocked_by and not _is_too_long(travel):
                way = until(route.pill, pace.LOST_AT) if travel.status == "lost" else route.pill
                hidden = passed_over(way, message_size(travel.text, after.artboard.zoom), texts)
                self._covered(f"{message} passes over", (travel.start, travel.end), hidden, step)

    def _covered(self, what: str, ends: tuple[Target, Target], labels: Iterable[Label], step: Step) -> None:
        """What stands still is not to be hidden; of a text that is named here, drawn frames need not tell."""
        new = {_named(step.stage, label): actor_of(label.key) for label in labels}
        new = {name: actor for name, actor in new.items() if ("covered-text", name) not in self.told}
        self.told |= {("covered-text", name) for name in new}
        if new:
            hint = _past_own_words(step.stage, ends, set(new.values())) or (
                "leave a free row or column in `layout` for it, or write less on it"
            )
            texts = listed(list(new))
            self.report.add("covered-text", f"{what} {texts}", step.span, hint=hint)

    def _unseen(self, earlier: tuple[Stage, Picture], picture: Picture, step: Step) -> None:
        """What happens while the camera looks elsewhere."""
        stage, before = earlier
        for actor in step.stage.actors:
            old = stage.actor(actor.id)
            changes = actor.shown and (old is None or _at_ease(old) != _at_ease(actor))
            if changes and _shapes_of(before, actor.id) == _shapes_of(picture, actor.id):
                self._out_of_view(f"what happens to `{actor.id}`", step)

    def _out_of_view(self, what: str, step: Step) -> None:
        hint = "`- focus: all` before, or take it into the focus"
        self._tell("out-of-view", what, f"the camera does not see {what}", step.span, hint)

    def _blocked(self, what: str, ends: tuple[Target, Target], route: Route, step: Step) -> None:
        if route.blocked_by:
            group = route.blocked_by[0]
            actor, part = actor_of(group), part_of(group)
            is_part = part.isalnum() and group == join(actor, part)
            other = f"`{actor}.{part}`" if is_part else f"`{actor}`"
            hint = _beside_others(step.stage, ends, actor) or (
                "leave a free row or column in `layout` for it to pass, or move one of its ends"
            )
            self._tell("route-blocked", what, f"{what} has no way around {other}", step.span, hint)

    def _tell(self, code: str, about: str, message: str, span: Span, hint: str) -> None:
        if (code, about) not in self.told:
            self.told.add((code, about))
            self.report.add(code, message, span, hint=hint)


def _named(stage: Stage, label: Label) -> str:
    """A text in quotes; where several parts read alike, also which of them it is."""
    alike = [
        f"{actor.id}.{part.id}"
        for actor in stage.actors
        for part in actor.parts
        if actor.shown and part.id and part.text == label.text
    ]
    which = f"{actor_of(label.key)}.{part_of(label.key)}"
    return f"“{label.text}” (`{which}`)" if len(alike) > 1 and which in alike else f"“{label.text}”"


def _past_own_words(stage: Stage, ends: tuple[Target, Target], owners: set[str]) -> str:
    """What to do where all words that are covered belong to the actor in which a path begins or ends.

    A way to all of a cluster would be one to each of its nodes.
    """
    own = [end for end in ends if end.actor in owners]
    if len(own) != 1 or owners != {own[0].actor}:
        return ""
    actor, part = own[0].actor, own[0].part
    instead = (
        f"name all of it, `{actor}`, and the way ends at its edge"
        if part is not None and not actor_in(stage, actor).traits.agents
        else "let the other end stand on another side of it in `layout`"
    )
    return f"these words are of `{actor}` itself: {instead}"


def _beside_others(stage: Stage, ends: tuple[Target, Target], blocker: str) -> str:
    """What to do where it is the other parts of a cluster that stand before the one at an end."""
    actor = stage.actor(blocker)
    shape = getattr(actor.spec, "shape", None) if actor else None
    turned = {"row": "column", "column": "row", "ring": "column"}.get(str(shape))
    if actor is None or turned is None or not any(end.actor == blocker and end.part for end in ends):
        return ""
    return (
        f"its {actor.traits.part_noun}s stand in each other's way: write `shape: {turned}` for `{blocker}`,"
        " or let the other end stand on another side of it in `layout`"
    )


def _other_parts(frame: Actor, drawings: Mapping[str, Drawing]) -> dict[str, Rect]:
    """Where those parts stand that a frame leaves out of the actors whose parts it holds."""
    held = set(frame.around)
    return {
        f"{name}.{part}": place
        for name in frame.surrounded
        if name in drawings and Target(actor=name) not in held
        for part, place in drawings[name].anchors.items()
        if part and part != NEXT and Target(actor=name, part=part) not in held
    }


def _parts(
    step: Step, before: Picture, after: Picture, parts: tuple[Picture, ...]
) -> Iterator[tuple[Step, Picture, Picture]]:
    """A step, or what it is made of, each with the pictures before and after it."""
    return zip(step.parts, (before, *parts), parts, strict=False) if parts else iter([(step, before, after)])


def _is_too_long(travel: Travel) -> bool:
    """Whether a message has too many words, wherever it goes."""
    words = Label(key="", x=0, y=0, text=travel.text, weight=500)
    return travel.style == "message" and bounds(words).w > LONGEST_MESSAGE


def _in_view(travel: Travel, picture: Picture) -> bool:
    """Whether the camera sees both ends of a travel."""
    places = [picture.anchor(target) for target in (travel.start, travel.end)]
    return picture.viewport == WHOLE or all(place and is_inside(place) for place in places)


def _at_ease(actor: Actor) -> Actor:
    """An actor without emphasis, which may leave out what is not in view."""
    return replace(actor, parts=tuple(replace(part, emphasis="normal") for part in actor.parts))


def _shapes_of(picture: Picture, actor: str) -> tuple[Shape, ...]:
    drawing = picture.drawings.get(actor)
    return drawing.shapes if drawing else ()


def find_text(text: str, *nodes: Node | None) -> Span | None:
    """The place of a text in the first value or key in `nodes` that holds it."""
    for node in nodes:
        for scalar in _scalars(node):
            for line in (scalar.lines or (scalar.span,)) if text in (scalar.text or "") else ():
                at = line.excerpt.find(text, line.column - 1)
                if at >= 0:
                    return Span(
                        path=line.path,
                        line=line.line,
                        column=at + 1,
                        length=len(text),
                        excerpt=line.excerpt,
                    )
    return None


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, MappingNode):
        for key, value in node.values.items():
            yield node.keys[key]
            yield from _scalars(value)
    else:
        for item in node or ():
            yield from _scalars(item)


def _small(drawing: Drawing) -> Iterator[str]:
    for label in drawing.shapes:
        if isinstance(label, Label) and label.size < SMALLEST - 0.01:
            yield f"“{label.text}” is set in {label.size:.0f} px, and less than {SMALLEST:.0f} cannot be read"


_PLACES = frozenset({"index", "offset", "number"})
"""Labels that count the parts of an actor, by the names in their keys."""


def _only_tells_where(key: str) -> bool:
    """Whether a label only says where something stands, which is seen without it."""
    return name_of(key) in _PLACES or part_of(key) == "axis" or name_of(key).startswith("place-")


def _tight(drawing: Drawing) -> Iterator[str]:
    """Texts wider than the box that they stand in."""
    boxes = {group_of(s.key): s for s in drawing.shapes if isinstance(s, Box) and name_of(s.key) == BOX}
    for label in drawing.shapes:
        box = boxes.get(group_of(label.key)) if isinstance(label, Label) else None
        if box is None or not isinstance(label, Label):
            continue
        inside = box.x <= label.x <= box.x + box.w and box.y <= label.y <= box.y + box.h
        if inside and width(label.text, label.face, label.weight, label.size) > box.w - 4:
            yield f"“{label.text}” does not fit into its box at a readable size"


def _collides(drawing: Drawing) -> bool:
    """Whether two texts of one drawing cover each other."""
    places = [bounds(shape) for shape in drawing.shapes if isinstance(shape, Label)]
    return any(shared(a, b) > _TOUCH for a, b in combinations(places, 2))


def _outside(rects: list[Rect]) -> Iterator[tuple[str, float]]:
    yield "beyond the left margin", max((FIELD.x - r.x for r in rects), default=0.0)
    yield "beyond the right margin", max((r.right - FIELD.right for r in rects), default=0.0)
    yield "beyond the upper margin", max((FIELD.y - r.y for r in rects), default=0.0)
    yield "into the room for captions", max((r.bottom - FIELD.bottom for r in rects), default=0.0)


def _overlap(a: list[Rect], b: list[Rect]) -> bool:
    return any(shared(one, other) > _TOUCH for one in a for other in b)


def _rects(drawing: Drawing) -> list[Rect]:
    return [bounds(shape) for shape in drawing.shapes if _is_seen(shape)]


def _is_seen(shape: Shape) -> bool:
    return not isinstance(shape, Label) or bool(shape.text)
