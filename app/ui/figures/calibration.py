"""The calibration plot: how sure the learner was, against how often that was right."""

from __future__ import annotations

from collections.abc import Sequence

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, write

WIDTH, HEIGHT = 290, 220  # CSS pixels


class CalibrationPlot:
    """A dot for each confidence that was used, its interval, the line of perfect calibration."""

    def __init__(self, name: str, ticks: Sequence[str], across: str, up: str) -> None:
        """`ticks` are the words for 0, 25, … 100 %; `across` and `up` name the axes."""
        self.plot: figure = frame(name, WIDTH, HEIGHT)
        self.plot.x_range.update(start=-0.14, end=1.08)
        self.plot.y_range.update(start=-0.28, end=1.08)
        marks = [0, 0.25, 0.5, 0.75, 1]
        grid = self.plot.segment(x0=[0] * 5, x1=[1] * 5, y0=marks, y1=marks, line_width=1)
        paint(grid.glyph, line_color="line")
        ideal = self.plot.segment(x0=[0], y0=[0], x1=[1], y1=[1], line_dash=[4, 4], line_width=1.5)
        paint(ideal.glyph, line_color="soft")
        labels = ColumnDataSource({  # given as lists, their order in the document would vary
            "x": [*marks, *[-0.02] * 5, 0.5, 0.0], "y": [*[-0.08] * 5, *marks, -0.2, 1.07],
            "text": [*ticks, *ticks, across, up],
            "align": ["center"] * 5 + ["right"] * 5 + ["center", "left"],
        })  # fmt: skip
        write(self.plot, labels, "soft")
        self._dots = ColumnDataSource({"x": [], "y": [], "low": [], "high": [], "size": []})
        bars = self.plot.segment(x0="x", x1="x", y0="low", y1="high", source=self._dots,
                                 line_width=2)  # fmt: skip
        paint(bars.glyph, line_color="action")
        dots = self.plot.scatter(x="x", y="y", size="size", source=self._dots, line_width=1.5)
        paint(dots.glyph, fill_color="action", line_color="card")

    def show(
        self, points: Sequence[tuple[float, float, float, float, int]], label: str,
        head: Sequence[str], rows: Sequence[Sequence[str]],
    ) -> None:  # fmt: skip
        """Draw (confidence, share right, low, high, count) for each bin, shares in [0, 1]."""
        names = ("x", "y", "low", "high")
        data: dict[str, list[float]] = {
            name: [float(point[index]) for point in points] for index, name in enumerate(names)
        }
        data["size"] = [7 + 2 * min(point[4], 6) for point in points]
        fill(self._dots, data)
        describe(self.plot, label, head, rows)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._dots)
        describe(self.plot, "")
