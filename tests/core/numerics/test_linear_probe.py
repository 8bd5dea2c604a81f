"""The probe: a case by hand, the best point of an independent loss, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.linear_probe import fit

RNG = np.random.default_rng(11)


def loss(x: np.ndarray, coded: np.ndarray, W: np.ndarray, b: np.ndarray, decay: float) -> float:
    """Cross-entropy of each row's own class, plus the decay, written once more."""
    total = 0.0
    for row, label in zip(x, coded, strict=True):
        scores = row @ W + b
        total -= scores[label] - np.logaddexp.reduce(scores)
    return float(total / len(x) + 0.5 * decay * (W**2).sum())


def test_two_sides_by_hand() -> None:
    # scaled to -1 and 1, W is (-w, w) by symmetry, and the slope is 0 at decay w = 1 / (1 + e^2w)
    probe = fit(np.array([[1.0], [3.0]]), np.array([4, 8]), decay=0.1)
    w = probe.W[0, 1]
    assert 0.1 * w == pytest.approx(1.0 / (1.0 + np.exp(2.0 * w)), abs=1e-3)
    np.testing.assert_allclose(probe.W[0, 0], -w)
    np.testing.assert_allclose(probe.b, 0.0, atol=1e-9)
    np.testing.assert_array_equal(probe.predict(np.array([[1.9], [2.1], [9.0]])), [4, 8, 8])
    assert probe.accuracy(np.array([[1.9], [2.1]]), np.array([4, 4])) == 0.5


def test_no_step_from_it_makes_the_loss_smaller() -> None:
    x, coded = RNG.standard_normal((60, 4)) * [1, 9, 0.1, 1] + 5.0, RNG.integers(0, 3, 60)
    probe = fit(x, coded, decay=0.01)
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    best = loss(scaled, coded, probe.W, probe.b, 0.01)
    for _ in range(40):
        W, b = (RNG.standard_normal(part.shape) for part in (probe.W, probe.b))
        assert best < loss(scaled, coded, probe.W + 0.01 * W, probe.b + 0.01 * b, 0.01)


def test_what_can_be_told_apart_is_and_it_comes_again() -> None:
    labels = RNG.integers(0, 4, 300)
    x = np.eye(4)[labels] + 0.1 * RNG.standard_normal((300, 4))
    probe = fit(x[:200], labels[:200])
    assert probe.accuracy(x[200:], labels[200:]) == 1.0
    np.testing.assert_array_equal(fit(x[:200], labels[:200]).W, probe.W)


def test_a_number_that_never_varies_counts_for_nothing() -> None:
    x = np.array([[0.0, 5.0], [1.0, 5.0]], np.float32)
    probe = fit(x, np.array([0, 1]))
    np.testing.assert_array_equal(probe.predict(x + np.float32([0, 3])), [0, 1])


@pytest.mark.parametrize(
    ("x", "labels", "decay", "told"),
    [
        (np.zeros(3), np.zeros(3, int), 1.0, r"\(3,\)"),
        (np.zeros((2, 1)), np.zeros(3, int), 1.0, r"labels have shape \(3,\); allowed: \(2,\)"),
        (np.full((2, 1), np.nan), np.array([0, 1]), 1.0, "is nan"),
        (np.zeros((2, 1)), np.array([5, 5]), 1.0, r"labels are \[5\]; allowed: two"),
        (np.zeros((2, 1)), np.array([0, 1]), 0.0, "decay is 0.0"),
        (np.zeros((2, 1)), np.array([0, 1]), np.nan, "decay is nan"),
    ],
)
def test_what_is_refused(x: np.ndarray, labels: np.ndarray, decay: float, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        fit(x, labels, decay)


def test_inputs_of_another_width_are_refused() -> None:
    probe = fit(np.array([[0.0], [1.0]]), np.array([0, 1]))
    with pytest.raises(ValueError, match=r"\(1, 2\); allowed: \(n, 1\)"):
        probe.predict(np.zeros((1, 2)))
