"""Eight words with a score each, and every step from the scores to the word that is written.

The scores are ours, chosen to look like a model's for this prompt; all else is computed from them.
"""

from __future__ import annotations

import itertools
import math
import random

Chances = dict[str, float]

question = ["The", "cat", "sat", "on", "the", "?"]

# In the order of the vocabulary, as a model gives them. Only differences between scores count.
scores = {
    "bed": 2.7,
    "floor": 3.1,
    "law": 1.5,
    "mat": 4.0,
    "moon": 1.8,
    "of": 1.1,
    "roof": 2.3,
    "sofa": 3.4,
}
nonsense = ["moon", "law", "of"]

temperature = 0.8
top_k = 5
top_p = 0.9

# --- The pipeline -------------------------------------------------------------------------------------------


def ranked(amounts: Chances) -> Chances:
    """The largest amount first."""
    return dict(sorted(amounts.items(), key=lambda item: -item[1]))


def softmax(amounts: Chances, heat: float = 1.0) -> Chances:
    """Turn scores into shares of one, after dividing them by a temperature."""
    powers = {word: math.exp(score / heat) for word, score in amounts.items()}
    return {word: power / sum(powers.values()) for word, power in powers.items()}


def keep_most_likely(chances: Chances, count: int) -> Chances:
    """Top-k: so many words, shared out anew."""
    return shared_out(dict(itertools.islice(ranked(chances).items(), count)))


def keep_nucleus(chances: Chances, share: float) -> Chances:
    """Top-p: the fewest words that together reach a share, shared out anew."""
    order = ranked(chances)
    before = dict(zip(order, itertools.accumulate(order.values(), initial=0.0), strict=False))
    return shared_out({word: chance for word, chance in order.items() if before[word] < share})


def shared_out(chances: Chances) -> Chances:
    """The same proportions, as shares of one."""
    return {word: chance / sum(chances.values()) for word, chance in chances.items()}


def running(chances: Chances) -> Chances:
    """What all words down to this one have together."""
    return dict(zip(chances, itertools.accumulate(chances.values()), strict=True))


def sample(chances: Chances, drawn: float) -> str:
    """Walk down the running total to the first word that passes the number drawn."""
    return next(word for word, total in running(chances).items() if total > drawn)


def counted(chances: Chances, seed: int, draws: int) -> dict[str, int]:
    """How often each word comes in so many draws."""
    chance = random.Random(seed)  # noqa: S311 - a lot, not a secret
    words = [sample(chances, chance.random()) for _ in range(draws)]
    return {word: words.count(word) for word in by_score}


# --- What the film shows ------------------------------------------------------------------------------------

by_score = ranked(scores)
order = list(by_score)
none = dict.fromkeys(by_score, 0)
known = len(scores)

plain = softmax(by_score)
cold, hot = 0.5, 2.0
colder, hotter = softmax(by_score, cold), softmax(by_score, hot)
warm = softmax(by_score, temperature)
likely, law = plain["mat"], plain["law"]

tail = sum(warm[word] for word in nonsense)
first_k = keep_most_likely(warm, top_k)
with_k = dict.fromkeys(by_score, 0.0) | first_k
so_far = list(running(first_k).values())
nucleus = keep_nucleus(first_k, top_p)
with_p = dict.fromkeys(by_score, 0.0) | nucleus
kept = len(nucleus)

# The same prompt three times, straight from the scores.
asked = random.Random(107)  # noqa: S311
three = [sample(plain, asked.random()) for _ in range(3)]

# The film's draw.
drawn = random.Random(0).random()  # noqa: S311
totals = running(nucleus)
chosen = sample(nucleus, drawn)

draws = 1_000
plain_counts = counted(plain, seed=1, draws=draws)
piped_counts = counted(nucleus, seed=1, draws=draws)
plain_nonsense = sum(plain_counts[word] for word in nonsense)
piped_nonsense = sum(piped_counts[word] for word in nonsense)
most_often = max(*plain_counts.values(), *piped_counts.values())

# The decision, against always taking the first word.
not_first = 1 - max(nucleus.values())

# For the text: words for 90 % at a temperature, and how many short texts have a word from the tail.
text_words = 20
spoilt = 1 - (1 - sum(plain[word] for word in nonsense)) ** text_words

# --- What if ----------------------------------------------------------------------------------------------


def at(heat: float, count: int) -> Chances:
    """The chance of each word at a temperature, if so many stay, and what those that make no sense have."""
    kept = dict.fromkeys(by_score, 0.0) | keep_most_likely(softmax(by_score, heat), count)
    return kept | {"no sense": sum(kept[word] for word in nonsense)}
