"""Distances to a line of pieces, by hand and against a dense drawing of it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from core.numerics.polyline import distances


def test_by_hand() -> None:
    corner = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0]])
    points = np.array([[1.0, 0.5], [3.0, -1.0], [2.0, 1.0], [-3.0, 4.0]])
    assert distances(points, corner) == pytest.approx([0.5, np.sqrt(2.0), 0.0, 5.0])


def test_as_near_as_a_dense_drawing_says() -> None:
    rng = np.random.default_rng(0)
    line, points = rng.standard_normal((9, 3)), rng.standard_normal((20, 3))
    share = np.linspace(0.0, 1.0, 2001)[:, None]
    dense = np.concatenate([a + share * (b - a) for a, b in pairwise(line)])
    nearest = np.sqrt(((points[:, None] - dense) ** 2).sum(axis=2)).min(axis=1)
    assert distances(points, line) == pytest.approx(nearest, abs=1e-3)


def test_a_line_that_stands_still_is_a_place() -> None:
    assert distances(np.array([[3.0, 4.0]]), np.zeros((5, 2))) == pytest.approx([5.0])


def test_shapes_that_do_not_fit_are_told() -> None:
    with pytest.raises(ValueError, match="allowed: \\(n, d\\) and \\(k, d\\)"):
        distances(np.zeros((3, 2)), np.zeros((1, 2)))
