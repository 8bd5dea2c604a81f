"""What a figure is before it stands in the page: size, shapes, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Rows = list[list[str]]
Labels = Sequence[str]


@dataclass(frozen=True)
class Drawing:
    """Size, shapes and, row by row, what they show; `beside`: what is drawn next to it, or below
    it where there is no room."""

    width: int
    height: int
    shapes: list[str]
    rows: Rows
    beside: tuple[Drawing, ...] = ()


def side_by_side(drawings: Sequence[Drawing], rows: Rows) -> Drawing:
    """Several as one, with what all of them show."""
    first, *others = drawings
    return Drawing(first.width, first.height, first.shapes, rows, tuple(others))
