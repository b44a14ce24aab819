"""The film's cut: eleven customers on two sides of it, ten umbrellas, and three rules for an answer."""

from __future__ import annotations

from collections.abc import Callable

stock = 10
left_servers, right_servers = 3, 2
servers = left_servers + right_servers
majority = servers // 2 + 1

# Who comes while the cable is cut, and on which side: chosen by us, one more of them than umbrellas.
customers = "LLRLRLRRLRL"
everybody = len(customers)
lefts, rights = customers.count("L"), customers.count("R")

Rule = Callable[[str, int], bool]
"""Whether a side that has sold so many sells one more."""


def refuse(side: str, sold: int) -> bool:
    """Only a majority of the servers sells."""
    return {"L": left_servers, "R": right_servers}[side] >= majority and sold < stock


def answer(_: str, sold: int) -> bool:
    """Each side sells what its own copy of the stock still has."""
    return sold < stock


quota = stock // 2


def divide(_: str, sold: int) -> bool:
    """Each side sells the half that is its own."""
    return sold < quota


def told(rule: Rule) -> list[bool]:
    """Return for each customer whether the answer is yes."""
    sold, answers = {"L": 0, "R": 0}, []
    for side in customers:
        answers.append(rule(side, sold[side]))
        sold[side] += answers[-1]
    return answers


def heard(rule: Rule, side: str) -> list[str]:
    """Return what each customer of a side hears."""
    return ["yes" if yes else "no" for at, yes in zip(customers, told(rule), strict=True) if at == side]


def sales(rule: Rule) -> tuple[int, int]:
    """Return how many each side sells."""
    return heard(rule, "L").count("yes"), heard(rule, "R").count("yes")


refusing, answering, dividing = (sales(rule) for rule in (refuse, answer, divide))
refused, unsold = everybody - sum(refusing), stock - sum(refusing)
twice = max(0, sum(answering) - stock)
divided_refused = everybody - sum(dividing)

all_left, none_right = heard(refuse, "L"), heard(refuse, "R")
all_right = heard(answer, "R")
divided_left = heard(divide, "L")
divided_served, divided_sent = divided_left[:quota], divided_left[quota:]
