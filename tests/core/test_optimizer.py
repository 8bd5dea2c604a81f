"""Optimizers against their formulas written plainly; schedules; what is refused."""

import math

import numpy as np
import pytest

from core.optimizer import begin, check_rate, rate_at

GRADIENTS = [np.array([1.0, -2.0, 0.0]), np.array([0.5, 1.0, 0.0]), np.array([-0.1, 4.0, 0.0])]
RATE = 0.1


def moved(name, dtype=np.float64):
    weights = np.array([1.0, 2.0, 3.0], dtype)
    optimizer = begin(name, weights)
    for gradient in GRADIENTS:
        optimizer.move(weights, gradient.astype(dtype), RATE)
    return weights


def test_descent_by_hand():
    assert moved("sgd") == pytest.approx([1 - 0.14, 2 - 0.3, 3])


def test_momentum_by_hand():
    # velocities of the first weight: 1, 0.9 + 0.5 = 1.4, 1.26 - 0.1 = 1.16
    assert moved("momentum")[0] == pytest.approx(1 - 0.1 * (1 + 1.4 + 1.16))


def test_adam_as_published():
    weights, m, v = np.array([1.0, 2.0, 3.0]), np.zeros(3), np.zeros(3)
    for t, g in enumerate(GRADIENTS, 1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        weights -= RATE * m_hat / (np.sqrt(v_hat) + 1e-8)
    np.testing.assert_allclose(moved("adam"), weights, rtol=1e-13)


@pytest.mark.parametrize("name", ["sgd", "momentum", "adam"])
def test_precision_stays_and_a_copy_goes_its_own_way(name):
    assert moved(name, np.float32).dtype == np.float32
    np.testing.assert_allclose(moved(name, np.float32), moved(name), rtol=1e-6)
    one, two = np.ones(3), np.ones(3)
    optimizer = begin(name, one)
    optimizer.move(one, GRADIENTS[0].copy(), RATE)
    two[:] = one
    copied = optimizer.copy()
    copied.move(two, GRADIENTS[1].copy(), RATE)
    copied.move(two, GRADIENTS[2].copy(), RATE)
    optimizer.move(one, GRADIENTS[1].copy(), RATE)
    optimizer.move(one, GRADIENTS[2].copy(), RATE)
    assert (one == two).all()


def test_schedules():
    assert [rate_at("constant", 0.3, step, 10) for step in (0, 5, 9)] == [0.3] * 3
    cosine = [rate_at("cosine", 0.3, step, 10) for step in range(10)]
    assert cosine[0] == 0.3
    assert cosine[5] == pytest.approx(0.15)
    assert cosine == sorted(cosine, reverse=True)
    assert 0 < cosine[-1] < 0.01


@pytest.mark.parametrize("rate", [math.nan, -1e-3, 0.0, math.inf, True, "0.1", None])
def test_wrong_rates_are_named(rate):
    with pytest.raises(ValueError, match=f"rate is {rate!r}; allowed: a number above 0"):
        check_rate(rate)
    with pytest.raises(ValueError, match="allowed: a number above 0"):
        rate_at("cosine", rate, 0, 1)


def test_wrong_names_are_named():
    with pytest.raises(ValueError, match="optimizer is 'adagrad'; allowed: sgd, momentum, adam"):
        begin("adagrad", np.zeros(1))
    with pytest.raises(ValueError, match="schedule is 'step'; allowed: constant, cosine"):
        rate_at("step", 0.1, 0, 1)
