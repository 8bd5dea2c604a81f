"""A learner's own digit, sent through the four methods of the digits lab."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.data.digit_normalization import DrawingRefused, normalise
from core.labs.digits.lab import DigitsOutcome
from core.network.digit_denoisers import DAMAGES, Comparison, compare
from core.numerics.array_types import Floats
from core.numerics.corruption import corrupt

SIDE = 56  # squares of the drawing's grid
LEVELS = 15  # a square's ink as a hexadecimal digit


@dataclass(frozen=True, eq=False)
class DrawnDigit:
    """x (784,), as the digits of the data are laid; x_tilde (784,); x_hat (4, 784); the errors."""

    x: Floats
    x_tilde: Floats
    x_hat: Floats
    errors: Comparison


def reconstruct_drawing(ink: str, happened: DigitsOutcome) -> DrawnDigit:
    """A drawing, damaged as the case's digits were and brought back by the case's four.

    ink: a hexadecimal digit for each square of the grid, row by row. Raises DrawingRefused for what
    is no drawing of a digit.
    """
    x = normalise(_grid(ink)).astype(np.float64)
    kind, level = DAMAGES[happened.damage]
    x_tilde = corrupt(kind, x, level, np.random.default_rng([happened.seed, 2]))
    x_hat = happened.restorers.denoise(x_tilde[None])[:, 0]
    return DrawnDigit(x, x_tilde, x_hat, compare(x, x_tilde, x_hat))


def _grid(ink: str) -> Floats:
    if len(ink) != SIDE**2 or not set(ink) <= set("0123456789abcdef"):
        raise DrawingRefused(
            "not_grey", f"{len(ink)} characters; allowed: {SIDE**2} hexadecimal digits"
        )
    return np.array([int(each, 16) for each in ink]).reshape(SIDE, SIDE) / LEVELS
