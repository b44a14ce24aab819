"""A shop whose pages call a service that hangs for half a minute: what becomes of each visitor."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, field
from typing import Literal

# The shop: a visitor every tenth of a second, each of whom keeps one worker until the reviews are there.
rate = 10
workers = 20
usual_ms, timeout_ms = 100, 3_000
usual_s, timeout_s = usual_ms / 1000, timeout_ms // 1000

# Little's law: how many are inside is how many arrive in the time that each stays.
usual_need = rate * usual_ms // 1000
need = rate * timeout_ms // 1000
full_s = workers // rate
short_s = 1
short_need = rate * short_s

# The breaker: of the last ten calls half have failed; then five seconds without calls, then one to try.
last = 10
limit = 0.5
failures = int(last * limit)
pause_s = 5

# The trouble: the service hangs from the fifth second to the thirty-fifth, and the film shows fifty.
begin_s, end_s, until_s = 5, 35, 50
outage_s = end_s - begin_s

State = Literal["closed", "open", "half-open"]


@dataclass(slots=True)
class Breaker:
    """Counts the last calls, and decides whether the next may pass. Times are milliseconds."""

    state: State = "closed"
    calls: deque[bool] = field(default_factory=lambda: deque(maxlen=last))
    opened: int = 0
    changes: list[tuple[int, State]] = field(default_factory=list)

    def lets_pass(self, now: int) -> bool:
        """Whether a call may set out. After the pause the next one is let through, alone, to try."""
        if self.state == "open" and now >= self.opened + 1000 * pause_s:
            self._go("half-open", now)
            return True
        return self.state == "closed"

    def record(self, now: int, *, ok: bool) -> None:
        """Take note of how a call ended. What set out before the breaker opened counts no more."""
        if self.state == "closed":
            self.calls.append(ok)
            if len(self.calls) == last and self.calls.count(False) >= failures:
                self._go("open", now)

    def tried(self, now: int, *, ok: bool) -> None:
        """Take note of how the one call ended that was let through to try."""
        self._go("closed" if ok else "open", now)

    def _go(self, state: State, now: int) -> None:
        self.state = state
        self.calls.clear()
        self.opened = now if state == "open" else self.opened
        self.changes.append((now, state))


@dataclass(slots=True)
class Run:
    """What became of everybody who came."""

    breaker: Breaker | None
    gives_up_ms: int
    full: int = 0
    timed_out: int = 0
    bare: int = 0
    bare_though_well: int = 0
    served: int = 0
    busy: list[tuple[float, int]] = field(default_factory=list)


def hangs(now: int) -> bool:
    """Whether a call that sets out now gets no answer."""
    return 1000 * begin_s <= now < 1000 * end_s


def run(breaker: Breaker | None, gives_up_ms: int = timeout_ms) -> Run:
    """Let a visitor come every tenth of a second, and say who was served."""
    seen = Run(breaker, gives_up_ms)
    ends: list[tuple[int, bool, bool]] = []  # when a call ends, whether well, whether it was to try
    for now in range(0, 1000 * until_s + 1, 1000 // rate):
        while ends and ends[0][0] <= now:
            at, ok, trying = heapq.heappop(ends)
            _end(seen, at, ok=ok, trying=trying)
        _come(seen, now, ends)
        seen.busy.append((now / 1000, len(ends)))
    return seen


def _end(seen: Run, at: int, *, ok: bool, trying: bool) -> None:
    seen.served += ok
    seen.timed_out += not ok
    if seen.breaker is not None:
        (seen.breaker.tried if trying else seen.breaker.record)(at, ok=ok)


def _come(seen: Run, now: int, ends: list[tuple[int, bool, bool]]) -> None:
    if len(ends) == workers:
        seen.full += 1
        return
    if seen.breaker is not None and not seen.breaker.lets_pass(now):
        seen.bare += 1
        seen.bare_though_well += not hangs(now)
        return
    trying = seen.breaker is not None and seen.breaker.state == "half-open"
    ok = not hangs(now)
    heapq.heappush(ends, (now + (usual_ms if ok else seen.gives_up_ms), ok, trying))


without = run(None)
breaker = Breaker()
guarded = run(breaker)

# What the film shows of it. Its clock begins when the trouble does.
seats = [[seat + 1 for seat in range(row, row + 4)] for row in range(0, workers, 4)]
enough = list(range(2, workers + 1))
beyond = list(range(workers + 1, need + 1))
opened_s = breaker.changes[0][0] / 1000 - begin_s
well = ["ok"] * last
failing = list(range(failures))
rates = [count / last for count in range(1, failures + 1)]
busy_without = [(second - begin_s, count) for second, count in without.busy[::5]]
busy_guarded = [(second - begin_s, count) for second, count in guarded.busy[::5]]
full_without, full_guarded = without.full, guarded.full
bare, bare_though_well = guarded.bare, guarded.bare_though_well
