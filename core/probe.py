"""A linear probe: how much of the labels can be read off the codes by a linear rule?

Multinomial logistic regression with a small weight decay, so that there is one best rule and it is
found from any start, by Nesterov's accelerated descent, begun anew when it overshoots (O'Donoghue &
Candès 2015). Nothing is drawn. Inputs are centred and brought to unit variance first, number by
number, with the training data's figures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, check_rows
from core.neighbours import Labels
from core.patterns import Floats
from core.product import by_transposed, matmul, of_transposed

DECAY = 1e-3
STEPS = 300
CLOSE = 1e-4  # no entry of the gradient is larger when it ends before STEPS


@dataclass(frozen=True, eq=False)
class Probe:
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


def fit(x: Array, labels: Labels, decay: float = DECAY) -> Probe:
    """The probe that minimises cross-entropy + decay/2 |W|^2 on x (n, d) and labels (n,).

    Raises ValueError for other shapes, numbers that are not finite, fewer than two labels, and a
    decay that is not above 0.
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
    scaled = (x - mean) / sd
    W, b = _minimise(scaled, np.eye(len(classes))[coded], decay)
    return Probe(mean, sd, W, b, classes)


def _minimise(x: Floats, target: Floats, decay: float) -> tuple[Floats, Floats]:
    """W (d, c) and b (c,) for centred x (n, d) and one-hot targets (n, c)."""
    n, d = x.shape
    gram = of_transposed(x, x) if d < n else by_transposed(x, x)  # the smaller; same largest value
    largest = float(np.linalg.eigvalsh(gram)[-1]) / n
    step = 1.0 / (0.5 * max(largest, 1.0) + decay)  # the loss bends no more (Böhning 1992)
    W, b = np.zeros((d, target.shape[1])), np.zeros(target.shape[1])
    ahead, pace = (W, b), 1.0
    for _ in range(STEPS):
        gap = (_softmax(matmul(x, ahead[0]) + ahead[1]) - target) / n  # (n,c)
        slope = of_transposed(x, gap) + decay * ahead[0], gap.sum(axis=0)  # (d,n)(n,c), (c,)
        if max(np.abs(part).max(initial=0.0) for part in slope) < CLOSE:
            break
        new = ahead[0] - step * slope[0], ahead[1] - step * slope[1]
        moved = new[0] - W, new[1] - b
        if (slope[0] * moved[0]).sum() + slope[1] @ moved[1] > 0.0:  # uphill: it overshot
            pace, share = 1.0, 0.0
        else:
            faster = (1.0 + np.sqrt(1.0 + 4.0 * pace**2)) / 2.0
            pace, share = faster, (pace - 1.0) / faster
        ahead = new[0] + share * moved[0], new[1] + share * moved[1]
        W, b = new
    return W, b


def _softmax(a: Floats) -> Floats:
    """Shares of each row of a (n, c)."""
    size = np.exp(a - a.max(axis=1, keepdims=True))
    return np.asarray(size / size.sum(axis=1, keepdims=True))
