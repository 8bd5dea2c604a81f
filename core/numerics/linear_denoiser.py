"""The best linear denoiser, in closed form: x_hat = mean + W (x_tilde - its mean), W (d, d).

W = C(x, x_tilde) (C(x_tilde, x_tilde) + penalty I)^-1, for covariances C. Damage strikes pixels
independently, so both follow exactly from the clean data's own covariance: no damage is drawn.
No bottleneck, no hidden units; what a network does better than this is due to its bends.

In WebAssembly the covariance of 4,000 digits takes some two seconds and a linear system of 784
unknowns more than one. Both come in blocks, so that what waits can be told how far it is.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.numerics.array_types import Array, Floats, check_rows
from core.numerics.corruption import KINDS
from core.numerics.matmul import matmul, matmul_nt, matmul_tn
from core.stepwise import run_to_end

PENALTY = 1e-3
ROWS = 100  # examples in a step of the covariance
COLUMNS = 56  # columns in a step of the inverse


@dataclass(frozen=True, eq=False)
class Moments:
    """mean (d,) and covariance (d, d) of clean data; all that a linear denoiser needs of them."""

    mean: Floats
    covariance: Floats


@dataclass(frozen=True, eq=False)
class LinearDenoiser:
    """W (d, d); seen (d,), the damaged data's mean; mean (d,), the clean data's."""

    W: Floats
    seen: Floats
    mean: Floats

    def reconstruct(self, x_tilde: Array) -> Floats:
        """Damaged x_tilde (n, d) gives x_hat (n, d)."""
        check_rows(x_tilde, len(self.mean), "x_tilde")
        return self.mean + matmul_nt(
            np.asarray(x_tilde - self.seen, np.float64), self.W
        )  # (n,d)(d,d)


def moments(x: Array) -> Moments:
    """Of clean x (n, d). Raises ValueError for another shape and numbers that are not finite."""
    return run_to_end(moments_steps(x))


def moments_steps(x: Array) -> Generator[None, None, Moments]:
    """Mean and covariance of clean x (n, d): a step for each `ROWS` of x.

    Pixels that are 0 in all of x (a sixth of the digits' ones) vary with nothing and are left out.
    """
    check_rows(x, x.shape[-1], "x")
    n, d = x.shape
    mean, used = x.mean(axis=0, dtype=np.float64), np.flatnonzero(x.any(axis=0))
    scatter = np.zeros((len(used), len(used)))
    for start in range(0, n, ROWS):
        centred = x[start : start + ROWS, used] - mean[used].astype(x.dtype)
        scatter += matmul_tn(centred, centred)  # (used,rows)(rows,used)
        yield
    covariance = np.zeros((d, d))
    covariance[np.ix_(used, used)] = scatter / n
    return Moments(mean, covariance)


def fit(clean: Moments, kind: str, level: float, penalty: float = PENALTY) -> LinearDenoiser:
    """The best linear denoiser of one kind of damage (core.numerics.corruption) at one level.

    Raises ValueError for an unknown kind, a level outside its range, and a penalty not above 0.
    """
    return run_to_end(fit_steps(clean, kind, level, penalty))


def fit_steps(
    clean: Moments, kind: str, level: float, penalty: float = PENALTY
) -> Generator[None, None, LinearDenoiser]:
    """What `fit` gives: a step for each `COLUMNS` of the pixels that vary."""
    if kind not in KINDS or not KINDS[kind].lowest <= level <= KINDS[kind].highest:
        raise ValueError(f"damage is {kind!r} at {level}; allowed: a kind and level of corruption")
    if not 0.0 < penalty < np.inf:
        raise ValueError(f"penalty is {penalty}; allowed: above 0, finite")
    keep, mean, square = damaged_moments(kind, level, clean)
    used = varying(clean)
    shown = keep**2 * clean.covariance[np.ix_(used, used)]
    variance = np.diag(shown).copy()
    np.fill_diagonal(shown, (square - mean**2)[used] + penalty)
    noise = np.diag(shown) - variance  # shown = keep^2 C + diag(noise)
    inverse = yield from inverse_steps(shown)
    inner = -noise[:, None] * inverse / keep  # keep C shown^-1 = (I - diag(noise) shown^-1) / keep
    inner[np.diag_indices_from(inner)] += 1.0 / keep
    W = np.zeros_like(clean.covariance)
    W[np.ix_(used, used)] = inner
    return LinearDenoiser(W, mean, clean.mean)


def damaged_moments(kind: str, level: float, clean: Moments) -> tuple[float, Floats, Floats]:
    """The share of x that is left in E[x_tilde | x]; E[x_tilde] and E[x_tilde^2], each (d,)."""
    square = np.diag(clean.covariance) + clean.mean**2
    if kind == "gaussian":
        return 1.0, clean.mean, square + level**2
    lit = {"mask": 0.0, "salt_pepper": level / 2.0, "flip_on": level}[kind]  # P(set to 1)
    keep = 1.0 - level
    return keep, keep * clean.mean + lit, keep * square + lit


def varying(clean: Moments) -> NDArray[np.intp]:
    """Which pixels vary."""
    return np.flatnonzero(np.diag(clean.covariance) > 0.0)


def inverse_steps(a: Floats) -> Generator[None, None, Floats]:
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
