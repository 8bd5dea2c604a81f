"""Principal component analysis: the best linear code under squared error.

The mean and the directions come from the training data alone and are then used on any data. The
sign of a direction is free, so it is fixed: its largest entry is positive (the first one among
equals), and two machines give the same numbers.

`fit` decomposes at once. Where that takes seconds, `fit_steps` comes to the first directions by
subspace iteration: multiplying a few random ones by the covariance again and again turns them into
the principal ones (Halko, Martinsson, Tropp 2011, with the shares of variance left to the last).
The covariance itself is never made: two narrow products with the data do the same.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from core.numerics.array_types import Array, Floats, check_rows
from core.numerics.matmul import matmul, matmul_tn

TIE = 1e-9  # entries nearer to the largest than this share of it count as equal
ROWS = 600  # examples in a step
SPARE = 16  # directions beyond those asked for, so that the last of these settle soon
ROUNDS = 10
SEED = 0


@dataclass(frozen=True, eq=False)
class PCA:
    """mean (d,); directions (k, d), rows of length 1, largest variance first; variances (k,)."""

    mean: Floats
    components: Floats
    explained_variance: Floats

    def encode(self, x: Array) -> Floats:
        """Coordinates along the directions: x (..., d) gives (..., k)."""
        return np.asarray((x - self.mean) @ self.components.T)  # (...,d)(d,k)

    def decode(self, z: Array) -> Floats:
        """Points of the subspace: z (..., k) gives (..., d)."""
        return np.asarray(self.mean + z @ self.components)  # (...,k)(k,d)

    def reconstruct(self, x: Array) -> Floats:
        """The nearest point of the subspace: x (..., d) gives (..., d)."""
        return self.decode(self.encode(x))


def fit(x: Array, k: int) -> PCA:
    """PCA of x (n, d) with k directions, 1 <= k <= min(n, d).

    Raises ValueError for another k, another shape, or numbers that are not finite.
    """
    check_rows(x, x.shape[-1], "x")
    n, d = x.shape
    if not 1 <= k <= min(n, d):
        raise ValueError(f"k is {k}; allowed: 1 to {min(n, d)}")
    mean = x.mean(axis=0, dtype=np.float64)
    centred: Floats = x - mean
    if n > d:  # the covariance is smaller than the data, and several times as quick for digits
        values, columns = np.linalg.eigh(matmul_tn(centred, centred) / n)  # (d,), (d,d), rising
        return PCA(mean, signed(columns.T[::-1][:k]), np.maximum(values[::-1][:k], 0.0))
    _, sizes, rows = np.linalg.svd(centred, full_matrices=False)  # (n,d) = U S V
    return PCA(mean, signed(rows[:k]), sizes[:k] ** 2 / n)


def fit_steps(x: Array, k: int) -> Generator[None, None, PCA]:
    """PCA of x (n, d) with k directions: a step for each `ROWS` of x in each of `ROUNDS` rounds.

    Raises ValueError for a k that leaves no room for `SPARE` and for data that cannot be.
    """
    check_rows(x, x.shape[-1], "x")
    n, d = x.shape
    if not 1 <= k <= min(n, d) - SPARE:
        raise ValueError(f"k is {k}; allowed: 1 to {min(n, d) - SPARE}")
    mean = x.mean(axis=0, dtype=np.float64)
    start = np.random.default_rng(SEED).standard_normal((d, k + SPARE))
    Q: Floats = np.linalg.qr(start)[0]
    small = np.zeros((k + SPARE, k + SPARE))
    for _ in range(ROUNDS):
        spread = np.zeros((d, k + SPARE))
        for at in range(0, n, ROWS):
            centred = x[at : at + ROWS] - mean.astype(x.dtype)
            z = matmul(centred, Q.astype(x.dtype))  # (rows,d)(d,k)
            spread += matmul_tn(centred, z)  # (d,rows)(rows,k)
            yield
        small = Q.T @ spread / n  # the covariance within these directions
        last, Q = Q, np.linalg.qr(spread)[0]
    values, within = np.linalg.eigh((small + small.T) / 2.0)  # rising
    directions = (last @ within[:, ::-1][:, :k]).T
    return PCA(mean, signed(directions), np.maximum(values[::-1][:k], 0.0))


def step_count(n: int) -> int:
    """How many steps `fit_steps` takes for n examples."""
    return ROUNDS * -(-n // ROWS)


def signed(rows: Floats) -> Floats:
    """Turn each row (k, d) so that its first entry of largest size is positive."""
    size = np.abs(rows)
    near = size >= (1.0 - TIE) * size.max(axis=1, keepdims=True)
    chosen = np.take_along_axis(rows, near.argmax(axis=1)[:, None], axis=1)  # (k, 1)
    return np.where(chosen < 0.0, -rows, rows)
