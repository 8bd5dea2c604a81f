import numpy as np

from core.numerics.picture_levels import levels


def test_levels_are_hexadecimal_digits_and_what_is_beyond_is_cut():
    assert levels(np.array([0.0, 1.0, 0.5, 1 / 15, -3.0, 7.0])) == "0f81" + "0f"
