"""What the linear autoencoder is asked about: two clouds, the six-pixel toy, the 8x8 digits.

A cloud is 500 points in six dimensions whose variances along the axes are exactly as listed.
"""

from __future__ import annotations

import numpy as np

from core.data.digits import read
from core.data.pattern_families import load_family
from core.data.provided_files import cached, data_file
from core.numerics.array_types import Floats

POINTS = 500
VARIANCES = {
    "gaussian": (9.0, 4.0, 1.0, 0.49, 0.25, 0.09),
    "equal": (9.0, 4.0, 3.996, 0.49, 0.25, 0.09),  # the second and the third: 1 in 1,000
}
SETS = (*VARIANCES, "toy", "digits")
SHAPES = {"toy": (1, 6), "digits": (8, 8)}  # a cloud's coordinates stand in one row, too


@cached(maxsize=len(SETS))
def points(name: str) -> Floats:
    """The data x (n, d) of that name in SETS; the same at every call."""
    if name == "toy":
        return load_family("toy").patterns
    if name == "digits":
        return read(data_file("digits-8-train")).x.astype(np.float64)
    if name not in VARIANCES:
        raise ValueError(f"data is {name!r}; allowed: {', '.join(SETS)}")
    drawn = np.random.default_rng(0).standard_normal((POINTS, 6))
    drawn -= drawn.mean(axis=0)
    # Q of QR: columns that are uncorrelated, here and in the sample
    columns, _ = np.linalg.qr(drawn)
    return np.asarray(columns * np.sqrt(np.multiply(VARIANCES[name], POINTS)))


def shape(name: str) -> tuple[int, int]:
    """Rows and columns in which one point is drawn."""
    return SHAPES.get(name, (1, 6))


def as_images(name: str, *rows: Floats) -> list[Floats]:
    """Each of the rows (k, d) as a square picture, its largest entry as 0 or 1, nought as 1/2.

    Points of one row of pixels become stripes.
    """
    down, across = shape(name)
    found = []
    for row in np.concatenate(rows):
        scaled = 0.5 + 0.5 * row / max(float(np.abs(row).max()), 1e-12)
        found.append(np.repeat(scaled.reshape(down, across), across // down, axis=0).ravel())
    return found
