"""A linear probe: how much of the labels can be read off the codes by a linear rule?

Multinomial logistic regression with a small weight decay, so that there is one best rule and it is
found from any start, by Nesterov's accelerated descent, begun anew when it overshoots (O'Donoghue &
Candès 2015). Inputs are centred and brought to unit variance first, number by number, with the
training data's figures.

With n examples of d > n numbers the best W is a mixture of the examples, W = x^T A, and A (n, c) is
found from the products of all pairs of examples: d no longer counts (the representer theorem).
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from math import sqrt

import numpy as np

from core.numerics.array_types import Array, Floats, check_rows
from core.numerics.matmul import matmul, matmul_nt
from core.numerics.nearest_neighbours import Labels
from core.stepwise import run_to_end

DECAY = 1e-3
STEPS = 200
THOROUGH_STEPS = 300
CLOSE = 1e-4  # no entry of the gradient is larger when `fit` ends before that many
PART = 5  # steps between two yields
ROWS = 64  # of the products of pairs, between two yields
ROUNDS = 20  # of the power method
SLACK = 1.1  # what it may have missed


@dataclass(frozen=True, eq=False)
class LinearProbe:
    """mean, sd (d,); W (d, c), b (c,); classes (c,), the labels that were seen."""

    mean: Floats
    sd: Floats
    W: Floats
    b: Floats
    classes: Labels

    def predict(self, x: Array) -> Labels:
        """The likeliest label of each of x (n, d), the smallest of equals: (n,)."""
        check_rows(x, len(self.mean), "x")
        scores = ((x - self.mean) / self.sd) @ self.W + self.b  # (n,d)(d,c)
        return np.asarray(self.classes[scores.argmax(axis=1)])

    def accuracy(self, x: Array, labels: Labels) -> float:
        """The share of x (n, d) whose label it says."""
        return float((self.predict(x) == labels).mean())


def fit(x: Array, labels: Labels, decay: float = DECAY) -> LinearProbe:
    """The probe that minimises cross-entropy + decay/2 |W|^2 on x (n, d) and labels (n,).

    Raises ValueError for other shapes, numbers that are not finite, fewer than two labels, and a
    decay that is not above 0.
    """
    return run_to_end(fit_steps(x, labels, decay, THOROUGH_STEPS, CLOSE))


def fit_steps(
    x: Array, labels: Labels, decay: float = DECAY, steps: int = STEPS, close: float = 0.0
) -> Generator[None, None, LinearProbe]:
    """What `fit` gives, or nearly: so many `steps`, fewer once no entry of the gradient is `close`.

    Yields often. Raises as `fit` does.
    """
    check_rows(x, x.shape[-1], "x")
    if labels.shape != x.shape[:1]:
        raise ValueError(f"labels have shape {labels.shape}; allowed: {x.shape[:1]}")
    classes, coded = np.unique(labels, return_inverse=True)
    if len(classes) < 2:
        raise ValueError(f"the labels are {classes.tolist()}; allowed: two different ones and more")
    if not 0.0 < decay < np.inf:
        raise ValueError(f"decay is {decay}; allowed: above 0, finite")
    mean, sd = x.mean(axis=0, dtype=np.float64), x.std(axis=0, dtype=np.float64)
    sd = np.where(sd > 0.0, sd, 1.0)
    scaled, target = (x - mean) / sd, np.eye(len(classes))[coded]
    if len(x) < x.shape[1]:
        pairs = yield from _pairs(scaled)
        A, b = yield from _minimise(pairs, None, target, decay, steps, close)
        return LinearProbe(mean, sd, scaled.T @ A, b, classes)
    W, b = yield from _minimise(scaled, scaled.T, target, decay, steps, close)
    return LinearProbe(mean, sd, W, b, classes)


def _pairs(x: Floats) -> Generator[None, None, Floats]:
    """x x^T, (n, n), some rows at a time."""
    found = np.empty((len(x), len(x)))
    for start in range(0, len(x), ROWS):
        found[start : start + ROWS] = matmul_nt(x[start : start + ROWS], x)
        yield
    return found


def _minimise(
    x: Floats, back: Floats | None, target: Floats, decay: float, steps: int, close: float
) -> Generator[None, None, tuple[Floats, Floats]]:
    """W and b for scores x W + b, by Nesterov's descent, begun anew when it overshoots.

    back: what takes gaps of the scores (n, c) to slopes of W, None if W mixes examples.
    """
    n = len(x)
    rate = 1.0 / (0.5 * max(_largest(x, back), 1.0) + decay)  # it bends no more (Böhning 1992)
    W, b = np.zeros((x.shape[1], target.shape[1])), np.zeros(target.shape[1])
    lookahead, t = (W, b), 1.0
    for number in range(1, steps + 1):
        gap = (_softmax(matmul(x, lookahead[0]) + lookahead[1]) - target) / n  # (n,c)
        of_W = (gap if back is None else matmul(back, gap)) + decay * lookahead[0]
        slope = of_W, gap.sum(axis=0)
        if close and max(np.abs(part).max(initial=0.0) for part in slope) < close:
            break
        new = lookahead[0] - rate * slope[0], lookahead[1] - rate * slope[1]
        moved = new[0] - W, new[1] - b
        if (slope[0] * moved[0]).sum() + slope[1] @ moved[1] > 0.0:  # uphill: it overshot
            t, momentum = 1.0, 0.0
        else:
            faster = (1.0 + sqrt(1.0 + 4.0 * t**2)) / 2.0
            t, momentum = faster, (t - 1.0) / faster
        lookahead = new[0] + momentum * moved[0], new[1] + momentum * moved[1]
        W, b = new
        if number % PART == 0:
            yield
    return W, b


def _largest(x: Floats, back: Floats | None) -> float:
    """The largest eigenvalue of the inputs' covariance, by the power method, and some more."""
    v: Floats = np.asarray(np.random.default_rng(0).standard_normal(x.shape[1]))
    size = 0.0
    for _ in range(ROUNDS):
        image: Floats = x @ v if back is None else back @ (x @ v)
        size = float(np.linalg.norm(image))
        if size == 0.0:
            break
        v = np.asarray(image / size)
    return SLACK * size / len(x)


def _softmax(a: Floats) -> Floats:
    """Shares of each row of a (n, c)."""
    size = np.exp(a - a.max(axis=1, keepdims=True))
    return np.asarray(size / size.sum(axis=1, keepdims=True))
