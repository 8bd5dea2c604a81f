"""Histograms: shares of each group on one axis, and the threshold's place."""

from __future__ import annotations

import numpy as np
import pytest

from app.ui.figures.histogram import BINS, Histogram

FEW, MANY = np.array([1.0, 3.0]), np.repeat(np.array([1.0, 4.0]), 50)


def test_bars_are_shares_of_their_own_group() -> None:
    plot = Histogram("scores", "error", "ink")
    plot.show(FEW, MANY, "key", "error", "two kinds", ["from", "few", "many"])
    bars, outline = plot._filled.data, plot._outline.data
    assert len(bars["top"]) == BINS
    assert sorted(bars["top"])[-2:] == [1.0, 1.0]
    assert max(outline["y"]) == 1.0
    assert (outline["x"][0], outline["x"][-1]) == (0.0, 1.0)
    assert len(outline["x"]) == len(outline["y"]) == 2 * BINS
    assert outline["x"] == sorted(outline["x"])
    rows = plot.plot.tags[-1]["twin"]["rows"]
    assert sum(int(row[1].removesuffix(" %")) for row in rows) == 100
    assert sum(int(row[2].removesuffix(" %")) for row in rows) == 100


def test_the_threshold_stays_on_the_axis() -> None:
    plot = Histogram("scores", "error", "ink")
    plot.show(FEW, MANY, "key", "error", "", [])
    plot.mark(2.0)
    assert plot._threshold.data["x"] == pytest.approx([0.5])
    plot.mark(np.inf)
    assert plot._threshold.data["x"] == [1.0]
    plot.clear()
    assert plot._threshold.data["x"] == plot._filled.data["top"] == plot._outline.data["x"] == []


def test_the_last_bar_says_that_it_has_all_from_there_on() -> None:
    plot = Histogram("scores", "error", "ink")
    plot.show(np.array([1.0, 1000.0]), np.linspace(0, 24, 1000), "key", "error", "", ["from"])
    last = (BINS - 1) / BINS * plot._end
    assert f"≥ {last:.3g}" in plot._texts.data["text"]
    rows = [row[0] for row in plot.plot.tags[-1]["twin"]["rows"]]
    assert rows[-1] == f"≥ {last:.4f}"
    assert not any("≥" in row for row in rows[:-1])
    assert plot._filled.data["top"][-1] == 1.0  # the 1000 is in it


def test_scores_of_nought_are_drawn() -> None:
    plot = Histogram("scores", "error", "ink")
    plot.show(np.zeros(3), np.zeros(4), "key", "error", "", [])
    assert plot._filled.data["top"][0] == 1.0
