"""The gallery: every pattern the autoencoder was trained on, and later how well each fits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from numpy.typing import NDArray

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, resize, write
from app.ui.figures.pixel_grid import SIDE

WIDTH = 284  # CSS pixels, so that it fits a phone of 360
LARGEST_CELL = 14
GAP = 1.5  # cells between two patterns
CAPTION = 3.5  # cells below a pattern for its name and its bar
WIDE_GRID = 5  # columns; wider patterns stand two in a row, others five


class Gallery:
    """All patterns of a family with their names; `weigh` adds a bar and a mark to each."""

    def __init__(self, name: str) -> None:
        self.plot: figure = frame(name, WIDTH, WIDTH // 2)
        self._empty = ColumnDataSource({"x": [], "y": []})
        self._full = ColumnDataSource({"x": [], "y": []})
        self._names = ColumnDataSource({"x": [], "y": [], "text": []})
        self._bars = ColumnDataSource({"left": [], "right": [], "top": [], "bottom": []})
        self._frames = ColumnDataSource({"x": [], "y": [], "w": [], "h": [], "dash": []})
        square = {"x": "x", "y": "y", "width": SIDE, "height": SIDE, "line_color": None}
        paint(self.plot.rect(**square, source=self._empty).glyph, fill_color="empty")
        paint(self.plot.rect(**square, source=self._full).glyph, fill_color="ink")
        write(self.plot, self._names, "soft", size=12, align="center")
        paint(
            self.plot.quad(
                left="left", right="right", top="top", bottom="bottom", source=self._bars,
                line_color=None,
            ).glyph,
            fill_color="corrupted",
        )  # fmt: skip
        paint(
            self.plot.rect(
                x="x", y="y", width="w", height="h", source=self._frames, fill_color=None,
                line_width=2, line_dash="dash", border_radius=4,
            ).glyph,
            line_color="ink",
        )  # fmt: skip
        self._corners: list[tuple[float, float]] = []
        self._shape = (1, 1)

    def show(
        self, patterns: NDArray[np.float64], names: Sequence[str], shape: tuple[int, int]
    ) -> None:
        """Draw `patterns` (n, d), each of `shape`, with `names` below them."""
        rows, columns = self._shape = shape
        in_row = 5 if columns <= WIDE_GRID else 2
        block, line = columns + GAP, rows + CAPTION
        lines = -(-len(names) // in_row)
        cell = min(LARGEST_CELL, WIDTH / (in_row * block))
        self._corners = [
            (GAP / 2 + (index % in_row) * block, 0.5 + (index // in_row) * line)
            for index in range(len(names))
        ]
        resize(self.plot, round(in_row * block * cell), round((lines * line + 0.3) * cell),
               in_row * block, lines * line + 0.3)  # fmt: skip
        on: dict[str, list[float]] = {"x": [], "y": []}
        off: dict[str, list[float]] = {"x": [], "y": []}
        for (left, top), pattern in zip(self._corners, patterns, strict=True):
            for index, value in enumerate(pattern):
                side = on if value > 0.5 else off
                side["x"].append(left + index % columns + 0.5)
                side["y"].append(top + index // columns + 0.5)
        fill(self._full, on)
        fill(self._empty, off)
        fill(
            self._names,
            {
                "x": [left + columns / 2 for left, _ in self._corners],
                "y": [top + rows + 1.5 for _, top in self._corners],
                "text": list(names),
            },
        )

    def weigh(self, weights: NDArray[np.float64], target: int, returned: int | None) -> None:
        """Put a bar of length `weights` (n,) under each pattern; frame the target (solid) and,
        where it is another one, the pattern that came back (broken line)."""
        rows, columns = self._shape
        left = [corner[0] for corner in self._corners]
        top = [corner[1] + rows + 2.4 for corner in self._corners]
        fill(
            self._bars,
            {
                "left": left,
                "right": [x + columns * float(w) for x, w in zip(left, weights, strict=True)],
                "top": top,
                "bottom": [y + 0.4 for y in top],
            },
        )
        marked = [(target, "solid")]
        if returned is not None and returned != target:
            marked.append((returned, "dashed"))
        corners = [self._corners[index] for index, _ in marked]
        fill(
            self._frames,
            {
                "x": [x + columns / 2 for x, _ in corners],
                "y": [y + rows / 2 for _, y in corners],
                "w": [columns + 0.9] * len(corners),
                "h": [rows + 0.9] * len(corners),
                "dash": [dash for _, dash in marked],
            },
        )

    def unweigh(self) -> None:
        """Take bars and frames away."""
        empty(self._bars, self._frames)

    def describe(self, label: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Set the twin."""
        describe(self.plot, label, head, rows)
