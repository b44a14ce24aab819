"""The numbers of the bundled films, against published values and a second way of counting."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

EXPLAINERS = Path(__file__).parent.parent / "explainers"


def model(bundle: str) -> dict[str, Any]:
    return runpy.run_path(str(EXPLAINERS / bundle / "model.py"))


@pytest.mark.parametrize(
    ("key", "published"),
    [  # UtilsTest.testMurmur2 of Apache Kafka
        ("21", -973932308),
        ("foobar", -790332482),
        ("a-little-bit-long-string", -985981536),
        ("a-little-bit-longer-string", -1486304829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
        ("abc", 479470107),
    ],
)
def test_murmur2_gives_kafkas_own_test_values(key: str, published: int) -> None:
    assert model("streaming/partition-routing")["murmur2"](key.encode()) == published


def test_routing_never_meets_a_negative_number() -> None:
    routing = model("streaming/partition-routing")
    assert routing["positive"](-(2**31)) == 0
    assert routing["positive"](-1) == 2**31 - 1
    assert routing["partition"]("foobar", 50) == 16


def test_a_key_stays_with_chance_one_in_four_when_a_fourth_partition_is_added() -> None:
    assert model("streaming/partition-routing")["moved_share"]() == pytest.approx(0.75, abs=0.01)


@pytest.mark.parametrize("write", [1, 2, 3])
@pytest.mark.parametrize("read", [1, 2, 3])
def test_reads_can_miss_exactly_when_the_quorums_need_not_overlap(write: int, read: int) -> None:
    quorum = model("distributed/quorum")
    assert (quorum["stale_share"](write, read) > 0) == (write + read <= quorum["replicas"])


def test_an_election_has_one_winner_a_term_and_counts_each_server_once() -> None:
    """Also where waits are nearly equal, so that most terms end in a draw."""
    raft = model("distributed/raft-election")
    for seed in range(200):
        held = raft["Cluster"](seed, longest=raft["shortest"] + 20).elect()
        for term in {term for term, _ in held.stood}:
            voters = [v for (t, _), votes in held.votes.items() if t == term for v in votes]
            assert len(voters) == len(set(voters)) <= len(raft["others"])
            winners = [leader for t, leader in held.won if t == term]
            assert winners == [] or len(held.votes[term, winners[0]]) >= raft["majority"]
            assert len(winners) <= 1


def test_draws_become_rare_as_waits_spread() -> None:
    raft = model("distributed/raft-election")
    shares = [raft["draws"](longest) for longest in (170, 200, 300)]
    assert shares == pytest.approx([0.53, 0.17, 0.04], abs=0.005)  # the table in the text


def test_attention_weights_share_out_one_whole_and_favour_the_best_match() -> None:
    cache = model("ai-llm/kv-cache")
    weights = cache["weights"]()
    assert sum(weights) == pytest.approx(1)
    assert len(weights) == cache["prompt_length"] + 1
    assert max(weights) == weights[cache["tokens"].index("cat")]


def test_llama_3_has_about_eight_billion_parameters() -> None:
    """The times of the film rest on this count; embedding and output matrices are separate."""
    cache = model("ai-llm/kv-cache")
    parameters = cache["layers"] * cache["layer_parameters"]() + 2 * cache["vocabulary"] * cache["width"]
    assert parameters == pytest.approx(8.03e9, rel=0.001)


def test_without_a_cache_each_token_of_the_answer_costs_more_than_the_last() -> None:
    cache = model("ai-llm/kv-cache")
    assert cache["recomputed_steps"] == [5, 6, 7, 8]
    assert cache["cached_steps"] == [5, 1, 1, 1]


def test_a_small_forward_pass_agrees_with_matrices_and_looks_only_back() -> None:
    small = model("ai-llm/forward-pass")
    x = np.array([small["embedding"][word] for word in small["prompt"]])
    q, k, v = (x @ np.array(small[name]) for name in ("to_query", "to_key", "to_value"))
    match = np.exp(np.where(np.tri(len(x)) == 1, q @ k.T / 2, -np.inf))
    x = x + match / match.sum(axis=1, keepdims=True) @ v
    x = x + np.maximum(x @ np.array(small["to_hidden"]) + small["hidden_bias"], 0) @ np.array(
        small["from_hidden"]
    )
    score = np.exp(x[-1] @ np.array(small["to_scores"]))
    chances = small["chances"](small["prompt"])
    assert list(chances.values()) == pytest.approx(list(score / score.sum()))
    assert small["count_weights"]() == sum(
        np.size(small[name])
        for name in ("to_query", "to_key", "to_value", "to_hidden", "hidden_bias", "from_hidden", "to_scores")
    ) + sum(map(len, small["embedding"].values()))


def test_one_word_changes_the_answer_and_the_last_word_alone_knows_nothing() -> None:
    small = model("ai-llm/forward-pass")
    assert max(small["after_cat"], key=small["after_cat"].get) == "mat"
    assert max(small["after_dog"], key=small["after_dog"].get) == "rug"
    assert small["alone"]["cat"] == pytest.approx(0.5, abs=0.01)
    assert small["alone"]["dog"] == pytest.approx(0.5, abs=0.01)


def test_the_large_model_has_about_the_published_8_03_billion_weights() -> None:
    assert model("ai-llm/forward-pass")["real_billions"] == pytest.approx(8.03, abs=0.005)


@pytest.mark.parametrize("temperature", [0.5, 0.8, 1.0, 2.0])
@pytest.mark.parametrize(("k", "p"), [(8, 0.9), (5, 0.9), (3, 1.0), (5, 0.3)])
def test_cuts_agree_with_masked_scores(temperature: float, k: int, p: float) -> None:
    """Libraries cut by giving what they leave out a score of minus infinity."""
    sampling = model("ai-llm/token-sampling")
    scores = np.array(list(sampling["by_score"].values())) / temperature
    scores[k:] = -np.inf
    chances = np.exp(scores) / np.exp(scores).sum()
    scores[np.cumsum(chances) - chances >= p] = -np.inf
    expected = np.exp(scores) / np.exp(scores).sum()
    heated = sampling["softmax"](sampling["scores"], temperature)
    kept = sampling["keep_nucleus"](sampling["keep_most_likely"](heated, k), p)
    assert list(kept.values()) == pytest.approx(list(expected[expected > 0]))


def test_words_for_nine_tenths_grow_with_the_temperature() -> None:
    sampling = model("ai-llm/token-sampling")
    kept = [
        len(sampling["keep_nucleus"](sampling["softmax"](sampling["scores"], temperature), 0.9))
        for temperature in (0.5, 0.8, 1.0, 1.5, 2.0)
    ]
    assert kept == [3, 5, 5, 6, 7]  # the table in the text


def test_draws_follow_the_chances_and_the_pipeline_keeps_nonsense_out() -> None:
    sampling = model("ai-llm/token-sampling")
    for counts, chances in (("plain_counts", "plain"), ("piped_counts", "with_p")):
        shares = [count / sampling["draws"] for count in sampling[counts].values()]
        assert shares == pytest.approx(list(sampling[chances].values()), abs=0.04)
    assert sampling["piped_nonsense"] == 0 < sampling["plain_nonsense"]
    assert sampling["three"] == ["mat", "sofa", "law"]
    assert sampling["spoilt"] == pytest.approx(0.86, abs=0.005)  # as the text says
