"""A hint names what was meant, and nothing when nothing is near."""

from __future__ import annotations

import pytest

from explainsite.content.forms import SpecForm
from explainsite.diagnostics import did_you_mean

KEYS = [*SpecForm.model_fields]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("dat", "data"),
        ("titel", "title"),
        ("tag", "tags"),
        ("prerequisits", "prerequisites"),
        ("lvl", "level"),
    ],
)
def test_a_near_word_is_named(word: str, meant: str) -> None:
    assert did_you_mean(word, KEYS) == f"did you mean `{meant}`?"


@pytest.mark.parametrize("word", ["draft", "str", "meta", "weight", "x"])
def test_a_short_word_is_not_like_another_by_chance(word: str) -> None:
    assert did_you_mean(word, KEYS) == ""


def test_a_few_known_words_are_listed_instead() -> None:
    assert did_you_mean("draft", ["data", "title"]) == "known here: `data`, `title`"
