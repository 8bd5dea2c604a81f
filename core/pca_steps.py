"""PCA in small steps, by subspace iteration, for where a whole decomposition takes seconds.

Multiplying a few random directions by the covariance again and again turns them into the principal
ones (Halko, Martinsson, Tropp 2011, with the shares of variance left to the last). The covariance
itself is never made: two narrow products with the data do the same.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from core.arrays import Array, check_rows
from core.patterns import Floats
from core.pca import PCA, signed
from core.product import matmul, of_transposed

ROWS = 600  # examples in a step
SPARE = 16  # directions beyond those asked for, so that the last of these settle soon
ROUNDS = 10
SEED = 0


def fitting(x: Array, k: int) -> Generator[None, None, PCA]:
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
            spread += of_transposed(centred, z)  # (d,rows)(rows,k)
            yield
        small = Q.T @ spread / n  # the covariance within these directions
        last, Q = Q, np.linalg.qr(spread)[0]
    values, within = np.linalg.eigh((small + small.T) / 2.0)  # rising
    directions = (last @ within[:, ::-1][:, :k]).T
    return PCA(mean, signed(directions), np.maximum(values[::-1][:k], 0.0))


def steps(n: int) -> int:
    """How many steps `fitting` takes for n examples."""
    return ROUNDS * -(-n // ROWS)
