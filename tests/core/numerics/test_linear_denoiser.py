"""The linear denoiser: by hand, against least squares on drawn damage, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.corruption import KINDS, corrupt
from core.numerics.linear_denoiser import fit, moments

RNG = np.random.default_rng(2)
X = (RNG.random((6, 4)) @ RNG.random((4, 5)) / 4.0).clip(0.0, 1.0)  # grey, dependent pixels


def test_one_pixel_by_hand() -> None:
    # x is 0 or 1; with masking 1/2: C(x, x~) = 1/8, C(x~, x~) = 1/4 - 1/16 = 3/16, so W = 2/3
    ridge = fit(moments(np.array([[0.0], [1.0]])), "mask", 0.5, penalty=1e-12)
    np.testing.assert_allclose(ridge.W, [[2.0 / 3.0]])
    np.testing.assert_allclose(ridge.reconstruct(np.array([[0.0], [1.0]])), [[1.0 / 3.0], [1.0]])
    # with Gaussian damage of variance 1/4 the signal has as much variance as the noise
    np.testing.assert_allclose(
        fit(moments(np.array([[0.0], [1.0]])), "gaussian", 0.5, penalty=1e-12).W, [[0.5]]
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_it_is_least_squares_on_endless_damage(kind: str) -> None:
    clean = np.tile(X, (40_000, 1))
    seen = corrupt(kind, clean, 0.3, np.random.default_rng(4))
    W, *_ = np.linalg.lstsq(np.c_[seen, np.ones(len(seen))], clean, rcond=None)
    ridge = fit(moments(X), kind, 0.3, penalty=1e-9)
    sampled, exact = np.c_[seen, np.ones(len(seen))] @ W, ridge.reconstruct(seen)
    np.testing.assert_allclose(exact, sampled, atol=0.02)


def test_without_damage_nothing_changes_and_a_penalty_leads_to_the_mean() -> None:
    found = moments(X)
    np.testing.assert_allclose(fit(found, "mask", 0.0, 1e-12).reconstruct(X), X, atol=1e-4)
    strong = fit(found, "mask", 0.0, penalty=1e9).reconstruct(X)
    np.testing.assert_allclose(strong, np.tile(X.mean(axis=0), (len(X), 1)), atol=1e-6)


@pytest.mark.parametrize(
    ("kind", "level", "penalty", "told"),
    [
        ("blur", 0.1, 1.0, "'blur' at 0.1"),
        ("mask", 1.5, 1.0, "at 1.5"),
        ("mask", np.nan, 1.0, "at nan"),
        ("mask", 0.5, 0.0, "penalty is 0.0; allowed: above 0"),
        ("mask", 0.5, np.nan, "penalty is nan"),
    ],
)
def test_what_is_refused(kind: str, level: float, penalty: float, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        fit(moments(X), kind, level, penalty)


def test_data_that_is_refused() -> None:
    with pytest.raises(ValueError, match="is nan"):
        moments(np.full((2, 2), np.nan))
    with pytest.raises(ValueError, match=r"\(0, 3\)"):
        moments(np.zeros((0, 3)))
    with pytest.raises(ValueError, match=r"x_tilde has shape \(1, 4\); allowed: \(n, 5\)"):
        fit(moments(X), "mask", 0.5).reconstruct(np.zeros((1, 4)))
