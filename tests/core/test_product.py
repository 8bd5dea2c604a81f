"""Products: both ways agree, in every form, whatever the layout and however small the blocks."""

import numpy as np
import pytest

from core import product
from core.product import SHORT, by_transposed, matmul, of_transposed

SHAPES = [(1, 1, 1), (3, SHORT - 1, 5), (7, SHORT, 2), (16, 784, 64), (128, 64, 784)]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("n", "k", "m"), SHAPES)
def test_both_ways_give_the_same_products(monkeypatch, n, k, m, dtype):
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((n, k)).astype(dtype), rng.standard_normal((k, m)).astype(dtype)
    cases = [
        (matmul, a, b),
        (matmul, np.asfortranarray(a), b.T.copy().T),
        (by_transposed, a, b.T.copy()),
        (of_transposed, a.T.copy(), b),
        (of_transposed, a.T.copy()[::-1], b[::-1]),
    ]
    exact = a.astype(np.float64) @ b.astype(np.float64)
    for dots in (True, False):
        monkeypatch.setattr(product, "DOTS", dots)
        for form, left, right in cases:
            found = form(left, right)
            assert found.dtype == dtype
            np.testing.assert_allclose(found, exact, atol=2e-7 * k * np.abs(exact).max() ** 0.5)


def test_dots_in_blocks_are_the_same_numbers(monkeypatch):
    rng = np.random.default_rng(1)
    a, b = rng.standard_normal((10, 40)), rng.standard_normal((6, 40))
    whole = product._dots(a, b)
    taken = []
    einsum = np.einsum
    monkeypatch.setattr(
        np, "einsum", lambda how, x, y: (taken.append(len(x) * y.size), einsum(how, x, y))[1]
    )
    blocked = product._dots(a, b, most=3 * b.size)
    assert (blocked == whole).all()
    assert taken == [3 * b.size] * 3 + [b.size]
    assert (product._dots(a, b, most=1) == whole).all()  # a row at a time when no more may be taken
