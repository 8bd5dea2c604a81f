"""Greyness: its two ends, a case by hand, and outputs that leave 0 to 1."""

import numpy as np
import pytest

from core.numerics.greyness import greyness


def test_ink_and_paper_have_none_and_half_grey_has_all():
    assert greyness(np.array([[0.0, 1.0, 1.0]])) == 0.0
    assert greyness(np.full((2, 3), 0.5)) == 1.0


def test_by_hand():
    assert greyness(np.array([[0.1, 0.5], [1.0, 0.25]])) == pytest.approx(
        (0.36 + 1.0 + 0.0 + 0.75) / 4
    )


def test_what_is_beyond_ink_or_paper_counts_as_that():
    assert greyness(np.array([[-0.5, 1.5]], np.float32)) == 0.0
