"""What the films' models answer to what-if questions, against the films and a second way of counting."""

from __future__ import annotations

import math
import runpy
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

EXPLAINERS = Path(__file__).parents[2] / "explainers"


@cache
def model(bundle: str) -> dict[str, Any]:
    return runpy.run_path(str(EXPLAINERS / bundle / "model.py"))


def test_words_have_the_films_chances_at_its_own_temperature() -> None:
    sampling = model("ai-llm/token-sampling")
    found = sampling["at"](sampling["temperature"], sampling["top_k"])
    assert found.pop("no sense") == 0
    assert found == pytest.approx(sampling["with_k"])


def test_nonsense_grows_with_heat_and_is_cut_off_with_the_tail() -> None:
    at = model("ai-llm/token-sampling")["at"]
    assert at(0.5, 8)["no sense"] < at(1, 8)["no sense"] < at(2, 8)["no sense"] < 3 / 8
    assert sum(chance for word, chance in at(2, 8).items() if word != "no sense") == pytest.approx(1)


@pytest.mark.parametrize(("read", "write"), [*product((1, 2, 3), repeat=2)])
def test_a_quorum_misses_as_often_as_sets_are_disjoint(read: int, write: int) -> None:
    quorum = model("distributed/quorum")
    found = quorum["bargain"](read, write)
    missed = math.comb(3 - write, read) / math.comb(3, read)
    assert found == pytest.approx(
        {"missed": missed, "reader": [4, 9, 40][read - 1], "writer": [4, 9, 40][write - 1]}
    )


def test_more_places_even_the_circle_out() -> None:
    balance = model("distributed/consistent-hashing")["balance"]
    found = [balance(count) for count in (1, 12, 100)]
    assert [one["places"] for one in found] == [10, 120, 1000]
    assert found[0]["largest"] > found[1]["largest"] > found[2]["largest"] > 1
    assert found[0]["largest"] == pytest.approx(sum(1 / n for n in range(1, 11)), abs=0.2), (
        "of ten cuts at random"
    )


@pytest.mark.parametrize(("size", "refill"), [*product((1, 4, 10, 20), (1, 2, 6))])
def test_a_bucket_lets_in_what_it_holds_and_what_falls_in(size: int, refill: int) -> None:
    bucket = model("system-design/token-bucket")
    found = bucket["with_bucket"](size, refill)
    assert found["borne"] == size + min(size, refill)
    assert found["turned away"] == max(0, 16 - size), "it is full at nine: before, one comes in each second"


def test_the_films_bucket_is_one_of_them() -> None:
    bucket = model("system-design/token-bucket")
    found = bucket["with_bucket"](bucket["capacity"], bucket["rate"])
    assert found == {"turned away": bucket["out_burst"], "borne": bucket["edge_bucket"]}


def test_walks_of_thirty_steps_creep_arrive_and_leap() -> None:
    descent = model("ml/gradient-descent")
    after, near = descent["after_thirty"], descent["near"]
    assert after(descent["low_rate"], 0) == descent["creep_off"] > near
    assert after(descent["rate"], 0) < near < after(descent["high_rate"], 0)
    assert after(descent["rate"], descent["kept"]) >= descent["floor_off"]


def test_a_cache_is_worth_what_the_film_says_and_a_single_call_loses() -> None:
    caching = model("harness/prompt-caching")
    assert caching["gain"](caching["turns"], caching["read_times"]) == pytest.approx(caching["times_less"])
    assert caching["gain"](1, 0.1) == pytest.approx(1 / caching["write_times"])
    assert caching["gain"](40, 1) < 1


def test_gossip_has_the_films_averages_where_nothing_is_lost() -> None:
    gossip = model("distributed/gossip")
    found = gossip["with_losses"](0, gossip["servers"])
    assert (found["rounds"], found["calls"]) == (gossip["mean_rounds"], gossip["mean_calls"])
    assert gossip["with_losses"](0.5, 64)["rounds"] < 2 * found["rounds"]


def test_doors_cost_memory_and_only_open_ones_time() -> None:
    experts = model("ai-llm/mixture-of-experts")
    weighed = experts["weighed"]
    film = weighed(experts["doors"], experts["opened"])
    assert film == pytest.approx({"held": experts["held_b"], "used": experts["used_b"]})
    assert weighed(16, 2)["held"] - film["held"] == pytest.approx(8 * 32 * 3 * 4096 * 14336 / 1e9, rel=1e-3)
    assert weighed(16, 2)["used"] == pytest.approx(film["used"], rel=1e-3)
    assert weighed(1, 8)["used"] == weighed(1, 1)["used"]


def test_a_wider_door_finds_more_and_takes_longer() -> None:
    recall = model("ai-llm/recall-then-rerank")
    assert recall["let_through"](recall["through"]) == {"found": recall["kept"], "ms": recall["both_ms"]}
    assert recall["let_through"](10_000)["found"] == pytest.approx(10, abs=0.01)


def test_fusion_keeps_the_films_order_at_its_k_and_not_at_a_small_one() -> None:
    fusion = model("ai-llm/reciprocal-rank-fusion")
    film, small = fusion["fused_with"](fusion["k"]), fusion["fused_with"](0)
    assert list(film) == sorted(film, key=lambda page: -film[page])
    assert max(small, key=lambda page: small[page]) != next(iter(film))
    assert max(small.values()) == 0.5, "a first place in one list alone"


def test_the_cache_saves_what_the_film_says() -> None:
    cache = model("ai-llm/kv-cache")
    found = cache["bargain"](cache["long_prompt"])
    assert found == pytest.approx({"faster": cache["speedup"], "memory": cache["prompt_cache_mib"]})


def test_rungs_that_cost_nothing_belong_after_each_step() -> None:
    ladder = model("harness/checkpoint-resume")
    laddered = ladder["laddered"]
    assert laddered(1, 0) == pytest.approx(ladder["resumed"])
    assert laddered(100, 0) == pytest.approx(ladder["restarted"])
    every = (1, 2, 4, 5, 10, 20, 25, 50)
    best = [min((laddered(count, cost), count) for count in every)[1] for cost in (0, 0.5, 2)]
    assert best == sorted(best)
    assert best[0] == 1 < best[1] < best[2]


def test_a_log_is_short_or_seldom_copied() -> None:
    log = model("streaming/log-compaction")
    assert log["cleaned_at"](log["ratio"]) == {"longest": log["longest"], "writes": log["writes"]}
    often, seldom = log["cleaned_at"](0.1), log["cleaned_at"](0.9)
    assert often["longest"] < seldom["longest"]
    assert often["writes"] > seldom["writes"] >= 1


def test_a_dead_server_goes_unnoticed_for_the_line_and_a_little() -> None:
    """Drawn: it dies at any moment of a period, after a last heartbeat that took its time."""
    from random import Random

    detection = model("distributed/failure-detection")
    lot, mean, line = Random(3), 0.4, 2.5
    drawn = [lot.expovariate(1 / mean) + line - lot.random() for _ in range(100_000)]
    found = detection["patience"](line, mean)
    assert found["wait"] == pytest.approx(sum(drawn) / len(drawn), abs=0.01)
    assert found["wrong"] == detection["wrong_a_day"](line, mean)


def test_an_election_is_the_films_where_waits_are() -> None:
    raft = model("distributed/raft-election")
    found = raft["drawn_up_to"](raft["longest"])
    assert found == {
        "draws": raft["draw_share"],
        "usual": raft["usual_ms"],
        "slowest in 100": raft["slow_ms"],
    }
    assert raft["drawn_up_to"](200)["draws"] > found["draws"]
