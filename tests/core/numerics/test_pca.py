"""PCA by hand, against an eigendecomposition, and its inverse."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.pca import fit, signed

RNG = np.random.default_rng(7)


def test_a_case_by_hand() -> None:
    pca = fit(np.array([[0.0, 0.0], [2.0, 2.0], [1.0, 1.0], [5.0, 5.0]]), 1)
    np.testing.assert_allclose(pca.mean, [2.0, 2.0])
    np.testing.assert_allclose(pca.components, [[np.sqrt(0.5)] * 2])
    np.testing.assert_allclose(pca.explained_variance, [7.0])


def test_it_agrees_with_the_covariance() -> None:
    x = RNG.standard_normal((80, 5)) @ RNG.standard_normal((5, 5))
    pca = fit(x, 5)
    values, vectors = np.linalg.eigh(np.cov(x.T, bias=True))
    np.testing.assert_allclose(pca.explained_variance, values[::-1])
    np.testing.assert_allclose(np.abs(pca.components), np.abs(vectors.T[::-1]), atol=1e-9)


def test_all_directions_lose_nothing_and_new_data_uses_the_old_mean() -> None:
    x, new = RNG.standard_normal((20, 4)), RNG.standard_normal((3, 4)) + 9.0
    pca = fit(x, 4)
    np.testing.assert_allclose(pca.reconstruct(new), new)
    np.testing.assert_allclose(pca.mean, x.mean(axis=0))
    np.testing.assert_allclose(pca.encode(pca.decode(np.eye(4))), np.eye(4), atol=1e-12)


def test_many_rows_and_few_give_the_same() -> None:
    x = RNG.standard_normal((12, 11))
    wide, tall = fit(x[:11], 4), fit(np.concatenate([x[:11], x[:11]]), 4)  # svd, eigh
    np.testing.assert_allclose(tall.components, wide.components, atol=1e-9)
    np.testing.assert_allclose(tall.explained_variance, wide.explained_variance)


def test_signs_do_not_depend_on_the_data_s_signs() -> None:
    x = RNG.standard_normal((30, 6))
    a, b = fit(x, 3), fit(-x, 3)
    np.testing.assert_allclose(a.components, b.components)
    np.testing.assert_array_equal(signed(np.array([[-2.0, 2.0], [1.0, -3.0]])), [[2, -2], [-1, 3]])


@pytest.mark.parametrize("k", [0, 4])
def test_a_width_that_cannot_be(k: int) -> None:
    with pytest.raises(ValueError, match=f"k is {k}; allowed: 1 to 3"):
        fit(np.zeros((9, 3)), k)


@pytest.mark.parametrize(
    ("x", "told"),
    [(np.zeros(4), r"shape \(4,\); allowed: \(n, 4\)"), (np.full((3, 3), np.nan), "is nan")],
)
def test_data_that_cannot_be(x: np.ndarray, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        fit(x, 1)
