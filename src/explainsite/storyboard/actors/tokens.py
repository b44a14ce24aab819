"""`tokens`: a row of words or pieces of words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from explainsite.content.models import Bool, Int
from explainsite.storyboard.actors.defaults import describe_in_place
from explainsite.storyboard.actors.flaws import Flaw, too_many
from explainsite.storyboard.actors.kind import ActorKind, ActorSpec
from explainsite.storyboard.actors.parts import indexed, texts_of
from explainsite.storyboard.fields import Name
from explainsite.storyboard.phrases import by_word_or_place
from explainsite.storyboard.state import Actor, Part


class TokensSpec(ActorSpec):
    """A row of tokens."""

    items: tuple[Name, ...] = Field((), max_length=16, description="The tokens, in order.")
    columns: Int | None = Field(
        None, ge=1, le=16, description="How many slots the row has; by default one for each token."
    )
    index: Bool = Field(default=False, description="Show each token's position above it.")


def _next(actor: Actor, text: str) -> Part:
    return Part(id=str(len(actor.parts)), text=text)


def _room(spec: TokensSpec) -> int:
    return spec.columns or len(spec.items)


def _check(spec: TokensSpec) -> Iterator[Flaw]:
    yield from too_many("items", spec.items, _room(spec), "token")


_DEMO = """
layout: |
  prompt
stage:
  prompt: {is: tokens, items: [The, cat, sat, on, the], columns: 6, index: true}
beats:
  - title: A word is added
    say: Five tokens stand in a row. The sixth is the model's own.
    do:
      - show: prompt
      - append: {prompt: mat}
      - mark: {prompt.5: accent}
"""

TOKENS = ActorKind(
    name="tokens",
    group="Rows",
    spec=TokensSpec,
    parts=lambda spec: indexed(list(spec.items)),
    contents=lambda actor: texts_of(actor) or "empty",
    room=_room,
    check=_check,
    part_noun="token",
    next_part=_next,
    extra=frozenset({"clear", "move", "note", "select", "swap"}),
    by_place=True,
    part_names=by_word_or_place,
    describe_changes=describe_in_place,
    more_room="give it more `columns`",
    example="{is: tokens, items: [The, cat, sat], index: true}",
    demo=_DEMO,
)
