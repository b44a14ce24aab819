"""An agent that weighs orders: three runs of one loop, and what each of them reads."""

from __future__ import annotations

from dataclasses import dataclass, field

# What is on file. The sofa has no weight; order 44 is sixty boxes.
boxes = {f"box{i}": i * 7 % 9 + 1 for i in range(1, 61)}
weights = {"lamp": 3, "desk": 20, **boxes}
orders = {42: ["lamp", "desk"], 43: ["sofa"], 44: list(boxes)}

# When the loop ends: after so many turns, or instead of the third call that is like two others.
budget = 10
same = 3
# A model reads its instructions at each turn, and a line for each turn before. The sizes are ours.
prompt, line = 600, 50
endless = 40


@dataclass(slots=True)
class Run:
    """What one question led to: a thought, an action and an observation for each turn, and the door."""

    order: int
    turns: list[list[str]] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    things: list[str] = field(default_factory=list)
    door: str = ""
    result: str = ""

    @property
    def thoughts(self) -> int:
        """How many times the model has read the trace."""
        return len(self.turns)


def think(run: Run) -> tuple[str, str]:
    """Stand in for the model: what it thinks and calls, as the trace has it; no call is an answer."""
    if not run.things:
        return "what is in it?", f"items({run.order})"
    for thing in run.things:
        if thing not in run.known:
            return f"and the {thing}?", f"weight({thing})"
    amounts = [run.known[thing] for thing in run.things]
    return f"{' + '.join(map(str, amounts))} = {sum(amounts)}", ""


def act(run: Run, call: str) -> str:
    """Look up what was called for, and keep what it gives."""
    tool, _, argument = call.rstrip(")").partition("(")
    if tool == "items":
        run.things = orders[int(argument)]
        return ", ".join(run.things) if len(run.things) < same else f"{len(run.things)} boxes"
    if argument not in weights:
        return "not found"
    run.known[argument] = weights[argument]
    return f"{weights[argument]} kg"


def weigh(order: int, *, most: int = budget, alike: int = same) -> Run:
    """Turn the wheel until one of the three doors opens."""
    run = Run(order)
    while True:
        thought, call = think(run)
        run.turns.append([thought])
        if not call:
            run.door, run.result = "answer", f"{sum(run.known[thing] for thing in run.things)} kg"
            return run
        run.turns[-1].append(call)
        if [turn[1] for turn in run.turns].count(call) == alike:
            run.door, run.result = "repeat", "no weight"
            return run
        run.turns[-1].append(act(run, call))
        if len(run.turns) == most:
            run.door, run.result = "budget", f"{len(run.known)} of {len(run.things)}"
            return run


def read(thoughts: int) -> int:
    """How many tokens a model has read after so many thoughts."""
    return sum(prompt + line * before for before in range(thoughts))


runs = {order: weigh(order) for order in orders}
courses = [[*(step for turn in run.turns for step in turn), run.door] for run in runs.values()]
results = [run.result for run in runs.values()]
questions = [f"order {order}" for order in orders]
exits = [len(course) - 1 for course in courses]

# Without doors: how often the sofa was asked for by the fortieth turn.
lost = weigh(43, most=endless, alike=endless + 1)
lost_rows = {f"t{i}": [i, *lost.turns[i - 1][1:]] for i in (1, 2)}
lost_later = [[str(i), *lost.turns[i - 1][1:]] for i in (3, 4, 5, endless)]
lost_read = read(endless)

answer_read, repeat_read, budget_read = (read(run.thoughts) for run in runs.values())
weight = sum(weights[thing] for thing in orders[42])
count, weighed = len(orders[44]), len(runs[44].known)
missed = count - weighed
# The wheel of order 44 shows its first turn step by step, and then whole turns.
first_turn = [1, 2]
whole_turns = list(range(5, 3 * budget, 3))
second_turn = [3, 4, 5]
third_turn = [6, 7, 8]
bill = [[n, read(n)] for n in range(endless + 1)]
repeat_at, budget_at = [runs[43].thoughts, repeat_read], [runs[44].thoughts, budget_read]
