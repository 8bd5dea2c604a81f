"""Standardising: each column less its mean, in standard deviations of the rows it was fitted to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.numerics.array_types import Array, Floats, check_rows

LEAST = 1e-12  # share of a column's largest size: a deviation below it is rounding


@dataclass(frozen=True, eq=False)
class Standardization:
    """mean (d,), scale (d,): the standard deviations, 1 for a column without any."""

    mean: Floats
    scale: Floats

    def apply(self, x: Array) -> Floats:
        """x (..., d) in these units: (..., d)."""
        return np.asarray((x - self.mean) / self.scale)


def fit(x: Array) -> Standardization:
    """Means and standard deviations (of the population) of x (n, d), finite numbers."""
    check_rows(x, x.shape[-1], "x")
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    varies = deviation > LEAST * np.abs(x).max(axis=0)
    return Standardization(mean, np.where(varies, deviation, 1.0))
