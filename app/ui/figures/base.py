"""The empty figure that all others start from, and its twin in words.

Bokeh draws on a canvas, which a screen reader cannot see. So each figure carries, as a tag, one
line that says what it shows and a table with the same numbers; the page puts both beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bokeh.models import ColumnDataSource, Plot, Range1d
from bokeh.plotting import figure

from app.ui.colour_meanings import paint

EDGE = 1  # CSS pixels left free: Bokeh does not wipe the outermost half pixel of its canvas
FONT = {"value": "sans-serif"}  # a bare string would name a column


def frame(name: str, width: int, height: int) -> figure:
    """Return a bare figure whose inside is `width` x `height` CSS pixels: no axes, no tools."""
    plot = figure(
        name=name, width=width + 2 * EDGE, height=height + 2 * EDGE, tools="",
        toolbar_location=None, x_range=Range1d(0, 1), y_range=Range1d(1, 0), min_border=EDGE,
        background_fill_color=None, border_fill_color=None, outline_line_color=None,
    )  # fmt: skip
    plot.axis.visible = False
    plot.grid.visible = False
    plot.toolbar.active_drag = None
    return plot


def resize(plot: Plot, width: int, height: int, columns: float, rows: float) -> None:
    """Let the inside be `width` x `height` pixels over data 0..columns (right), 0..rows (down)."""
    plot.update(width=width + 2 * EDGE, height=height + 2 * EDGE)
    plot.x_range.update(start=0, end=columns)
    plot.y_range.update(start=rows, end=0)


def write(
    plot: Plot, source: ColumnDataSource, meaning: str, *, size: int = 11,
    align: str = "align", baseline: str = "middle", **offsets: int,
) -> None:  # fmt: skip
    """Let `source` (x, y, text) stand on the figure in `meaning`'s colour.

    size: CSS pixels; align: a side or "center", by default what the column "align" says.
    """
    words = plot.text(
        x="x", y="y", text="text", source=source, text_font_size=f"{size}px", text_font=FONT,
        text_align=align, text_baseline=baseline, **offsets,
    )  # fmt: skip
    paint(words.glyph, text_color=meaning)


def fill(source: ColumnDataSource, data: dict[str, Any]) -> None:
    """Give `source` other data; the same data again is no change and costs no message."""
    if source.data != data:
        source.data = data


def empty(*sources: ColumnDataSource) -> None:
    """Take everything out of `sources`."""
    for source in sources:
        fill(source, {name: [] for name in source.data})


def describe(
    plot: Plot, label: str, head: Sequence[str] = (), rows: Sequence[Sequence[str]] = ()
) -> None:
    """Give `plot` its twin: one line of words, and a table of `head` and `rows`."""
    twin = {"twin": {"label": label, "head": list(head), "rows": [list(row) for row in rows]}}
    if twin not in plot.tags:
        plot.tags = [*(tag for tag in plot.tags if "twin" not in tag), twin]
