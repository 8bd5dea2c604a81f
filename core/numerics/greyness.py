"""How grey images are: what lies between paper and ink is where an output is undecided."""

from __future__ import annotations

import numpy as np

from core.numerics.array_types import Array


def greyness(x: Array) -> float:
    """Mean of 4 x (1 - x) over all pixels of x in [0, 1]: 0 if all are 0 or 1, 1 if all are 1/2.

    Smaller is sharper. It is four times the mean variance of Bernoulli pixels with mean x. What
    lies outside of 0 to 1, as linear outputs may, counts as 0 or 1.
    """
    inside = np.clip(x, 0.0, 1.0)
    return 4.0 * float((inside * (1.0 - inside)).mean(dtype=np.float64))
