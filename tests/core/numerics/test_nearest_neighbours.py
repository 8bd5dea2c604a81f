"""Nearest neighbours by hand, with ties, and against all distances."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.nearest_neighbours import classify, nearest

TRAIN = np.array([[0.0], [1.0], [3.0], [3.0]])


def test_a_case_by_hand() -> None:
    np.testing.assert_array_equal(
        nearest(np.array([[2.9], [0.5]]), TRAIN, 3), [[2, 3, 1], [0, 1, 2]]
    )
    labels = np.array([7, 7, 4, 9])
    x = np.array([[0.1], [2.9]])
    np.testing.assert_array_equal(classify(x, TRAIN, labels, 1), [7, 4])
    np.testing.assert_array_equal(classify(x, TRAIN, labels, 2), [7, 4])  # 4 and 9 once each
    np.testing.assert_array_equal(classify(x, TRAIN, labels, 4), [7, 7])


def test_it_agrees_with_all_distances() -> None:
    rng = np.random.default_rng(1)
    x, train = rng.standard_normal((700, 5)), rng.standard_normal((40, 5))
    distances = np.linalg.norm(x[:, None] - train, axis=2)
    np.testing.assert_array_equal(nearest(x, train, 6), np.argsort(distances, axis=1)[:, :6])


@pytest.mark.parametrize("k", [0, 5])
def test_a_k_that_cannot_be(k: int) -> None:
    with pytest.raises(ValueError, match=f"k is {k}; allowed: 1 to 4"):
        nearest(TRAIN, TRAIN, k)


def test_data_that_cannot_be() -> None:
    with pytest.raises(ValueError, match=r"x has shape \(1, 2\); allowed: \(n, 1\)"):
        nearest(np.zeros((1, 2)), TRAIN, 1)
    with pytest.raises(ValueError, match="is nan"):
        nearest(np.full((1, 1), np.nan), TRAIN, 1)
    with pytest.raises(ValueError, match=r"labels have shape \(3,\); allowed: \(4,\)"):
        classify(TRAIN, TRAIN, np.zeros(3, np.int64), 1)
