"""Points that a learner added: spelled out and read again, and what spells none."""

from __future__ import annotations

import numpy as np
import pytest

from core.data.added_points import EDGE, MOST, NONE, canonical, read, with_point


def test_a_point_comes_back_at_the_nearest_of_its_places() -> None:
    name = NONE
    points = [(0.3, -0.7), (-EDGE, EDGE), (0.0, 0.0)]
    for point in points:
        name = with_point(name, point)
    assert len(name) == 4 * len(points)
    assert np.abs(read(name) - points).max() < EDGE / 254
    assert canonical(name.upper()) == name


def test_what_lies_beyond_the_edge_is_put_at_it() -> None:
    assert read(with_point(NONE, (7.0, -7.0))).tolist() == [[EDGE, -EDGE]]


def test_none_is_no_point_and_there_is_an_end() -> None:
    assert read(NONE).shape == (0, 2)
    full = "80" * 2 * MOST
    assert with_point(full, (0.0, 0.0)) == full


@pytest.mark.parametrize("text", ["none", "", "80g0", "moon", "80-80"])
def test_a_name_of_something_else_is_none_of_ours(text: str) -> None:
    assert canonical(text) is None


@pytest.mark.parametrize("text", ["8", "80ff0", "80ff" * (MOST + 1)])
def test_points_that_are_cut_short_or_too_many_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="four digits each"):
        canonical(text)
