"""What is wrong with a reconstruction, pixel by pixel, as the error's picture shows it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.theory.verdict import CLEARLY_OFF, CLEARLY_ON, DECIMALS


@dataclass(frozen=True, eq=False)
class Difference:
    """distance (d,) in 0..1; missed: indices of full pixels that are not clearly on; invented: of
    empty pixels that are not clearly off."""

    distance: NDArray[np.float64]
    missed: list[int]
    invented: list[int]


def difference(x: NDArray[np.float64], x_hat: NDArray[np.float64]) -> Difference:
    """Compare x_hat (d,) in 0..1 with the clean x (d,) of 0 and 1, by the verdict's limits."""
    seen, full = np.round(x_hat, DECIMALS), x > 0.5
    return Difference(
        distance=np.abs(x_hat - x),
        missed=np.flatnonzero(full & (seen < CLEARLY_ON)).tolist(),
        invented=np.flatnonzero(~full & (seen > CLEARLY_OFF)).tolist(),
    )
