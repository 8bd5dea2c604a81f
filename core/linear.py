"""A linear autoencoder trained by gradient descent: x_hat = x W1 W2, no bias, centred data.

It minimises 1/2 E |x - x W1 W2|^2. Baldi & Hornik (1989): the only minimum is the projection on the
first principal directions, every other critical point is a saddle. So the decoder's span has to
turn into PCA's subspace; the encoder lags behind, and W1 and W2 themselves are free to differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.patterns import Floats

START_SD = 0.1
STEP = 0.8  # of 1 / largest eigenvalue


@dataclass(frozen=True, eq=False)
class LinearProgress:
    """After `step` steps: W1 (d, k), W2 (k, d), and 1/2 E |x - x W1 W2|^2 before that step."""

    step: int
    W1: Floats
    W2: Floats
    loss: float


def train_linear(
    x: Floats, k: int, rng: np.random.Generator, steps: int, every: int = 1
) -> Iterator[LinearProgress]:
    """Full-batch descent on x (n, d), which is centred here; yields every `every` steps and last.

    Raises ValueError for a k outside 1..d, for data without variance, and for no steps.
    """
    d = x.shape[1]
    if not 1 <= k <= d:
        raise ValueError(f"width k is {k}; allowed: 1 to {d}")
    if steps < 1 or every < 1:
        raise ValueError(f"steps and every are {steps} and {every}; allowed: 1 and up")
    centred = x - x.mean(axis=0)
    covariance = centred.T @ centred / len(x)  # (d,d)
    largest = float(np.linalg.eigvalsh(covariance)[-1])
    if not largest > 0.0:
        raise ValueError(f"the largest variance is {largest}; allowed: above 0")
    rate = STEP / largest
    W1, W2 = (START_SD * rng.standard_normal(shape) for shape in ((d, k), (k, d)))
    for step in range(1, steps + 1):
        gap = np.eye(d) - W1 @ W2  # (d,d): what is missing of the identity
        loss = 0.5 * float(((covariance @ gap) * gap).sum())
        seen = covariance @ gap  # (d,d)
        W1, W2 = W1 + rate * seen @ W2.T, W2 + rate * W1.T @ seen  # (d,k), (k,d)
        if step % every == 0 or step == steps:
            yield LinearProgress(step, W1, W2, loss)
