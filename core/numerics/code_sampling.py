"""Codes drawn at random: what a decoder makes of them is the question.

An autoencoder is trained to give back inputs, not to have codes of any known distribution. So
there are two guesses to draw from: the standard normal, which a variational autoencoder would
have been trained towards, and a Gaussian fitted to the codes of real inputs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.numerics.array_types import Array, Floats, check_rows


@dataclass(frozen=True, eq=False)
class Gaussian:
    """mean (m,); root (m, m), lower triangular: root root^T is the covariance."""

    mean: Floats
    root: Floats

    def draw(self, n: int, rng: np.random.Generator) -> Floats:
        """n codes, (n, m)."""
        return np.asarray(self.mean + rng.standard_normal((n, len(self.mean))) @ self.root.T)


def standard_normal(m: int) -> Gaussian:
    """Mean 0, covariance I."""
    if m < 1:
        raise ValueError(f"m is {m}; allowed: 1 and up")
    return Gaussian(np.zeros(m), np.eye(m))


def fit_gaussian(z: Array) -> Gaussian:
    """The Gaussian with mean and covariance of codes z (n, m), n 1 and up.

    A direction in which the codes do not vary, as behind a unit that is always off, stays without
    variance.
    """
    check_rows(z, z.shape[-1], "z")
    mean = z.mean(axis=0, dtype=np.float64)
    # R of the centred codes' QR: R^T R is their scatter, whatever its rank
    upper: Floats = np.asarray(np.linalg.qr((z - mean) / np.sqrt(len(z)), mode="r"))
    root = np.zeros((len(mean), len(mean)))
    root[:, : len(upper)] = upper.T  # (m,min(n,m))
    return Gaussian(mean, np.where(np.diag(root) < 0.0, -root, root))  # QR leaves signs open
