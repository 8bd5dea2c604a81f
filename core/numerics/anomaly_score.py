"""How unusual an input is to a model: by how badly the model gives it back.

The plain error has a flaw: an input with little ink can hardly be given back badly. Divided by the
input's energy it says which share of the input was lost.
"""

from __future__ import annotations

import numpy as np

from core.numerics.array_types import Array, Floats, check_rows


def reconstruction_error(x: Array, x_hat: Array) -> Floats:
    """Mean squared error of each row: x and x_hat (n, d) give (n,)."""
    _check(x, x_hat)
    return np.asarray(((x_hat - x) ** 2).mean(axis=1, dtype=np.float64))


def relative_error(x: Array, x_hat: Array) -> Floats:
    """Squared error over the input's energy |x|^2, row by row: (n,).

    An input without energy scores 0 if it comes back blank, and infinity if it does not.
    """
    _check(x, x_hat)
    error = ((x_hat - x) ** 2).sum(axis=1, dtype=np.float64)
    energy = (x**2).sum(axis=1, dtype=np.float64)
    blank = np.where(error > 0.0, np.inf, 0.0)
    return np.asarray(np.divide(error, energy, out=blank, where=energy > 0.0))


def _check(x: Array, x_hat: Array) -> None:
    if x.ndim != 2 or x.shape != x_hat.shape:
        raise ValueError(f"shapes are {x.shape} and {x_hat.shape}; allowed: the same (n, d) twice")
    check_rows(x, x.shape[1], "x")
    check_rows(x_hat, x.shape[1], "x_hat")
