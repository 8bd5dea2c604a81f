"""Two groups of numbers as histograms over one axis, and a threshold between them.

Each group's bars are shares of that group, so that a small one is seen beside a large one. One
group is filled, the other an outline: they can be told apart without colour. The last bar has all
from there on: a few numbers far out would make the others' bars too narrow.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from numpy.typing import NDArray

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, write

WIDTH, HEIGHT = 300, 190  # CSS pixels, inside
BINS = 24
TOP, BELOW = 0.2, 0.16  # shares of the height for the names above and the figures below
ENDS = 0.01  # of the numbers beyond the axis's end, which the last bar has, too


class Histogram:
    """`filled` and `outlined` are the meanings of the two groups."""

    def __init__(self, name: str, filled: str, outlined: str) -> None:
        self.plot: figure = frame(name, WIDTH, HEIGHT)
        self.plot.y_range.update(start=-BELOW, end=1 + TOP)
        self._end = 1.0  # of the axis
        self._filled = ColumnDataSource({"left": [], "right": [], "top": []})
        self._outline = ColumnDataSource({"x": [], "y": []})
        self._texts = ColumnDataSource({"x": [], "y": [], "text": [], "align": []})
        self._threshold = ColumnDataSource({"x": [], "bottom": [], "top": []})
        bars = self.plot.quad(
            left="left", right="right", top="top", bottom=0, source=self._filled, line_color=None
        )
        paint(bars.glyph, fill_color=filled)
        outline = self.plot.line(x="x", y="y", source=self._outline, line_width=2)
        paint(outline.glyph, line_color=outlined)
        line = self.plot.segment(
            x0="x", x1="x", y0="bottom", y1="top", source=self._threshold, line_width=2,
            line_dash=[5, 3],
        )  # fmt: skip
        paint(line.glyph, line_color="action")
        write(self.plot, self._texts, "ink")

    def show(
        self, filled: NDArray[np.floating], outlined: NDArray[np.floating], key: str,
        across: str, label: str, head: Sequence[str],
    ) -> None:  # fmt: skip
        """Draw two groups of numbers, 0 and up; `key` tells them apart, `across` names the axis."""
        every = np.concatenate([filled, outlined])
        end = float(np.quantile(every, 1 - ENDS)) or 1.0
        edges = np.linspace(0.0, end, BINS + 1)
        self._end = end
        shares = [
            np.histogram(np.minimum(group, end), edges)[0] / len(group)
            for group in (filled, outlined)
        ]
        highest = max(float(share.max()) for share in shares)
        places = (edges / end).tolist()
        tall, line = ((share / highest).tolist() for share in shares)
        fill(self._filled, {"left": places[:-1], "right": places[1:], "top": tall})
        fill(self._outline, {
            "x": [x for x in places for _ in range(2)][1:-1],
            "y": [y for y in line for _ in range(2)],
        })  # fmt: skip
        fill(self._texts, {
            "x": [0.0, 1.0, 0.5, 0.0], "y": [-0.08, -0.08, -0.08, 1 + 0.7 * TOP],
            "text": ["0", f"≥ {edges[-2]:.3g}", across, key],
            "align": ["left", "right", "center", "left"],
        })  # fmt: skip
        rows = [
            [
                f"{'≥ ' * (at == BINS - 1)}{low:.4f}",
                *(f"{100 * float(share[at]):.0f} %" for share in shares),
            ]
            for at, low in enumerate(edges[:-1].tolist())
        ]
        describe(self.plot, label, head, rows)

    def mark(self, threshold: float) -> None:
        """Draw the threshold; one beyond the axis stands at its end."""
        at = min(1.0, threshold / self._end)
        fill(self._threshold, {"x": [at], "bottom": [0.0], "top": [1 + TOP / 2]})

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._filled, self._outline, self._texts, self._threshold)
        describe(self.plot, "")
