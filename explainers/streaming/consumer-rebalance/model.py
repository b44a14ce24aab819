"""Six partitions, three readers and a fourth: who reads what, when nobody does, and what stays unread."""

from __future__ import annotations

from dataclasses import dataclass

Plan = dict[int, str]
"""Who reads each partition."""

# Chosen by us: records a second into each partition; how long each reader is busy with the records that it
# holds before it can answer; and how long it takes to begin with a partition.
rate = 100
partitions = range(6)
busy = {"A": 1, "B": 5, "C": 2, "D": 0}
begin = 1
# Kafka's default of `session.timeout.ms`, in seconds.
session = 45


@dataclass(frozen=True)
class Gap:
    """From when to when nobody reads a partition, in seconds."""

    partition: int
    start: float
    end: float

    @property
    def unread(self) -> int:
        """How many records come in meanwhile."""
        return round(rate * (self.end - self.start))


# --- Plans ------------------------------------------------------------------------------------------------


def ranged(readers: str) -> Plan:
    """Deal partitions out in order and evenly; the first readers get one more where it does not come out."""
    size, more = divmod(len(partitions), len(readers))
    dealt = [name for i, name in enumerate(readers) for _ in range(size + (i < more))]
    return dict(zip(partitions, dealt, strict=True))


def sticky(before: Plan, readers: str) -> Plan:
    """Deal out evenly, and move as few as that allows: from whoever has most to whoever has fewest."""
    plan = {partition: name for partition, name in before.items() if name in readers}

    def having(name: str) -> int:
        return list(plan.values()).count(name)

    for partition in partitions:
        if partition not in plan:
            plan[partition] = min(readers, key=having)
    while having(most := max(readers[::-1], key=having)) > having(fewest := min(readers, key=having)) + 1:
        plan[max(partition for partition, name in plan.items() if name == most)] = fewest
    return plan


before = ranged("ABC")
after = ranged("ABCD")
moved = [partition for partition in partitions if before[partition] != after[partition]]

# --- All let go -------------------------------------------------------------------------------------------


def eager(old: Plan, new: Plan) -> list[Gap]:
    """Each lets go of all as soon as it can answer. The plan waits for the last, and then all begin."""
    planned = max(busy[name] for name in {*old.values(), *new.values()})
    return [Gap(partition, busy[name], planned + begin) for partition, name in old.items()]


all_stop = eager(before, after)
slowest = max(busy.values())
fastest = busy["A"]
middle = busy["C"]
eager_done = slowest + begin


def unread(gaps: list[Gap], now: float) -> list[int]:
    """How many records of each partition wait at a moment, while those who read do so at once."""
    waiting = dict.fromkeys(partitions, 0)
    for gap in gaps:
        if gap.start < now:
            waiting[gap.partition] = Gap(gap.partition, gap.start, min(now, gap.end)).unread
    return list(waiting.values())


at_middle = unread(all_stop, middle)
at_slowest = unread(all_stop, slowest)
at_eager_done = unread(all_stop, eager_done)
middle_total, slowest_total, eager_total = map(sum, (at_middle, at_slowest, at_eager_done))

# --- Only what moves is let go ----------------------------------------------------------------------------


def cooperative(old: Plan, new: Plan) -> list[Gap]:
    """A first round finds what has to move, and only that is let go. A second round gives it away."""
    found = max(busy[name] for name in {*old.values(), *new.values()})
    given = 2 * found
    return [
        Gap(partition, found, given + begin) for partition in partitions if old[partition] != new[partition]
    ]


one_stops = cooperative(before, after)
given = 2 * slowest
cooperative_done = given + begin
at_given = unread(one_stops, given)
at_cooperative_done = unread(one_stops, cooperative_done)
given_total, cooperative_total = sum(at_given), sum(at_cooperative_done)
longer_gap = int(one_stops[0].end - one_stops[0].start)
shorter_gap = int(all_stop[moved[0]].end - all_stop[moved[0]].start)

# --- A reader dies ----------------------------------------------------------------------------------------

orphans = [partition for partition in partitions if after[partition] == "A"]
orphan_unread = rate * session
orphan_total = len(orphans) * orphan_unread
heirs = sticky(after, "BCD")

# --- What the picture takes -------------------------------------------------------------------------------

# A strand in a reader's socket: readers are numbered from 1, and 0 hangs loose.
first, second, healed = (
    [" ABCD".index(plan[partition]) for partition in partitions] for plan in (before, after, heirs)
)
gaps = [[[gap.partition, gap.start, gap.end, gap.unread] for gap in found] for found in (all_stop, one_stops)]
