"""Curves over a common axis: losses while training, accuracy over labels, errors over widths."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

from app.ui.colour_meanings import paint
from app.ui.figures.base import EDGE, describe, empty, fill, frame, write

WIDTH, HEIGHT = 300, 225  # CSS pixels, inside: so much fits a phone
LEFT, BELOW, ABOVE, RIGHT = 0.17, 0.2, 0.13, 0.06  # shares of the inside that labels take
DASHES: Mapping[str, list[int]] = {"solid": [], "dashed": [6, 4], "dotted": [2, 3]}
TICKS = 4
FEW = 8  # amounts up to which each has its tick on a log axis
KEY = 16  # CSS pixels that a row of the key takes, above all else
SAMPLE, BESIDE = 24, 28  # CSS pixels: of a line's sample in the key; from its start to the title's
GAP = 14  # CSS pixels from a title to the next sample
LETTER = 6.5  # CSS pixels that a letter of a name takes, on average, at most
ACROSS = WIDTH / (1 + LEFT + RIGHT)  # CSS pixels that go into the width of 1
UP = HEIGHT / (1 + BELOW + ABOVE)  # and into the height of 1
Points = Sequence[tuple[float, float]]


class Curves:
    """Lines by name, each with a meaning and a dash, so that colour never stands alone."""

    def __init__(
        self, name: str, lines: Mapping[str, tuple[str, str]], across: str, up: str,
        log_x: bool = False, log_y: bool = False,
    ) -> None:  # fmt: skip
        """lines: by name (meaning, "solid" | "dashed" | "dotted"); across, up: the axes' words."""
        self.log_x, self.log_y = log_x, log_y
        self.across, self.up = across, up
        self.plot: figure = frame(name, WIDTH, HEIGHT + KEY)
        self.plot.x_range.update(start=-LEFT, end=1 + RIGHT)
        self.plot.y_range.update(start=-BELOW, end=1 + ABOVE + KEY / UP)
        self._grid = ColumnDataSource({"x0": [], "x1": [], "y0": [], "y1": []})
        self._labels = ColumnDataSource({"x": [], "y": [], "text": [], "align": []})
        grid = self.plot.segment(x0="x0", x1="x1", y0="y0", y1="y1", source=self._grid)
        paint(grid.glyph, line_color="line")
        write(self.plot, self._labels, "soft")
        self._lines: dict[str, ColumnDataSource] = {}
        self._samples: dict[str, ColumnDataSource] = {}
        for key, look in lines.items():
            self._lines[key], self._samples[key] = self._line(*look), self._line(*look)
        self._names = ColumnDataSource({"x": [], "y": [], "text": []})
        write(self.plot, self._names, "ink", align="left")

    def show(
        self, lines: Mapping[str, Points], titles: Mapping[str, str], label: str,
        head: Sequence[str], rows: Sequence[Sequence[str]],
        x_range: tuple[float, float] | None = None, y_range: tuple[float, float] | None = None,
    ) -> None:  # fmt: skip
        """Draw the points of each line; its title, if it has one, stands in a key above all.

        A title beside its line would sooner or later lie on another's, wherever that goes.

        The ranges are those of the points unless given; on a log axis all must be above 0.
        """
        points = [point for line in lines.values() for point in line]
        across = x_range or _range([x for x, _ in points], self.log_x)
        up = y_range or _range([y for _, y in points], self.log_y)
        for key, source in self._lines.items():
            line = lines.get(key, ())
            x = [_place(at, across, self.log_x) for at, _ in line]
            y = [_place(at, up, self.log_y) for _, at in line]
            fill(source, {"x": x, "y": y})
        self._draw_key({key: titles[key] for key in self._lines if lines.get(key) and titles[key]})
        few = sorted({*across, *(x for x, _ in points)})
        self._draw_axes(across, up, few if self.log_x and len(few) <= FEW else ())
        describe(self.plot, label, head, rows)

    def clear(self) -> None:
        """Draw nothing and say nothing."""
        empty(self._grid, self._labels, self._names)
        empty(*self._lines.values(), *self._samples.values())
        describe(self.plot, "")

    def _line(self, meaning: str, dash: str) -> ColumnDataSource:
        source = ColumnDataSource({"x": [], "y": []})
        line = self.plot.line(x="x", y="y", source=source, line_width=2.5, line_dash=DASHES[dash])
        paint(line.glyph, line_color=meaning)
        return source

    def _draw_key(self, titles: Mapping[str, str]) -> None:
        """A sample of each line and its title, in as many rows as it takes."""
        places = _rows(list(titles.values()))
        high = KEY * (1 + max((row for _, row in places), default=0))
        self.plot.height = HEIGHT + high + 2 * EDGE
        top = 1 + ABOVE + high / UP
        self.plot.y_range.end = top
        x = [at / ACROSS - LEFT for at, _ in places]
        y = [top - (row + 0.5) * KEY / UP for _, row in places]
        placed = dict(zip(titles, zip(x, y, strict=True), strict=True))
        for key, source in self._samples.items():
            here = [placed[key]] if key in placed else []
            fill(source, {
                "x": [end for at, _ in here for end in (at, at + SAMPLE / ACROSS)],
                "y": [at for _, at in here for _ in range(2)],
            })  # fmt: skip
        beside = [at + BESIDE / ACROSS for at in x]
        fill(self._names, {"x": beside, "y": y, "text": list(titles.values())})

    def _draw_axes(
        self, across: tuple[float, float], up: tuple[float, float], at: Sequence[float]
    ) -> None:
        """Ticks stand `at` these places along the x axis, if there are any, or at round ones."""
        right = at or _ticks(across, self.log_x)
        high = _ticks(up, self.log_y)
        y = [_place(at, up, self.log_y) for at in high]
        x = [_place(at, across, self.log_x) for at in right]
        fill(self._grid, {"x0": [0.0] * len(y), "x1": [1.0] * len(y), "y0": y, "y1": y})
        fill(self._labels, {
            "x": [*x, *[-0.02] * len(y), 0.5, -LEFT], "y": [*[-0.07] * len(x), *y, -0.16, 1.07],
            "text": [*map(_text, right), *map(_text, high), self.across, self.up],
            "align": ["center"] * len(x) + ["right"] * len(y) + ["center", "left"],
        })  # fmt: skip


def _range(values: Sequence[float], log: bool) -> tuple[float, float]:
    if not values:
        return (1.0, 10.0) if log else (0.0, 1.0)
    low, high = min(values), max(values)
    if log:
        return (low, high) if high > low else (low / 2, low * 2)
    low = min(low, 0.0)
    return (low, high) if high > low else (low, low + 1.0)


def _place(value: float, span: tuple[float, float], log: bool) -> float:
    """A value's place in its span, 0 to 1."""
    low, high = (math.log(end) for end in span) if log else span
    at = math.log(value) if log else value
    return min(1.0, max(0.0, (at - low) / (high - low)))


def _ticks(span: tuple[float, float], log: bool) -> list[float]:
    """Round numbers within the span: powers of ten on a log axis, where there are enough."""
    low, high = span
    if log:
        first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
        tens = [10.0**power for power in range(first, last + 1)]
        return tens if len(tens) > 1 else [low, high]
    step = 10.0 ** math.floor(math.log10((high - low) / TICKS))
    step = next(s * step for s in (1, 2, 5, 10) if (high - low) / (s * step) <= TICKS)
    first = math.ceil(low / step - 1e-9)
    return [round(at * step, 12) for at in range(first, math.floor(high / step + 1e-9) + 1)]


def _rows(titles: Sequence[str]) -> list[tuple[float, int]]:
    """Where each title's sample begins, in CSS pixels from the left, and in which row it is."""
    places, at, row = list[tuple[float, int]](), 0.0, 0
    for title in titles:
        wide = BESIDE + LETTER * len(title)
        if at and at + wide > WIDTH:
            at, row = 0.0, row + 1
        places.append((at, row))
        at += wide + GAP
    return places


def _text(value: float) -> str:
    if value and (abs(value) >= 1e5 or abs(value) < 1e-3):
        return f"{value:.0e}".replace("e-0", "e-").replace("e+0", "e").replace("-", "−")
    return f"{value:,.4g}".replace("-", "−")
