"""How much there is to read, in scripts with blanks between words and without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainsite.text.counting import count_characters, count_words

WORDS = st.lists(st.text("aàβдé-'.,—½12", min_size=1, max_size=8))


@given(WORDS)
def test_where_blanks_stand_words_are_counted(words: list[str]) -> None:
    assert count_words("  ".join(words)) == len(words)
    assert count_characters("\n".join(words)) == len(" ".join(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("缓存保存键和值。", 7 * 2 / 3),
        ("キャッシュ", 5 * 2 / 3),
        ("サーバー", 4 * 2 / 3),
        ("人々・々", 3 * 2 / 3),
        ("𠮷野家", 3 * 2 / 3),
        ("키와 값을 보관합니다.", 3),
        ("ต้อง", 3 * 4 / 15),
        ("ຕ້ອງ", 3 * 4 / 15),
        ("。", 1),
        ("—", 1),
        ("👍", 1),
        ("ключ и значение", 3),
        ("مفتاح وقيمة", 2),
    ],
)
def test_words_of_a_script(text: str, words: float) -> None:
    assert count_words(text) == pytest.approx(words)


def test_mixed_text_adds_up() -> None:
    assert count_words("使用GPU加速，共12次") == pytest.approx(6 * 2 / 3 + 2)
    assert count_words("the 缓存 of GPU") == pytest.approx(3 + 2 * 2 / 3)


def test_characters_weigh_what_they_take_to_read() -> None:
    assert count_characters("键 key") == pytest.approx(4 + 1 + 3)
    assert count_characters("cafe\u0301") == 4
