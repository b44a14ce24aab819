"""The keys of shapes: here they are made, and here they are read.

    jobs/3/box              a shape of a part of an actor
    time/axis/40/text       a shape of a piece of a part
    jobs/label              a shape of an actor that is of none of its parts
    @link/jobs.3/db/line    a shape of the line between two targets
    @title/words            a shape of the card with the film's title

What stands before the last slash is the *group* of a shape: a part, an actor without its parts, a piece of
one, or a line. Shapes of one group belong together: they enter, move and lie on top of others as one. Two
pictures are matched by their keys, so the key of what stays the same thing stays the same.

Names may have any characters: as in a JSON Pointer (RFC 6901), `~` is `~0` and a slash is `~1`. An actor's
name has letters, digits and hyphens, so none begins with `@`.
"""

from __future__ import annotations

from collections.abc import Mapping

BOX = "box"
"""The name of the shape that is the ground of a part, if it has one."""

TITLE = "@title"
"""The group of what is seen of a film's title."""

INDEX = "index"
"""The name of the number of a place, which stays there when what stands in it moves."""
BRANCH = "edge"
"""What the names of the shapes of a branch to a node begin with: it stays, as the place does."""
CALLOUT = "callout"
"""What the names of the shapes of a note begin with that stands beside its actor."""
_LINK = "@link"
_LEAVING = "~"
"""At the end of a key that something else takes over: no name ends so."""


def join(base: str, *names: str | None) -> str:
    """The key, or the group, of these names in turn inside an actor or a group; empty names are left out."""
    return "/".join((base, *(_escaped(name) for name in names if name)))


def inside(actor: str, key: str) -> str:
    """The key of a shape that an author's own view has given a key within its actor."""
    return f"{actor}/{key}"


def link(start: str, end: str) -> str:
    """The group of the line between two groups, each an actor or a part."""
    return f"{_LINK}/{start.replace('/', '.', 1)}/{end.replace('/', '.', 1)}"


def actor_of(key: str) -> str:
    """The actor that a shape or a group is of; of all lines it is the same, and no actor's."""
    return key.partition("/")[0]


def part_of(key: str) -> str:
    """The part that a group is or is inside of, or a shape; empty for an actor.

    Of a shape that is an actor's own it is the shape's name.
    """
    _, *names = key.split("/", 2)
    return _unescaped(names[0]) if names else ""


def group_of(key: str) -> str:
    """The group of a shape."""
    return key.rpartition("/")[0]


def name_of(key: str) -> str:
    """The name of a shape in its group."""
    return _unescaped(key.rpartition("/")[2])


def is_within(key: str, group: str) -> bool:
    """Whether a shape, or a group, is inside a group, at any depth."""
    return key.startswith(f"{group}/")


def is_link(key: str) -> bool:
    """Whether a shape, or a group, is of a line between two targets."""
    return is_within(key, _LINK)


def is_title(key: str) -> bool:
    """Whether a shape is of the card with the film's title."""
    return is_within(key, TITLE)


def is_callout(key: str) -> bool:
    """Whether a shape is of a note beside an actor or a part."""
    return name_of(key).startswith(CALLOUT)


def ends_of(key: str) -> tuple[str, str]:
    """The groups of the two targets that a line joins."""
    _, start, end = key.split("/")[:3]
    return start.replace(".", "/", 1), end.replace(".", "/", 1)


def moved(key: str, moves: Mapping[str, str]) -> str:
    """The key of a shape once its part, or an end of its line, has become another: `moves` is by groups."""
    if is_link(key):
        start, end = ends_of(key)
        return join(link(moves.get(start, start), moves.get(end, end)), name_of(key))
    group = group_of(key)
    name = name_of(key)
    stays = group not in moves or name == INDEX or name.startswith(BRANCH)
    return key if stays else f"{moves[group]}{key.removeprefix(group)}"


def leaving(key: str) -> str:
    """The key of what leaves while something else takes its key."""
    return f"{key}{_LEAVING}"


def line_of(key: str, index: int) -> str:
    """The key of a line of a text: the first one has the key of the text."""
    return f"{key}-{index + 1}" if index else key


def first_line(key: str) -> str:
    """The key of the first line of a text, if there is such a text: the reverse of `line_of`."""
    first, _, line = key.rpartition("-")
    return first if first and line.isdigit() else key


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _unescaped(name: str) -> str:
    return name.replace("~1", "/").replace("~0", "~")
