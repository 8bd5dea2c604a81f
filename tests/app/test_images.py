"""Images and curves: what is drawn where, what the twin says, and that nothing stays."""

from __future__ import annotations

import numpy as np
import pytest

from app.figures.curves import Curves
from app.figures.images import CAPTION, GAP, Images


def test_images_stand_in_rows_with_their_captions() -> None:
    images = Images("samples", 2, 20)
    drawn = [np.array([0.0, 1.0, 0.5, 2.0]), np.zeros(4), np.ones(4)]
    images.show(drawn, ["a", "b", "c"], "three", ["name"], [["a"], ["b"], ["c"]])
    data = images._images.data
    assert data["image"][0].tolist() == [[0, 255], [128, 255]]
    assert data["x"] == [0.0, 20.0 + GAP, 0.0]
    assert data["y"] == [CAPTION, CAPTION, CAPTION + 20 + GAP + CAPTION]
    assert images._captions.data["text"] == ["a", "b", "c"]
    assert images.plot.tags[-1]["twin"]["rows"] == [["a"], ["b"], ["c"]]


def test_images_are_sent_again_only_when_they_change() -> None:
    images = Images("samples", 2, 20)
    images.show([np.zeros(4)], ["a"], "one")
    before = images._images.data["image"]
    images.show([np.zeros(4)], ["b"], "one")
    assert images._images.data["image"] is before
    images.clear()
    assert (images._images.data["image"], images._captions.data["text"]) == ([], [])
    images.show([np.zeros(4)], ["a"], "one")
    assert len(images._images.data["image"]) == 1


def test_a_line_is_placed_within_its_ranges() -> None:
    curves = Curves("loss", {"loss": ("error", "solid")}, "step", "error", log_y=True)
    points = [(0.0, 1.0), (5.0, 0.1), (10.0, 0.01)]
    curves.show({"loss": points}, {"loss": "loss"}, "falls", ["step"], [["0"]])
    line = curves._lines["loss"].data
    assert line["x"] == [0.0, 0.5, 1.0]
    assert line["y"] == pytest.approx([1.0, 0.5, 0.0])
    assert {"0.01", "0.1", "1"} <= set(curves._labels.data["text"])
    assert curves._names.data["text"] == ["loss"]
    curves.clear()
    assert curves._lines["loss"].data == {"x": [], "y": []}
    assert curves._grid.data["y0"] == []


def test_titles_at_the_same_place_are_moved_apart() -> None:
    lines = {"a": ("ink", "solid"), "b": ("soft", "dashed")}
    curves = Curves("two", lines, "x", "y")
    same = [(0.0, 0.0), (1.0, 1.0)]
    curves.show({"a": same, "b": same}, {"a": "a", "b": "b"}, "", [], [])
    low, high = sorted(curves._names.data["y"])
    assert high - low > 0.05
