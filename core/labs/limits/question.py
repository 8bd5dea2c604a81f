"""What the limits lab's four questions have in common: what is shown, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.data.digit_recognizer import ReadImages
from core.numerics.array_types import Array
from core.trial.parameters import Choice, Decimal
from core.trial.scenario import Scenario

N_SAMPLES = 12  # images where one would say too little


@dataclass(frozen=True, eq=False)
class LimitsObservation:
    """The images (n, d) that may be seen before the commit, and the labels of those named."""

    scenario: Scenario
    images: Array
    labels: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class LimitsOutcome:
    """What came out, what it is compared with, and the numbers that the reason is made from."""

    scenario: Scenario
    answer: str
    result: ReadImages
    compared: ReadImages
    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """One question: what can be set, what can be answered, what is shown and what comes of it."""

    ways: Choice
    widths: Choice
    levels: Decimal
    outcomes: tuple[str, ...]
    observe: Callable[[Scenario], LimitsObservation]
    outcome: Callable[[Scenario], LimitsOutcome]


def draw_examples(scenario: Scenario, n: int, of: int) -> NDArray[np.int64]:
    """Which n of so many test digits this case takes, each once."""
    return generator(scenario, 0).choice(of, n, replace=False)


def generator(scenario: Scenario, stream: int) -> np.random.Generator:
    """The case's own randomness; another stream for another purpose."""
    return np.random.default_rng([scenario.integer("seed"), stream])
