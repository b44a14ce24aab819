"""What has changed, in words: the parts of something as they were last time against those of now."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from explainsite.picture.keys import TITLE
from explainsite.rendering.inputs import ACCENT, CAMERA, LINES, OPENING, PACE, SENT, Parts
from explainsite.storyboard.words import listed

NAMED = 3
"""How many names stand in a sentence before the others are counted."""

_WHOLE = {
    "content": "what it shows changed",
    "timing": "its length changed",
    "drawing code": "the drawing code changed",
    "fonts": "the typefaces changed",
    "libraries": "the libraries that draw changed",
    "encoder": "the encoder's settings changed",
    "scene files": "the scene's files changed",
    "words": "its words changed",
    "palettes": "its palettes changed",
    "poster": "its poster changed",
    "assembling code": "the code that puts films together changed",
    "clips": "its beats changed",
}
"""What is said of a component whose parts are not known, or are as they were."""


def differences(component: str, before: Parts | None, now: Parts) -> str:
    """What of a component has changed since; `before` is None when its parts are not known any more."""
    return "; ".join(_sentences(component, before, now)) if before else _whole(component)


def _sentences(component: str, before: Parts, now: Parts) -> tuple[str, ...]:
    changed = sorted(name for name in {**before, **now} if before.get(name) != now.get(name))
    say = {
        "content": _content,
        "timing": _timing,
        "drawing code": _drawing_code,
        "fonts": _typefaces,
        "libraries": _libraries,
        "encoder": _encoder,
        "scene files": _files,
        "words": _words,
        "palettes": _palettes,
        "poster": _poster,
    }.get(component)
    return tuple(say(changed, before, now)) if say else (_whole(component),)


def _whole(component: str) -> str:
    return _WHOLE.get(component, f"its {component} changed")


def _content(changed: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    for name in ("scene", "file"):
        if name in changed:
            yield f"its {name} is {_instead(name, before, now, '`')}"
    if "scene" not in now:
        yield from _script(changed, before, now)
    elif ACCENT in changed:
        yield _accent(before, now)


def _script(changed: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    if ACCENT in changed and ACCENT in before and ACCENT in now:
        yield _accent(before, now)
    earlier = [name.removeprefix(OPENING) for name in changed if name.startswith(OPENING)]
    if earlier:
        yield f"an earlier beat changed {_things(earlier)}"
    own = [name for name in changed if not name.startswith(("@", OPENING)) and name not in earlier]
    if CAMERA in changed and not earlier:
        yield "its camera moves differently"
    if own:
        yield f"what it shows of {_things(own)} changed"
    elif not earlier:
        yield from _motion(changed)


def _accent(before: Parts, now: Parts) -> str:
    return f"its lane's colour is {_instead(ACCENT, before, now)}"


def _motion(changed: Collection[str]) -> Iterator[str]:
    """What else there is to say when the actors are as they were."""
    beside = [sentence for name, sentence in _BESIDE.items() if name in changed]
    if not changed:
        yield "its colours changed"
    elif PACE in changed and not beside:
        yield "its pace changed"
    yield from beside


_BESIDE = {
    TITLE: "the title that it begins with changed",
    LINES: "the lines that it draws changed",
    SENT: "what it sends changed",
}


def _timing(changed: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    for beat in changed:
        it = "it" if len(now) == len(before) == 1 else f"`{beat}`"
        if beat not in before:
            yield f"{it} is new"
        elif beat not in now:
            yield f"{it} is gone"
        else:
            yield f"{it} needs {now[beat]} s now, not {before[beat]} s"


def _drawing_code(changed: Collection[str], _: Parts, __: Parts) -> Iterator[str]:
    yield f"the drawing code changed: {_things(changed)}"


def _typefaces(changed: Collection[str], _: Parts, __: Parts) -> Iterator[str]:
    yield f"{'a typeface' if len(changed) == 1 else 'typefaces'} changed: {_things(changed)}"


def _libraries(changed: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    for name in changed:
        yield f"{name} is {_instead(name, before, now)}"


def _encoder(changed: Collection[str], _: Parts, __: Parts) -> Iterator[str]:
    yield f"the encoder's settings changed: {_things(changed)}"


def _files(changed: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    came = [name for name in changed if name not in before]
    went = [name for name in changed if name not in now]
    edited = [name for name in changed if name in before and name in now]
    if edited:
        yield f"{_things(edited)} changed"
    for names, what in ((came, "new"), (went, "gone")):
        if names:
            yield f"{_things(names)} {'is' if len(names) == 1 else 'are'} {what}"


def _words(changed: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    if "" in changed:
        yield "its title changed"
    edited = [name for name in changed if name and name in before and name in now]
    if edited:
        yield f"the words of {_things(edited)} changed"
    for beat in changed:
        if beat and beat not in edited:
            yield f"the beat `{beat}` is {'new' if beat in now else 'gone'}"


def _palettes(_: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    yield f"it is {_instead('', before, now)}"


def _poster(_: Collection[str], before: Parts, now: Parts) -> Iterator[str]:
    yield f"its poster shows {_instead('', before, now, '`')}"


def _instead(name: str, before: Parts, now: Parts, quote: str = "") -> str:
    """ "rose now, not teal"."""
    old, new = (parts.get(name, "absent") for parts in (before, now))
    return f"{quote}{new}{quote} now, not {quote}{old}{quote}"


def _things(names: Collection[str]) -> str:
    """ "`keys` and `cost`"; of many the first ones, and how many more there are."""
    known = sorted("the lines" if name == LINES else f"`{name}`" for name in names)
    more = len(known) - NAMED
    return listed(known if more <= 1 else [*known[:NAMED], f"{more} more"])
