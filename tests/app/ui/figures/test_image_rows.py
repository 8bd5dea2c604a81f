"""Images and curves: what is drawn where, what the twin says, and that nothing stays."""

from __future__ import annotations

import numpy as np
import pytest

from app.ui.figures.base import EDGE
from app.ui.figures.curves import ACROSS, BESIDE, LEFT, UP, WIDTH, Curves
from app.ui.figures.image_rows import CAPTION, GAP, LINE, Images


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


def test_a_caption_of_two_lines_has_its_room() -> None:
    images = Images("samples", 1, 20)
    images.show([np.zeros(4), np.zeros(4)], ["a\nb", "c"], "two")
    room = CAPTION + LINE
    assert images._images.data["y"] == [room, room + 20 + GAP + room]
    assert images._captions.data["y"] == images._images.data["y"]
    assert images.plot.y_range.start == 2 * (room + 20 + GAP) - GAP


def test_without_captions_no_room_is_kept_for_them() -> None:
    images = Images("given", 1, 28)
    images.show([np.zeros(4), np.zeros(4)], ["", ""], "two")
    assert images._images.data["y"][0] == 0
    assert images._images.data["y"][1] == 28 + GAP


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


def test_each_line_has_its_sample_and_its_title_above_all_lines() -> None:
    names = {"a": "counts as the same", "b": "learned digits", "c": "PCA, new digits", "d": ""}
    curves = Curves("four", dict.fromkeys(names, ("ink", "solid")), "x", "y")
    same = [(0.0, 0.0), (1.0, 1.0)]
    curves.show(dict.fromkeys(names, same), names, "", [], [])
    key, samples = curves._names.data, curves._samples
    assert key["text"] == [name for name in names.values() if name]
    assert samples["d"].data["y"] == []
    assert len(set(key["y"])) == 2
    pixels = [(at + LEFT) * ACROSS for at in key["x"]]
    for at, (x, y, text) in enumerate(zip(pixels, key["y"], key["text"], strict=True)):
        sample = samples["abc"[at]].data
        assert 1 < y < curves.plot.y_range.end
        assert sample["y"] == [y, y]
        assert (sample["x"][1] + LEFT) * ACROSS < x
        assert x + 6 * len(text) <= WIDTH
        right = [left for left, other in zip(pixels, key["y"], strict=True) if other == y]
        assert all(x + 6 * len(text) < left - BESIDE for left in right if left > x)
    whole = curves.plot.y_range.end - curves.plot.y_range.start
    assert (curves.plot.height - 2 * EDGE) / whole == pytest.approx(UP)  # rows do not squeeze lines
    curves.show({"b": same}, names, "", [], [])
    assert curves._names.data["text"] == ["learned digits"]
    assert samples["a"].data["y"] == []


def test_a_few_amounts_have_their_ticks() -> None:
    curves = Curves("accuracy", {"a": ("ink", "solid")}, "labels", "share", log_x=True)
    measured = [(20.0, 0.5), (50.0, 0.6), (100.0, 0.7)]
    curves.show({"a": measured}, {"a": "a"}, "", [], [], (20.0, 500.0), (0.0, 1.0))
    texts, x = curves._labels.data["text"], curves._labels.data["x"]
    assert texts[:4] == ["20", "50", "100", "500"]
    assert x[:3] == curves._lines["a"].data["x"]
    many = [(float(at), 1.0) for at in range(1, 2000)]
    curves.show({"a": many}, {"a": "a"}, "", [], [])
    assert curves._labels.data["text"][:4] == ["1", "10", "100", "1,000"]
