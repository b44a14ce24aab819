"""Five logs: what each holds, whom the others would vote for, and where a majority agrees."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Self

names = ["A", "B", "C", "D", "E"]
majority = len(names) // 2 + 1
old_term, new_term = 3, 4

# A log's entry is on disk and confirmed after this many milliseconds: at the leader, then at one follower
# after the other. In the film the last two are out of reach.
confirmed_ms = [1, 3, 5, 9, 40]


@dataclass(frozen=True)
class Entry:
    """A change of the account, and the term of the leader that took it."""

    amount: int
    term: int = old_term

    def __str__(self) -> str:
        return f"{self.amount:+}".replace("-", "−")


@dataclass
class Log:
    """The log of one machine."""

    entries: list[Entry]

    @property
    def last(self) -> tuple[int, int]:
        """What voters compare: the term of the last entry, then how many there are."""
        return (self.entries[-1].term if self.entries else 0, len(self.entries))

    @property
    def balance(self) -> int:
        """The account, as this log tells it."""
        return sum(entry.amount for entry in self.entries)

    def accept(self, before: int, previous: Entry | None, new: list[Entry]) -> bool:
        """Take entries that follow `before` others, if the last of those is `previous`; cut what differs."""
        if len(self.entries) < before or (before and self.entries[before - 1] != previous):
            return False
        for place, entry in enumerate(new, start=before):
            if self.entries[place : place + 1] != [entry]:
                del self.entries[place:]
                self.entries.append(entry)
        return True

    def copy_from(self, leader: Self) -> int:
        """Let a leader find where the two agree, then copy the rest; return how many entries agreed."""
        for before in range(len(leader.entries), -1, -1):
            previous = leader.entries[before - 1] if before else None
            if self.accept(before, previous, leader.entries[before:]):
                return before
        raise AssertionError("two empty beginnings agree")


def votes_for(candidate: str, logs: dict[str, Log], alive: list[str]) -> list[str]:
    """Say who would vote for a candidate: those whose log is not ahead of the candidate's."""
    return [voter for voter in alive if logs[voter].last <= logs[candidate].last]


def committed(logs: dict[str, Log]) -> int:
    """Return how many entries a majority holds: the third-longest of five, as all of them agree so far."""
    return sorted((len(log.entries) for log in logs.values()), reverse=True)[majority - 1]


groups = [set(group) for group in itertools.combinations(names, majority)]


def unaware(copies: int) -> list[set[str]]:
    """Return the smallest groups that could choose a leader although none of them has the entry."""
    holders = set(names[:copies])
    return [group for group in groups if not group & holders]


group_count = len(groups)
one_unaware, two_unaware, three_unaware = (len(unaware(copies)) for copies in (1, 2, 3))

# The account: two changes that all have, then the deposit, which reaches A, B and C.
deposit, lost = Entry(30), Entry(-50)
shared = [Entry(100), Entry(-20)]
logs = {machine: Log(list(shared)) for machine in names}
opening = shared[0].amount
before = logs["B"].balance
for name in names[:majority]:
    logs[name].entries.append(deposit)
after = logs["A"].balance
first_mark = len(shared)
deposit_mark = committed(logs)
alone_ms, wait_ms = confirmed_ms[0], confirmed_ms[majority - 1]

# A takes a withdrawal that reaches nobody, and dies. E asks for votes, then C.
logs["A"].entries.append(lost)
alive = names[1:]
e_voters, c_voters = votes_for("E", logs, alive), votes_for("C", logs, alive)
e_votes, c_votes = len(e_voters), len(c_voters)

# C leads. It brings D and E up to date, takes a new change, and copies it to all that are there.
change = Entry(-10, new_term)
for name in ("B", "D", "E"):
    logs[name].copy_from(logs["C"])
logs["C"].entries.append(change)
for name in ("B", "D", "E"):
    logs[name].copy_from(logs["C"])
new_mark = committed(logs)

# A comes back with its tail.
agreed = logs["A"].copy_from(logs["C"])
final = {machine: [str(entry) for entry in log.entries] for machine, log in logs.items()}
final_balance = logs["A"].balance

first, second = map(str, shared)
deposit_text, lost_text, change_text = str(deposit), str(lost), str(change)
amount, lost_amount, change_amount = deposit.amount, -lost.amount, -change.amount
