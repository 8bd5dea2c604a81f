"""Twenty codes drawn at random: how many of the decoded images pass for a digit?

For a variational autoencoder they are drawn from the standard normal distribution, towards which
its codes were trained; for the others, which have no such law, from the Gaussian with the mean and
the covariance of real codes.
"""

from __future__ import annotations

import numpy as np

from core.data.digit_recognizer import ReadImages, readings
from core.data.provided_digits import provided_digits
from core.labs.walk.code_map import SIDE, WIDTH
from core.labs.walk.question import (
    NOWHERE,
    Question,
    WalkObservation,
    WalkOutcome,
    generator,
    map_of,
    shown_map,
)
from core.numerics.array_types import Floats
from core.numerics.code_sampling import fit_gaussian, standard_normal
from core.trial.scenario import Scenario

N_SAMPLES = 20
BANDS = {"few": 4, "some": 9, "many": 14, "most": N_SAMPLES}  # up to so many of them
COMPARED = 8  # real digits that are given back beside them


def places(scenario: Scenario) -> Floats:
    """Where the codes are drawn, (N_SAMPLES, 2) in map units."""
    codes, rng = map_of(scenario), generator(scenario)
    if scenario.text("model") == "vae":
        drawn = standard_normal(WIDTH).draw(N_SAMPLES, rng)
        return np.asarray((drawn - codes.centre) / codes.half)
    return fit_gaussian(codes.places).draw(N_SAMPLES, rng)


def observe(scenario: Scenario) -> WalkObservation:
    """The map alone."""
    return shown_map(scenario, NOWHERE)


def outcome(scenario: Scenario) -> WalkOutcome:
    """What is decoded of them; beside it real digits, given back.

    figures: count of those that pass; kinds: how many different digits are among them; real: how
    many of those given back pass.
    """
    codes, known = map_of(scenario), provided_digits(SIDE, "train")
    drawn = places(scenario)
    made = codes.decode(drawn)
    test = provided_digits(SIDE, "test").x
    chosen = generator(scenario).choice(len(test), COMPARED, replace=False)
    back = codes.network.reconstruct(test[chosen])
    result = ReadImages(made, readings(made, known))
    compared = ReadImages(back, readings(back, known))
    count = result.count_accepted()
    figures = {
        "count": float(count),
        "kinds": float(len({each.label for each in result.readings if each.accepted})),
        "real": float(compared.count_accepted()),
    }
    answer = next(name for name, most in BANDS.items() if count <= most)
    return WalkOutcome(scenario, answer, result, compared, drawn, figures)


SAMPLES = Question(tuple(BANDS), observe, outcome)
