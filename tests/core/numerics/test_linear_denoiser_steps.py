"""The linear denoiser, block by block, is the one in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.linear_denoiser import (
    COLUMNS,
    PENALTY,
    ROWS,
    fit_steps,
    inverse_steps,
    moments,
    moments_steps,
)
from core.stepwise import run_to_end

RNG = np.random.default_rng(3)
X = (RNG.random((3 * ROWS + 7, 5)) @ RNG.random((5, 2 * COLUMNS + 9)) / 5.0).clip(0.0, 1.0)
X[:, [3, COLUMNS]] = 0.0  # pixels without ink


def test_the_moments_are_those_of_all_at_once() -> None:
    assert len(list(moments_steps(X))) == 4
    found, covariance = moments(X), np.cov(X.T, bias=True)
    np.testing.assert_allclose(found.mean, X.mean(axis=0), atol=1e-14)
    np.testing.assert_allclose(found.covariance, covariance, atol=1e-14)
    coarse = moments(X.astype(np.float32))
    np.testing.assert_allclose(coarse.covariance, covariance, atol=1e-7)


def test_an_inverse_by_hand() -> None:
    np.testing.assert_allclose(run_to_end(inverse_steps(np.array([[2.0, 1.0], [1.0, 2.0]]))),
                               np.array([[2.0, -1.0], [-1.0, 2.0]]) / 3.0)  # fmt: skip


def test_an_inverse_over_several_blocks() -> None:
    a = X.T @ X + np.eye(X.shape[1])
    assert len(list(inverse_steps(a))) == 3
    np.testing.assert_allclose(run_to_end(inverse_steps(a)) @ a, np.eye(len(a)), atol=1e-10)


KEPT = {("mask", 0.3): 0.7, ("mask", 0.0): 1.0, ("gaussian", 0.5): 1.0}
VARIANCE = {  # of a damaged pixel, from the first two moments of a clean one
    ("mask", 0.3): lambda first, second: 0.7 * second - (0.7 * first) ** 2,
    ("mask", 0.0): lambda first, second: second - first**2,
    ("gaussian", 0.5): lambda first, second: second + 0.25 - first**2,
}


@pytest.mark.parametrize("damage", KEPT)
def test_it_solves_the_normal_equations(damage: tuple[str, float]) -> None:
    covariance, keep = np.cov(X.T, bias=True), KEPT[damage]
    shown = keep**2 * covariance
    variance = VARIANCE[damage](X.mean(axis=0), (X**2).mean(axis=0))
    np.fill_diagonal(shown, variance + PENALTY)
    found = run_to_end(fit_steps(moments(X), *damage))
    np.testing.assert_allclose(found.W, np.linalg.solve(shown, keep * covariance).T, atol=1e-9)


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="is nan"):
        run_to_end(moments_steps(np.full((2, 2), np.nan)))
