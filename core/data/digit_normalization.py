"""A learner's own digit, brought to where MNIST's digits are.

MNIST fits a digit's ink into 20x20 pixels, keeping its proportions, then lays its centre of mass on
the middle of 28x28 (LeCun et al. 1998, sec. VIII). Its strokes are fully dark and some two pixels
wide; so here the darkest pixel is brought to 1, or a thin pen would come out as a pale line.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.numerics.array_types import Floats

SIDE, BOX = 28, 20
MIDDLE = 14.0  # the index of the pixel that has MNIST's centre of mass
INK = 0.1  # a pixel below this share of full ink is paper
LARGEST = 4096  # pixels a side: more is not a drawing of ours
SMALLEST = 3  # pixels: ink within less is a dot, not a digit
BLOT = 0.25  # share of the sheet's side below which a full square is a blot of the pen
MOST = 0.8  # share of its box that a digit's ink may fill; MNIST's reach 0.61

Refusal = Literal["not_grey", "too_large", "not_finite", "out_of_range", "empty", "dot", "full"]


class DrawingRefused(ValueError):
    """A drawing that is no digit; code: a `Refusal`, which content puts into words."""

    def __init__(self, code: Refusal, detail: str) -> None:
        self.code = code
        super().__init__(f"drawing refused: {code}: {detail}")


def normalise(drawing: Floats) -> NDArray[np.float32]:
    """The drawing (h, w), 0 paper and 1 ink, as a digit (784,) float32 in [0, 1].

    Raises DrawingRefused for what is no grey image and for ink that cannot be a digit.
    """
    ink = _cropped(_checked(drawing))
    height, width = ink.shape
    longest = max(height, width)
    rows, columns = (max(1, round(BOX * side / longest)) for side in (height, width))
    small = _averages(rows, height) @ ink @ _averages(columns, width).T  # (rows,h)(h,w)(w,columns)
    small /= small.max()
    top, left = (_offset(small.sum(axis=axis)) for axis in (1, 0))
    digit = np.zeros((SIDE, SIDE), np.float32)
    digit[top : top + rows, left : left + columns] = small
    return digit.ravel()


def _checked(drawing: Floats) -> Floats:
    image = np.asarray(drawing, dtype=np.float64)
    if image.ndim != 2:
        raise DrawingRefused("not_grey", f"shape is {image.shape}; allowed: (h, w)")
    if max(image.shape) > LARGEST:
        raise DrawingRefused("too_large", f"shape is {image.shape}; allowed: up to {LARGEST} each")
    if not np.isfinite(image).all():
        raise DrawingRefused("not_finite", "a pixel is nan or infinite; allowed: 0 to 1")
    if image.size and not 0.0 <= image.min() <= image.max() <= 1.0:
        found = f"pixels go from {image.min():g} to {image.max():g}"
        raise DrawingRefused("out_of_range", f"{found}; allowed: 0 to 1")
    return image


def _cropped(image: Floats) -> Floats:
    """The smallest rectangle with all ink; what is paler than ink becomes paper."""
    ink = np.where(image >= INK, image, 0.0)
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        darkest = image.max() if image.size else 0.0
        raise DrawingRefused("empty", f"the darkest pixel is {darkest:g}; allowed: {INK} and up")
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if max(ink.shape) < SMALLEST:
        raise DrawingRefused("dot", f"the ink spans {ink.shape}; allowed: {SMALLEST} and up")
    # a "1" fills its narrow box, so the share is taken of the square around it
    if (share := float(ink.mean()) * min(ink.shape) / max(ink.shape)) > MOST:
        blot: Refusal = "dot" if max(ink.shape) < BLOT * max(image.shape) else "full"
        raise DrawingRefused(blot, f"ink fills {share:.2f} of its square; allowed: up to {MOST}")
    return ink


def _averages(small: int, large: int) -> Floats:
    """(small, large): each row averages the stretch of the large side that it stands for."""
    edges = np.linspace(0.0, large, small + 1)
    cells = np.arange(large)
    upper = np.minimum(edges[1:, None], cells + 1.0)
    lower = np.maximum(edges[:-1, None], cells)
    return np.asarray(np.clip(upper - lower, 0.0, None) * (small / large))


def _offset(mass: Floats) -> int:
    """Where to begin so that the centre of mass lies in the middle, with all ink inside."""
    centre = float(mass @ np.arange(len(mass)) / mass.sum())
    return int(np.clip(round(MIDDLE - centre), 0, SIDE - len(mass)))
