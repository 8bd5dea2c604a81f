"""Shares of variance as upright bars, largest first; the ones that are kept are filled."""

from __future__ import annotations

from collections.abc import Sequence

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, write

WIDTH, HEIGHT = 290, 150  # CSS pixels, inside
BELOW, ABOVE = 0.16, 0.14  # shares of the tallest bar that texts take
THICK = 0.66  # of a bar's place


class Spectrum:
    """A bar for each share, its number below and, above the tallest, its share in percent."""

    def __init__(self, name: str) -> None:
        self.plot: figure = frame(name, WIDTH, HEIGHT)
        self.plot.y_range.update(start=-BELOW, end=1 + ABOVE)
        self._kept = ColumnDataSource({"x": [], "top": []})
        self._dropped = ColumnDataSource({"x": [], "top": []})
        self._texts = ColumnDataSource({"x": [], "y": [], "text": []})
        bar = {"x": "x", "top": "top", "bottom": 0, "width": THICK}
        kept = self.plot.vbar(**bar, source=self._kept, line_width=1.5)
        paint(kept.glyph, fill_color="code", line_color="code")
        dropped = self.plot.vbar(**bar, source=self._dropped, line_width=1.5, fill_color=None)
        paint(dropped.glyph, line_color="soft")
        write(self.plot, self._texts, "ink", align="center")

    def show(
        self, shares: Sequence[float], kept: int, texts: Sequence[str],
        label: str, head: Sequence[str], rows: Sequence[Sequence[str]],
    ) -> None:  # fmt: skip
        """Draw `shares`, the first `kept` of them filled; texts stand above the bars."""
        self.plot.x_range.update(start=0.4, end=len(shares) + 0.6)
        tops = [share / max(shares) for share in shares]
        places = [float(at) for at in range(1, len(shares) + 1)]
        fill(self._kept, {"x": places[:kept], "top": tops[:kept]})
        fill(self._dropped, {"x": places[kept:], "top": tops[kept:]})
        fill(self._texts, {
            "x": [*places, *places], "y": [*[-0.08] * len(places), *(top + 0.07 for top in tops)],
            "text": [*(f"{at:.0f}" for at in places), *texts],
        })  # fmt: skip
        describe(self.plot, label, head, rows)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._kept, self._dropped, self._texts)
        describe(self.plot, "")
