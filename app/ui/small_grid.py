"""A small picture of a pattern within a run of prose, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

GAP = 0.12  # between two pixels, in pixels


def small_grid(levels: Sequence[float], columns: int, meaning: str, told: str = "") -> str:
    """Pixels row by row, 0 empty to 1 full, what lies outside at the nearer end.

    meaning: a colour's name. told: what it shows, for those who do not see it; without it the
    picture is decoration.
    """
    squares = ""
    for at, level in enumerate(levels):
        x, y = at % columns + GAP / 2, at // columns + GAP / 2
        square = f'x="{x:.2f}" y="{y:.2f}" width="{1 - GAP}" height="{1 - GAP}"'
        squares += f"<rect {square}/>"
        if level > 0:
            squares += f'<rect class="is-{meaning}" {square} fill-opacity="{min(1.0, level):.2f}"/>'
    role = f'role="img" aria-label="{escape(told)}"' if told else 'aria-hidden="true"'
    rows = len(levels) // columns
    return f'<svg class="small-grid" viewBox="0 0 {columns} {rows}" {role}>{squares}</svg>'
