"""The linear denoiser of `core.ridge` in small steps, for where it takes seconds.

In WebAssembly the covariance of 4,000 digits takes some two seconds and a linear system of 784
unknowns more than one. Both come in blocks here, so that what waits can be told how far it is.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np

from core.arrays import Array, check_rows
from core.patterns import Floats
from core.product import matmul, of_transposed
from core.ridge import PENALTY, Moments, Ridge, _damage

ROWS = 100  # examples in a step of the covariance
COLUMNS = 56  # columns in a step of the inverse


def gathering(x: Array) -> Generator[None, None, Moments]:
    """Mean and covariance of clean x (n, d): a step for each `ROWS` of x."""
    check_rows(x, x.shape[-1], "x")
    n, d = x.shape
    mean = x.mean(axis=0, dtype=np.float64)
    covariance = np.zeros((d, d))
    for start in range(0, n, ROWS):
        centred = x[start : start + ROWS] - mean.astype(x.dtype)
        covariance += of_transposed(centred, centred)  # (d,rows)(rows,d)
        yield
    return Moments(mean, covariance / n)


def fitting(clean: Moments, kind: str, level: float) -> Generator[None, None, Ridge]:
    """What `core.ridge.fit` gives: a step for each `COLUMNS` of the covariance."""
    keep, mean, square = _damage(kind, level, clean)
    shown = keep**2 * clean.covariance
    variance = np.diag(shown).copy()
    np.fill_diagonal(shown, square - mean**2 + PENALTY)
    noise = np.diag(shown) - variance  # shown = keep^2 C + diag(noise)
    inverse = yield from inverting(shown)
    W = -noise[:, None] * inverse / keep  # keep C shown^-1 = (I - diag(noise) shown^-1) / keep
    W[np.diag_indices_from(W)] += 1.0 / keep
    return Ridge(W, mean, clean.mean)


def inverting(a: Floats) -> Generator[None, None, Floats]:
    """The inverse of a, symmetric and positive definite (d, d), by Gauss-Jordan on blocks.

    Such a matrix needs no search for pivots: every block on the diagonal stays positive definite.
    """
    left = a.copy()
    for start in range(0, len(left), COLUMNS):
        block = slice(start, start + COLUMNS)
        pivot = np.linalg.inv(left[block, block])
        row = pivot @ left[block]  # (b,b)(b,d)
        column = left[:, block].copy()  # (d,b)
        left -= matmul(column, row)
        left[:, block] = -column @ pivot
        left[block] = row
        left[block, block] = pivot
        yield
    return left
