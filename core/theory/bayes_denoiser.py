"""The exact best denoiser of a small family, by enumerating all 2^d binary inputs.

Under squared error no reconstruction beats the posterior mean E[x | x_tilde]; its mean error is
the Bayes risk, so no trained network can go below it. Only binary damage can be enumerated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.numerics.array_types import Floats

MAX_PIXELS = 12  # 4,096 inputs; beyond this the table stops being instant


@dataclass(frozen=True)
class BayesDenoiser:
    """All inputs (2^d, d), p(x_tilde | x) (2^d, n), p(x_tilde) (2^d,), E[x | x_tilde] (2^d, d).

    posterior_mean is the family's mean where an input cannot happen (p = 0).
    """

    patterns: Floats
    inputs: Floats
    likelihood: Floats
    evidence: Floats
    posterior_mean: Floats

    def mean_given(self, x_tilde: Floats) -> Floats:
        """E[x | x_tilde], shape (d,), of one binary input of shape (d,)."""
        d = self.inputs.shape[1]
        if x_tilde.shape != (d,) or not np.isin(x_tilde, (0.0, 1.0)).all():
            raise ValueError(f"x_tilde is {x_tilde!r}; allowed: {d} values of 0 or 1")
        return np.asarray(self.posterior_mean[int(x_tilde @ (1 << np.arange(d)))])

    def risk(self, reconstruct: Callable[[Floats], Floats]) -> Floats:
        """E of the mean squared error per pixel between clean x and reconstruct(x_tilde).

        reconstruct maps all inputs (2^d, d) to (..., 2^d, d); the result has shape (...).
        """
        out = reconstruct(self.inputs)[..., None, :]  # (..., 2^d, 1, d)
        error = ((out - self.patterns) ** 2).mean(axis=-1)  # (..., 2^d, n)
        joint = self.likelihood / len(self.patterns)  # (2^d, n), uniform prior
        return np.asarray((error * joint).sum(axis=(-2, -1)))

    def bayes_risk(self) -> float:
        """Risk of the posterior mean: the floor for every denoiser."""
        return float(self.risk(lambda _: self.posterior_mean))


def bayes_denoiser(patterns: Floats, on_given_on: float, on_given_off: float) -> BayesDenoiser:
    """Enumerate damage that shows an on pixel with one probability and an off pixel with another.

    patterns (n, d) of 0 and 1, d at most 12. Masking p: on_given_on = 1 - p, on_given_off = 0; the
    toy's training damage: 0.70 and 0.03. Raises ValueError for a larger d or a non-probability.
    """
    d = patterns.shape[1]
    if d > MAX_PIXELS:
        raise ValueError(f"d is {d}; allowed: at most {MAX_PIXELS} pixels")
    for p in (on_given_on, on_given_off):
        if not 0.0 <= p <= 1.0:
            raise ValueError(f"probability is {p!r}; allowed: 0 to 1")
    bits = np.arange(2**d)[:, None] >> np.arange(d) & 1  # (2^d, d)
    inputs = bits.astype(np.float64)
    on = np.where(patterns == 1.0, on_given_on, on_given_off)  # (n, d)
    seen = inputs[:, None, :]  # (2^d, 1, d)
    likelihood = np.where(seen == 1.0, on, 1.0 - on).prod(axis=-1)  # (2^d, n)
    evidence = likelihood.mean(axis=1)  # (2^d,)
    total = likelihood.sum(axis=1, keepdims=True)
    uniform = np.full_like(likelihood, 1.0 / len(patterns))
    weights = np.divide(likelihood, total, out=uniform, where=total > 0.0)  # (2^d, n)
    mean = weights @ patterns  # (2^d,n)(n,d)
    return BayesDenoiser(patterns, inputs, likelihood, evidence, mean)
