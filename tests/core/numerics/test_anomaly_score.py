"""Anomaly scores by hand, and what has no energy."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.anomaly_score import reconstruction_error, relative_error

X = np.array([[1.0, 1.0], [0.0, 0.5], [0.0, 0.0], [0.0, 0.0]], np.float32)
X_HAT = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.1, 0.0]], np.float32)


def test_a_case_by_hand() -> None:
    np.testing.assert_allclose(reconstruction_error(X, X_HAT), [0.5, 0.125, 0, 0.005])
    # a faint input that is lost whole scores less than a bold one that is lost half, until divided
    np.testing.assert_allclose(relative_error(X, X_HAT), [0.5, 1.0, 0.0, np.inf])


@pytest.mark.parametrize(
    ("x", "x_hat", "told"),
    [
        (np.zeros((2, 3)), np.zeros((3, 2)), r"\(2, 3\) and \(3, 2\)"),
        (np.zeros(3), np.zeros(3), r"\(3,\)"),
        (np.full((1, 2), np.nan), np.zeros((1, 2)), r"x\[0, 0\] is nan"),
        (np.zeros((1, 2)), np.full((1, 2), np.inf), r"x_hat\[0, 0\] is inf"),
    ],
)
def test_what_is_refused(x: np.ndarray, x_hat: np.ndarray, told: str) -> None:
    for score in (reconstruction_error, relative_error):
        with pytest.raises(ValueError, match=told):
            score(x, x_hat)
