"""The latent code: a bar for each number, and beside it the stroke pattern it stands for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from bokeh.models import ColumnDataSource, Span
from bokeh.plotting import figure
from numpy.typing import NDArray

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, resize, write
from app.ui.figures.pixel_grid import SIDE, figure_text

WIDTH = 206  # CSS pixels
BAR = 40  # CSS pixels, the longest bar to either side
ROOM = 38  # CSS pixels for a number beside its bar
MOST = 8  # rows that are drawn; the table has them all


class CodeBars:
    """The m numbers of a code, top to bottom; of a wide code, the largest ones."""

    def __init__(self, name: str) -> None:
        self.plot: figure = frame(name, WIDTH, 40)
        self._empty = ColumnDataSource({"x": [], "y": [], "w": []})
        self._on = ColumnDataSource({"x": [], "y": [], "w": [], "value": []})
        self._off = ColumnDataSource({"x": [], "y": [], "w": [], "value": []})
        self._bars = ColumnDataSource({"left": [], "right": [], "y": []})
        self._texts = ColumnDataSource({"x": [], "y": [], "text": [], "align": []})
        square = {"x": "x", "y": "y", "width": "w", "height": "w"}
        paint(self.plot.rect(**square, source=self._empty, line_color=None).glyph,
              fill_color="empty")  # fmt: skip
        paint(
            self.plot.rect(**square, source=self._on, line_color=None, fill_alpha="value").glyph,
            fill_color="code",
        )
        paint(
            self.plot.rect(
                **square, source=self._off, fill_color=None, line_alpha="value", line_width=1.5
            ).glyph,
            line_color="code",
        )
        paint(
            self.plot.hbar(
                left="left", right="right", y="y", height=12, source=self._bars, line_color=None
            ).glyph,
            fill_color="code",
        )
        write(self.plot, self._texts, "ink", size=12)
        self._axis = Span(location=0, dimension="height", line_width=1)
        paint(self._axis, line_color="line")
        self.plot.add_layout(self._axis)

    def show(
        self,
        code: NDArray[np.float64],
        directions: NDArray[np.float64],
        shape: tuple[int, int],
        label: str,
        head: Sequence[str],
    ) -> None:
        """Draw `code` (m,) and `directions` (m, d), each of `shape`."""
        largest = np.argsort(-np.abs(code), kind="stable")[:MOST]
        drawn = np.sort(largest)
        rows, columns = shape
        cell = min(7.0, 44 / columns)
        row = max(rows * cell, 14) + 10
        centre = columns * cell + 6 + ROOM + BAR
        scale = BAR / max(float(np.abs(code).max()), 1e-9)
        resize(self.plot, WIDTH, round(row * len(drawn)), WIDTH, row * len(drawn))
        self._axis.location = centre
        middles = [(position + 0.5) * row for position in range(len(drawn))]
        ends = [centre + scale * float(code[index]) for index in drawn]
        fill(
            self._bars,
            {
                "left": [min(centre, end) for end in ends],
                "right": [max(centre, end) for end in ends],
                "y": middles,
            },
        )
        fill(
            self._texts,
            {
                "x": [end + (5 if end >= centre else -5) for end in ends],
                "y": middles,
                "text": [signed(float(code[index])) for index in drawn],
                "align": ["left" if end >= centre else "right" for end in ends],
            },
        )
        self._draw_directions(directions[drawn], middles, shape, cell)
        table = [
            [str(index + 1), signed(float(value)), " ".join(figure_text(v) for v in direction)]
            for index, (value, direction) in enumerate(zip(code, directions, strict=True))
        ]
        describe(self.plot, label, head, table)

    def _draw_directions(
        self,
        directions: NDArray[np.float64],
        middles: Sequence[float],
        shape: tuple[int, int],
        cell: float,
    ) -> None:
        rows, columns = shape
        blank: dict[str, list[float]] = {"x": [], "y": [], "w": []}
        on: dict[str, list[float]] = {"x": [], "y": [], "w": [], "value": []}
        off: dict[str, list[float]] = {"x": [], "y": [], "w": [], "value": []}
        for direction, middle in zip(directions, middles, strict=True):
            strength = direction / max(float(np.abs(direction).max()), 1e-9)
            top = middle - rows * cell / 2
            for index, value in enumerate(strength):
                x = 2 + (index % columns + 0.5) * cell
                y = top + (index // columns + 0.5) * cell
                for box in (blank, on if value >= 0 else off):
                    box["x"].append(x)
                    box["y"].append(y)
                    box["w"].append(SIDE * cell)
                (on if value >= 0 else off)["value"].append(abs(float(value)))
        fill(self._empty, blank)
        fill(self._on, on)
        fill(self._off, off)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._empty, self._on, self._off, self._bars, self._texts)
        describe(self.plot, "")


def signed(value: float) -> str:
    """Return a code's number with its sign and two decimals."""
    return f"{value:+.2f}".replace("-", "−")
