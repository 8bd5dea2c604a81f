"""PCA in steps is PCA."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics import pca
from core.numerics.pca import ROUNDS, ROWS, SPARE, fit_steps, step_count
from core.stepwise import run_to_end

RNG = np.random.default_rng(4)
SPREAD = 0.85 ** np.arange(60)
X = RNG.standard_normal((ROWS + 50, 60)) * SPREAD @ np.linalg.qr(RNG.standard_normal((60, 60)))[0]


def test_it_finds_the_principal_directions() -> None:
    found, wanted = run_to_end(fit_steps(X, 3)), pca.fit(X, 3)
    np.testing.assert_allclose(found.components, wanted.components, atol=1e-6)
    np.testing.assert_allclose(found.explained_variance, wanted.explained_variance, rtol=1e-9)
    np.testing.assert_allclose(found.mean, wanted.mean)


def test_it_takes_the_steps_that_it_says() -> None:
    assert len(list(fit_steps(X, 3))) == step_count(len(X)) == 2 * ROUNDS


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match=f"k is 45; allowed: 1 to {60 - SPARE}"):
        run_to_end(fit_steps(X, 45))
    with pytest.raises(ValueError, match="is nan"):
        run_to_end(fit_steps(np.full((100, 60), np.nan), 3))
