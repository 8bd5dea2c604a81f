"""Bars: how long they are, where the line stands, that texts do not cross it."""

from __future__ import annotations

import numpy as np
import pytest

from app.figures.bars import FOOT, ROOM, ROW, WIDTH, Bars
from app.figures.ink_rows import ink_rows


def test_bars_and_line_share_a_scale() -> None:
    bars = Bars("errors", "error")
    bars.show(["a", "b"], [0.1, 0.4], ["0.1", "0.4"], (0.2, "line"), "two", ["n"], [["a"], ["b"]])
    full = WIDTH - ROOM
    assert bars._bars.data["right"] == pytest.approx([full / 4, full])
    assert bars._line.data["x"] == pytest.approx([full / 2])
    texts = bars._texts.data
    assert texts["text"] == ["a", "b", "0.1", "0.4", "line"]
    assert texts["x"][3] == pytest.approx(full + 6)
    assert bars.plot.tags[-1]["twin"]["label"] == "two"
    assert bars.plot.y_range.start == 2 * ROW + FOOT
    bars.clear()
    assert (bars._bars.data["y"], bars._texts.data["text"]) == ([], [])


def test_a_text_that_the_line_would_cross_stands_beyond_it() -> None:
    bars = Bars("errors", "error")
    bars.show(["a"], [0.3], ["0.3"], (0.35, "line"), "", [], [])
    assert bars._texts.data["x"][1] == pytest.approx(WIDTH - ROOM + 6)


def test_without_a_line_none_is_drawn() -> None:
    bars = Bars("errors", "error")
    bars.show(["a"], [0.3], ["0.3"], None, "", [], [])
    assert bars._line.data == {"x": [], "top": [], "bottom": []}
    assert bars._bars.data["right"] == pytest.approx([WIDTH - ROOM])


def test_nothing_but_noughts_is_drawn() -> None:
    bars = Bars("errors", "error")
    bars.show(["a"], [0.0], ["0"], (0.0, "line"), "", [], [])
    assert bars._bars.data["right"] == [0.0]


def test_ink_is_told_in_figures() -> None:
    assert ink_rows(np.array([0.0, 1.0, 0.5, -3.0])) == [["1", "09"], ["2", "40"]]
    assert ink_rows(np.array([2.0, 0.99, 0.1, 0.0])) == [["1", "99"], ["2", "10"]]
