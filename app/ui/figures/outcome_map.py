"""The outcome map: what would have happened at other widths and other levels of damage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

from app.ui.colour_meanings import paint
from app.ui.figures.base import FONT, describe, empty, fill, frame, resize, write

CELL = 23  # CSS pixels
LEFT = 1.6  # cells for the widths
BELOW = 1.4  # cells for the levels


class OutcomeMap:
    """One square for each width and level, with the colour and the sign of its verdict."""

    def __init__(self, name: str, looks: Mapping[str, tuple[str, str]]) -> None:
        """`looks` gives each verdict its meaning (a colour) and its sign (a character)."""
        self.looks = looks
        self.plot: figure = frame(name, CELL, CELL)
        self._squares = {verdict: ColumnDataSource({"x": [], "y": []}) for verdict in looks}
        for verdict, (meaning, sign) in looks.items():
            source = self._squares[verdict]
            paint(
                self.plot.rect(
                    x="x", y="y", width=0.94, height=0.94, source=source, line_color=None,
                    border_radius=3,
                ).glyph,
                fill_color=meaning,
            )  # fmt: skip
            paint(
                self.plot.text(
                    x="x", y="y", text={"value": sign}, source=source, text_font_size="13px",
                    text_align="center", text_baseline="middle", text_font=FONT,
                ).glyph,
                text_color="card",
            )  # fmt: skip
        self._here = ColumnDataSource({"x": [], "y": []})
        for width, meaning in ((5, "card"), (2.5, "ink")):
            paint(
                self.plot.rect(
                    x="x", y="y", width=1, height=1, source=self._here, fill_color=None,
                    line_width=width, border_radius=3,
                ).glyph,
                line_color=meaning,
            )  # fmt: skip
        self._texts = ColumnDataSource({"x": [], "y": [], "text": []})
        write(self.plot, self._texts, "soft", align="center")

    def show(
        self,
        widths: Sequence[int],
        levels: Sequence[str],
        verdicts: Sequence[Sequence[str]],
        here: tuple[int, int],
    ) -> None:
        """Draw `verdicts[row][column]` for `widths[row]` (widest on top) and `levels[column]`;
        `here` is this case's row and column."""
        tall = len(widths)
        resize(self.plot, round((len(levels) + LEFT + 0.2) * CELL), round((tall + BELOW) * CELL),
               len(levels) + LEFT + 0.2, tall + BELOW)  # fmt: skip
        points: dict[str, dict[str, list[float]]] = {v: {"x": [], "y": []} for v in self.looks}
        for row, line in enumerate(verdicts):
            for column, verdict in enumerate(line):
                points[verdict]["x"].append(LEFT + column + 0.5)
                points[verdict]["y"].append(tall - row - 0.5 + 0.05)
        for verdict, source in self._squares.items():
            fill(source, points[verdict])
        fill(self._here, {"x": [LEFT + here[1] + 0.5], "y": [tall - here[0] - 0.45]})
        every = max(1, -(-len(levels) // 6))
        shown = [c for c in range(len(levels)) if c % every == 0]
        fill(
            self._texts,
            {
                "x": [LEFT / 2] * tall + [LEFT + column + 0.5 for column in shown],
                "y": [tall - row - 0.45 for row in range(tall)] + [tall + 0.8] * len(shown),
                "text": [str(width) for width in widths] + [levels[column] for column in shown],
            },
        )

    def describe(self, label: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Set the twin."""
        describe(self.plot, label, head, rows)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(*self._squares.values(), self._here, self._texts)
        describe(self.plot, "")
