"""A case of each of the four outcomes: what goes in, and what comes back."""

from __future__ import annotations

from itertools import count

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels, side_by_side
from core.labs.strokes.lab import STROKES, StrokesOutcome
from core.numerics.array_types import Floats
from core.theory.verdict import CLEARLY_OFF, CLEARLY_ON
from core.trial.scenario import parse

SETTINGS = {  # of digits, by what is easily found with them
    "recovered": "m=7&kind=mask&level=0.3&mode=denoising",
    "another": "m=45&kind=mask&level=0.6&mode=denoising",
    "kept": "m=45&kind=mask&level=0.3&mode=plain",
    "blend": "m=2&kind=mask&level=0.2&mode=denoising",
}
GRID = (9, 5)  # of a digit


def outcomes(say: Labels) -> Drawing:
    """A case of each of the four verdicts: the damaged input, and what comes back."""
    drawings, rows = [], []
    for name, title in zip(SETTINGS, say[:4], strict=True):
        found = case_of(name)
        shapes = [svg.text(4, 14, title, "start", "strong")]
        shapes += _digit(4, 24, found.x_tilde, "corrupted")
        shapes.append(svg.arrow(66, 72, 16, 0, "way"))
        shapes += _digit(88, 24, found.reconstruction.x_hat, "reconstruction")
        drawings.append(Drawing(156, 128, shapes, []))
        rows.append([title, found.target_name, _seen(found, say[4])])
    return side_by_side(drawings, rows)


def case_of(verdict: str) -> StrokesOutcome:
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
