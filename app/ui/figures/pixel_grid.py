"""Pixel grids: crisp squares, the fuller the darker."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from numpy.typing import NDArray

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, resize

CELL = 24  # CSS pixels a pixel of the grid takes
SIDE = 0.88  # of a cell; the rest is the gap


class PixelGrid:
    """One grid of pixels in [0, 1], painted in one meaning; wrong pixels can be marked."""

    def __init__(self, name: str, meaning: str, cell: int = CELL, fullest: float = 1) -> None:
        """`fullest` is the opacity of a full pixel; less leaves room for marks on top."""
        self.cell = cell
        self._fullest = fullest
        self.plot: figure = frame(name, cell, cell)
        self._empty = ColumnDataSource({"x": [], "y": []})
        self._full = ColumnDataSource({"x": [], "y": [], "value": []})
        self._missed = ColumnDataSource({"x": [], "y": []})
        self._invented = ColumnDataSource({"x": [], "y": []})
        square = {"x": "x", "y": "y", "width": SIDE, "height": SIDE, "border_radius": 2}
        paint(
            self.plot.rect(**square, source=self._empty, line_color=None).glyph, fill_color="empty"
        )
        paint(
            self.plot.rect(**square, source=self._full, line_color=None, fill_alpha="value").glyph,
            fill_color=meaning,
        )
        paint(
            self.plot.rect(
                **square | {"width": 0.74, "height": 0.74},
                source=self._missed, fill_color=None, line_width=2, line_dash=[3, 2],
            ).glyph,
            line_color="ink",
        )  # fmt: skip
        paint(
            self.plot.scatter(
                x="x",
                y="y",
                source=self._invented,
                marker="x",
                size=cell * 0.42,
                line_width=2.5,
                fill_color=None,
            ).glyph,
            line_color="ink",
        )

    def show(self, pixels: NDArray[np.float64], shape: tuple[int, int], label: str) -> None:
        """Draw `pixels` (d,) in rows and columns of `shape`; 0 is empty, 1 is full.

        Values outside [0, 1] (additive noise) are drawn at the nearer end and told in the twin.
        """
        rows, columns = shape
        resize(self.plot, columns * self.cell, rows * self.cell, columns, rows)
        x, y = _centres(shape)
        fill(self._empty, {"x": x, "y": y})
        fill(
            self._full, {"x": x, "y": y, "value": (self._fullest * np.clip(pixels, 0, 1)).tolist()}
        )
        head = ["", *(str(column + 1) for column in range(columns))]
        table = [
            [str(row + 1), *(figure_text(value) for value in line)]
            for row, line in enumerate(pixels.reshape(shape))
        ]
        describe(self.plot, label, head, table)

    def mark(self, missed: Sequence[int], invented: Sequence[int], shape: tuple[int, int]) -> None:
        """Mark pixels by index: missed ones with a broken outline, invented ones with a cross."""
        x, y = _centres(shape)
        fill(self._missed, {"x": [x[i] for i in missed], "y": [y[i] for i in missed]})
        fill(self._invented, {"x": [x[i] for i in invented], "y": [y[i] for i in invented]})

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._empty, self._full, self._missed, self._invented)
        describe(self.plot, "")


def figure_text(value: float) -> str:
    """Return a pixel's value as text: two decimals at most, a true minus sign."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text.replace("-", "−")


def _centres(shape: tuple[int, int]) -> tuple[list[float], list[float]]:
    rows, columns = shape
    y, x = np.mgrid[0:rows, 0:columns] + 0.5
    return x.ravel().tolist(), y.ravel().tolist()
