"""Damage so heavy that many digits would fit what is left: what comes out then?

Under squared error the best answer is the mean of all digits that would fit. The more there are,
the more it is like the mean of all digits.
"""

from __future__ import annotations

import numpy as np

from core.data.digit_recognizer import ReadImages, readings
from core.data.digits import Digits
from core.data.provided_digits import provided_digits
from core.labs.limits.copying import SIDE
from core.labs.limits.question import (
    LimitsObservation,
    LimitsOutcome,
    Question,
    draw_examples,
    generator,
)
from core.network.pretrained import network
from core.numerics.corruption import corrupt
from core.numerics.nearest_neighbours import nearest
from core.trial.parameters import Choice, Decimal
from core.trial.scenario import Scenario

NETWORKS = {"heavily": "small-overcomplete-mask-0.9", "lightly": "small-overcomplete-mask-0.3"}
TRAINED = {"heavily": 0.9, "lightly": 0.3}  # the share of pixels put out
OUTCOMES = ("right", "other", "average", "smeared")
DECIMALS = 5


def observe(scenario: Scenario) -> LimitsObservation:
    """One unseen digit, pixels of which are put out."""
    test, at = _one(scenario)
    level, rng = scenario.decimal("level"), generator(scenario, 1)
    return LimitsObservation(scenario, corrupt("mask", test.x[[at]], level, rng))


def outcome(scenario: Scenario) -> LimitsOutcome:
    """What comes out; beside it the clean digit, the mean of all, and the digit that is nearest.

    What does not pass for a digit is an average if it is nearer to the mean than to the clean one.
    """
    (test, at), known = _one(scenario), provided_digits(SIDE, "train")
    clean, mean = test.x[at], known.x.mean(axis=0)
    out = network(NETWORKS[scenario.text("way")]).reconstruct(observe(scenario).images)
    reading = readings(out, known)
    to_clean, to_mean = (
        round(float(((out[0] - other) ** 2).mean(dtype=np.float64)), DECIMALS)
        for other in (clean, mean)
    )
    if reading[0].accepted:
        answer = "right" if reading[0].label == test.labels[at] else "other"
    else:
        answer = "average" if to_mean < to_clean else "smeared"
    near = known.x[nearest(out, known.x, 1)[0, 0]]
    figures = {
        "label": float(test.labels[at]), "to_clean": to_clean, "to_mean": to_mean,
        "ink": float(out.sum()), "clean_ink": float(clean.sum()), "mean_ink": float(mean.sum()),
    }  # fmt: skip
    compared = ReadImages(np.stack([clean, mean, near]))
    return LimitsOutcome(scenario, answer, ReadImages(out, reading), compared, figures)


def _one(scenario: Scenario) -> tuple[Digits, int]:
    test = provided_digits(SIDE, "test")
    return test, int(draw_examples(scenario, 1, len(test.x))[0])


AVERAGE = Question(
    Choice(tuple(NETWORKS), "heavily"), Choice(("128",), "128"), Decimal(0.1, 0.9, 0.1, 0.9),
    OUTCOMES, observe, outcome,
)  # fmt: skip
