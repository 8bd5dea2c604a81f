"""The best linear denoiser, in closed form: x_hat = mean + W (x_tilde - its mean), W (d, d).

W = C(x, x_tilde) (C(x_tilde, x_tilde) + penalty I)^-1, for covariances C. Damage strikes pixels
independently, so both follow exactly from the clean data's own covariance: no damage is drawn.
No bottleneck, no hidden units; what a network does better than this is due to its bends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.arrays import Array, check_rows
from core.corruption import KINDS
from core.patterns import Floats
from core.product import by_transposed, of_transposed

PENALTY = 1e-3


@dataclass(frozen=True, eq=False)
class Moments:
    """mean (d,) and covariance (d, d) of clean data; all that a linear denoiser needs of them."""

    mean: Floats
    covariance: Floats


@dataclass(frozen=True, eq=False)
class Ridge:
    """W (d, d); seen (d,), the damaged data's mean; mean (d,), the clean data's."""

    W: Floats
    seen: Floats
    mean: Floats

    def reconstruct(self, x_tilde: Array) -> Floats:
        """Damaged x_tilde (n, d) gives x_hat (n, d)."""
        check_rows(x_tilde, len(self.mean), "x_tilde")
        return self.mean + by_transposed(
            np.asarray(x_tilde - self.seen, np.float64), self.W
        )  # (n,d)(d,d)


def moments(x: Array) -> Moments:
    """Of clean x (n, d). Raises ValueError for another shape and numbers that are not finite."""
    check_rows(x, x.shape[-1], "x")
    mean = x.mean(axis=0, dtype=np.float64)
    centred: Floats = x - mean
    return Moments(mean, of_transposed(centred, centred) / len(x))


def fit(clean: Moments, kind: str, level: float, penalty: float = PENALTY) -> Ridge:
    """The best linear denoiser of one kind of damage (core.corruption) at one level.

    Raises ValueError for an unknown kind, a level outside its range, and a penalty not above 0.
    """
    if kind not in KINDS or not KINDS[kind].lowest <= level <= KINDS[kind].highest:
        raise ValueError(f"damage is {kind!r} at {level}; allowed: a kind and level of corruption")
    if not 0.0 < penalty < np.inf:
        raise ValueError(f"penalty is {penalty}; allowed: above 0, finite")
    keep, mean, square = damage(kind, level, clean)
    crossed = keep * clean.covariance  # C(x, x_tilde): damage adds nothing that x knows of
    shown = keep**2 * clean.covariance
    np.fill_diagonal(shown, square - mean**2 + penalty)
    return Ridge(np.asarray(np.linalg.solve(shown, crossed).T), mean, clean.mean)


def damage(kind: str, level: float, clean: Moments) -> tuple[float, Floats, Floats]:
    """The share of x that is left in E[x_tilde | x]; E[x_tilde] and E[x_tilde^2], each (d,)."""
    square = np.diag(clean.covariance) + clean.mean**2
    if kind == "gaussian":
        return 1.0, clean.mean, square + level**2
    lit = {"mask": 0.0, "salt_pepper": level / 2.0, "flip_on": level}[kind]  # P(set to 1)
    keep = 1.0 - level
    return keep, keep * clean.mean + lit, keep * square + lit
