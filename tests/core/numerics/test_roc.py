"""ROC by hand, with ties, and against the pairwise definition of its area."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.roc import roc


def test_a_case_by_hand() -> None:
    curve = roc(np.array([0.9, 0.2, 0.6, 0.4]), np.array([True, False, False, True]))
    np.testing.assert_array_equal(curve.thresholds, [np.inf, 0.9, 0.6, 0.4, 0.2])
    np.testing.assert_array_equal(curve.tpr, [0, 0.5, 0.5, 1, 1])
    np.testing.assert_array_equal(curve.fpr, [0, 0, 0.5, 0.5, 1])
    assert curve.area == 0.75


def test_equal_scores_are_one_step_and_count_half() -> None:
    curve = roc(np.array([1.0, 1.0, 1.0]), np.array([True, False, False]))
    np.testing.assert_array_equal(curve.fpr, [0, 1])
    assert curve.area == 0.5


def test_its_area_is_the_share_of_pairs_in_order() -> None:
    rng = np.random.default_rng(3)
    scores, positive = np.round(rng.standard_normal(60), 1), rng.random(60) < 0.3
    pairs = scores[positive][:, None] - scores[~positive]
    assert roc(scores, positive).area == pytest.approx((np.sign(pairs).mean() + 1.0) / 2.0)
    assert roc(-scores, positive).area == pytest.approx(1.0 - roc(scores, positive).area)


def test_infinite_scores_have_a_place() -> None:
    assert roc(np.array([np.inf, 0.0, 1.0]), np.array([True, False, False])).area == 1.0


@pytest.mark.parametrize(
    ("scores", "positive", "told"),
    [
        (np.zeros(3), np.array([True, False]), r"\(3,\) and positive \(2,\)"),
        (np.zeros((2, 2)), np.zeros((2, 2), bool), r"\(2, 2\)"),
        (np.zeros(2), np.array([1, 0]), "of int64"),
        (np.array([0.0, np.nan]), np.array([True, False]), "nan"),
        (np.zeros(2), np.array([True, True]), "2 of 2"),
        (np.zeros(2), np.array([False, False]), "0 of 2"),
    ],
)
def test_what_is_refused(scores: np.ndarray, positive: np.ndarray, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        roc(scores, positive)
