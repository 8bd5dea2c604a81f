"""A layer with all weights beside one filter that is the same at each place."""

from __future__ import annotations

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels, side_by_side

FILTER = np.array([-1.0, 0.0, 1.0])
ROW = np.array([0, 0, 1, 1, 1, 0, 0, 0], dtype=float)
STEP, SIZE, DOWN = 37, 34, 118  # of the cells that wires join; between the two rows


def convolution(say: Labels) -> Drawing:
    """A layer of all weights beside one of three that are shared, on the same row of pixels."""
    n = len(ROW)
    answers = np.convolve(np.pad(ROW, 1), FILTER[::-1], "valid")
    ends = [(out, given) for out in range(n) for given in range(n)]
    dense = [_wire(given, out, "wire") for out, given in ends]
    shared = [
        _wire(given, out, f"wire shared-{given - out + 1}")
        for out, given in ends if abs(given - out) <= 1
    ]  # fmt: skip
    drawings = [
        Drawing(
            STEP * n + 8, DOWN + SIZE + 36,
            [svg.text(4, 14, title, "start", "strong"), *wires, svg.cells(4, 24, ROW, "clean"),
             svg.cells(4, 24 + DOWN, values, kind)],
            [],
        )
        for title, wires, values, kind in (
            (say[0], dense, np.zeros(0), "code"), (say[1], shared, answers, "code"),
        )
    ]  # fmt: skip
    drawings[0].shapes.append(
        svg.boxes([(4 + STEP * at, 24 + DOWN) for at in range(n)], SIZE, SIZE, "empty")
    )
    rows = [[say[2], *(svg.shown(v) for v in ROW)], [say[3], *(svg.shown(v) for v in answers)]]
    return side_by_side(drawings, rows)


def _wire(given: int, out: int, kind: str) -> str:
    x, y = 4 + SIZE / 2, 24 + SIZE
    return svg.line((x + STEP * given, y), (x + STEP * out, 24 + DOWN), kind)
