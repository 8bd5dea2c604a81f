"""One's own digit: laid as the data are, sent through the four, or refused with a reason."""

from __future__ import annotations

import numpy as np
import pytest

from core.data.digit_normalization import DrawingRefused
from core.labs.digits.drawn_digit import SIDE, reconstruct_drawing
from core.labs.digits.lab import DIGITS, DigitsOutcome
from core.trial.scenario import default_scenario
from tests.supplied import provide


@pytest.fixture(scope="module")
def happened() -> DigitsOutcome:
    provide()
    start = default_scenario(DIGITS.name, DIGITS.parameters())
    return DIGITS.outcome(start.with_values(damage="mask_30", seed=3))


def stroke(top: int, bottom: int, left: int, right: int) -> str:
    ink = np.full((SIDE, SIDE), "0")
    ink[top:bottom, left:right] = "f"
    return "".join(ink.ravel())


def test_a_drawing_goes_through_all_four(happened: DigitsOutcome) -> None:
    drawn = reconstruct_drawing(stroke(8, 48, 26, 31), happened)
    assert drawn.x.max() == 1.0
    assert drawn.x_hat.shape == (4, 784)
    assert ((drawn.x_tilde == drawn.x) | (drawn.x_tilde == 0.0)).all()
    assert drawn.errors.untreated > 0.0
    assert drawn.errors.errors[0] == pytest.approx(
        ((drawn.x_hat[0] - drawn.x) ** 2).mean(), abs=1e-5
    )
    again = reconstruct_drawing(stroke(8, 48, 26, 31), happened)
    np.testing.assert_array_equal(again.x_hat, drawn.x_hat)


def test_tiny_and_huge_ones_are_scaled_and_centred(happened: DigitsOutcome) -> None:
    tiny = reconstruct_drawing(stroke(2, 10, 50, 51), happened)
    huge = reconstruct_drawing(stroke(0, 56, 0, 7), happened)
    for drawn in (tiny, huge):
        rows, columns = np.nonzero(drawn.x.reshape(28, 28))
        assert np.ptp(rows) == 19
        assert abs(rows.mean() - 14) <= 1
        assert abs(columns.mean() - 14) <= 1


@pytest.mark.parametrize(
    ("ink", "code"),
    [
        (stroke(0, 0, 0, 0), "empty"),
        (stroke(5, 7, 5, 7), "dot"),
        (stroke(0, 56, 0, 56), "full"),
        ("", "not_grey"),
        ("f" * (SIDE**2 - 1), "not_grey"),
        ("x" * SIDE**2, "not_grey"),
    ],
)
def test_what_is_refused(happened: DigitsOutcome, ink: str, code: str) -> None:
    with pytest.raises(DrawingRefused) as refused:
        reconstruct_drawing(ink, happened)
    assert refused.value.code == code
