"""Principal angles: how far two subspaces are from each other (Björck & Golub's cosines and sines).

The angles are read off the sines, not the cosines: near 0 a cosine cannot tell 1e-9 from 1e-8.
"""

from __future__ import annotations

import numpy as np

from core.numerics.array_types import Floats


def principal_angles(a: Floats, b: Floats) -> Floats:
    """Angles in radians between the row spaces of a (k, d) and b (k, d), smallest first, (k,).

    Raises ValueError for shapes that differ and for rows that are not independent.
    """
    if a.ndim != 2 or a.shape != b.shape:
        raise ValueError(f"shapes are {a.shape} and {b.shape}; allowed: the same (k, d) twice")
    p, q = orthonormal(a), orthonormal(b)  # (k,d), (k,d)
    rest = q - (q @ p.T) @ p  # (k,d): what of q lies outside a's space
    sines = np.linalg.svd(rest, compute_uv=False)  # (k,)
    return np.asarray(np.arcsin(np.clip(sines[::-1], 0.0, 1.0)))


def orthonormal(rows: Floats) -> Floats:
    """Orthonormal rows (k, d) that span the same space as rows (k, d)."""
    q, r = np.linalg.qr(rows.T)  # (d,k), (k,k)
    size = np.abs(np.diag(r))
    if len(rows) > rows.shape[1] or size.min() <= 1e-12 * max(size.max(), 1e-300):
        raise ValueError(f"{len(rows)} rows of {rows.shape[1]} entries are not independent")
    return np.asarray(q.T)
