"""Matrix products in the layout that is fastest where they run; chosen here and nowhere else.

Natively `@` goes to BLAS. In WebAssembly NumPy has no BLAS: there einsum "ij,kj", the dot products
of the rows of two contiguous matrices, measured fastest for float32 at batch 128 (6.5 GFLOP/s for
784 to 64, against 3.4 with `@`, 3.5 with inner, 4.4 with einsum "ik,kj"), with the copies that it
takes. For rows shorter than 32 numbers its bookkeeping costs more than it saves.
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from core.arrays import Real

DOTS = sys.platform == "emscripten"  # dot products of rows, rather than BLAS
SHORT = 32  # rows below this length go through `@`
MOST = 2**31 - 1  # products that one einsum may take where a pointer has 32 bits


def matmul(a: NDArray[Real], b: NDArray[Real]) -> NDArray[Real]:
    """a @ b: (n, k) and (k, m) give (n, m)."""
    return _dots(a, b.T) if DOTS else np.asarray(a @ b)


def by_transposed(a: NDArray[Real], b: NDArray[Real]) -> NDArray[Real]:
    """a @ b.T: (n, k) and (m, k) give (n, m)."""
    return _dots(a, b) if DOTS else np.asarray(a @ b.T)


def of_transposed(a: NDArray[Real], b: NDArray[Real]) -> NDArray[Real]:
    """a.T @ b: (n, k) and (n, m) give (k, m)."""
    return _dots(a.T, b.T) if DOTS else np.asarray(a.T @ b)


def _dots(a: NDArray[Real], b: NDArray[Real], most: int = MOST) -> NDArray[Real]:
    """a @ b.T by dot products of rows, in blocks of rows of a that take at most `most` products."""
    k = a.shape[1]
    if k < SHORT:
        return np.asarray(a @ b.T)
    a, b = np.ascontiguousarray(a), np.ascontiguousarray(b)
    rows = max(1, most // (k * len(b)))
    if len(a) <= rows:
        return np.asarray(np.einsum("ij,kj", a, b))
    return np.concatenate([_dots(a[i : i + rows], b, most) for i in range(0, len(a), rows)])
