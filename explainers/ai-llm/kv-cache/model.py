"""The film's counts and times: a five-token sentence by hand, an 8-billion-parameter model by arithmetic."""

from __future__ import annotations

import itertools
import math

# --- The sentence -----------------------------------------------------------------------------------------

prompt = ["The", "cat", "sat", "on", "the"]
answer = ["mat", "and", "fell", "asleep"]
tokens = prompt + answer

# One head of one layer, small enough to check by hand: the queries of "the" and "mat", and the six keys.
the_query = [0.8, 0.9]
query = [1.2, 0.4]
keys = [[0.1, 0.3], [1.6, 0.2], [1.1, 0.9], [0.6, 1.3], [0.2, 0.4], [1.3, 1.0]]


def attention(asked: list[float], seen: list[list[float]]) -> list[float]:
    """Return how much a query attends to each key: a softmax of scaled dot products."""
    scores = [sum(q * k for q, k in zip(asked, key, strict=True)) / math.sqrt(len(asked)) for key in seen]
    total = sum(math.exp(score) for score in scores)
    return [math.exp(score) / total for score in scores]


def first_weights() -> list[float]:
    """Return how much the last word of the prompt attends to each of its words."""
    return attention(the_query, keys[: len(prompt)])


def weights() -> list[float]:
    """Return how much "mat" attends to each token so far."""
    return attention(query, keys)


prompt_length = len(prompt)
answer_length = len(answer)

# How many token positions go through the model for each token of the answer.
recomputed_steps = list(range(prompt_length, len(tokens)))
cached_steps = [prompt_length] + [1] * (answer_length - 1)
recomputed_so_far = list(itertools.accumulate(recomputed_steps))
cached_so_far = list(itertools.accumulate(cached_steps))
longest_step = max(recomputed_steps)


def stacked(steps: list[int]) -> list[list[int]]:
    """Return the cells of each token's column, from the top, in a grid with a column for each."""
    return [[row * len(steps) + column for row in range(height)] for column, height in enumerate(steps)]


recomputed_cells = stacked(recomputed_steps)
cached_cells = stacked(cached_steps)
recomputed_total = sum(recomputed_steps)
cached_total = sum(cached_steps)
second_recomputed = recomputed_steps[1]
second_repeated = second_recomputed - 1

# --- The real model: Llama 3 8B, 16-bit weights, on one A100 80GB -------------------------------------------

layers = 32
width = 4096
hidden = 14_336
heads = 32
kv_heads = 8
head_width = width // heads
vocabulary = 128_256  # 128,000 tokens and 256 for control
bytes_each = 2

peak_flops = 312e12  # dense bfloat16, per second
bandwidth = 2.039e12  # bytes per second

long_prompt = 2_000
context = 8_192  # the longest it was made for

kv_bytes_per_token = 2 * layers * kv_heads * head_width * bytes_each
kv_kib_per_token = kv_bytes_per_token / 1024
unshared_kib_per_token = kv_kib_per_token * heads / kv_heads
prompt_cache_mib = long_prompt * kv_bytes_per_token / 1024**2
context_cache_gib = context * kv_bytes_per_token / 1024**3


def layer_parameters() -> int:
    """Count one layer's weights: four attention projections and a three-matrix feed-forward block."""
    return 2 * width * width + 2 * width * kv_heads * head_width + 3 * width * hidden


def pass_flops(new: int, seen: int) -> float:
    """Count the arithmetic to run `new` positions after `seen` cached ones and predict one token."""
    weights_flops = 2 * (new * layers * layer_parameters() + width * vocabulary)
    pairs = new * seen + new * (new + 1) / 2
    return weights_flops + 4 * layers * width * pairs


def pass_bytes(seen: int) -> float:
    """Count the bytes one pass must read: every weight once, and the cache."""
    return bytes_each * (layers * layer_parameters() + width * vocabulary) + seen * kv_bytes_per_token


def pass_ms(new: int, seen: int) -> float:
    """Return the least time for a pass: its arithmetic or its reading, whichever takes longer."""
    return 1000 * max(pass_flops(new, seen) / peak_flops, pass_bytes(seen) / bandwidth)


first_ms = pass_ms(new=long_prompt, seen=0)
second_ms = pass_ms(new=1, seen=long_prompt)
second_uncached_ms = pass_ms(new=long_prompt + 1, seen=0)
speedup = second_uncached_ms / second_ms


# How many full conversations take as much memory as all the weights, the table of tokens included.
model_gib = bytes_each * (layers * layer_parameters() + 2 * width * vocabulary) / 1024**3
as_large = round(model_gib / context_cache_gib)
room_before = {"the model": round(model_gib), "1 conversation": 0.0, f"{as_large} conversations": 0.0}
room_after = {f"{as_large} conversations": as_large * context_cache_gib}

# --- What if ----------------------------------------------------------------------------------------------


def bargain(tokens: int) -> dict[str, float]:
    """How many times as fast the second token is, and how large the cache, after so long a prompt."""
    faster = pass_ms(new=tokens + 1, seen=0) / pass_ms(new=1, seen=tokens)
    return {"faster": faster, "memory": tokens * kv_bytes_per_token / 1024**2}
