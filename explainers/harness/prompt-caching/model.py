"""An agent's run of forty calls: tokens sent, the price three ways, and fingerprints of a prompt's pieces."""

from __future__ import annotations

from hashlib import sha256

# --- The run ----------------------------------------------------------------------------------------------

rules = 4_000
tools = 6_000
step = 2_000  # what a turn adds: a call of a tool, its result, the model's words
turns = 40

start = rules + tools


def prompt(turn: int) -> int:
    """How many tokens the call of a turn sends: the start, and all turns up to this one."""
    return start + step * turn


last = prompt(turns)
again = prompt(turns - 1)  # of these, the last call sends again
sent = sum(prompt(turn) for turn in range(1, turns + 1))
fresh = last  # each token of the last prompt was new once

# --- What it costs ----------------------------------------------------------------------------------------

# US dollars for a million tokens of input of Claude Sonnet 4.5; see the sources.
plain = 3.00
write = 3.75
read = 0.30

write_times = write / plain
read_times = read / plain


def dollars(written: int, taken: int) -> float:
    """The price of a run with a cache, from the tokens written to it and those read from it."""
    return (written * write + taken * read) / 1e6


without = sent * plain / 1e6
cached = dollars(fresh, sent - fresh)
spoilt = dollars(sent, 0)
times_less = without / cached

# One call comes after a pause that the cache does not outlive: its whole prompt is written anew.
pause = 21
paused = dollars(fresh + prompt(pause - 1), sent - fresh - prompt(pause - 1))
pause_costs = paused - cached

# Per cent.
dearer = 100 * (write_times - 1)

# --- Fingerprints -----------------------------------------------------------------------------------------


def fingerprints(texts: list[str]) -> list[str]:
    """Of each piece and all before it: the hash of the last fingerprint and the piece's own text."""
    made: list[str] = []
    so_far = ""
    for text in texts:
        so_far = sha256((so_far + text).encode()).hexdigest()
        made.append(so_far[:4])
    return made


kept_pieces = ["rules", "tools", "turn 1", "turn 2"]
sent_pieces = [*kept_pieces, "turn 3"]
kept = fingerprints(kept_pieces)
made = fingerprints(sent_pieces)

then, now = "9:41", "9:42"
dated_kept = fingerprints([then, *kept_pieces])
dated_made = fingerprints([now, *sent_pieces])
late_kept = fingerprints([*kept_pieces, then])
late_made = fingerprints([*sent_pieces, now])


def names(texts: list[str]) -> list[str]:
    """The names that pieces have as parts."""
    return ["".join(sign if sign.isalnum() else "-" for sign in text) for text in texts]


kept_names = names(kept_pieces)
dated_made_names = names([now, *sent_pieces])

# --- What if ----------------------------------------------------------------------------------------------


def gain(calls: int, price: float) -> float:
    """How many times as much a run of so many calls costs without a cache, at a price of reading."""
    total = sum(prompt(turn) for turn in range(1, calls + 1))
    new = prompt(calls)
    return total * plain / (new * write + (total - new) * price * plain)
