"""A few numbers as bars, one below the other, and one more as a line across each of them."""

from __future__ import annotations

from collections.abc import Sequence

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, resize, write

WIDTH = 290  # CSS pixels
FULL = WIDTH - 2  # CSS pixels of the longest bar: a line at its end is seen whole
ROW = 42  # CSS pixels: a name with a text, and their bar below them
BAR = 14
OVER = 4  # CSS pixels that the line goes beyond a bar: it never reaches a name or a text
FOOT = 26  # CSS pixels below the last bar, for what the line says


class Bars:
    """Bars from 0 on, each with its name and a text above it."""

    def __init__(self, name: str, meaning: str) -> None:
        self.plot: figure = frame(name, WIDTH, ROW)
        self._bars = ColumnDataSource({"y": [], "right": []})
        self._texts = ColumnDataSource({"x": [], "y": [], "text": [], "align": []})
        self._line = ColumnDataSource({"x": [], "top": [], "bottom": []})
        bars = self.plot.hbar(
            left=0, right="right", y="y", height=BAR, source=self._bars, line_color=None
        )
        paint(bars.glyph, fill_color=meaning)
        line = self.plot.segment(
            x0="x", x1="x", y0="top", y1="bottom", source=self._line, line_width=2,
            line_dash=[5, 3],
        )  # fmt: skip
        paint(line.glyph, line_color="corrupted")
        write(self.plot, self._texts, "ink", size=12)

    def show(
        self, names: Sequence[str], values: Sequence[float], texts: Sequence[str],
        line: tuple[float, str] | None, label: str, head: Sequence[str],
        rows: Sequence[Sequence[str]],
    ) -> None:  # fmt: skip
        """Draw `values`, 0 and up, and if there is a line, its value with its text."""
        at, said = line or (0.0, "")
        tall = ROW * len(names)
        resize(self.plot, WIDTH, tall + FOOT, WIDTH, tall + FOOT)
        scale = FULL / max(*values, at, 1e-12)
        ends = [scale * value for value in values]
        middles = [ROW * row + 29.0 for row in range(len(names))]
        fill(self._bars, {"y": middles, "right": ends})
        crossed = [] if line is None else middles
        fill(self._line, {
            "x": [scale * at] * len(crossed),
            "top": [middle - BAR / 2 - OVER for middle in crossed],
            "bottom": [middle + BAR / 2 + OVER for middle in crossed],
        })  # fmt: skip
        left = scale * at < WIDTH / 2
        above = [f"{name}: {text}" for name, text in zip(names, texts, strict=True)]
        fill(self._texts, {
            "x": [*[0.0] * len(names), scale * at],
            "y": [*(middle - 17 for middle in middles), tall + 15.0],
            "text": [*above, said],
            "align": [*["left"] * len(names), "left" if left else "right"],
        })  # fmt: skip
        describe(self.plot, label, head, rows)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._bars, self._texts, self._line)
        describe(self.plot, "")
