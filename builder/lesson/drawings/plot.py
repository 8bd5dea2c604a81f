"""A frame of two axes, which says where a point lies in the drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.lesson.drawings import svg

Point = tuple[float, float]
Range = tuple[float, float]


@dataclass(frozen=True)
class Plot:
    """Data between `across` and `down` to pixels; `down` runs upwards, from its first number."""

    across: Range
    down: Range
    width: int = 320
    height: int = 200
    left: int = 14
    bottom: int = 24
    right: int = 14
    top: int = 14

    def at(self, x: float, y: float) -> Point:
        """Where a point of the data lies, in pixels from the top left."""
        (x0, x1), (y0, y1) = self.across, self.down
        inner = self.width - self.left - self.right, self.height - self.bottom - self.top
        return (
            self.left + inner[0] * (x - x0) / (x1 - x0),
            self.top + inner[1] * (y1 - y) / (y1 - y0),
        )

    def curve(self, points: Iterable[Point], kind: str) -> str:
        """A line through points of the data; what lies outside is the caller's to leave out."""
        return svg.polyline((self.at(x, y) for x, y in points), kind)

    def floor(self, ticks: Iterable[tuple[float, str]]) -> str:
        """The lower axis, with a word below each of its ticks."""
        bottom = self.down[0]
        ends = self.at(self.across[0], bottom), self.at(self.across[1], bottom)
        marks = []
        for value, word in ticks:
            x, y = self.at(value, bottom)
            marks += [svg.line((x, y), (x, y + 4), "frame"), svg.text(x, y + 17, word)]
        return svg.line(*ends, "frame") + "".join(marks)
