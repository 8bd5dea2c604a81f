"""The stepwise probe finds what `core.numerics.linear_probe` finds, by examples or by numbers."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics import linear_probe
from core.numerics.linear_probe import STEPS, fit_steps
from core.stepwise import run_to_end


def drawn(n: int, d: int) -> tuple[np.ndarray, np.ndarray]:
    """Three classes around their centres."""
    rng = np.random.default_rng(4)
    labels = np.arange(n) % 3
    return rng.standard_normal((3, d))[labels] + 0.5 * rng.standard_normal((n, d)), labels


@pytest.mark.parametrize(("n", "d"), [(60, 4), (60, 200), (300, 20)])
def test_it_agrees_with_the_probe(n: int, d: int) -> None:
    x, labels = drawn(n, d)
    asked, truth = drawn(500, d)
    one, other = linear_probe.fit(x, labels), run_to_end(fit_steps(x, labels))
    np.testing.assert_array_equal(one.classes, other.classes)
    assert (one.predict(asked) == other.predict(asked)).mean() > 0.99
    assert other.accuracy(asked, truth) == pytest.approx(one.accuracy(asked, truth), abs=0.01)


def test_the_mixture_of_examples_is_the_same_minimum() -> None:
    x, labels = drawn(20, 30)
    found = run_to_end(fit_steps(x, labels))
    scaled, target = (x - found.mean) / found.sd, np.eye(3)[labels]
    scores = scaled @ found.W + found.b
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    slope = scaled.T @ (shares - target) / 20 + linear_probe.DECAY * found.W
    assert np.abs(slope).max() < 1e-3


def test_it_yields_often_and_repeats_itself() -> None:
    x, labels = drawn(60, 200)
    assert len(list(fit_steps(x, labels))) > STEPS // 10
    one, other = (run_to_end(fit_steps(x, labels)) for _ in range(2))
    np.testing.assert_array_equal(one.W, other.W)


def test_numbers_that_never_change_are_no_trouble() -> None:
    x, labels = np.zeros((6, 3)), np.array([0, 1, 0, 1, 0, 0])
    assert run_to_end(fit_steps(x, labels)).predict(x).tolist() == [0] * 6


@pytest.mark.parametrize(
    ("x", "labels", "message"),
    [
        (np.ones((3, 2)), np.zeros(2, int), "labels have shape"),
        (np.ones((3, 2)), np.zeros(3, int), "two different ones"),
        (np.full((3, 2), np.nan), np.arange(3), "finite"),
    ],
)
def test_input_that_cannot_be(x: np.ndarray, labels: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        next(fit_steps(x, labels))
