"""An auction's bids in three logs: what is written, what is fetched, and what may be read, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile


@dataclass
class Partition:
    """Copies of one log, one of them the leader's; followers fetch from it one record at a time."""

    logs: dict[str, list[int]]
    leader: str
    in_sync: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.in_sync = set(self.logs)

    @property
    def high_watermark(self) -> int:
        """How many records every copy of the in-sync set has: the end of the shortest log among them."""
        return min(len(self.logs[name]) for name in self.in_sync)

    @property
    def readable(self) -> list[int]:
        """What a reader is given."""
        return self.logs[self.leader][: self.high_watermark]

    def write(self, record: int) -> None:
        """Append to the leader's log."""
        self.logs[self.leader].append(record)

    def cut(self, name: str) -> None:
        """Cut off what the leader does not have."""
        mine, its = self.logs[name], self.logs[self.leader]
        same = takewhile(lambda pair: pair[0] == pair[1], zip(mine, its, strict=False))
        del mine[sum(1 for _ in same) :]

    def fetch(self, name: str, records: int = 1) -> None:
        """Cut off what the leader does not have, and copy what comes next."""
        self.cut(name)
        mine = self.logs[name]
        mine += self.logs[self.leader][len(mine) : len(mine) + records]

    def leave(self, name: str) -> None:
        """Take a copy out of the set; if it led, the first of those that stay leads, and they follow."""
        self.in_sync.discard(name)
        if name == self.leader:
            self.leader = min(self.in_sync)
            for follower in self.in_sync:
                self.cut(follower)

    def join(self, name: str) -> None:
        """Take a copy in again; it must have all that is readable."""
        assert len(self.logs[name]) >= self.high_watermark
        self.in_sync.add(name)

    def look(self) -> dict[str, int]:
        """How long each log is, and where the line is."""
        return {name.lower(): len(log) for name, log in self.logs.items()} | {"line": self.high_watermark}


least = 2  # min.insync.replicas, in the last part of the film
longest_lag = 30  # replica.lag.time.max.ms, in seconds

# --- Without the line: a reader is given whatever the leader has ------------------------------------------

bids = Partition({"A": [10, 20, 30], "B": [10, 20, 30, 40], "C": [10, 20]}, "B")
start = bids.look()
seen = bids.logs["B"][-1]
then = bids.logs["A"][-1]
phantoms = len(bids.logs["B"]) - len(bids.logs["A"])

# --- With it ----------------------------------------------------------------------------------------------

bids.fetch("A")
bids.fetch("C")
fetched = bids.look()
first_readable = bids.readable[-1]
bids.fetch("C")
risen = bids.look()
second_readable = bids.readable[-1]

for bid in (50, 60):  # C does not answer
    bids.write(bid)
    bids.fetch("A")
stuck = bids.look()
bids.leave("C")
without_c = bids.look()
third_readable = bids.readable[-1]

bids.fetch("C", 2)
bids.join("C")
back = bids.look()
bids.write(70)
ahead = bids.look()
bids.leave("B")  # it dies
survived = bids.look()
readable_after = bids.readable[-1]

bids.write(75)
with_75 = bids.look()
bids.fetch("C")
agreed = bids.look()
same_place = without_c["line"]
bids.fetch("B")  # it is back: 70 is cut off, 75 comes in its place
bids.join("B")
rejoined = bids.look()

bids.leave("B")
bids.leave("C")
alone = bids.look()
copies_alone = len(bids.in_sync)
refused = copies_alone < least
phantoms_with_line = 0
