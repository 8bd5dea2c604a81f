"""The linear denoiser in steps is the one in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from core import ridge
from core.lab import finished
from core.ridge_steps import COLUMNS, ROWS, fitting, gathering, inverting

RNG = np.random.default_rng(3)
X = (RNG.random((3 * ROWS + 7, 5)) @ RNG.random((5, 2 * COLUMNS + 9)) / 5.0).clip(0.0, 1.0)
X[:, [3, COLUMNS]] = 0.0  # pixels without ink


def test_the_moments_are_the_same() -> None:
    steps = list(gathering(X))
    assert len(steps) == 4
    found, wanted = finished(gathering(X)), ridge.moments(X)
    np.testing.assert_allclose(found.mean, wanted.mean, atol=1e-14)
    np.testing.assert_allclose(found.covariance, wanted.covariance, atol=1e-14)
    coarse = finished(gathering(X.astype(np.float32)))
    np.testing.assert_allclose(coarse.covariance, wanted.covariance, atol=1e-7)


def test_an_inverse_by_hand() -> None:
    np.testing.assert_allclose(finished(inverting(np.array([[2.0, 1.0], [1.0, 2.0]]))),
                               np.array([[2.0, -1.0], [-1.0, 2.0]]) / 3.0)  # fmt: skip


def test_an_inverse_over_several_blocks() -> None:
    a = X.T @ X + np.eye(X.shape[1])
    assert len(list(inverting(a))) == 3
    np.testing.assert_allclose(finished(inverting(a)) @ a, np.eye(len(a)), atol=1e-10)


@pytest.mark.parametrize(("kind", "level"), [("mask", 0.3), ("mask", 0.0), ("gaussian", 0.5)])
def test_the_denoiser_is_the_same(kind: str, level: float) -> None:
    clean = ridge.moments(X)
    found, wanted = finished(fitting(clean, kind, level)), ridge.fit(clean, kind, level)
    np.testing.assert_allclose(found.W, wanted.W, atol=1e-9)
    np.testing.assert_allclose(found.reconstruct(X), wanted.reconstruct(X), atol=1e-9)


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="is nan"):
        finished(gathering(np.full((2, 2), np.nan)))
