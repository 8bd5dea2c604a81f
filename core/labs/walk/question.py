"""What the walk lab's questions have in common: what is shown, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.data.digit_recognizer import ReadImages
from core.labs.walk.code_map import SIDE, CodeMap, code_map
from core.numerics.array_types import Array, Floats
from core.trial.scenario import Scenario

NOWHERE = np.zeros((0, 2))
NOTHING = np.zeros((0, SIDE * SIDE))


@dataclass(frozen=True, eq=False)
class WalkObservation:
    """What may be seen before the commit.

    places (n, 2), labels (n,): the map; faces: number and picture (196,) of some of its digits;
    class_means (10, 2). marks (k, 2): the flag, or the two ends of the line. ends (k, 784),
    end_labels: the digits at those ends.
    """

    scenario: Scenario
    places: Floats
    labels: NDArray[np.integer]
    faces: Sequence[tuple[int, Array]]
    class_means: Floats
    marks: Floats
    ends: Array
    end_labels: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class WalkOutcome:
    """What was decoded, what it is compared with, and the numbers that the reason is made from.

    dots (k, 2): the places of codes that were drawn at random.
    """

    scenario: Scenario
    answer: str
    result: ReadImages
    compared: ReadImages
    dots: Floats
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question: what can be answered, what is shown and what comes of it."""

    outcomes: tuple[str, ...]
    observe: Callable[[Scenario], WalkObservation]
    outcome: Callable[[Scenario], WalkOutcome]


def map_of(scenario: Scenario) -> CodeMap:
    """The map that a case is about."""
    return code_map(scenario.text("model"), scenario.text("beta"))


def shown_map(
    scenario: Scenario, marks: Floats, ends: Array = NOTHING, labels: tuple[int, ...] = ()
) -> WalkObservation:
    """The map of a case with what is marked on it."""
    codes = map_of(scenario)
    return WalkObservation(
        scenario, codes.places, codes.labels, codes.faces, codes.class_means, marks, ends, labels
    )


def offset(scenario: Scenario) -> Floats:
    """How far the learner has moved the mark from where the case put it, in map units (2,)."""
    return np.array([scenario.decimal("x"), scenario.decimal("y")])


def generator(scenario: Scenario) -> np.random.Generator:
    """The case's own randomness."""
    return np.random.default_rng(scenario.integer("seed"))
