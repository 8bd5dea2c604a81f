"""Points along curves: where they lie, that a stretch is thin, that the marks are spread."""

from __future__ import annotations

import numpy as np
import pytest

from core.data.added_points import EDGE
from core.data.plane_curves import (
    CLOUD,
    CURVES,
    INNER,
    MARKS,
    OPENING,
    POINTS,
    RADIUS,
    SCATTER,
    SIDES,
    curve,
    plane_points,
)

T = np.linspace(0.0, 1.0, 401)
FAR = 5 * SCATTER


@pytest.mark.parametrize("name", CURVES)
def test_a_seed_gives_the_same_points_and_another_gives_others(name: str) -> None:
    one, again, other = plane_points(name, 3), plane_points(name, 3), plane_points(name, 4)
    assert one.x.shape == (POINTS, 2)
    assert np.array_equal(one.x, again.x)
    assert np.array_equal(one.marks, again.marks)
    assert not np.allclose(one.x, other.x)


@pytest.mark.parametrize("name", CURVES)
def test_the_marks_are_different_points_far_from_each_other(name: str) -> None:
    for seed in range(20):
        drawn = plane_points(name, seed)
        assert len(set(drawn.marks.tolist())) == MARKS
        marked = drawn.x[drawn.marks]
        away = np.hypot(*(marked[:, None] - marked).transpose(2, 0, 1))
        assert away[~np.eye(MARKS, dtype=bool)].min() > 0.1, (name, seed)


@pytest.mark.parametrize("name", [name for name in CURVES if name != CLOUD])
def test_points_lie_on_their_curve_turned(name: str) -> None:
    x = plane_points(name, 5).x
    radii, own = np.hypot(*x.T), np.hypot(*curve(name, T).T)  # a turn keeps them
    assert np.abs(radii[:, None] - own).min(axis=1).max() < FAR
    assert radii.max() < 1.0 + FAR


def test_a_ring_closes_an_arc_and_an_s_do_not_and_a_spiral_widens() -> None:
    ring, arc, s, spiral = (curve(name, T) for name in ("ring", "arc", "s", "spiral"))
    assert np.allclose(ring[0], ring[-1])
    opening = 2.0 * RADIUS * np.sin(np.pi * OPENING)  # the chord
    assert np.hypot(*(arc[0] - arc[-1])) == pytest.approx(opening)
    assert np.allclose(s[::-1], -s)  # a half turn makes it itself
    assert np.abs(np.diff(s, axis=0)).max() < 0.02  # in one piece
    radii = np.hypot(*spiral.T)
    assert (np.diff(radii) > 0).all()
    assert radii[0] == pytest.approx(RADIUS * INNER)


def test_one_stretch_of_a_ring_is_thin() -> None:
    fewest = []
    for seed in range(40):
        angle = np.sort(np.arctan2(*plane_points("ring", seed).x.T) % (2.0 * np.pi))
        wide = 2.0 * np.pi * 0.14
        counts = [((angle - start) % (2.0 * np.pi) < wide).sum() for start in angle]
        fewest.append(min(counts))
    assert np.mean(fewest) < 0.5 * POINTS * 0.14


def test_a_cloud_is_as_long_and_as_wide_as_it_says() -> None:
    variances = np.array([
        np.linalg.eigvalsh(np.cov(plane_points(CLOUD, seed).x.T)) for seed in range(60)
    ])  # fmt: skip
    assert np.sqrt(variances.mean(axis=0))[::-1] == pytest.approx(SIDES, rel=0.05)


@pytest.mark.parametrize("name", CURVES)
def test_all_points_lie_within_the_plane_that_is_drawn(name: str) -> None:
    for seed in range(60):
        assert np.abs(plane_points(name, seed).x).max() < EDGE


def test_another_name_is_told() -> None:
    with pytest.raises(ValueError, match="data is 'moon'; allowed: ring"):
        plane_points("moon", 1)
