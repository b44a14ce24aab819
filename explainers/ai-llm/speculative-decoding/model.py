"""The film's counts and times: two rounds of draft and check, and what a rate of kept guesses is worth."""

from __future__ import annotations

# --- The sentence -----------------------------------------------------------------------------------------

# What the small model guesses in each round, and what the large one would write in each of those places and
# in the next: chosen by hand, as a small model gets common words right and facts wrong.
text = ["Visit"]
drafts = [["Paris", "on", "the", "Rhine", "river"], ["where", "many", "see", "the", "Mona"]]
answers = [
    ["Paris", "on", "the", "Seine", "which", "which"],
    ["where", "many", "see", "the", "Mona", "Lisa"],
]


def kept(draft: list[str], answer: list[str]) -> int:
    """Return how many guesses stand: those before the first that the large model would not have written."""
    for place, guess in enumerate(draft):
        if guess != answer[place]:
            return place
    return len(draft)


def written(draft: list[str], answer: list[str]) -> list[str]:
    """Return what one round writes: the guesses that stand, and one word of the large model's own."""
    standing = kept(draft, answer)
    return [*draft[:standing], answer[standing]]


rounds = [written(draft, answer) for draft, answer in zip(drafts, answers, strict=True)]
sentence = [word for words in rounds for word in words]
first_draft, second_draft = drafts
first_answer, second_answer = answers
first_words, second_words = rounds
first_kept, second_kept = (kept(draft, answer) for draft, answer in zip(drafts, answers, strict=True))
first_count, second_count = len(first_words), len(second_words)
late_words = sentence[3:]
seen = [first_words[-1]]

# --- Times ------------------------------------------------------------------------------------------------

# Chinchilla, with 70 billion weights, and its draft model with 4 billion (Chen and others, 2023).
large_ms = 14.1
small_ms = 1.8
large_weights = 70
small_weights = 4
guesses = len(first_draft)

draft_ms = guesses * small_ms
draft_clock = [(i + 1) * small_ms for i in range(guesses)]
round_ms = draft_ms + large_ms
passes_alone = len(sentence)
passes = len(rounds)
alone_ms = passes_alone * large_ms
helped_ms = passes * round_ms
alone_clock = [(i + 1) * large_ms for i in range(passes_alone)]

# --- Why a pass over six words costs no more than over one ------------------------------------------------

# One TPU v4: operations and bytes a second. A weight of 2 bytes takes part in 2 operations for each word.
peak_operations = 275e12
peak_bytes = 1.2e12
words_for_free = peak_operations / peak_bytes


room = round(words_for_free)
checked = guesses + 1
users = room // checked
full = users * checked

# --- Words that are drawn ---------------------------------------------------------------------------------

small_draws = {"Rhine": 5, "Seine": 3, "coast": 2}
large_draws = {"Rhine": 1, "Seine": 7, "coast": 2}
draws = sum(small_draws.values())
overlap = {word: min(small_draws[word], large_draws[word]) for word in small_draws}
refused = {word: small_draws[word] - overlap[word] for word in small_draws}
lacking = {word: large_draws[word] - overlap[word] for word in small_draws}
rhine_small, rhine_large = small_draws["Rhine"], large_draws["Rhine"]
refused_rhine = refused["Rhine"]

# --- What a rate of kept guesses is worth -----------------------------------------------------------------


def words_per_pass(rate: float, length: int = guesses) -> float:
    """Return the expected words of a round, if each of `length` guesses is kept with chance `rate`."""
    return sum(rate**place for place in range(length + 1))


def speed(rate: float, length: int = guesses) -> float:
    """Return how many times as fast as the large model alone."""
    return words_per_pass(rate, length) * large_ms / (length * small_ms + large_ms)


def break_even(length: int = guesses) -> float:
    """Return the rate below which guessing costs more time than it saves."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if speed(middle, length) < 1 else (low, middle)
    return high


# Rates in percent, as the plot has them.
curve = [[percent, speed(percent / 100)] for percent in range(0, 101, 2)]
often, half, seldom = 90, 60, 20
even = 100 * break_even()
speed_often, speed_half, speed_seldom = (speed(percent / 100) for percent in (often, half, seldom))
usual = 0.8
usual_words = words_per_pass(usual)
usual_speed = speed(usual)
