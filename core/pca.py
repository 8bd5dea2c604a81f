"""Principal component analysis: the best linear code under squared error.

The mean and the directions come from the training data alone and are then used on any data. The
sign of a direction is free, so it is fixed: its largest entry is positive (the first one among
equals), and two machines give the same numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, check_rows
from core.patterns import Floats
from core.product import of_transposed

TIE = 1e-9  # entries nearer to the largest than this share of it count as equal


@dataclass(frozen=True, eq=False)
class PCA:
    """mean (d,); directions (k, d), rows of length 1, largest variance first; variances (k,)."""

    mean: Floats
    directions: Floats
    variances: Floats

    def encode(self, x: Array) -> Floats:
        """Coordinates along the directions: x (..., d) gives (..., k)."""
        return np.asarray((x - self.mean) @ self.directions.T)  # (...,d)(d,k)

    def decode(self, z: Array) -> Floats:
        """Points of the subspace: z (..., k) gives (..., d)."""
        return np.asarray(self.mean + z @ self.directions)  # (...,k)(k,d)

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
        values, columns = np.linalg.eigh(of_transposed(centred, centred) / n)  # (d,), (d,d), rising
        return PCA(mean, signed(columns.T[::-1][:k]), np.maximum(values[::-1][:k], 0.0))
    _, sizes, rows = np.linalg.svd(centred, full_matrices=False)  # (n,d) = U S V
    return PCA(mean, signed(rows[:k]), sizes[:k] ** 2 / n)


def signed(rows: Floats) -> Floats:
    """Turn each row (k, d) so that its first entry of largest size is positive."""
    size = np.abs(rows)
    near = size >= (1.0 - TIE) * size.max(axis=1, keepdims=True)
    chosen = np.take_along_axis(rows, near.argmax(axis=1)[:, None], axis=1)  # (k, 1)
    return np.where(chosen < 0.0, -rows, rows)
