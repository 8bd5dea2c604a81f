"""A map of codes of two numbers, with a flag on it, and beside it what the decoder draws there.

Python computes, `page/lab/components/code_map.js` draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import param

from app.ui.components import MODULES, Control
from core.numerics.array_types import Array, Floats
from core.numerics.picture_levels import levels

UNITS = 1000  # of a place that is told, from edge to edge


class CodeMapControl(Control):
    """Where codes lie; places are in map units, -1 to 1 from edge to edge, across and up."""

    label = param.String(doc="what it shows, in a sentence")
    points = param.List(doc="across, up (0 to UNITS) and label of each digit, one after the other")
    faces = param.List(doc="[number, levels 0 to f row by row] of those drawn as a picture")
    marks = param.List(doc="places: the flag, or a line's two ends, of which the last can be moved")
    dots = param.List(doc="places of codes that were drawn at random")
    pixels = param.String(doc='what is decoded at the flag, a level 0 to f for each pixel, or ""')
    sealed = param.Boolean(doc="whether what is decoded there is still to come")
    told = param.String(doc="what the reader says of it")
    free = param.Boolean(doc="whether the hand may move the flag")
    words = param.List(doc="[name, text] of what it says, see `map` in the lab's words")
    _esm = MODULES / "code_map.js"

    def pose(
        self, label: str, places: Floats, labels: Sequence[int], faces: Sequence[tuple[int, Array]]
    ) -> None:
        """Draw the map: places (n, 2), labels (n,), faces: a digit's number and its picture."""
        units = (UNITS * (places + 1.0) / 2.0).round().astype(int)
        points = [
            number for (x, y), one in zip(units.tolist(), labels, strict=True)
            for number in (x, y, int(one))
        ]  # fmt: skip
        pictures = [[number, levels(image)] for number, image in faces]
        self.param.update(label=label, points=points, faces=pictures)

    def mark(self, marks: Floats, dots: Floats) -> None:
        """Set the flag, or a line's ends (k, 2), and the codes that were drawn (j, 2)."""
        self.param.update(marks=marks.round(4).tolist(), dots=dots.round(4).tolist())

    def show(self, image: Array | None, told: str = "", sealed: bool = False) -> None:
        """Show what is decoded at the flag (d,); None: nothing, or while `sealed`, a blank."""
        pixels = "" if image is None else levels(image)
        self.param.update(pixels=pixels, told=told, sealed=sealed)

    def describe(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """The map as a table."""
        self.tags: list[Any] = [
            {"twin": {"label": self.label, "head": list(head), "rows": [list(r) for r in rows]}}
        ]
