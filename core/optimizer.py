"""How a gradient moves the weights: plain descent, momentum, Adam; and how the rate decays.

Polyak 1964 (momentum), Kingma & Ba 2015 (Adam), Loshchilov & Hutter 2017 (cosine decay).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Array

OPTIMIZERS = ("sgd", "momentum", "adam")
SCHEDULES = ("constant", "cosine")
MOMENTUM = 0.9
DECAY_1, DECAY_2, SMALL = 0.9, 0.999, 1e-8  # Adam's, as published


@dataclass(eq=False)
class Optimizer:
    """State that goes with one weight vector (size,); `move` changes it and the weights in place.

    first: the velocity, or Adam's decaying sum of gradients; second: Adam's of their squares; empty
    where not needed. steps: how many were made.
    """

    name: str
    first: Array
    second: Array
    steps: int = 0

    def move(self, weights: Array, gradient: Array, rate: float) -> None:
        """Make one step. The gradient is spent."""
        self.steps += 1
        if self.name == "sgd":
            gradient *= rate
            weights -= gradient
        elif self.name == "momentum":
            self.first *= MOMENTUM
            self.first += gradient
            np.multiply(self.first, rate, out=gradient)
            weights -= gradient
        else:
            self._adam(weights, gradient, rate)

    def _adam(self, weights: Array, gradient: Array, rate: float) -> None:
        # first and second are sums that decay: the published means are (1 - DECAY) times as large
        self.first *= DECAY_1
        self.first += gradient
        np.multiply(gradient, gradient, out=gradient)
        self.second *= DECAY_2
        self.second += gradient
        # both means start at 0, for which the published algorithm makes up
        mean = (1.0 - DECAY_1) / (1.0 - DECAY_1**self.steps)
        root = math.sqrt((1.0 - DECAY_2) / (1.0 - DECAY_2**self.steps))
        np.sqrt(self.second, out=gradient)
        gradient += SMALL / root
        np.divide(self.first, gradient, out=gradient)
        gradient *= rate * mean / root
        weights -= gradient

    def copy(self) -> Optimizer:
        """One that moves on without changing this one."""
        return replace(self, first=self.first.copy(), second=self.second.copy())


def begin(name: str, weights: Array) -> Optimizer:
    """An optimizer before its first step. Raises ValueError for an unknown name."""
    check(name, OPTIMIZERS, "optimizer")
    none = weights[:0]
    first = none if name == "sgd" else np.zeros_like(weights)
    return Optimizer(name, first, np.zeros_like(weights) if name == "adam" else none)


def rate_at(schedule: str, rate: float, step: int, steps: int) -> float:
    """The rate of step 0..steps-1: the same throughout, or along half a cosine towards 0."""
    check(schedule, SCHEDULES, "schedule")
    check_rate(rate)
    return rate if schedule == "constant" else 0.5 * rate * (1.0 + math.cos(math.pi * step / steps))


def check_rate(rate: float) -> None:
    """Raise ValueError unless it is a positive, finite number."""
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not 0.0 < rate < math.inf:
        raise ValueError(f"rate is {rate!r}; allowed: a number above 0")


def check(name: str, allowed: tuple[str, ...], what: str) -> None:
    """Raise ValueError unless the name is one of those allowed."""
    if name not in allowed:
        raise ValueError(f"{what} is {name!r}; allowed: {', '.join(allowed)}")
