"""Decode codes that were drawn at random: how many of twelve pass for a digit?

An autoencoder is nowhere told which codes it will have to decode beyond those of its examples. The
draws come from the standard normal, as a variational autoencoder's would, or from a Gaussian with
the mean and the covariance of real codes, the best guess that knows no more than those.
"""

from __future__ import annotations

import numpy as np

from core.data.digit_recognizer import ReadImages, readings
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
from core.numerics.array_types import Array
from core.numerics.code_sampling import fit_gaussian, standard_normal
from core.numerics.nearest_neighbours import nearest
from core.trial.parameters import Choice, Decimal
from core.trial.scenario import Scenario

SIDE = 28
WIDTHS = ("2", "4", "8", "16", "32")
FITTED_TO = 1000  # codes of training digits
BANDS = {"none": 1, "few": 4, "half": 8, "most": N_SAMPLES}  # up to so many of TRIES


def observe(scenario: Scenario) -> LimitsObservation:
    """Digits such as the network was trained on, which it has not seen."""
    test = provided_digits(SIDE, "test")
    return LimitsObservation(scenario, test.x[draw_examples(scenario, N_SAMPLES, len(test.x))])


def outcome(scenario: Scenario) -> LimitsOutcome:
    """Twelve codes decoded; beside them what comes back of the digits shown."""
    known, net = provided_digits(SIDE, "train"), network(f"plain-{scenario.text('m')}")
    codes, spread = net.encode(known.x[:FITTED_TO]), scenario.decimal("level")
    law = fit_gaussian(codes) if scenario.text("way") == "fitted" else standard_normal(net.m)
    drawn = law.mean + spread * (law.draw(N_SAMPLES, generator(scenario, 1)) - law.mean)
    real = net.encode(observe(scenario).images)
    made, back = net.decode(drawn), net.decode(real)
    result, compared = (
        ReadImages(made, readings(made, known)),
        ReadImages(back, readings(back, known)),
    )
    count = result.count_accepted()
    figures = {
        "count": count,
        "kinds": len({one.label for one in result.readings if one.accepted}),
        "real": compared.count_accepted(),
        "far": _away(drawn, codes) / _away(real, codes),
        "wide": float(np.sqrt(codes.var(axis=0, dtype=np.float64).mean())) / spread,
    }
    return LimitsOutcome(scenario, outcome_band(count), result, compared, figures)


def outcome_band(count: int) -> str:
    """The answer that so many of TRIES amount to."""
    return next(name for name, top in BANDS.items() if count <= top)


def _away(z: Array, codes: Array) -> float:
    """How far codes z (n, m) are from the nearest of codes (k, m), as a median."""
    near = nearest(z.astype(codes.dtype), codes, 1)[:, 0]
    return float(np.median(np.linalg.norm(z - codes[near], axis=1)))


RANDOM = Question(
    Choice(("fitted", "normal"), "fitted"), Choice(WIDTHS, "32"), Decimal(0.5, 2.0, 0.5, 1.0),
    tuple(BANDS), observe, outcome,
)  # fmt: skip
