"""How a gradient moves the weights: Adam, whose rate falls along half a cosine.

Kingma & Ba 2015, Loshchilov & Hutter 2017 (cosine decay).
"""

from __future__ import annotations

import math

import numpy as np

from core.numerics.array_types import Array

DECAY_1, DECAY_2, SMALL = 0.9, 0.999, 1e-8  # as published


class Adam:
    """State that goes with one weight vector (size,); `step` changes it and the weights in place.

    first_moment, second_moment: decaying sums of gradients and of their squares; the published
    means are (1 - DECAY) times as large. steps: how many were made.
    """

    def __init__(self, weights: Array) -> None:
        self.first_moment = np.zeros_like(weights)
        self.second_moment = np.zeros_like(weights)
        self.steps = 0

    def step(self, weights: Array, gradient: Array, rate: float) -> None:
        """Make one step. The gradient is spent."""
        self.steps += 1
        self.first_moment *= DECAY_1
        self.first_moment += gradient
        np.multiply(gradient, gradient, out=gradient)
        self.second_moment *= DECAY_2
        self.second_moment += gradient
        # both means start at 0, for which the published algorithm makes up
        mean = (1.0 - DECAY_1) / (1.0 - DECAY_1**self.steps)
        root = math.sqrt((1.0 - DECAY_2) / (1.0 - DECAY_2**self.steps))
        np.sqrt(self.second_moment, out=gradient)
        gradient += SMALL / root
        np.divide(self.first_moment, gradient, out=gradient)
        gradient *= rate * mean / root
        weights -= gradient


def cosine_rate(rate: float, step: int, steps: int) -> float:
    """The rate of step 0..steps-1: along half a cosine from `rate` towards 0."""
    return 0.5 * rate * (1.0 + math.cos(math.pi * step / steps))


def check_rate(rate: float) -> None:
    """Raise ValueError unless it is a positive, finite number."""
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not 0.0 < rate < math.inf:
        raise ValueError(f"rate is {rate!r}; allowed: a number above 0")
