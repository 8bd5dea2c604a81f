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
