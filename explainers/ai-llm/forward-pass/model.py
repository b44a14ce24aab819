"""A whole language model, small enough to print, and its forward pass step by step.

It knows nine words, gives each of them four numbers, and has one layer with one attention head. Its weights
were trained on twelve sentences about a cat and a dog (see the text below the film), and rounded.
"""

from __future__ import annotations

import math

Vector = list[float]
Matrix = list[Vector]

prompt = ["the", "cat", "sat", "on", "the"]
changed = ["the", "dog", "sat", "on", "the"]
question = [*prompt, "?"]
vocabulary = ["the", "cat", "dog", "sat", "ate", "on", "mat", "rug", "fish"]

# --- The weights --------------------------------------------------------------------------------------------

embedding = {
    "the": [1.0, -1.1, 2.0, -0.2],
    "cat": [-0.8, 0.2, -0.7, 0.5],
    "dog": [-0.4, -0.3, -0.2, 1.0],
    "sat": [1.1, 0.1, -1.1, 0.8],
    "ate": [-1.1, 0.8, 0.1, -1.0],
    "on": [-0.6, 0.3, 0.6, 0.6],
    "mat": [0.0, 0.0, 0.0, 0.0],  # these three never stand in the middle of a sentence
    "rug": [0.0, 0.0, 0.0, 0.0],
    "fish": [0.0, 0.0, 0.0, 0.0],
}
to_query = [[0.4, -0.5, 0.0, -0.1], [-0.1, 0.4, 0.0, 0.2], [-0.7, -0.4, 0.0, -0.9], [0.3, -0.1, 0.0, 0.1]]
to_key = [[0.2, 0.2, 0.0, 0.3], [-0.3, -0.2, 0.0, -0.4], [0.8, 0.0, 0.0, 0.6], [-0.1, 0.7, 0.0, 0.4]]
to_value = [[-0.5, -0.8, 0.0, -0.1], [0.5, 0.5, 0.1, -0.1], [-0.1, -1.0, -0.6, 0.6], [-1.2, 0.2, 0.6, -0.4]]
to_hidden = [
    [1.3, -0.3, 0.0, -0.2, -1.3, -0.4, -0.7, -0.1],
    [-0.3, -0.7, -0.4, -0.6, 0.2, 0.2, 0.1, -0.7],
    [-0.2, 0.6, 1.0, -0.5, 0.1, 0.4, 0.0, 0.0],
    [0.3, -0.3, -0.2, 0.4, 0.2, -0.2, 0.1, 0.2],
]
hidden_bias = [0.4, -0.1, 0.4, 0.2, 0.7, 0.3, 0.4, 0.1]
from_hidden = [
    [1.2, 0.1, -0.4, 0.6],
    [-0.2, -0.7, 0.6, -0.5],
    [0.4, 0.1, 0.8, -0.7],
    [-0.1, -0.3, -0.7, 0.5],
    [-1.3, 0.7, 0.2, 0.2],
    [-0.2, 0.5, 0.3, -0.3],
    [-0.7, 0.4, 0.1, 0.1],
    [-0.2, -0.6, -0.2, 0.2],
]
to_scores = [
    [-1.1, 0.3, 0.3, -0.9, -0.8, 0.7, 0.4, -0.3, 1.3],
    [1.3, -0.9, -0.9, -0.2, -0.1, 0.0, 0.3, -0.3, 0.4],
    [0.4, 0.1, 0.1, -0.4, -0.4, -1.2, 0.8, 0.7, 0.0],
    [-0.2, -0.1, -0.1, 0.5, 0.5, 0.5, -0.8, -0.9, 0.3],
]

# --- The forward pass ---------------------------------------------------------------------------------------


def times(vector: Vector, matrix: Matrix) -> Vector:
    """Multiply a row of numbers by a matrix."""
    return [sum(x * row[j] for x, row in zip(vector, matrix, strict=True)) for j in range(len(matrix[0]))]


def plus(a: Vector, b: Vector) -> Vector:
    """Add two rows of numbers."""
    return [x + y for x, y in zip(a, b, strict=True)]


def softmax(scores: Vector) -> Vector:
    """Turn scores into shares of one."""
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


def attention_shares(words: list[str]) -> Vector:
    """How much the last word takes from each word."""
    query = times(embedding[words[-1]], to_query)
    keys = [times(embedding[word], to_key) for word in words]
    matches = [sum(q * k for q, k in zip(query, key, strict=True)) for key in keys]
    return softmax([match / math.sqrt(len(query)) for match in matches])


def looked_back(words: list[str]) -> Vector:
    """The last word's numbers after attention."""
    total = embedding[words[-1]]
    for share, word in zip(attention_shares(words), words, strict=True):
        total = plus(total, [share * x for x in times(embedding[word], to_value)])
    return total


def sums(words: list[str]) -> Vector:
    """The eight sums inside the small network."""
    return plus(times(looked_back(words), to_hidden), hidden_bias)


def bent(words: list[str]) -> Vector:
    """The eight sums with everything below zero cut off."""
    return [max(0.0, x) for x in sums(words)]


def last_row(words: list[str]) -> Vector:
    """The last word's numbers after the whole layer."""
    return plus(looked_back(words), times(bent(words), from_hidden))


def scores(words: list[str]) -> dict[str, float]:
    """One score for each word that the model knows."""
    return dict(zip(vocabulary, times(last_row(words), to_scores), strict=True))


def chances(words: list[str]) -> dict[str, float]:
    """How likely each word is to come next."""
    by_word = scores(words)
    return dict(zip(by_word, softmax(list(by_word.values())), strict=True))


def rounded(row: Vector, digits: int = 1) -> Vector:
    """Numbers as the film shows them; -0.0 is shown as 0."""
    return [round(x, digits) + 0.0 for x in row]


# --- What the film shows ------------------------------------------------------------------------------------

guesses = ["cat", "dog", "mat", "rug", "fish"]


def guessed(words: list[str]) -> dict[str, float]:
    """The chances of the words that ever come next after "the"."""
    everything = chances(words)
    return {word: everything[word] for word in guesses}


after_cat = guessed(prompt)
after_dog = guessed(changed)
alone = guessed(["the"])
most_likely = after_cat["mat"]
shares = rounded(attention_shares(prompt), 2)
most_share = max(attention_shares(prompt))
start_row = rounded(embedding["the"])
back_row = rounded(looked_back(prompt), 2)
sum_row = rounded(sums(prompt), 2)
bent_row = rounded(bent(prompt), 2)
end_row = rounded(last_row(prompt), 2)
negative = [place for place, x in enumerate(sums(prompt)) if x < 0]
cut = len(negative)
mat_weights = [row[vocabulary.index("mat")] for row in to_scores]
best = sorted(scores(prompt), key=lambda word: -scores(prompt)[word])[:5]
by_score = {word: scores(prompt)[word] for word in best}
top_score = by_score[best[0]]
by_chance = {word: chances(prompt)[word] for word in best}
known = len(vocabulary)
numbers = len(start_row)
table = [embedding[word][row] for row in range(numbers) for word in prompt]
columns = [[row * len(prompt) + place for row in range(numbers)] for place in range(len(prompt))]
hidden = len(hidden_bias)

# --- A real model: Llama 3 8B -------------------------------------------------------------------------------

real_layers = 32
real_width = 4096
real_hidden = 14_336
real_heads = 32
real_kv_heads = 8
real_words = 128_256  # 128,000 tokens and 256 for control


def count_weights() -> int:
    """Count the small model's weights."""
    matrices = (to_query, to_key, to_value, to_hidden, from_hidden, to_scores)
    return known * numbers + sum(len(row) for matrix in matrices for row in matrix) + hidden


def real_weights() -> int:
    """Count the real model's weights, those of its normalisations included: two a layer and a last one."""
    narrow = real_width * real_kv_heads // real_heads
    layer = 2 * real_width * real_width + 2 * real_width * narrow + 3 * real_width * real_hidden
    return real_layers * layer + 2 * real_words * real_width + (2 * real_layers + 1) * real_width


weights = count_weights()
real_count = real_weights()
real_billions = real_count / 1e9
# One multiplication and one addition a weight; the words' own numbers are looked up, not multiplied.
per_token_billions = 2 * (real_weights() - real_words * real_width) / 1e9
real_context = 8_192  # tokens of a text
