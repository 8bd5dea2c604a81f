"""The linear denoiser of `core.ridge` in small steps, for where it takes seconds.

In WebAssembly the covariance of 4,000 digits takes some two seconds and a linear system of 784
unknowns more than one. Both come in blocks here, so that what waits can be told how far it is.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

from core.arrays import Array, check_rows
from core.patterns import Floats
from core.product import matmul, of_transposed
from core.ridge import PENALTY, Moments, Ridge, damage

ROWS = 100  # examples in a step of the covariance
COLUMNS = 56  # columns in a step of the inverse


def gathering(x: Array) -> Generator[None, None, Moments]:
    """Mean and covariance of clean x (n, d): a step for each `ROWS` of x.

    Pixels that are 0 in all of x (a sixth of the digits' ones) vary with nothing and are left out.
    """
    check_rows(x, x.shape[-1], "x")
    n, d = x.shape
    mean, used = x.mean(axis=0, dtype=np.float64), np.flatnonzero(x.any(axis=0))
    scatter = np.zeros((len(used), len(used)))
    for start in range(0, n, ROWS):
        centred = x[start : start + ROWS, used] - mean[used].astype(x.dtype)
        scatter += of_transposed(centred, centred)  # (used,rows)(rows,used)
        yield
    covariance = np.zeros((d, d))
    covariance[np.ix_(used, used)] = scatter / n
    return Moments(mean, covariance)


def fitting(clean: Moments, kind: str, level: float) -> Generator[None, None, Ridge]:
    """What `core.ridge.fit` gives: a step for each `COLUMNS` of the pixels that vary."""
    keep, mean, square = damage(kind, level, clean)
    used = varying(clean)
    shown = keep**2 * clean.covariance[np.ix_(used, used)]
    variance = np.diag(shown).copy()
    np.fill_diagonal(shown, (square - mean**2)[used] + PENALTY)
    noise = np.diag(shown) - variance  # shown = keep^2 C + diag(noise)
    inverse = yield from inverting(shown)
    inner = -noise[:, None] * inverse / keep  # keep C shown^-1 = (I - diag(noise) shown^-1) / keep
    inner[np.diag_indices_from(inner)] += 1.0 / keep
    W = np.zeros_like(clean.covariance)
    W[np.ix_(used, used)] = inner
    return Ridge(W, mean, clean.mean)


def varying(clean: Moments) -> NDArray[np.intp]:
    """Which pixels vary."""
    return np.flatnonzero(np.diag(clean.covariance) > 0.0)


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
