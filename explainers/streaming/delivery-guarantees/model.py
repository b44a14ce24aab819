"""Three payments, three orders of booking and bookmark, one crash: a program that is run, not typed."""

from __future__ import annotations

from dataclasses import dataclass, field

# The log: who pays what. A bookmark of 2 means that place 2 is read next.
payments = {"Ana": 20, "Ben": 30, "Cleo": 50}
names = list(payments)
records = [f"{name} {amount}" for name, amount in payments.items()]
first_record, second_record, third_record = records
right = sum(payments.values())

# How long each step takes, when the program dies, and how long until it is started again.
BOOK, MARK = 1.0, 0.5
CRASH = 2.75
RESTART = 0.75

# What each payment consists of: its steps, each with what it does.
ORDERS: dict[str, list[tuple[str, float]]] = {
    "mark first": [("mark", MARK), ("book", BOOK)],
    "book first": [("book", BOOK), ("mark", MARK)],
    "one step": [("both", BOOK + MARK)],
}


@dataclass
class Run:
    """One program on its way through the log, and what outlives it: bookings and a bookmark."""

    steps: list[tuple[str, float]]
    crash: float
    booked: list[int] = field(default_factory=list)
    bookmark: int = 0
    blocks: list[list[object]] = field(default_factory=list)

    def life(self, begin: float, end: float) -> None:
        """Read from the bookmark on until the log or the program ends; a step counts when it is complete."""
        now = begin
        for place in range(self.bookmark, len(names)):
            for what, takes in self.steps:
                if now >= end:
                    return
                done = now + takes <= end
                self.blocks.append([what, place, now, min(now + takes, end), done])
                if not done:
                    return
                now += takes
                if what in ("book", "both"):
                    self.booked.append(place)
                if what in ("mark", "both"):
                    self.bookmark = place + 1


def run(order: str, crash: float = CRASH) -> Run:
    """Run a program of this order until it crashes, and again from its bookmark."""
    ran = Run(ORDERS[order], crash)
    ran.life(0.0, crash)
    ran.life(crash + RESTART, float("inf"))
    return ran


def total(ran: Run) -> int:
    """What stands in the books at the end."""
    return sum(payments[names[place]] for place in ran.booked)


mark_first, book_first, one_step = (run(order) for order in ORDERS)
lost, twice, once = (total(ran) for ran in (mark_first, book_first, one_step))
lanes = [ran.blocks for ran in (mark_first, book_first, one_step)]
totals = [lost, twice, once]
# The share of crash moments that do harm: those between the two steps, while the second one runs.
harm_mark_first = BOOK / (BOOK + MARK)
harm_book_first = MARK / (BOOK + MARK)
after_ana = payments["Ana"]

# What one crash repeats: all that was done since the bookmark was last moved. Kafka's consumer moves it every
# 5 seconds unless it is told otherwise.
a_second = 1000
every_seconds = 5
repeated = a_second * every_seconds
repeated_in_one_step = 0

# Transactions, as their authors measured them: records of 1 kB, a commit each 100 ms.
fewer = 0.03
commit_ms = 100
