"""A drawn digit: cases by hand, MNIST's own digits as oracle, and every refusal."""

from __future__ import annotations

import numpy as np
import pytest

from builder.models.lab_data import provide_digits
from core.data.digit_normalization import DrawingRefused, normalise
from core.data.digits import read
from core.data.provided_files import data_file


def drawn(shape: tuple[int, int], rows: slice, columns: slice, ink: float = 1.0) -> np.ndarray:
    image = np.zeros(shape)
    image[rows, columns] = ink
    return image


def test_a_stroke_by_hand() -> None:
    # 40 x 8 pixels become 20 x 4; their middle, index 9.5 and 1.5, goes to index 14
    digit = normalise(drawn((100, 300), slice(50, 90), slice(200, 208), ink=0.5)).reshape(28, 28)
    want = np.zeros((28, 28))
    want[4:24, 12:16] = 1.0
    np.testing.assert_allclose(digit, want, atol=1e-6)
    assert digit.dtype == np.float32


def test_the_centre_of_mass_counts_not_the_box() -> None:
    image = drawn((20, 20), slice(0, 20), slice(5, 9))
    image[0:3, 5:18] = 1.0  # an L upside down
    digit = normalise(image).reshape(28, 28)
    for axis in (0, 1):
        centre = (digit.sum(axis=1 - axis) @ np.arange(28)) / digit.sum()
        assert abs(centre - 14.0) <= 0.5


def test_mnist_s_own_digits_come_back_from_anywhere_at_any_size() -> None:
    provide_digits()
    digits = read(data_file("digits-28-test")).x[:100]
    errors = []
    for number, digit in enumerate(digits):
        page = np.zeros((400, 280))
        page[number : number + 84, 150:234] = np.kron(digit.reshape(28, 28), np.ones((3, 3)))
        errors.append(((normalise(page) - digit) ** 2).mean())
    assert np.quantile(errors, 0.9) < 2e-4  # the rest is a pixel off: their rounding is not ours


@pytest.mark.parametrize("scale", [1, 7, 140])
def test_the_size_of_the_page_does_not_matter(scale: int) -> None:
    image = np.array([[0, 1, 1], [0, 0, 1], [0, 1, 0], [1, 1, 1]], float)
    small, large = normalise(image), normalise(np.kron(image, np.ones((scale, scale))))
    np.testing.assert_allclose(large, small, atol=1e-6)
    assert 0.0 <= small.min() < small.max() == 1.0


def test_a_thin_line_is_as_dark_as_a_thick_one() -> None:
    assert normalise(drawn((280, 280), slice(0, 280), slice(9, 10))).max() == 1.0
    assert normalise(drawn((280, 280), slice(9, 10), slice(0, 280))).max() == 1.0


@pytest.mark.parametrize(
    ("image", "code", "told"),
    [
        (np.zeros((28, 28)), "empty", "darkest pixel is 0; allowed: 0.1"),
        (np.zeros((0, 5)), "empty", "darkest"),
        (np.full((50, 50), 0.05), "empty", "0.05"),
        (drawn((280, 280), slice(5, 7), slice(5, 7)), "dot", r"spans \(2, 2\)"),
        (np.ones((1, 1)), "dot", r"\(1, 1\)"),
        (drawn((56, 56), slice(20, 25), slice(20, 25)), "dot", "1.00 of its square"),
        (np.ones((280, 280)), "full", "1.00 of its square; allowed: up to 0.8"),
        (np.ones((28, 28, 3)), "not_grey", r"\(28, 28, 3\)"),
        (np.ones(784), "not_grey", "784"),
        (np.zeros((1, 5000)), "too_large", "5000"),
        (np.full((9, 9), np.nan), "not_finite", "nan"),
        (np.full((9, 9), np.inf), "not_finite", "allowed: 0 to 1"),
        (np.full((9, 9), 255.0), "out_of_range", "255"),
        (np.full((9, 9), -0.5), "out_of_range", "-0.5"),
    ],
)
def test_what_is_refused(image: np.ndarray, code: str, told: str) -> None:
    with pytest.raises(DrawingRefused, match=told) as caught:
        normalise(image)
    assert caught.value.code == code
