"""A picture in few letters: a hexadecimal digit for each pixel."""

from __future__ import annotations

import numpy as np

from core.numerics.array_types import Array

TOP = 15


def levels(image: Array) -> str:
    """The pixels of an image (d,) in 0..1, 0 to f row by row; what is beyond, at the nearer end."""
    steps = np.rint(TOP * np.clip(image, 0.0, 1.0)).astype(int)
    return "".join(f"{step:x}" for step in steps.tolist())
