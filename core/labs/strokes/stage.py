"""The autoencoder as a drawing: its wires, and what comes of an input or a code set by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.labs.strokes.lab import STROKES, StrokesOutcome, settings
from core.labs.strokes.pixel_errors import Difference, difference
from core.numerics.array_types import Floats
from core.numerics.corruption import log_likelihood
from core.theory.surrogate import decode
from core.trial.scenario import Scenario

BEADS = 8  # numbers whose wires are drawn; those of a wider code are too many to follow
STRENGTHS = 9  # of a wire, from none


@dataclass(frozen=True, eq=False)
class Decoded:
    """code (m,), x_hat (d,) what it is decoded to, wrong: beside the clean pattern,
    error: the mean square of that."""

    code: Floats
    x_hat: Floats
    wrong: Difference
    error: float


def wires(directions: Floats) -> list[list[int]]:
    """How strongly each number hangs on each pixel, -9 to 9; directions (m, d).

    Beside its strongest; zeros for a number that carries nothing; [] for more than BEADS numbers.
    """
    if len(directions) > BEADS:
        return []
    largest = np.abs(directions).max(axis=1, keepdims=True)
    share = directions / np.where(largest > 0.0, largest, 1.0)
    strengths: list[list[int]] = np.rint(STRENGTHS * share).astype(int).tolist()
    return strengths


def reach(happened: StrokesOutcome, gallery: Floats) -> float:
    """The largest number, to either side, in the code of any clean pattern; gallery (n, d)."""
    result = happened.reconstruction
    return float(np.abs((gallery - result.base) @ result.directions.T).max())  # (n,d)(d,m)


def respond(scenario: Scenario, given: object) -> StrokesOutcome:
    """What comes of another input than the case's: d finite numbers, or ValueError."""
    return STROKES.respond(scenario, _numbers(given))


def fits(scenario: Scenario, x_tilde: Floats) -> bool:
    """Whether any pattern of the family can look like x_tilde (d,) after the scenario's damage."""
    family, _, kind, level, _ = settings(scenario)
    return bool(np.isfinite(log_likelihood(kind, x_tilde, family.patterns, level)).any())


def decoded(happened: StrokesOutcome) -> Decoded:
    """What the code of the input itself is decoded to."""
    result = happened.reconstruction
    wrong = difference(happened.x, result.x_hat)
    return Decoded(result.code, result.x_hat, wrong, happened.verdict.error)


def decode_by_hand(happened: StrokesOutcome, code: object) -> Decoded:
    """What the decoder makes of another code: m finite numbers, or ValueError."""
    result, numbers = happened.reconstruction, _numbers(code)
    if numbers.shape != result.code.shape:
        raise ValueError(f"a code has {numbers.size} numbers; allowed: {result.code.size}")
    x_hat = decode(numbers, result.directions, result.base, happened.mode)
    error = float(np.mean((x_hat - happened.x) ** 2))
    return Decoded(numbers, x_hat, difference(happened.x, x_hat), error)


def _numbers(given: object) -> Floats:
    numbers = np.array(given, dtype=float)
    if numbers.ndim != 1 or not np.isfinite(numbers).all():
        raise ValueError(f"need a list of finite numbers, got {given!r:.80}")
    return numbers
