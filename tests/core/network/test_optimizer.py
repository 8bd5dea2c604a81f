"""Adam against its formulas written plainly; the falling rate; what is refused."""

import math

import numpy as np
import pytest

from core.network.optimizer import Adam, check_rate, cosine_rate

GRADIENTS = [np.array([1.0, -2.0, 0.0]), np.array([0.5, 1.0, 0.0]), np.array([-0.1, 4.0, 0.0])]
RATE = 0.1


def moved(dtype=np.float64):
    weights = np.array([1.0, 2.0, 3.0], dtype)
    optimizer = Adam(weights)
    for gradient in GRADIENTS:
        optimizer.step(weights, gradient.astype(dtype), RATE)
    return weights


def test_adam_as_published():
    weights, m, v = np.array([1.0, 2.0, 3.0]), np.zeros(3), np.zeros(3)
    for t, g in enumerate(GRADIENTS, 1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        weights -= RATE * m_hat / (np.sqrt(v_hat) + 1e-8)
    np.testing.assert_allclose(moved(), weights, rtol=1e-13)


def test_precision_stays():
    assert moved(np.float32).dtype == np.float32
    np.testing.assert_allclose(moved(np.float32), moved(), rtol=1e-6)


def test_the_rate_falls_along_half_a_cosine():
    rates = [cosine_rate(0.3, step, 10) for step in range(10)]
    assert rates[0] == 0.3
    assert rates[5] == pytest.approx(0.15)
    assert rates == sorted(rates, reverse=True)
    assert 0 < rates[-1] < 0.01


@pytest.mark.parametrize("rate", [math.nan, -1e-3, 0.0, math.inf, True, "0.1", None])
def test_wrong_rates_are_named(rate):
    with pytest.raises(ValueError, match=f"rate is {rate!r}; allowed: a number above 0"):
        check_rate(rate)
