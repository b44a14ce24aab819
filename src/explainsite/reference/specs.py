"""The reference of the language: a spec for every actor and verb, written from what the code says of it.

The specs go the way of an author's own: they are read, checked, rendered and set as pages. So an example that
does not work cannot be published, and a field without a description cannot be forgotten.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent

from pydantic import BaseModel

from explainsite.content.discover import EXPLAINERS, REFERENCE
from explainsite.content.nodes import Mapping as MappingNode
from explainsite.content.nodes import Node, Sequence
from explainsite.content.source import Source
from explainsite.content.spec import SpecFile
from explainsite.content.yamltree import parse_yaml
from explainsite.diagnostics import Report
from explainsite.reference.wording import Key, keys_of, meaning_of, model_of, models_in, takes_in_words
from explainsite.storyboard.actors import KINDS
from explainsite.storyboard.actors.kind import ActorKind
from explainsite.storyboard.verbs import VERBS
from explainsite.storyboard.verbs.verb import Verb

ACTORS, ACTIONS = "actors", "verbs"
"""The two parts of the reference, as their folders are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEntry:
    """An actor kind or a verb, as its page in the reference presents it."""

    part: str
    group: str
    name: str
    meaning: str
    demo: str
    """Empty for what a team adds without a film of its own."""
    about: tuple[str, ...]
    """What the page says below the film, in paragraphs and lists of Markdown."""

    @property
    def slug(self) -> str:
        """Its slug; no author's can have a slash."""
        return f"{self.part}/{self.name}"

    @property
    def path(self) -> str:
        """Where its spec would stand if it were a file, so that links to it can be written."""
        return f"{EXPLAINERS}/{REFERENCE}/{self.slug}.md"

    @property
    def spec(self) -> str:
        """The whole spec."""
        head = (f"{key}: {json.dumps(value)}" for key, value in self._head())
        code = ("```yaml", self.demo, "```", "") if self.demo else ()
        return "\n".join(["---", *head, self.demo, "---", *code, *self.about, *self._others(), ""])

    def _head(self) -> Iterator[tuple[str, object]]:
        yield from (("title", self.name), ("topic", self.group), ("summary", _sentences(self.meaning)[0]))
        yield from () if self.demo else (("format", "concept"),)

    def _others(self) -> Iterator[str]:
        """The way to all else that has a part in the film."""
        links = [f"[`{name}`](../{part}/{name}.md)" for part, name in _cast(self.demo) if name != self.name]
        if links:
            yield from ("", f"In its film: {_and(links)}.")


def reference_files() -> Iterator[SpecFile]:
    """The specs of the reference, group by group."""
    for entry in entries():
        yield SpecFile(source=Source(path=entry.path, text=entry.spec), lane=REFERENCE, slug=entry.slug)


def entries() -> list[ReferenceEntry]:
    """Every actor and every verb, in the order of the index."""
    return [*_by_group(map(_actor, KINDS.values())), *_by_group(map(_verb, VERBS.values()))]


def _by_group(entries: Iterable[ReferenceEntry]) -> list[ReferenceEntry]:
    """Entries with those of a group together, the groups in the order of their first."""
    groups: dict[str, list[ReferenceEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return [entry for group in groups.values() for entry in group]


def _actor(kind: ActorKind) -> ReferenceEntry:
    about = ("## Fields", "", *_fields(keys_of(kind.spec)), *_own_verbs(kind))
    return _entry(ACTORS, kind, meaning_of(kind.spec), about)


def _own_verbs(kind: ActorKind) -> Iterator[str]:
    own = (verb.name for verb in VERBS.values() if verb.is_special_to(kind))
    verbs = [f"[`{name}`](../{ACTIONS}/{name}.md)" for name in own]
    if verbs:
        yield from ("", f"Beside the verbs that suit every actor, it takes {_and(verbs)}.")


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)


def _verb(verb: Verb) -> ReferenceEntry:
    model = model_of(verb.takes)
    several = "" if model is verb.takes else ", or a list of mappings with them"
    what = f"the fields below{several}" if model else _with_article(takes_in_words(verb))
    takes = f"{' '.join(_sentences(verb.meaning)[1:])} Takes {what}: `- {verb.example}`.".lstrip()
    models = list(dict.fromkeys(models_in(verb.takes)))
    heading = ("", "## Fields") if models else ()
    fields = (*heading, *(line for each in models for line in _of_model(each, alone=model is not None)))
    return _entry(ACTIONS, verb, verb.meaning, (takes, *fields))


def _with_article(words: str) -> str:
    return f"an {words}" if words.startswith("action") else f"a {words}"


def _of_model(model: type[BaseModel], *, alone: bool) -> Iterator[str]:
    """The fields of a model; when the verb takes other things too, it says which they are."""
    yield from () if alone else ("", meaning_of(model))
    yield from ("", *_fields(keys_of(model)))


def _sentences(words: str) -> list[str]:
    return re.split(r"(?<=\.) (?=[A-Z`])", words)


def _entry(part: str, of: ActorKind | Verb, meaning: str, about: tuple[str, ...]) -> ReferenceEntry:
    return ReferenceEntry(
        part=part, group=of.group, name=of.name, meaning=meaning, demo=dedent(of.demo).strip(), about=about
    )


def _fields(keys: Iterable[Key]) -> Iterator[str]:
    """A definition list: what each field says, and what it takes."""
    for key in keys:
        required = ", required" if key.required else ""
        default = f"; `{key.default}` by default" if key.default else ""
        yield from (f"`{key.name}`", f": {key.about}", f": *{key.takes}{required}{default}*", "")


def _cast(demo: str) -> list[tuple[str, str]]:
    """The actors and verbs that a demo is made of, each once."""
    root = parse_yaml(Source(path="", text=demo), Report())
    stage = root.get("stage") if isinstance(root, MappingNode) else None
    beats = root.get("beats") if isinstance(root, MappingNode) else None
    kinds = [(ACTORS, kind) for kind in _kinds(stage) if kind in KINDS]
    verbs = [(ACTIONS, verb) for beat in _items(beats) for verb in _verbs(beat) if verb in VERBS]
    return list(dict.fromkeys([*kinds, *verbs]))


def _kinds(stage: Node | None) -> Iterator[str]:
    for actor in stage.values.values() if isinstance(stage, MappingNode) else ():
        if isinstance(actor, MappingNode) and "is" in actor.values:
            yield str(actor.values["is"].plain())


def _verbs(holder: Node) -> Iterator[str]:
    """The verbs of a beat's `do`, also those inside others."""
    keys = ("do", *(verb.name for verb in VERBS.values() if verb.holds_actions))
    for actions in (holder.get(key) for key in keys) if isinstance(holder, MappingNode) else ():
        for item in (actions,) if isinstance(actions, MappingNode) else _items(actions):
            yield from item.values if isinstance(item, MappingNode) else ()
            yield from _verbs(item)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()
