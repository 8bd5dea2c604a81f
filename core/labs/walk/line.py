"""A straight line on the map from one digit's code to another's: what is decoded half way?

Beside it the same way through the pixels: one digit fades out while the other fades in.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.data.digit_recognizer import ReadImages, readings
from core.data.provided_digits import provided_digits
from core.labs.walk.code_map import SIDE
from core.labs.walk.question import (
    NOWHERE,
    Question,
    WalkObservation,
    WalkOutcome,
    generator,
    map_of,
    offset,
    shown_map,
)
from core.trial.scenario import Scenario

OUTCOMES = ("first", "second", "other", "none")
STOPS = tuple(step / 8 for step in range(9))  # shares of the way; the one in the middle is asked
MIDDLE = len(STOPS) // 2


def start(scenario: Scenario) -> tuple[int, int]:
    """Which two test digits a case takes: of two classes."""
    codes, rng = map_of(scenario), generator(scenario)
    first = int(rng.integers(len(codes.labels)))
    return first, int(rng.choice(np.flatnonzero(codes.labels != codes.labels[first])))


def ends(scenario: Scenario) -> NDArray[np.intp]:
    """Which two the line joins, once the learner has moved its second end to a digit elsewhere."""
    codes, (first, second) = map_of(scenario), start(scenario)
    moved = offset(scenario)
    if moved.any():
        near = codes.nearest(codes.places[second] + moved, 2)
        second = int(near[near != first][0])
    return np.array([first, second])


def observe(scenario: Scenario) -> WalkObservation:
    """The map, the line, and the digits at its ends."""
    codes, both = map_of(scenario), ends(scenario)
    images = provided_digits(SIDE, "test").x[both]
    labels = tuple(int(label) for label in codes.labels[both])
    return shown_map(scenario, codes.places[both], images, labels)


def outcome(scenario: Scenario) -> WalkOutcome:
    """Both ways at STOPS.

    figures: how many images pass for a digit on the way by codes, and by pixels; label: what the
    reader takes the one in the middle for.
    """
    codes, shown = map_of(scenario), observe(scenario)
    share = np.array(STOPS)[:, None]
    known = provided_digits(SIDE, "train")
    walked = codes.decode((1.0 - share) * shown.marks[0] + share * shown.marks[1])
    faded = (1.0 - share) * shown.ends[0] + share * shown.ends[1]
    result = ReadImages(walked, readings(walked, known))
    compared = ReadImages(faded, readings(faded, known))
    figures = {
        "by_code": float(result.count_accepted()), "by_pixels": float(compared.count_accepted()),
        "label": float(result.readings[MIDDLE].label),
    }  # fmt: skip
    answer = _answer(result, shown.end_labels)
    return WalkOutcome(scenario, answer, result, compared, NOWHERE, figures)


def _answer(result: ReadImages, labels: tuple[int, ...]) -> str:
    middle = result.readings[MIDDLE]
    if not middle.accepted:
        return "none"
    return dict(zip(reversed(labels), ("second", "first"), strict=True)).get(middle.label, "other")


LINE = Question(OUTCOMES, observe, outcome)
