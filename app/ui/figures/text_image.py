"""A small image in words: its ink row by row, for those who cannot see it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def ink_rows(image: NDArray[np.floating]) -> list[list[str]]:
    """Rows of [number, a figure 0 to 9 for each pixel] of an image (side * side,) in [0, 1].

    What is beyond is told as the nearer end.
    """
    side = round(float(np.sqrt(image.size)))
    tenths = np.clip(np.rint(9 * image), 0, 9).astype(int).reshape(side, side)
    return [[str(row), "".join(map(str, line))] for row, line in enumerate(tenths.tolist(), 1)]
