"""A booking in eight steps that dies on its way, and how many steps a run takes that may die anywhere."""

from __future__ import annotations

from itertools import accumulate

# --- The booking ------------------------------------------------------------------------------------------

minutes = {"ask": 1, "search": 4, "choose": 3, "hold": 2, "names": 3, "rules": 5, "pay": 1, "send": 1}
steps = list(minutes)
results = ["Oslo, 12 May", "9 flights", "the 8:10", "seat 14C", "2 people", "no visa", "receipt 881", "sent"]

plan = len(steps)
done = steps.index("pay")  # how many steps there are before the payment
receipt = results[done]
heights = list(range(2, done + 1, 2))  # two steps at a time
clock = list(accumulate(minutes.values()))
lost = clock[done - 1]
clock_before = [clock[height - 1] for height in heights]
clock_again = [lost + minute for minute in clock_before]
whole = clock[-1]
pay_number = done + 1
price = 240
run_id = "42"
key = f"{run_id}-{pay_number}"


def booked(order: tuple[str, str], *, keyed: bool) -> int:
    """What the bank books for one payment if the first process dies between `act` and `write`."""
    bank: dict[str, int] = {}
    written = False
    for process in (1, 2):
        if written:  # a rung is there: the step is skipped
            break
        name = key if keyed else f"payment of process {process}"
        for deed in order:
            if deed == "act":
                bank.setdefault(name, price)
            else:
                written = True
            if process == 1:
                break
    return sum(bank.values())


twice = booked(("act", "write"), keyed=False)
never = booked(("write", "act"), keyed=False)
once = booked(("act", "write"), keyed=True)

# --- A long run -------------------------------------------------------------------------------------------

many = 100
fails = 0.05  # the chance that the process dies in a step
one_in = round(1 / fails)


def steps_from_start(length: int, chance: float) -> float:
    """How many steps are begun on average, if each death leads back to the first."""
    stay = 1 - chance
    return (stay**-length - 1) / chance


def steps_resumed(length: int, chance: float) -> float:
    """The same, if each death leads back to the step in which it happened."""
    return length / (1 - chance)


restarted = steps_from_start(many, fails)
resumed = steps_resumed(many, fails)

lengths = range(0, many + 1, 4)
ground_curve = [[length, steps_from_start(length, fails)] for length in lengths]
rungs_curve = [[length, steps_resumed(length, fails)] for length in lengths]

# --- What if ----------------------------------------------------------------------------------------------


def laddered(every: int, writing: float) -> float:
    """Steps begun for a long run, if a rung comes after so many and takes as long as so many to write."""
    return many / every * (steps_from_start(every, fails) + writing)
