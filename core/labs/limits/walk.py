"""Go straight from one digit's code to another's: does what lies between pass for a digit?

Beside it the same way through the pixels: one image fades out while the other fades in.
"""

from __future__ import annotations

import numpy as np

from core.data.digit_recognizer import ReadImages, readings
from core.data.provided_digits import provided_digits
from core.labs.limits.question import LimitsObservation, LimitsOutcome, Question, generator
from core.labs.limits.random_codes import SIDE, WIDTHS
from core.network.pretrained import network
from core.trial.parameters import Choice, Decimal
from core.trial.scenario import Scenario

PLACES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)  # on the way, those in between can be asked about
OUTCOMES = ("both", "code", "pixels", "neither")


def observe(scenario: Scenario) -> LimitsObservation:
    """The two ends: unseen digits of two classes, or of one."""
    test, rng = provided_digits(SIDE, "test"), generator(scenario, 0)
    first = int(rng.integers(len(test.x)))
    same = test.labels == test.labels[first]
    fit = np.flatnonzero(same if scenario.text("way") == "same" else ~same)
    second = int(rng.choice(fit[fit != first]))
    ends = (first, second)
    return LimitsObservation(
        scenario, test.x[list(ends)], tuple(int(test.labels[end]) for end in ends)
    )


def outcome(scenario: Scenario) -> LimitsOutcome:
    """Both ways, at PLACES; the answer is about the one that was asked for.

    arrived, real: how many of the two ends pass for what they are, decoded and as they came in.
    """
    known, net = provided_digits(SIDE, "train"), network(f"plain-{scenario.text('m')}")
    shown = observe(scenario)
    ends = shown.images
    share = np.array(PLACES)[:, None]
    codes = net.encode(ends)
    walked = net.decode((1.0 - share) * codes[0] + share * codes[1])
    faded = (1.0 - share) * ends[0] + share * ends[1]
    result, compared = (
        ReadImages(walked, readings(walked, known)),
        ReadImages(faded, readings(faded, known)),
    )
    at = PLACES.index(scenario.decimal("level"))
    by_code, by_pixels = result.readings[at].accepted, compared.readings[at].accepted
    answer = {(True, True): "both", (True, False): "code", (False, True): "pixels"}.get(
        (by_code, by_pixels), "neither"
    )
    figures = {"arrived": _passing(result, shown), "real": _passing(compared, shown)}
    return LimitsOutcome(scenario, answer, result, compared, figures)


def _passing(row: ReadImages, shown: LimitsObservation) -> float:
    """How many of a row's ends are read as the digits that they are."""
    ends = (row.readings[0], row.readings[-1])
    pairs = zip(ends, shown.labels, strict=True)
    return float(sum(end.accepted and end.label == label for end, label in pairs))


WALK = Question(
    Choice(("different", "same"), "different"), Choice(WIDTHS, "8"), Decimal(0.1, 0.9, 0.2, 0.5),
    OUTCOMES, observe, outcome,
)  # fmt: skip
