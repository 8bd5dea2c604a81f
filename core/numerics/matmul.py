"""Matrix products in the layout that is fastest where they run; chosen here and nowhere else.

Natively `@` goes to BLAS. In WebAssembly NumPy has no BLAS. There a kernel that the page lends
(`matmul_kernel.wat`) makes products of float32, at 25 GFLOP/s; without it, and for float64, einsum
"ij,kj", the dot products of the rows of two contiguous matrices, measured fastest (at batch 128 and
784 to 64 6.5 GFLOP/s, against 3.4 with `@`, 3.5 with inner, 4.4 with einsum "ik,kj"), with the
copies that it takes. For small products what comes around either costs more than it saves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.numerics.array_types import Real

DOTS = sys.platform == "emscripten"  # dot products of rows, rather than BLAS
SHORT = 32  # rows below this length go through `@`
MOST = 2**31 - 1  # products that one einsum may take where a pointer has 32 bits
SMALL = 4096  # products of numbers up to which the kernel is not called
ROWS, COLUMNS = 4, 8  # of the kernel's tile of the result

# Called with addresses and, for the factors, the bytes from row to row and from column to column:
# a, its two, b, its two, c (contiguous), n, k, m, scratch. It makes c (n, m) = a (n, k) b (k, m).
Kernel = Callable[[int, int, int, int, int, int, int, int, int, int, int], object]
_kernel: Kernel | None = None


def set_kernel(kernel: Kernel | None) -> None:
    """Give products of float32 to `kernel` from now on; None takes it back."""
    global _kernel
    _kernel = kernel


def matmul(a: NDArray[Real], b: NDArray[Real]) -> NDArray[Real]:
    """a @ b: (n, k) and (k, m) give (n, m)."""
    if _kernel and a.dtype == b.dtype == np.float32 and a.size * b.shape[1] > SMALL:
        return _lent(_kernel, a, b)
    return _dots(a, b.T) if DOTS else np.asarray(a @ b)


def matmul_nt(a: NDArray[Real], b: NDArray[Real]) -> NDArray[Real]:
    """a @ b.T: (n, k) and (m, k) give (n, m)."""
    return matmul(a, b.T)


def matmul_tn(a: NDArray[Real], b: NDArray[Real]) -> NDArray[Real]:
    """a.T @ b: (n, k) and (n, m) give (k, m)."""
    return matmul(a.T, b)


def scratch_size(k: int, m: int) -> int:
    """How many numbers of scratch the kernel needs: a tile, a band of a, all of b in panels."""
    return ROWS * COLUMNS + ROWS * k + -(-m // COLUMNS) * COLUMNS * k


def _lent(kernel: Kernel, a: NDArray[Real], b: NDArray[Real]) -> NDArray[Real]:
    """a @ b by the kernel, wherever their numbers lie."""
    (n, k), (rows, m) = a.shape, b.shape
    if rows != k:
        raise ValueError(f"b has shape {b.shape}; allowed: ({k}, m), since a has {a.shape}")
    c, scratch = np.empty((n, m), a.dtype), np.empty(scratch_size(k, m), a.dtype)
    at_a, at_b, at_c, at_scratch = (x.__array_interface__["data"][0] for x in (a, b, c, scratch))
    (a_row, a_column), (b_row, b_column) = a.strides, b.strides
    kernel(at_a, a_row, a_column, at_b, b_row, b_column, at_c, n, k, m, at_scratch)
    return c


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
