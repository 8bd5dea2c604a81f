"""What the limits lab's four questions have in common: what is shown, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.data.digit_recognizer import Reading
from core.data.digits import Digits, read
from core.data.provided_files import data_file
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
class ImageRow:
    """Images (n, d) and what the reader says of them; no readings where nobody asks."""

    images: Array
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, eq=False)
class LimitsOutcome:
    """What came out, what it is compared with, and the numbers that the reason is made from."""

    scenario: Scenario
    answer: str
    result: ImageRow
    compared: ImageRow
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


def digits(side: int, part: str) -> Digits:
    """The supplied digits of that side: part "train" or "test"."""
    return read(data_file(f"digits-{side}-{part}"))


def draw_examples(scenario: Scenario, n: int, of: int) -> NDArray[np.int64]:
    """Which n of so many test digits this case takes, each once."""
    return generator(scenario, 0).choice(of, n, replace=False)


def generator(scenario: Scenario, stream: int) -> np.random.Generator:
    """The case's own randomness; another stream for another purpose."""
    return np.random.default_rng([scenario.integer("seed"), stream])


def count_accepted(readings: tuple[Reading, ...]) -> int:
    """How many pass for a digit."""
    return sum(reading.accepted for reading in readings)
