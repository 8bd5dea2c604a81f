"""Distances from points to a line of straight pieces."""

from __future__ import annotations

import numpy as np

from core.numerics.array_types import Array, Floats


def distances(points: Array, line: Array) -> Floats:
    """From points (n, d) to the nearest places on a line through (k, d), k 2 and up: (n,)."""
    if line.ndim != 2 or len(line) < 2 or points.shape[1:] != line.shape[1:]:
        raise ValueError(
            f"shapes are {points.shape} and {line.shape}; allowed: (n, d) and (k, d), k 2 and up"
        )
    start, pieces = line[:-1], np.diff(line, axis=0)  # (k-1,d)
    from_start = points[:, None] - start  # (n,k-1,d)
    length = np.maximum((pieces**2).sum(axis=1), np.finfo(np.float64).tiny)  # squared, (k-1,)
    along = np.clip((from_start * pieces).sum(axis=2) / length, 0.0, 1.0)  # (n,k-1)
    rest = from_start - along[..., None] * pieces
    return np.asarray(np.sqrt((rest**2).sum(axis=2)).min(axis=1))
