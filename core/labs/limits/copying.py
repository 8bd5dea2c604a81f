"""A code wider than the input: how much of the damage comes out again?

Nothing but the target keeps such a network from handing its input through. Measured is what is
wrong with twelve outputs, as a share of what was wrong with the inputs.
"""

from __future__ import annotations

import numpy as np

from core.data.digit_recognizer import ReadImages
from core.data.provided_digits import provided_digits
from core.labs.limits.question import (
    N_SAMPLES,
    LimitsObservation,
    LimitsOutcome,
    Question,
    draw_examples,
    generator,
)
from core.network.pretrained import network
from core.numerics.corruption import corrupt
from core.trial.parameters import Choice, Decimal
from core.trial.scenario import Scenario

SIDE = 8
NETWORKS = {"plain": "small-overcomplete", "denoising": "small-overcomplete-mask-0.3"}
BANDS = {"hardly": 0.4, "partly": 0.75, "mainly": 1.0, "more": np.inf}  # below this share
DECIMALS = 3


def observe(scenario: Scenario) -> LimitsObservation:
    """Twelve unseen digits, pixels of which are put out."""
    clean, rng = _clean(scenario), generator(scenario, 1)
    return LimitsObservation(scenario, corrupt("mask", clean, scenario.decimal("level"), rng))


def outcome(scenario: Scenario) -> LimitsOutcome:
    """What comes out, beside the clean digits."""
    clean, seen = _clean(scenario), observe(scenario).images
    out = network(NETWORKS[scenario.text("way")]).reconstruct(seen)
    before = float(((seen - clean) ** 2).mean(dtype=np.float64))
    after = float(((out - clean) ** 2).mean(dtype=np.float64))
    if before <= 0.0:
        raise ValueError(f"damage is {before}; allowed: above 0")
    share = round(after / before, DECIMALS)
    figures = {"before": before, "after": after, "share": share}
    return LimitsOutcome(scenario, outcome_band(share), ReadImages(out), ReadImages(clean), figures)


def outcome_band(share: float) -> str:
    """The answer that a share of the damage amounts to."""
    return next((name for name, top in BANDS.items() if share < top), "more")


def _clean(scenario: Scenario) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    test = provided_digits(SIDE, "test")
    return np.asarray(test.x[draw_examples(scenario, N_SAMPLES, len(test.x))])


COPY = Question(
    Choice(tuple(NETWORKS), "plain"), Choice(("128",), "128"), Decimal(0.05, 0.9, 0.05, 0.3),
    tuple(BANDS), observe, outcome,
)  # fmt: skip
