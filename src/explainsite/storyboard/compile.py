"""A piece's stage and beats into a storyboard: the fold that gives the nodes their meaning."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Values
from dataclasses import dataclass, field, replace
from typing import Any

from explainsite.content.nodes import Mapping, Node, Scalar, Sequence, takes_values
from explainsite.content.spec import Beat, StageNodes
from explainsite.diagnostics import Report, Span, did_you_mean
from explainsite.storyboard import pace
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.board import BoardBeat, Storyboard
from explainsite.storyboard.call import Call
from explainsite.storyboard.casting import cast_grid, on_grid
from explainsite.storyboard.cues import KEYS
from explainsite.storyboard.gestures import in_gestures
from explainsite.storyboard.loops import is_loop, read_loop, unrolled
from explainsite.storyboard.names import written_out
from explainsite.storyboard.problem import Problem
from explainsite.storyboard.staging import all_below, area_span, read_layout, read_stage
from explainsite.storyboard.state import Grid, Stage, Step, merge
from explainsite.storyboard.stills import Act, chosen_step, telling_step
from explainsite.storyboard.verbs import VERBS
from explainsite.storyboard.verbs.emphasis import release
from explainsite.storyboard.verbs.verb import Verb


def compile_storyboard(
    film: StageNodes,
    beats: tuple[Beat, ...],
    values: Values[str, Any] | None,
    report: Report,
    kinds: Values[str, ActorKind] = KINDS,
    *,
    title: str = "",
) -> Storyboard | None:
    """Fold the beats over the stage; bad verbs are reported and skipped. None for an empty stage.

    `kinds` are the actor kinds that the film knows, by the name that `is:` takes; `title` is the film's.
    The beats are gone through even when an actor cannot be read, so that all problems are reported at once.
    Where there are no values, because the data file has errors, what takes one is passed over.
    """
    read = read_stage(film, values, report, kinds)
    if read is None:
        return None
    stage = read.stage
    fold = _Fold(
        film=film,
        values=values or {},
        has_values=values is not None,
        report=report,
        unread=read.unread,
        doubtful=set(read.unread),
        is_laid_out=read.is_laid_out,
    )
    compiled: list[BoardBeat] = []
    for beat in beats:
        compiled.append(fold.beat(stage, beat) if compiled else fold.first_beat(stage, beat, title))
        stage = compiled[-1].closing
    places = {actor.id: film.stage.keys[actor.id].span for actor in stage.actors}
    doubtful = frozenset(fold.doubtful if fold.is_laid_out else places)
    return Storyboard(beats=tuple(compiled), places=places, title=title, doubtful=doubtful)


@dataclass(slots=True, kw_only=True)
class _Fold:
    """The beats of one film, one after the other.

    After a verb that fails, the state of the actors that it names is anybody's guess. `doubtful` holds them,
    so that one mistake is not reported again by every verb that builds on it. `missed` holds those that a
    verb has failed on, by the verb's name, for the one that undoes it.
    """

    film: StageNodes
    values: Values[str, Any]
    report: Report
    has_values: bool
    unread: frozenset[str] = frozenset()
    doubtful: set[str] = field(default_factory=set)
    is_laid_out: bool = True
    """Whether every layout could be read."""
    missed: dict[str, set[str]] = field(default_factory=dict)
    run: list[str] = field(default_factory=list)
    """The verbs of the action at hand, one inside another."""

    def first_beat(self, stage: Stage, beat: Beat, title: str) -> BoardBeat:
        """The beat that a film begins with, so that its first frame is not empty.

        What it shows first stands there already, for as long as it would have taken to enter. Where it
        begins otherwise the title is seen, and given the time to be read.
        """
        done = self._done(stage, beat)
        grid = cast_grid(stage, done.steps)
        stage, done = replace(stage, grid=grid), _recast(done, grid)
        opening = _shown_first(stage, done.steps)
        if opening is not None:
            return _board_beat(beat, opening, done)
        gives_way = bool(done.steps) and _visible(done.steps[0].stage) is not None
        lead = max(pace.LEAD, pace.new_words_seconds(title)) if gives_way else pace.LEAD
        return _board_beat(beat, stage, done, lead=lead)

    def beat(self, stage: Stage, beat: Beat) -> BoardBeat:
        """One beat from the stage that it meets. Without a layout, those who stay glide to new places."""
        free = self._freed(stage, beat)
        done = self._done(free, beat)
        grid = cast_grid(free, done.steps)
        if grid != stage.grid:
            done = _gliding(stage, _recast(done, stage.grid if grid == free.grid else grid))
        return _board_beat(beat, stage, done)

    def _freed(self, stage: Stage, beat: Beat) -> Stage:
        """The stage without the layout of an earlier beat, if somebody comes who has no area in that.

        So a beat may have a layout in a film that has none, and later ones are laid out as if it had not.
        """
        if self.film.layout is not None or beat.layout is not None or not stage.grid.is_written:
            return stage
        actions = [action for item in beat.do or () for action in self._unrolled(item)]
        named = {name for item, values in actions for name in _with_members(_actors_in(item, values), stage)}
        strangers = [a for a in stage.actors if a.id in named and not a.around and not stage.grid.area(a.id)]
        return replace(stage, grid=replace(stage.grid, is_written=False)) if strangers else stage

    def _done(self, stage: Stage, beat: Beat) -> _Done:
        """What is seen to happen, and the stage after it. Preparing hidden actors is no step."""
        now = release(stage)
        steps: list[Step] = []
        acts: list[Act] = []
        glide = self._layout(now, beat)
        actions = [each for item in beat.do or () for each in self._unrolled(item)]
        for action in ([glide] if glide else []) + actions:
            self.run = []
            step = action if isinstance(action, Step) else self._do(now, *action)
            if step is None:
                acts += [Act(verb, None) for verb in self.run]
                continue
            if not _is_unseen(now, step):
                glides = bool(steps) and beat.layout is not None and steps[-1].span == beat.layout.span
                met = steps[-2].stage if len(steps) > 1 else stage
                at_once = glides or (bool(steps) and _replaces(met, steps[-1].stage, step.stage))
                steps = _added(steps, step, at_once=at_once and not step.travels)
                acts += [Act(verb, len(steps) - 1) for verb in self.run]
            now = step.stage
        if beat.layout is not None:
            self._check_places(now, beat.layout)
        if not steps and _visible(now) != _visible(stage):
            steps.append(Step(stage=now, seconds=pace.EMPHASISE, span=beat.span))
        still = chosen_step(beat.still, acts, self.report) if beat.still else telling_step(stage, steps)
        return _Done(steps=tuple(steps), closing=now, still=still)

    def _layout(self, stage: Stage, beat: Beat) -> Step | None:
        """The glide to the beat's own layout."""
        if beat.layout is None:
            return None
        grid = read_layout(beat.layout, self.film.stage, stage.actors, self.report)
        if grid is None:
            self.is_laid_out, grid = False, all_below(stage.actors)
        return Step(stage=replace(stage, grid=grid), seconds=pace.MOVE, span=beat.layout.span)

    def _check_places(self, stage: Stage, layout: Node) -> None:
        """Refuse a layout that leaves out what is still on screen when the beat ends."""
        for actor in stage.actors:
            if actor.id in _unplaced(stage) and actor.id not in self.doubtful:
                self.report.add(
                    "missing-area",
                    f"`{actor.id}` is on screen, but the new layout has no area for it",
                    area_span(actor.id, None, layout.span),
                    hint=f"give it an area, or `- hide: {actor.id}` in this beat",
                )
                self.doubtful.add(actor.id)

    def _unrolled(self, item: Node) -> Iterator[tuple[Node, Values[str, Any]]]:
        """The actions that one stands for; a loop over values that are not there is none."""
        if self.has_values or not takes_values(item) or not is_loop(item):
            yield from unrolled(item, self.values)
        else:
            self.doubtful.update(self.film.stage.values)

    def _do(self, stage: Stage, item: Node, values: Values[str, Any]) -> Step | None:
        """One `do` item; what is wrong with it is reported, and it is left out."""
        try:
            if not self.has_values and takes_values(item) and not _holds_actions(item):
                self._verb(item)
                self.doubtful.update(_named(_actors_in(item, values), stage) or self.film.stage.values)
                return None
            return self._step(stage, item, values)
        except Problem as problem:
            words = _with_members(_actors_in(item, values), stage)
            named = _named(words, stage)
            if words & self.unread:
                return self._of_others(stage, item, values, problem)
            if not self._follows(item, named, problem):
                self._tell(problem)
            for verb in _verbs_in(item):
                self.missed.setdefault(verb, set()).update(named)
            if _is_foundation(item) or any(d.code == "missing-area" for d in problem.found):
                self.doubtful |= named
            return None

    def _of_others(self, stage: Stage, item: Node, values: Values[str, Any], problem: Problem) -> Step | None:
        """What an item does to those of its actors that could be read, if it can be done to them alone."""
        rest = _spared(item, self.unread)
        if rest is not None and rest != item:
            return self._do(stage, rest, values)
        self.doubtful |= _named(_with_members(_actors_in(item, values), stage), stage)
        self._tell(problem, but=_OF_ACTORS)
        return None

    def _tell(self, problem: Problem, but: frozenset[str] = frozenset()) -> None:
        """Report a problem, unless the same is wrong at this place in an earlier round of a loop."""
        told = {(found.code, found.span) for found in self.report.found}
        found = (each for each in problem.found if each.code not in but)
        self.report.extend(each for each in found if (each.code, each.span) not in told)

    def _follows(self, item: Node, named: set[str], problem: Problem) -> bool:
        """Whether a problem may be no more than what an earlier one has led to."""
        undone = [verb.undoes.name for verb in _known_verbs(item) if verb.undoes]
        if problem.is_certain:
            return False
        doubted = self.doubtful.union(*(self.missed.get(name, set()) for name in undone))
        return bool(named & doubted) and all(d.code in _STATEFUL for d in problem.found)

    def _step(self, stage: Stage, item: Node, values: Values[str, Any]) -> Step | None:
        """A single `verb: arguments` pair."""
        self._refuse_cues(item)
        if is_loop(item):
            read_loop(item, values)  # raises: one that can be read does not come here
        verb, arguments, span = self._verb(item)
        self.run.append(verb)
        call = Call(
            verb=verb,
            stage=stage,
            arguments=arguments,
            values=values,
            span=span,
            act=self._do,
            report=self.report,
        )
        step = VERBS[verb].run(call)
        if step is None:
            return None
        unplaced = sorted(_unplaced(step.stage) - _unplaced(stage))
        if unplaced:
            message = f"`{unplaced[0]}` is shown, but the layout has no area for it"
            raise Problem("missing-area", message, arguments.span, hint=f"put `{unplaced[0]}` into `layout:`")
        return replace(step, span=span)

    def _verb(self, item: Node) -> tuple[str, Node, Span]:
        """The verb of an item, its arguments, and where it stands."""
        if not isinstance(item, Mapping) or len(item.values) != 1:
            raise _no_verb(item)
        ((verb, arguments),) = item.values.items()
        span = item.keys[verb].span
        if verb not in VERBS:
            hint = _hint_verb(verb, arguments)
            raise Problem("unknown-verb", f"`{verb}` is no verb", span, label="unknown verb", hint=hint)
        return verb, arguments, span

    def _refuse_cues(self, item: Node) -> None:
        """Items of `together` come here without theirs."""
        keys = item.keys if isinstance(item, Mapping) and len(item.values) > 1 else {}
        for key in KEYS:
            if key in keys:
                raise Problem(
                    "bad-cue",
                    f"`{key}` has its place within `together`",
                    keys[key].span,
                    hint="`then:` before an item lets all before it finish; moments are for `together`",
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What happens in a beat, the stage after it, and the number of the step for the still."""

    steps: tuple[Step, ...]
    closing: Stage
    still: int | None


def _recast(done: _Done, grid: Grid) -> _Done:
    """The same on another grid, unless the beat has a layout of its own."""
    if not done.closing.grid.is_written:
        steps = tuple(on_grid(step, grid) for step in done.steps)
        return replace(done, steps=steps, closing=replace(done.closing, grid=grid))
    return done


def _gliding(stage: Stage, done: _Done) -> _Done:
    """The same, after a glide to a new grid: at once with what happens first, if that may be."""
    first, *others = done.steps
    glide = Step(stage=replace(release(stage), grid=first.stage.grid), seconds=pace.MOVE, span=first.span)
    begun = _added([glide], first, at_once=not first.travels)
    later = len(begun) - 1
    still = None if done.still is None else done.still + later
    return replace(done, steps=(*begun, *others), still=still)


def _board_beat(beat: Beat, opening: Stage, done: _Done, *, lead: float = pace.LEAD) -> BoardBeat:
    gestures = in_gestures(opening, done.steps)
    moving = sum(gesture.seconds for gesture in gestures) + pace.SETTLE * len(gestures)
    seconds = max(lead + moving + pace.SETTLE, pace.reading_seconds(beat.say)) + beat.hold
    return BoardBeat(
        id=beat.id,
        title=beat.title,
        say=beat.say,
        opening=opening,
        gestures=gestures,
        closing=done.closing,
        seconds=round(seconds, 2),
        span=beat.span,
        lead=lead,
        still=done.still,
    )


def _no_verb(item: Node) -> Problem:
    """What is wrong with a `do` item that is not one verb with its arguments."""
    message = "a `do` item is one verb with its arguments"
    if isinstance(item, Mapping) and len(item.values) > 1:
        second = list(item.keys)[1]
        hint = f"begin it with `- ` on a line of its own: `- {second}: ...`"
        return Problem("bad-do", message, item.keys[second].span, label="a second verb", hint=hint)
    word = (item.text or "").split()[:1] if isinstance(item, Scalar) else []
    known = word[0].rstrip(":") if word else ""
    meant = VERBS.get(known) or next(iter(VERBS.values()))
    return Problem("bad-do", message, item.span, hint=f"for example `- {meant.example}`")


_STATEFUL = frozenset({"bad-verb", "missing-area", "unknown-part"})
"""Codes of problems that the state of actors may be the cause of."""
_OF_ACTORS = _STATEFUL | {"unknown-actor"}
"""Codes of problems that there are because an actor could not be read."""


def _hint_verb(verb: str, arguments: Node) -> str:
    """What an unknown verb may mean: first of all, one that takes these very arguments."""
    name, colon, _ = verb.partition(":")
    if colon and name in VERBS:
        return f"put a blank after the colon: `{name}: {verb[len(name) + 1 :]}`"
    keys = set(arguments.keys) if isinstance(arguments, Mapping) else set()
    fitting = [known for known in VERBS if keys and keys <= VERBS[known].keys]
    near = did_you_mean(verb, fitting)
    return near if near.startswith("did you mean") else did_you_mean(verb, VERBS) or _ALL_VERBS


_ALL_VERBS = "verbs: " + ", ".join(VERBS)


def _added(steps: list[Step], step: Step, *, at_once: bool) -> list[Step]:
    """The steps with one more, which may happen at once with the last one.

    What enters or leaves first in a new layout does so while the others glide.
    """
    if (
        steps
        and not step.parts
        and not steps[-1].parts
        and ((at_once and not step.follows) or _unplaced(steps[-1].stage) - _unplaced(step.stage))
    ):
        return [*steps[:-1], replace(merge((steps[-1], step), step.stage), span=step.span)]
    return [*steps, step]


def _replaces(before: Stage, between: Stage, after: Stage) -> bool:
    """Whether others come after all have left: then they cross-fade, and the stage is never empty."""
    if _visible(between) is not None:
        return False
    gone, come = ({actor.id for actor in stage.actors if actor.shown} for stage in (before, after))
    return bool(gone) and bool(come) and gone.isdisjoint(come)


def _shown_first(stage: Stage, steps: tuple[Step, ...]) -> Stage | None:
    """The stage with what enters it first, if that is all that happens then and nothing was there before."""
    first = next((part for step in steps for part in step.parts or (step,)), None)
    if first is None or first.travels or _visible(stage) is not None:
        return None
    return first.stage if _visible(first.stage) is not None else None


def _is_unseen(before: Stage, step: Step) -> bool:
    """Whether a step changes nothing but actors that are hidden."""
    return before != step.stage and not step.travels and _visible(before) == _visible(step.stage)


def _visible(stage: Stage) -> object:
    """What a picture of the stage depends on, or nothing when it is empty."""
    shown = tuple(actor for actor in stage.actors if actor.shown)
    return (shown, stage.links, stage.grid, stage.focus) if shown else None


def _unplaced(stage: Stage) -> frozenset[str]:
    """The actors that are shown but have no area; those that surround others need none."""
    if not stage.grid.is_written:
        return frozenset()
    areas = {name for name, _ in stage.grid.areas}
    return frozenset(a.id for a in stage.actors if a.shown and not a.around and a.id not in areas)


def _named(words: set[str], stage: Stage) -> set[str]:
    """The actors among the words of an item, also those that it probably means."""
    from difflib import get_close_matches  # only for a mistake: loading it takes longer than checking a film

    ids = [actor.id for actor in stage.actors]
    near = {match for word in words - set(ids) for match in get_close_matches(word, ids, n=1)}
    return (words & set(ids)) | near


def _actors_in(item: Node, values: Values[str, Any]) -> set[str]:
    """The words of an item that may name actors."""
    return {word.partition(".")[0] for text in _words(item) for word in _written(text, item.span, values)}


def _with_members(words: set[str], stage: Stage) -> set[str]:
    """Words, and the actors of the groups among them."""
    return words | {each.partition(".")[0] for word in words for each in stage.group(word)}


def _written(text: str, span: Span, values: Values[str, Any]) -> tuple[str, ...]:
    """A word with its values, or as it stands where they name nothing."""
    try:
        return written_out(text, span, values)
    except Problem:
        return (text,)


def _verbs_in(item: Node) -> tuple[str, ...]:
    return tuple(item.values) if isinstance(item, Mapping) else ()


def _spared(item: Node, unread: frozenset[str]) -> Node | None:
    """An item without the actors that could not be read, or None where it is nothing without them."""
    if isinstance(item, Scalar):
        return None if (item.text or "").partition(".")[0] in unread else item
    if isinstance(item, Sequence):
        kept = [each for each in (_spared(each, unread) for each in item) if each is not None]
        return replace(item, items=tuple(kept)) if kept else None
    rest = item.without(*(key for key in item.values if key.partition(".")[0] in unread))
    spared = {key: _spared(value, unread) for key, value in rest.values.items()}
    values = {key: value for key, value in spared.items() if value is not None}
    return replace(rest, values=values) if values and len(values) == len(spared) else None


def _holds_actions(item: Node) -> bool:
    return any(verb.holds_actions for verb in _known_verbs(item))


def _known_verbs(item: Node) -> list[Verb]:
    return [VERBS[name] for name in _verbs_in(item) if name in VERBS]


def _is_foundation(item: Node) -> bool:
    """Whether later verbs may build on what an item was to do; what no verb does, they may."""
    if is_loop(item):
        actions = item.get("do") if isinstance(item, Mapping) else None
        return not isinstance(actions, Sequence) or any(map(_is_foundation, actions))
    known = _known_verbs(item)
    return len(known) < max(1, len(_verbs_in(item))) or any(verb.is_foundation for verb in known)


def _words(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.text] if node.text else []
    if isinstance(node, Mapping):
        return [*node.values, *(word for value in node.values.values() for word in _words(value))]
    return [word for item in node for word in _words(item)]
