"""A number beside a band's end reads as what it is: on its own side."""

from __future__ import annotations

import pytest

from app.ui.lab_phrases import in_percent, rounded

ENDS = (0.4, 0.75, 1.0, float("inf"))


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.3, "30"), (0.394, "39"), (0.398, "39.8"), (0.4, "40"), (0.402, "40.2"),
        (0.39996, "39.996"), (0.406, "41"), (0.999, "99.9"), (1.0, "100"), (1.3, "130"),
        (0.7499996, "75"),  # in the six digits that are compared it is the end
    ],
)  # fmt: skip
def test_a_share(share: float, text: str) -> None:
    assert in_percent(round(share, 6), ENDS) == f"{text}\u00a0%"


def test_other_numbers() -> None:
    assert rounded(0.96, 1, [1.0]) == "0.96"  # not 1.0
    assert rounded(0.94, 1, [1.0]) == "0.9"
    assert rounded(0.0996, 3, [0.001, 0.1]) == "0.0996"
    assert rounded(0.25, 3) == "0.250"
