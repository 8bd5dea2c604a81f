"""Bars: how long they are, where the line stands, that it crosses no text."""

from __future__ import annotations

import numpy as np
import pytest

from app.ui.figures.bars import BAR, FOOT, FULL, ROW, Bars
from app.ui.figures.text_image import ink_rows


def test_bars_and_line_share_a_scale() -> None:
    bars = Bars("errors", "error")
    bars.show(["a", "b"], [0.1, 0.4], ["0.1", "0.4"], (0.2, "line"), "two", ["n"], [["a"], ["b"]])
    assert bars._bars.data["right"] == pytest.approx([FULL / 4, FULL])
    assert bars._line.data["x"] == pytest.approx([FULL / 2, FULL / 2])
    texts = bars._texts.data
    assert texts["text"] == ["a: 0.1", "b: 0.4", "line"]
    assert bars.plot.tags[-1]["twin"]["label"] == "two"
    assert bars.plot.y_range.start == 2 * ROW + FOOT
    bars.clear()
    assert (bars._bars.data["y"], bars._texts.data["text"]) == ([], [])


@pytest.mark.parametrize("at", [0.01, 0.25, 0.35])
def test_the_line_crosses_each_bar_and_no_text(at: float) -> None:
    bars = Bars("errors", "error")
    bars.show(["a", "b"], [0.2, 0.3], ["0.2 nearest", "0.3"], (at, "line"), "", [], [])
    line, texts = bars._line.data, bars._texts.data
    for middle, top, bottom in zip(bars._bars.data["y"], line["top"], line["bottom"], strict=True):
        assert top < middle - BAR / 2 < middle + BAR / 2 < bottom
        for y in texts["y"]:
            assert not top - 6 < y < bottom + 6  # half of 12 pixels, as high as a text is


def test_without_a_line_none_is_drawn() -> None:
    bars = Bars("errors", "error")
    bars.show(["a"], [0.3], ["0.3"], None, "", [], [])
    assert bars._line.data == {"x": [], "top": [], "bottom": []}
    assert bars._bars.data["right"] == pytest.approx([FULL])


def test_nothing_but_noughts_is_drawn() -> None:
    bars = Bars("errors", "error")
    bars.show(["a"], [0.0], ["0"], (0.0, "line"), "", [], [])
    assert bars._bars.data["right"] == [0.0]


def test_ink_is_told_in_figures() -> None:
    assert ink_rows(np.array([0.0, 1.0, 0.5, -3.0])) == [["1", "09"], ["2", "40"]]
    assert ink_rows(np.array([2.0, 0.99, 0.1, 0.0])) == [["1", "99"], ["2", "10"]]
