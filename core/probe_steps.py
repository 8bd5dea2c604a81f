"""A linear probe, fitted step by step, quick for few examples of many numbers.

The same objective as `core.probe`: cross-entropy + decay/2 |W|^2 on inputs of unit variance. With
n examples of d > n numbers the best W is a mixture of the examples, W = x^T A, and A (n, c) is
found from the products of all pairs of examples: d no longer counts (the representer theorem).
"""

from __future__ import annotations

from collections.abc import Generator
from math import sqrt

import numpy as np

from core.arrays import Array, check_rows
from core.neighbours import Labels
from core.patterns import Floats
from core.probe import DECAY, Probe
from core.product import by_transposed, matmul

STEPS = 200
PART = 5  # steps between two yields
ROWS = 64  # of the products of pairs, between two yields
ROUNDS = 20  # of the power method
SLACK = 1.1  # what it may have missed


def fitting(x: Array, labels: Labels) -> Generator[None, None, Probe]:
    """Fit x (n, d) to labels (n,); yields often, returns the probe.

    Raises ValueError for other shapes, numbers that are not finite, and fewer than two labels.
    """
    check_rows(x, x.shape[-1], "x")
    if labels.shape != x.shape[:1]:
        raise ValueError(f"labels have shape {labels.shape}; allowed: {x.shape[:1]}")
    classes, coded = np.unique(labels, return_inverse=True)
    if len(classes) < 2:
        raise ValueError(f"the labels are {classes.tolist()}; allowed: two different ones and more")
    mean, sd = x.mean(axis=0, dtype=np.float64), x.std(axis=0, dtype=np.float64)
    sd = np.where(sd > 0.0, sd, 1.0)
    scaled, target = (x - mean) / sd, np.eye(len(classes))[coded]
    if len(x) < x.shape[1]:
        pairs = yield from _pairs(scaled)
        A, b = yield from _minimise(pairs, None, target)
        return Probe(mean, sd, scaled.T @ A, b, classes)
    W, b = yield from _minimise(scaled, scaled.T, target)
    return Probe(mean, sd, W, b, classes)


def _pairs(x: Floats) -> Generator[None, None, Floats]:
    """x x^T, (n, n), some rows at a time."""
    found = np.empty((len(x), len(x)))
    for start in range(0, len(x), ROWS):
        found[start : start + ROWS] = by_transposed(x[start : start + ROWS], x)
        yield
    return found


def _minimise(
    x: Floats, back: Floats | None, target: Floats
) -> Generator[None, None, tuple[Floats, Floats]]:
    """W and b for scores x W + b, by Nesterov's descent, begun anew when it overshoots.

    back: what takes gaps of the scores (n, c) to slopes of W, None if W mixes examples.
    """
    n = len(x)
    step = 1.0 / (0.5 * max(_bend(x, back), 1.0) + DECAY)
    W, b = np.zeros((x.shape[1], target.shape[1])), np.zeros(target.shape[1])
    ahead, pace = (W, b), 1.0
    for number in range(1, STEPS + 1):
        gap = (_softmax(matmul(x, ahead[0]) + ahead[1]) - target) / n  # (n,c)
        slope = (gap if back is None else matmul(back, gap)) + DECAY * ahead[0], gap.sum(axis=0)
        new = ahead[0] - step * slope[0], ahead[1] - step * slope[1]
        moved = new[0] - W, new[1] - b
        if (slope[0] * moved[0]).sum() + slope[1] @ moved[1] > 0.0:  # uphill: it overshot
            pace, share = 1.0, 0.0
        else:
            faster = (1.0 + sqrt(1.0 + 4.0 * pace**2)) / 2.0
            pace, share = faster, (pace - 1.0) / faster
        ahead = new[0] + share * moved[0], new[1] + share * moved[1]
        W, b = new
        if number % PART == 0:
            yield
    return W, b


def _bend(x: Floats, back: Floats | None) -> float:
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
