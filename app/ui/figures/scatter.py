"""Two pictures of the same things, side by side: a thing's label stands where its numbers are."""

from __future__ import annotations

from collections.abc import Sequence

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

from app.ui.colour_meanings import paint
from app.ui.figures.base import describe, empty, fill, frame, write

SIDE, GAP, TOP = 142, 16, 18  # CSS pixels: a picture's side, between two, above for the title
INSET = 6  # CSS pixels that labels keep from the edge
Points = Sequence[Sequence[float]]


class Scatter:
    """Two square pictures, each with its own scale; labels stand for points."""

    def __init__(self, name: str, meanings: tuple[str, str]) -> None:
        """meanings: the colours of the left and the right picture."""
        self.plot: figure = frame(name, 2 * SIDE + GAP, SIDE + TOP)
        self.plot.x_range.update(start=0, end=2 * SIDE + GAP)
        self.plot.y_range.update(start=0, end=SIDE + TOP)
        self._frames = ColumnDataSource({"x": [], "y": []})
        self._titles = ColumnDataSource({"x": [], "y": [], "text": []})
        box = self.plot.rect(
            x="x", y="y", width=SIDE, height=SIDE, source=self._frames, fill_color=None
        )
        paint(box.glyph, line_color="line")
        write(self.plot, self._titles, "soft", align="left", baseline="top")
        self._labels: list[ColumnDataSource] = []
        for meaning in meanings:
            source = ColumnDataSource({"x": [], "y": [], "text": []})
            write(self.plot, source, meaning, size=9, align="center")
            self._labels.append(source)

    def show(
        self, points: tuple[Points, Points], labels: Sequence[str], titles: tuple[str, str],
        label: str, head: Sequence[str], rows: Sequence[Sequence[str]],
    ) -> None:  # fmt: skip
        """Draw both sets of points (x, y), a label for each."""
        starts = (0.0, float(SIDE + GAP))
        for source, start, some in zip(self._labels, starts, points, strict=True):
            across, up = zip(*some, strict=True)
            fill(source, {
                "x": [start + at for at in _spread(across)], "y": _spread(up),
                "text": list(labels),
            })  # fmt: skip
        half = SIDE / 2
        fill(self._frames, {"x": [start + half for start in starts], "y": [half, half]})
        top = float(SIDE + TOP)
        fill(self._titles, {"x": list(starts), "y": [top, top], "text": list(titles)})
        describe(self.plot, label, head, rows)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._frames, self._titles, *self._labels)
        describe(self.plot, "")


def _spread(values: Sequence[float]) -> list[float]:
    """The values over a picture's side, edge to edge."""
    low, high = min(values), max(values)
    scale = (SIDE - 2 * INSET) / max(high - low, 1e-12)
    return [INSET + scale * (value - low) for value in values]
