"""Pictures of patterns: an average of four, the four outcomes, weights that are shared."""

from __future__ import annotations

from itertools import count

import numpy as np

from builder.lesson import svg
from builder.lesson.figure_data import Drawing, Labels
from core.labs.strokes.lab import STROKES, StrokesOutcome
from core.numerics.array_types import Floats
from core.theory.verdict import CLEARLY_OFF, CLEARLY_ON
from core.theory.worked_example import worked_example
from core.trial.scenario import parse
from core.witnesses import shared_networks

SETTINGS = {  # of digits, by what is easily found with them
    "recovered": "m=7&kind=mask&level=0.3&mode=denoising",
    "another": "m=45&kind=mask&level=0.6&mode=denoising",
    "kept": "m=45&kind=mask&level=0.3&mode=plain",
    "blend": "m=2&kind=mask&level=0.2&mode=denoising",
}
GRID = (9, 5)  # of a digit
FILTER = np.array([-1.0, 0.0, 1.0])
ROW = np.array([0, 0, 1, 1, 1, 0, 0, 0], dtype=float)
STEP, SIZE, DOWN = 37, 34, 118  # of the cells that wires join; between the two rows


def keyhole(say: Labels) -> Drawing:
    """A damaged pattern, the two numbers that the trained toy makes of it, and what they print."""
    p = worked_example()
    drawing = strips(
        [(say[0], p.x_tilde, "corrupted"), (say[1], p.final_z, "code"),
         (say[2], p.final, "reconstruction")]
    )  # fmt: skip
    drawing.rows[1].extend([""] * (len(p.x) - len(p.final_z)))
    return drawing


def average(say: Labels) -> Drawing:
    """The best answer to 100000 as what it is: a sum of patterns, each with its probability."""
    exact, x_tilde = shared_networks.exact(), np.array([1, 0, 0, 0, 0, 0], dtype=float)
    likelihood = exact.likelihood[1]  # of the input whose first bit alone is set
    weights = likelihood / likelihood.sum()
    rows = [(say[0], x_tilde, "corrupted")]
    for pattern, weight in zip(shared_networks.patterns(), weights, strict=True):
        rows.append((f"{svg.shown(float(weight))} ×", pattern * weight, "clean"))
    rows.append((say[1], exact.mean_given(x_tilde), "reconstruction"))
    return strips(rows)


def strips(rows: list[tuple[str, Floats, str]]) -> Drawing:
    """Rows of pixels, each with its symbol and its colour."""
    shapes, table = [], []
    for place, (name, values, kind) in enumerate(rows):
        y = 6 + 44 * place
        shapes += [svg.text(92, y + 22, name, "end", kind), svg.cells(102, y, values, kind)]
        table.append([name, *(svg.shown(value) for value in values)])
    return Drawing(330, 44 * len(rows) + 4, shapes, table)


def outcomes(say: Labels) -> Drawing:
    """A case of each of the four verdicts: the damaged input, and what comes back."""
    drawings, rows = [], []
    for name, title in zip(SETTINGS, say[:4], strict=True):
        found = _case(name)
        shapes = [svg.text(4, 14, title, "start", "strong")]
        shapes += _digit(4, 24, found.x_tilde, "corrupted")
        shapes.append(svg.arrow(66, 72, 16, 0, "way"))
        shapes += _digit(88, 24, found.reconstruction.x_hat, "reconstruction")
        drawings.append(Drawing(156, 128, shapes, []))
        rows.append([title, found.target_name, _seen(found, say[4])])
    first, *others = drawings
    return Drawing(first.width, first.height, first.shapes, rows, tuple(others))


def _case(verdict: str) -> StrokesOutcome:
    """The first case at these settings that comes out so."""
    for seed in count(1):
        query = f"lab=strokes&family=segments&{SETTINGS[verdict]}&seed={seed}"
        scenario, _ = parse(query, {"strokes": STROKES.parameters()})
        outcome = STROKES.outcome(scenario)
        if outcome.verdict.name == verdict:
            return outcome
    raise AssertionError("seeds have no end")


def _seen(found: StrokesOutcome, grey: str) -> str:
    if found.member_name is not None:
        return found.member_name
    x_hat = found.reconstruction.x_hat
    return f"{int(((x_hat > CLEARLY_OFF) & (x_hat < CLEARLY_ON)).sum())} {grey}"


def _digit(x: float, y: float, pixels: Floats, kind: str, size: float = 11.0) -> list[str]:
    rows, columns = GRID
    places = [
        (x + size * (at % columns), y + size * (at // columns)) for at in range(rows * columns)
    ]
    shapes = [svg.boxes(places, size, size, "empty")]
    for place, value in zip(places, np.clip(pixels, 0.0, 1.0), strict=True):
        if value >= 0.03:
            shapes.append(svg.inked(*place, size, kind, float(value)))
    return shapes


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
    first, other = drawings
    return Drawing(first.width, first.height, first.shapes, rows, (other,))


def _wire(given: int, out: int, kind: str) -> str:
    x, y = 4 + SIZE / 2, 24 + SIZE
    return svg.line((x + STEP * given, y), (x + STEP * out, 24 + DOWN), kind)
