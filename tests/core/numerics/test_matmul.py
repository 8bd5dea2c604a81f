"""Products: every way agrees, in every form, whatever the layout and however small the blocks."""

import ctypes

import numpy as np
import pytest

from core.numerics import matmul as module
from core.numerics.matmul import SHORT, matmul, matmul_nt, matmul_tn, set_kernel

SHAPES = [(1, 1, 1), (3, SHORT - 1, 5), (7, SHORT, 2), (16, 784, 64), (128, 64, 784)]


def by_address(a, a_row, a_column, b, b_row, b_column, c, n, k, m, scratch):
    """A kernel in NumPy: it reads and writes only where it is told to."""
    left = numbers(a, (n, k), (a_row, a_column))
    right = numbers(b, (k, m), (b_row, b_column))
    numbers(scratch, (module.scratch_size(k, m),), (4,))[:] = np.nan
    numbers(c, (n, m), (4 * m, 4))[:] = left @ right


def numbers(address, shape, strides):
    first = np.ctypeslib.as_array((ctypes.c_float * 1).from_address(address))
    return np.lib.stride_tricks.as_strided(first, shape, strides)


@pytest.fixture
def calls():
    """Lends the kernel, and lists what it is called with."""
    made = []
    set_kernel(lambda *given: (made.append(given), by_address(*given)))
    yield made
    set_kernel(None)


def forms(n, k, m, dtype):
    """Each form, its factors in some layout, and the exact product."""
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((n, k)).astype(dtype), rng.standard_normal((k, m)).astype(dtype)
    cases = [
        (matmul, a, b),
        (matmul, np.asfortranarray(a), b.T.copy().T),
        (matmul, np.repeat(a, 2, axis=1)[:, ::2], b),
        (matmul_nt, a, b.T.copy()),
        (matmul_tn, a.T.copy(), b),
        (matmul_tn, a.T.copy()[::-1], b[::-1]),
    ]
    return cases, a.astype(np.float64) @ b.astype(np.float64)


def compare(n, k, m, dtype):
    cases, exact = forms(n, k, m, dtype)
    for form, left, right in cases:
        found = form(left, right)
        assert found.dtype == dtype
        np.testing.assert_allclose(found, exact, atol=2e-7 * k * np.abs(exact).max() ** 0.5)
    return len(cases)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("n", "k", "m"), SHAPES)
def test_numpys_ways_give_the_same_products(monkeypatch, n, k, m, dtype):
    for dots in (True, False):
        monkeypatch.setattr(module, "DOTS", dots)
        compare(n, k, m, dtype)


@pytest.mark.parametrize(("n", "k", "m"), SHAPES)
def test_a_lent_kernel_is_told_where_the_numbers_lie(monkeypatch, calls, n, k, m):
    monkeypatch.setattr(module, "SMALL", 0)
    assert compare(n, k, m, np.float32) == len(calls)


def test_a_kernel_gets_neither_small_products_nor_other_types(calls):
    compare(16, 16, 16, np.float32)
    compare(64, 64, 64, np.float64)
    empty = np.empty((0, 64), np.float32)
    assert matmul(empty, np.ones((64, 64), np.float32)).shape == (0, 64)
    assert not calls
    compare(16, 16, 17, np.float32)
    assert calls


def test_factors_that_do_not_fit(calls):
    a, b = np.ones((64, 64), np.float32), np.ones((65, 64), np.float32)
    with pytest.raises(ValueError, match=r"\(65, 64\); allowed: \(64, m\), since a has \(64, 64\)"):
        matmul(a, b)
    assert not calls


def test_dots_in_blocks_are_the_same_numbers(monkeypatch):
    rng = np.random.default_rng(1)
    a, b = rng.standard_normal((10, 40)), rng.standard_normal((6, 40))
    whole = module._dots(a, b)
    taken = []
    einsum = np.einsum
    monkeypatch.setattr(
        np, "einsum", lambda how, x, y: (taken.append(len(x) * y.size), einsum(how, x, y))[1]
    )
    blocked = module._dots(a, b, most=3 * b.size)
    assert (blocked == whole).all()
    assert taken == [3 * b.size] * 3 + [b.size]
    assert (module._dots(a, b, most=1) == whole).all()  # a row at a time when no more may be taken
