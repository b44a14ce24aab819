"""Raft's leader election in milliseconds: waits drawn by lot, terms, votes written down, a majority.

A leads in term 3. At 0 ms its last message reaches the others, and then the network cuts it off.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import random
import statistics
from collections.abc import Callable
from typing import Any

names = ["A", "B", "C", "D", "E"]
others = names[1:]
majority = len(names) // 2 + 1
old_term = 3

# Waits are drawn from the range that the Raft paper recommends; a leader speaks twice in the shortest.
shortest, longest = 150, 300
heartbeat = shortest // 2

# A message takes between these one way, so that a question and its answer take about 15 ms, as in the paper.
quickest, slowest = 5, 10


class Cluster:
    """The servers that can hear each other, from A's last message until one of them leads."""

    def __init__(self, seed: int, longest: int = longest) -> None:
        self.chance, self.longest = random.Random(seed), longest  # noqa: S311 - a lot, not a secret
        self.now = 0
        self.events: list[tuple[int, int, Callable[..., None], tuple[Any, ...]]] = []
        self.order = itertools.count()  # of two events at one moment, the one that was planned first
        self.terms = dict.fromkeys(others, old_term)
        self.wait_ends: dict[str, int] = {}
        self.voted: dict[tuple[str, int], str] = {}  # (voter, term): the candidate; kept on disk
        self.stood: dict[tuple[int, str], int] = {}  # (term, candidate): when
        self.asked: dict[
            tuple[int, str, str], int
        ] = {}  # (term, candidate, voter): when the question arrived
        self.votes: dict[tuple[int, str], list[str]] = {}  # (term, candidate): who said yes, in order
        self.won: dict[tuple[int, str], int] = {}  # (term, leader): when
        for server in others:
            self.wait(server)

    def elect(self) -> Cluster:
        """Go on until a server has won, and until every message of that moment has arrived."""
        while not self.won or self.events[0][0] <= min(self.won.values()) + slowest:
            self.step()
        return self

    def step(self) -> None:
        """Let the next event happen."""
        self.now, _, happens, about = heapq.heappop(self.events)
        happens(*about)

    def wait(self, server: str) -> None:
        """Draw a new wait by lot."""
        self.wait_ends[server] = self.now + self._draw(shortest, self.longest)
        self._at(self.wait_ends[server], self.stand, server)

    def stand(self, server: str) -> None:
        """Begin a new term, vote for oneself and ask the others, unless the wait has begun anew."""
        if self.wait_ends[server] != self.now:
            return
        term = self.terms[server] = self.terms[server] + 1
        self.stood[term, server] = self.now
        self.voted[server, term] = server
        self.count(server, server, term)
        self.wait(server)
        for voter in others:
            if voter != server:
                self._send(self.ask, voter, server, term)

    def ask(self, voter: str, candidate: str, term: int) -> None:
        """Say yes to the first candidate of a term that is not old, and to no other."""
        self.asked[term, candidate, voter] = self.now
        if term < self.terms[voter]:
            self._send(self.learn, candidate, self.terms[voter])
            return
        self.learn(voter, term)
        if self.voted.setdefault((voter, term), candidate) == candidate:
            self.wait(voter)
            self._send(self.count, candidate, voter, term)

    def learn(self, server: str, term: int) -> None:
        """Follow a higher term: whoever stood or led in a lower one steps down."""
        self.terms[server] = max(self.terms[server], term)

    def count(self, candidate: str, voter: str, term: int) -> None:
        """Take a vote; the one that makes a majority makes a leader."""
        votes = self.votes.setdefault((term, candidate), [])
        votes.append(voter)
        if len(votes) == majority and self.terms[candidate] == term:
            self.won[term, candidate] = self.now

    def _send(self, happens: Callable[..., None], *about: Any) -> None:
        self._at(self.now + self._draw(quickest, slowest), happens, *about)

    def _draw(self, low: int, high: int) -> int:
        """Draw a whole number. Only `random()` gives the same numbers in every version of Python."""
        return low + int(self.chance.random() * (high - low + 1))

    def _at(self, when: int, happens: Callable[..., None], *about: Any) -> None:
        heapq.heappush(self.events, (when, next(self.order), happens, about))


# The film's election. With this seed the first round is a draw, as one in 25 is.
film = Cluster(seed=208089)
waits = dict(film.wait_ends)
first_round, second_round = old_term + 1, old_term + 2

while sum(len(votes) for (term, _), votes in film.votes.items() if term == first_round) < len(others):
    film.step()
draw_ms = film.now  # the last vote of the first round has arrived
new_waits = {name: ends - draw_ms for name, ends in film.wait_ends.items()}

film.elect()
c_stands, e_stands = film.stood[first_round, "C"], film.stood[first_round, "E"]
gap = e_stands - c_stands
takes = {
    f"{candidate}{voter}": arrived - film.stood[term, candidate]
    for (term, candidate, voter), arrived in film.asked.items()
}  # how long each question was under way
waits_then = {name: wait - c_stands for name, wait in waits.items()}
c_votes, e_votes = len(film.votes[first_round, "C"]), len(film.votes[first_round, "E"])
cast, two_winners = c_votes + e_votes, 2 * majority
b_stands, b_wins = film.stood[second_round, "B"], film.won[second_round, "B"]
new_waits_then = {name: max(0, wait - new_waits["B"]) for name, wait in new_waits.items()}

# Later the network heals. A still speaks for term 3; each of the others answers with the term it knows.
refusals = sum(term > old_term for term in film.terms.values())
a_term = max(old_term, *film.terms.values())

# The same election many times over, each time with other luck.
held = 5_000


@functools.cache
def elections(longest: int) -> list[Cluster]:
    """Hold as many elections with waits up to `longest`."""
    return [Cluster(seed, longest).elect() for seed in range(held)]


def draws(longest: int) -> float:
    """Return the share of elections whose first round has no winner."""
    return sum(all(term > first_round for term, _ in each.won) for each in elections(longest)) / held


def until_led(longest: int) -> list[int]:
    """Return how long each election took, in ms since A was heard, the shortest first."""
    return sorted(min(each.won.values()) for each in elections(longest))


def terms_with_two() -> int:
    """Count the terms with two winners."""
    return sum(len(each.won) - len({term for term, _ in each.won}) for each in elections(longest))


draw_share = draws(longest)
draw_one_in = round(1 / draw_share)
usual_ms = statistics.median(until_led(longest))
slow_ms = until_led(longest)[held * 99 // 100]

# --- What if ----------------------------------------------------------------------------------------------


def drawn_up_to(limit: int) -> dict[str, float]:
    """How many first rounds end in a draw, and the ms without a leader: usually, and in 1 of 100."""
    led = until_led(limit)
    return {"draws": draws(limit), "usual": statistics.median(led), "slowest in 100": led[held * 99 // 100]}
