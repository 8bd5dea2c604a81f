"""Drawn codes: by hand, and what is drawn has the moments it should."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.code_sampling import fit_gaussian, standard_normal


def test_a_gaussian_by_hand() -> None:
    gaussian = fit_gaussian(np.array([[1.0, 0.0], [3.0, 0.0], [1.0, 4.0], [3.0, 4.0]], np.float32))
    np.testing.assert_allclose(gaussian.mean, [2, 2])
    np.testing.assert_allclose(gaussian.root, [[1, 0], [0, 2]], atol=1e-7)


def test_the_root_is_that_of_the_covariance() -> None:
    rng = np.random.default_rng(5)
    codes = rng.standard_normal((50, 4)) @ rng.standard_normal((4, 4))
    root = fit_gaussian(codes).root
    np.testing.assert_allclose(root @ root.T, np.cov(codes.T, bias=True))
    np.testing.assert_allclose(root, np.linalg.cholesky(np.cov(codes.T, bias=True)))


def test_what_is_drawn_has_those_moments_and_comes_again() -> None:
    gaussian = fit_gaussian(np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 1.0]]))
    drawn = gaussian.draw(20_000, np.random.default_rng(0))
    np.testing.assert_allclose(drawn.mean(axis=0), gaussian.mean, atol=0.05)
    np.testing.assert_allclose(np.cov(drawn.T), gaussian.root @ gaussian.root.T, atol=0.1)
    np.testing.assert_array_equal(drawn, gaussian.draw(20_000, np.random.default_rng(0)))
    normal = standard_normal(3)
    np.testing.assert_array_equal(
        normal.draw(2, np.random.default_rng(1)), np.random.default_rng(1).standard_normal((2, 3))
    )


def test_codes_that_do_not_vary_stay_so() -> None:
    drawn = fit_gaussian(np.array([[1.0, 5.0], [2.0, 5.0]])).draw(9, np.random.default_rng(0))
    np.testing.assert_allclose(drawn[:, 1], 5.0)
    one = fit_gaussian(np.ones((1, 3)))
    np.testing.assert_array_equal(one.draw(2, np.random.default_rng(0)), np.ones((2, 3)))


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="m is 0"):
        standard_normal(0)
    with pytest.raises(ValueError, match="is nan"):
        fit_gaussian(np.full((3, 2), np.nan))
    with pytest.raises(ValueError, match=r"\(0, 2\)"):
        fit_gaussian(np.zeros((0, 2)))
