"""A linear autoencoder trained by gradient descent: x_hat = x W1 W2, no bias, centred data.

It minimises 1/2 E |x - x W1 W2|^2. Baldi & Hornik (1989): the only minimum is the projection on the
first principal directions, every other critical point is a saddle. So the decoder's span has to
turn into PCA's subspace; the encoder lags behind, and W1 and W2 themselves are free to differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.numerics.array_types import Floats
from core.numerics.pca import PCA

START_SD = 0.1
NEAR_SADDLE = 1e-9


@dataclass(frozen=True)
class Descent:
    """step: of 1 / largest eigenvalue; momentum: the share of the last move that goes on."""

    step: float
    momentum: float


PLAIN = Descent(0.8, 0.0)
HEAVY = Descent(0.4, 0.8)  # Polyak's heavy ball; closes 2 to 3 times sooner than PLAIN


@dataclass(frozen=True, eq=False)
class LinearProgress:
    """After `step` steps: W1 (d, k), W2 (k, d), and 1/2 E |x - x W1 W2|^2 before that step."""

    step: int
    W1: Floats
    W2: Floats
    loss: float


Weights = tuple[Floats, Floats]


def small_start(d: int, k: int, rng: np.random.Generator) -> Weights:
    """W1 (d, k) and W2 (k, d), normal with a small deviation."""
    return START_SD * rng.standard_normal((d, k)), START_SD * rng.standard_normal((k, d))


def saddle_start(pca: PCA, rng: np.random.Generator) -> Weights:
    """A hair from a saddle: the projection on all of pca's k + 1 directions but the last but one.

    W1 (d, k) and W2 (k, d). Exactly there the gradient is 0, though it is no minimum.
    """
    kept = np.delete(pca.components, -2, axis=0)  # (k,d)
    near = (NEAR_SADDLE * rng.standard_normal(kept.shape) for _ in range(2))
    return (kept + next(near)).T, kept + next(near)


def train_linear(
    x: Floats,
    k: int,
    rng: np.random.Generator,
    steps: int,
    every: int = 1,
    descent: Descent = PLAIN,
    start: Weights | None = None,
) -> Iterator[LinearProgress]:
    """Full-batch descent on x (n, d), which is centred here; yields every `every` steps and last.

    start: the first W1 (d, k) and W2 (k, d), else `small_start`. Raises ValueError for a k outside
    1..d, for data without variance, and for no steps.
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
    rate = descent.step / largest
    W1, W2 = small_start(d, k, rng) if start is None else start
    move1, move2 = np.zeros_like(W1), np.zeros_like(W2)
    for step in range(1, steps + 1):
        gap = np.eye(d) - W1 @ W2  # (d,d): what is missing of the identity
        seen = covariance @ gap  # (d,d)
        loss = 0.5 * float((seen * gap).sum())
        move1 = descent.momentum * move1 + rate * seen @ W2.T  # (d,k)
        move2 = descent.momentum * move2 + rate * W1.T @ seen  # (k,d)
        W1, W2 = W1 + move1, W2 + move2
        if step % every == 0 or step == steps:
            yield LinearProgress(step, W1, W2, loss)
