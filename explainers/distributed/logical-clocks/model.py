"""A chat of three: who knew what, one number for each step, and one for each person."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

names = ["Ann", "Ben", "Cleo"]
slow = 5  # minutes by which Ben's clock is behind
asked_at, took = 12 * 60 + 4, 1  # when Ann asks, by her clock, and how long until Ben answers


def clock(minutes: int) -> str:
    """Write minutes since midnight as a clock shows them."""
    return f"{minutes // 60}:{minutes % 60:02}"


ann_clock, ben_clock = clock(asked_at), clock(asked_at + took - slow)


@dataclass(frozen=True)
class Step:
    """Something that somebody does: send, or receive what was sent in another step."""

    who: str
    at: float
    received: Step | None = None
    before: Step | None = None
    """The same person's last step."""

    @property
    def causes(self) -> tuple[Step, ...]:
        """What led to it directly."""
        return tuple(step for step in (self.before, self.received) if step)

    @property
    def past(self) -> set[Step]:
        """All that can have led to it: its cone of causes, itself included."""
        return {self}.union(*(cause.past for cause in self.causes))

    @property
    def number(self) -> int:
        """Its Lamport clock: one more than the highest that its person knows."""
        return 1 + max((cause.number for cause in self.causes), default=0)

    @property
    def vector(self) -> tuple[int, ...]:
        """How many steps of each person it knows of, by the rule: keep the higher ones, count one's own."""
        known = [cause.vector for cause in self.causes] or [(0,) * len(names)]
        own = names.index(self.who)
        return tuple(max(each) + (place == own) for place, each in enumerate(zip(*known, strict=True)))


@dataclass
class Chat:
    """Steps in the order of time."""

    steps: list[Step] = field(default_factory=list)

    def do(self, who: str, at: float, received: Step | None = None) -> Step:
        """Add a step after the last of the same person."""
        before = next((step for step in reversed(self.steps) if step.who == who), None)
        step = Step(who, at, received, before)
        self.steps.append(step)
        return step


def is_known(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Say whether the step with the first vector is in the past of the step with the other."""
    return all(a <= b for a, b in zip(one, other, strict=True))


chat = Chat()
lunch = chat.do("Ann", 1)
lunch_heard = chat.do("Ben", 4, lunch)
rain = chat.do("Cleo", 6)
yes = chat.do("Ben", 10)
lunch_read = chat.do("Cleo", 13, lunch)
yes_read = chat.do("Cleo", 17.5, yes)
rain_heard = chat.do("Ben", 18, rain)

called = {
    "ask": (lunch, "Ann's question"),
    "hear": (lunch_heard, "Ben's hearing"),
    "warn": (rain, "Cleo's warning"),
    "yes": (yes, "Ben's yes"),
    "read": (lunch_read, "Cleo's reading of the question"),
    "end": (yes_read, "Cleo's reading of the yes"),
    "late": (rain_heard, "Ben's late hearing"),
}
steps = [f"{name}, {step.who}, {step.at}, {words}" for name, (step, words) in called.items()]
messages = [  # with the side of the arrow that the words stand on, and after which share of it
    "ask, hear, lunch?, left, 0.5",
    "ask, read, , left, 0",
    "yes, end, yes, right, 0.6",
    "warn, late, rain!, left, 0.3",
]
numbers = {name: str(step.number) for name, (step, _) in called.items()}
vectors = {name: ",".join(map(str, step.vector)) for name, (step, _) in called.items()}

pairs = list(combinations(chat.steps, 2))
concurrent = [
    (one, other)
    for one, other in pairs
    if not is_known(one.vector, other.vector) and not is_known(other.vector, one.vector)
]
pair_count, concurrent_count = len(pairs), len(concurrent)
put_in_order = sum(one.number != other.number for one, other in concurrent)

lunch_number, yes_number, rain_number = lunch.number, yes.number, rain.number
vectors_of = [list(step.vector) for step in (lunch, yes, rain)]
people = len(names)
steps_of_yes = len(yes.past)
ahead = sum(a > b for a, b in zip(yes.vector, rain.vector, strict=True))
behind = sum(a < b for a, b in zip(yes.vector, rain.vector, strict=True))
