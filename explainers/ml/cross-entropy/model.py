"""Two forecasters, their scores as shares, what a rainy day costs each, and what ten days cost."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log, log2

careful_scores = {"sun": 1.0, "cloud": 0.3, "rain": 0.3}
bold_scores = {"sun": 5.0, "cloud": 1.5, "rain": 0.5}


def powers(scores: Mapping[str, float]) -> dict[str, float]:
    """e to the power of each score."""
    return {name: exp(score) for name, score in scores.items()}


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """The softmax: powers as shares of their sum."""
    raised = powers(scores)
    whole = sum(raised.values())
    return {name: power / whole for name, power in raised.items()}


def surprise(share: float) -> float:
    """In bits: how many heads in a row are as unlikely."""
    return log2(1 / share)


careful, bold = shares(careful_scores), shares(bold_scores)
bold_powers = powers(bold_scores)
careful_rain, bold_rain = careful["rain"], bold["rain"]
careful_bits, bold_bits = surprise(careful_rain), surprise(bold_rain)
careful_sun_bits, bold_sun_bits = surprise(careful["sun"]), surprise(bold["sun"])
once_in = 1 / bold_rain

days = ["sun", "sun", "rain", "sun", "sun", "rain", "sun", "sun", "rain", "sun"]
wet = days.count("rain")
careful_days = [surprise(careful[day]) for day in days]
bold_days = [surprise(bold[day]) for day in days]
careful_mean, bold_mean = (sum(each) / len(days) for each in (careful_days, bold_days))
first_wet = days.index("rain") + 1


def mean_surprise(said: float) -> float:
    """On the average of the ten days, for one who says each day that it rains with this chance, else sun."""
    wet_share = wet / len(days)
    return wet_share * surprise(said) + (1 - wet_share) * surprise(1 - said)


truth = wet / len(days)
honest = mean_surprise(truth)
sure = 0.01
too_sure = mean_surprise(sure)
average = [[p / 200, mean_surprise(p / 200)] for p in range(2, 180)]
curve = [[p / 200, surprise(p / 200)] for p in range(1, 201)]

pushes = {name: (name == "rain") - share for name, share in bold.items()}
"""By how much each score is pushed up: what happened minus what was said, which is against the slope."""
after_scores = {name: score + pushes[name] for name, score in bold_scores.items()}
after = shares(after_scores)
after_rain = after["rain"]

apart = round(bold_bits, 1) - round(careful_bits, 1)
"""Of the numbers as they are shown."""
undone = round(bold_bits / bold_sun_bits)
nats = log(1 / bold_rain)
careful_sun, bold_sun = careful["sun"], bold["sun"]
push_sun, push_rain = -pushes["sun"], pushes["rain"]
lead = bold_scores["sun"] - bold_scores["rain"]
times = bold["sun"] / bold["rain"]
