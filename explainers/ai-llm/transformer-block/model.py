"""A language model of three blocks, and what each of its steps adds to the last word of a prompt.

It knows nine words and gives each of them four numbers. A block is pre-norm, as in Llama: a copy is brought
to one size, attention or the feed-forward reads it, and what comes out is added. Its weights were trained on
twelve sentences about a cat and a dog (see the text below the film), and rounded.
"""

from __future__ import annotations

import math

Vector = list[float]
Matrix = list[Vector]

prompt = ["the", "cat", "sat", "on", "the"]
vocabulary = ["the", "cat", "dog", "sat", "ate", "on", "mat", "rug", "fish"]

# --- The weights --------------------------------------------------------------------------------------------

embedding = {
    "the": [-0.1, -0.7, -0.2, 0.7],
    "cat": [0.3, -0.1, 0.3, -0.5],
    "dog": [0.1, 0.1, 0.4, -0.4],
    "sat": [0.2, 0.5, 0.0, 0.2],
    "ate": [-0.2, 0.1, -0.2, -0.4],
    "on": [-0.4, 0.3, -0.2, -0.4],
    "mat": [0.0, 0.0, 0.0, 0.0],
    "rug": [0.0, 0.0, 0.0, 0.0],
    "fish": [0.0, 0.0, 0.0, 0.0],
}
blocks = [
    {
        "query": [
            [0.0, -0.2, 0.0, -0.1],
            [-0.4, -0.4, 0.1, -0.2],
            [0.0, -0.2, -0.1, 0.0],
            [0.2, 0.3, -0.1, 0.2],
        ],
        "key": [
            [0.3, 0.2, -0.1, 0.2],
            [-0.2, -0.5, -0.3, -0.1],
            [0.0, 0.0, 0.0, 0.0],
            [-0.3, -0.4, 0.1, -0.2],
        ],
        "value": [
            [0.1, -0.2, -0.2, -0.4],
            [0.3, 0.3, -0.2, 0.3],
            [0.1, 0.1, -0.2, -0.1],
            [0.0, 0.2, 0.2, 0.4],
        ],
        "up": [
            [0.1, -0.1, 0.0, -0.2, -0.3, 0.1],
            [0.0, 0.0, -0.2, 0.1, 0.1, 0.0],
            [0.1, 0.3, -0.1, -0.1, 0.0, 0.3],
            [-0.1, -0.3, 0.2, -0.1, 0.5, -0.3],
        ],
        "bias": [[-0.1, 0.0, 0.1, 0.0, 0.1, 0.1]],
        "down": [
            [0.0, -0.1, 0.0, -0.1],
            [0.2, -0.1, -0.1, -0.2],
            [0.0, 0.3, 0.1, -0.1],
            [-0.1, 0.1, 0.1, -0.2],
            [0.3, 0.3, -0.4, 0.0],
            [0.3, 0.0, 0.0, -0.2],
        ],
    },
    {
        "query": [[0.0, 0.2, 0.0, 0.0], [0.0, 0.3, 0.2, 0.0], [0.0, 0.1, 0.1, 0.2], [0.1, -0.3, -0.1, 0.1]],
        "key": [[0.0, -0.4, -0.2, 0.0], [0.1, -0.4, -0.2, 0.0], [0.0, 0.0, 0.3, 0.1], [0.0, 0.2, 0.3, 0.0]],
        "value": [
            [0.0, -0.1, -0.1, 0.1],
            [0.3, -0.2, -0.2, -0.3],
            [-0.2, 0.0, 0.0, 0.1],
            [0.2, -0.5, 0.3, 0.0],
        ],
        "up": [
            [-0.2, 0.0, 0.1, 0.1, 0.1, -0.1],
            [0.1, 0.3, -0.2, 0.0, 0.0, 0.2],
            [0.2, -0.1, -0.1, -0.2, 0.0, -0.1],
            [-0.1, 0.0, 0.1, 0.0, 0.0, -0.2],
        ],
        "bias": [[-0.1, 0.1, -0.1, 0.1, 0.0, -0.1]],
        "down": [
            [0.1, -0.1, -0.2, -0.1],
            [-0.4, 0.0, 0.0, 0.0],
            [0.1, -0.2, -0.1, -0.3],
            [-0.1, 0.1, 0.2, -0.1],
            [0.0, 0.1, 0.1, 0.0],
            [-0.1, -0.1, -0.1, -0.1],
        ],
    },
    {
        "query": [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.1, 0.0], [0.0, 0.0, 0.1, 0.0], [0.0, 0.0, 0.0, 0.0]],
        "key": [[0.0, 0.0, 0.0, 0.0], [0.0, 0.0, -0.1, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, -0.1, 0.0]],
        "value": [
            [-0.1, -0.2, -0.1, -0.1],
            [0.1, -0.2, -0.1, 0.0],
            [0.1, 0.1, -0.1, 0.0],
            [-0.1, 0.0, 0.2, -0.2],
        ],
        "up": [
            [0.3, 0.0, 0.0, 0.0, 0.0, 0.0],
            [-0.1, 0.0, 0.0, 0.0, 0.0, 0.0],
            [-0.2, 0.0, 0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        ],
        "bias": [[0.1, 0.0, 0.0, 0.0, 0.0, 0.0]],
        "down": [
            [0.1, 0.3, 0.3, -0.2],
            [0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0],
        ],
    },
]
to_scores = [
    [-1.8, -0.6, -0.6, 0.9, 0.8, 1.1, 0.3, 1.3, -1.8],
    [1.3, -1.0, -1.0, 0.1, 0.1, 2.5, -1.7, -0.9, 0.5],
    [-1.4, 1.5, 1.5, 1.5, 1.2, 0.1, -1.3, -1.3, -1.3],
    [-1.9, 1.4, 1.4, -1.8, -1.6, 1.1, -0.2, 0.7, 1.7],
]

# --- What a block does --------------------------------------------------------------------------------------


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


def size(vector: Vector) -> float:
    """The root of the mean square of its numbers."""
    return math.sqrt(sum(x * x for x in vector) / len(vector))


def normed(vector: Vector) -> Vector:
    """The same proportions at size 1. (A real model also multiplies by learned gains.)"""
    return [x / size(vector) for x in vector]


def shares(rows: Matrix, block: dict[str, Matrix]) -> Vector:
    """How much the last word takes from each word so far."""
    copies = [normed(row) for row in rows]
    query = times(copies[-1], block["query"])
    keys = [times(copy, block["key"]) for copy in copies]
    matches = [sum(q * k for q, k in zip(query, key, strict=True)) for key in keys]
    return softmax([match / math.sqrt(len(query)) for match in matches])


def looked_back(rows: Matrix, block: dict[str, Matrix]) -> Vector:
    """What attention gives to the last word."""
    total = [0.0] * len(rows[-1])
    for share, row in zip(shares(rows, block), rows, strict=True):
        total = plus(total, [share * x for x in times(normed(row), block["value"])])
    return total


def sums(row: Vector, block: dict[str, Matrix]) -> Vector:
    """What the feed-forward makes of a word before it bends."""
    return plus(times(normed(row), block["up"]), block["bias"][0])


def bent(row: Vector, block: dict[str, Matrix]) -> Vector:
    """The sums with everything below zero cut off."""
    return [max(0.0, x) for x in sums(row, block)]


def after_attention(rows: Matrix, block: dict[str, Matrix]) -> Matrix:
    """All words with what attention has added; each looks back at itself and those before it."""
    return [plus(row, looked_back(rows[: i + 1], block)) for i, row in enumerate(rows)]


def after_block(rows: Matrix, block: dict[str, Matrix]) -> Matrix:
    """All words after both steps."""
    return [plus(row, times(bent(row, block), block["down"])) for row in after_attention(rows, block)]


def heights(words: list[str]) -> list[Matrix]:
    """All words' numbers at the foot of the rail, and after each block."""
    rows = [[embedding[word] for word in words]]
    for block in blocks:
        rows.append(after_block(rows[-1], block))
    return rows


def chances(row: Vector) -> dict[str, float]:
    """What the model would say next if the numbers were read here."""
    return dict(zip(vocabulary, softmax(times(normed(row), to_scores)), strict=True))


def shown(row: Vector) -> Vector:
    """Numbers as the film shows them; -0.0 is shown as 0."""
    return [round(x, 2) + 0.0 for x in row]


# --- What the film shows ------------------------------------------------------------------------------------

first = blocks[0]
rows_in, rows_out = heights(prompt)[:2]
rows_between = after_attention(rows_in, first)
start, between, end = (shown(rows[-1]) for rows in (rows_in, rows_between, rows_out))
back_copy, bend_copy = shown(normed(rows_in[-1])), shown(normed(rows_between[-1]))
back_shares = shown(shares(rows_in, first))
back_adds = shown(looked_back(rows_in, first))
bend_sums, bend_kept = shown(sums(rows_between[-1], first)), shown(bent(rows_between[-1], first))
bend_adds = shown(times(bent(rows_between[-1], first), first["down"]))
most = max(back_shares)
said = ["mat", "rug", "fish", "cat", "dog"]
says = [[chances(rows[-1])[word] for word in said] for rows in (rows_in, rows_between, rows_out)]
mat_before, mat_between, mat_after = (row[0] for row in says)
cat_between, cat_after = says[1][3], says[2][3]
numbers = len(start)
sum_count = len(bend_sums)
in_the_end = [chances(rows[-1])["mat"] for rows in heights(prompt)]
mat_end = in_the_end[-1]
block_count = len(blocks)

# --- A real model: Llama 3 8B -------------------------------------------------------------------------------

real_blocks = 32
real_width = 4096
real_hidden = 14_336
real_heads = 32
real_kv_heads = 8

# Queries and outputs are as wide as the rail; a key and a value are shared by four heads.
attention_weights = 2 * real_width**2 + 2 * real_width * (real_width * real_kv_heads // real_heads)
# Two ways up, one of which gates the other, and one way down.
forward_weights = 3 * real_width * real_hidden
attention_millions = attention_weights / 1e6
forward_millions = forward_weights / 1e6
block_millions = attention_millions + forward_millions
forward_share = forward_weights / (attention_weights + forward_weights)
loops = 2 * real_blocks
tiny_loops = 2 * block_count
