"""What weights buy that are shared by all places of a picture."""

from __future__ import annotations

import numpy as np

from core.numerics.array_types import Floats
from core.witnesses.witness import Witness

PICTURES, SIDE, MARGIN, FILTER = 200, 6, 4, 3


def convolution_moves_with_its_input() -> float:
    """Largest difference between what a shifted picture gives and what it gave, shifted.

    200 random pictures of 6 by 6 with an empty margin, one random filter of 3 by 3 and tanh; the
    shift is by one row and two columns.
    """
    rng = np.random.default_rng(9)
    weights = rng.standard_normal((FILTER, FILTER))
    around = (MARGIN, MARGIN)
    pictures = np.pad(rng.uniform(size=(PICTURES, SIDE, SIDE)), ((0, 0), around, around))
    moved = np.roll(pictures, (1, 2), axis=(1, 2))
    filtered = np.roll(_layer(pictures, weights), (1, 2), axis=(1, 2))
    return float(np.abs(_layer(moved, weights) - filtered).max())


def _layer(pictures: Floats, weights: Floats) -> Floats:
    """tanh of the filter at every place: (n, s, s) gives (n, s - 2, s - 2)."""
    size = pictures.shape[-1] - FILTER + 1
    answers = sum(
        weight * pictures[:, down : down + size, across : across + size]
        for (down, across), weight in np.ndenumerate(weights)
    )
    return np.asarray(np.tanh(answers))


WITNESSES = (Witness(convolution_moves_with_its_input, "at most", 1e-12),)
