"""The film's numbers: a network of four weights and two bends, run forward, nudged, and blamed backward."""

from __future__ import annotations

# --- The network: one number goes in, two ways lead to one answer -------------------------------------------

given, wanted = 2.0, 3.0
edges = {"xa": ("x", "a"), "xb": ("x", "b"), "ay": ("a", "y"), "by": ("b", "y")}
weights = {"xa": 0.75, "xb": 0.5, "ay": 2.0, "by": 4.0}
bends = {"a", "b"}
"""These cut what is below zero: their slope is 1 where they are open, and 0 where they are shut."""
Numbers = dict[str, float]


def forward(weights: Numbers) -> Numbers:
    """Return the number at each node, at the end of each edge, and the error."""
    found = {"x": given}
    for node in ("a", "b", "y"):
        ways = [name for name, (_, end) in edges.items() if end == node]
        found |= {name: weights[name] * found[edges[name][0]] for name in ways}
        found[node] = sum(found[name] for name in ways)
        if node in bends:
            found[node] = max(0.0, found[node])
    return found | {"miss": found["y"] - wanted, "e": (found["y"] - wanted) ** 2 / 2}


def backward(weights: Numbers, found: Numbers) -> tuple[Numbers, Numbers]:
    """Return the blame of each node with what flows back on each edge, and the blame of each weight."""
    blame = {"y": found["miss"]}
    for node in ("b", "a", "x"):
        ways = [name for name, (begin, _) in edges.items() if begin == node]
        blame |= {name: weights[name] * blame[edges[name][1]] for name in ways}
        is_shut = node in bends and found[node] == 0
        blame[node] = 0.0 if is_shut else sum(blame[name] for name in ways)
    return blame, {name: found[begin] * blame[end] for name, (begin, end) in edges.items()}


ahead = forward(weights)
blame, to_blame = backward(weights, ahead)
miss, before = ahead["miss"], ahead["e"]
most = to_blame["xb"]

# --- The check: one weight, a little larger ----------------------------------------------------------------

nudge = 0.01
nudged_weight = weights["xb"] + nudge
nudged = forward(weights | {"xb": nudged_weight})
rise = nudged["e"] - before
by_nudge = rise / nudge

# --- One step against the blame ----------------------------------------------------------------------------

rate = 0.01
stepped = {name: weight - rate * to_blame[name] for name, weight in weights.items()}
again = forward(stepped)

# --- What it saves -----------------------------------------------------------------------------------------

many = 1_000_000
# One run for the error as it is, and one for each weight.
runs_by_nudging = many + 1
# A run multiplies once for each weight. The way back does so twice: once to take the blame along the edge,
# and once to find the weight's own.
ahead_multiplies, back_multiplies = len(weights), 2 * len(weights)
runs_by_blame = 1 + back_multiplies // ahead_multiplies
values_kept = sum(node in ahead for node in ("x", "a", "b", "y"))
