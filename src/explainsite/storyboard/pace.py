"""How long things take, in seconds, and how fast people read."""

from __future__ import annotations

from explainsite.text.counting import WORD_LENGTH, count_characters, count_words

ENTER = 0.6
LEAVE = 0.45
CHANGE = 0.8
COUNT = 2.0
"""What counts, unless other things take time meanwhile."""
EMPHASISE = 0.5
TRAVEL, LONGEST_TRAVEL = 0.95, 2.0
"""How long something is under way that has no words to read, and the most that a message is."""
ARRIVES = 0.86
"""The share of its time after which a message is where it goes; then it fades, and what it causes begins."""
CROSSING = 1.7
"""From the first message that sets out on a timeline until the last has arrived, if their times differ."""
QUICKEST = 0.3
"""The least that one of them takes, however short its time is."""
MOVE = 0.9
STAGGER = 0.06
SLIDE_STAGGER, LONGEST_SLIDE_STAGGER = 0.06, 0.36
"""Between rows that slide to new places, and from the first to the last of them."""
MESSAGE_STAGGER = 0.14
MEETING_STAGGER = 0.2
"""Between messages to one place, where they must not crowd each other: the last of five leaves before the
first has arrived."""
SETS_OUT = 0.5
"""The share of a step after which the next one sets out, if it need not wait."""
MOST_AT_ONCE = 3
"""Steps that may move at the same time: more than that nobody can follow."""
LEAD = 0.25
"""Stillness before a beat's first motion, so that a cut between beats is never a jump."""
SETTLE = 0.3
"""Stillness after each motion, before the next one."""
LONGEST_GAP = 1.4
"""More stillness than this between two motions reads as a stop."""
LONGEST_WAIT = 10.0

WORDS_PER_MINUTE = 160
FASTEST_READING = 22.0
"""Characters a second; numbers and long words take longer than a count of words tells."""
SECONDS_PER_NEW_WORD = 0.3
"""Reading time of a word that is new on screen."""


LOST_AT = 0.56
"""The share of its path after which a lost message is lost."""


def entering_seconds(parts: int) -> float:
    """How long it takes until so many parts are there, one entering after the other."""
    return ENTER + min(0.4, STAGGER * max(0, parts - 1))


def sliding_seconds(rows: int) -> float:
    """How long so many rows take to slide past each other, one setting out after the other."""
    return MOVE + min(LONGEST_SLIDE_STAGGER, SLIDE_STAGGER * max(0, rows - 1))


def travelling_seconds(words: str) -> float:
    """How long a message is under way: its words are read while it moves. `x = 7` reads as one."""
    reading = SECONDS_PER_NEW_WORD * count_characters(words) / WORD_LENGTH
    return round(min(LONGEST_TRAVEL, TRAVEL + reading), 3)


def reading_seconds(text: str) -> float:
    """How long a caption takes to read aloud, in seconds."""
    return count_words(text) * 60 / WORDS_PER_MINUTE


def new_words_seconds(text: str) -> float:
    """How long words that are new on screen stand there to be read, in seconds."""
    return count_words(text) * SECONDS_PER_NEW_WORD


def shortest_reading_seconds(text: str) -> float:
    """How long a caption must be shown at the least, in seconds."""
    return count_characters(text) / FASTEST_READING


def gap_after_each(spare: float, steps: int) -> float:
    """Stillness after each of `steps` motions when `spare` seconds are left beside them.

    Half of what is spare goes between the motions, so that they follow the words; the rest holds the last
    picture.
    """
    if steps == 0:
        return 0.0
    return max(SETTLE, min(LONGEST_GAP, spare * 0.5 / steps))
