"""What is asked about a pattern that goes through an autoencoder, and what a picture answers.

verdict  which of the four verdicts it comes to
which    what it looks like: one of the family's patterns, a mixture, or the damaged input
stroke   which stroke comes out most wrong, or none
paint    each pixel of it: empty, half or full; its prediction has a part for each pixel
"""

from __future__ import annotations

import re

import numpy as np

from core.data.pattern_families import Family
from core.numerics.array_types import Floats
from core.theory.verdict import CLEARLY_OFF, CLEARLY_ON, DECIMALS, VERDICTS, Verdict

ASKS = ("verdict", "which", "stroke", "paint")
MIXTURE, DAMAGE, NO_STROKE = "mixture", "damage", "no_stroke"
EMPTY, HALF, FULL = GREYS = ("0", "1", "2")


def outcomes(ask: str, family: Family) -> tuple[str, ...]:
    """What can be predicted; for a painting, of each pixel."""
    match ask:
        case "verdict":
            return VERDICTS
        case "which":
            return *map(pattern_outcome, family.pattern_names), MIXTURE, DAMAGE
        case "stroke":
            return *map(stroke_outcome, family.stroke_names), NO_STROKE
        case "paint":
            return GREYS
        case _:
            raise ValueError(f"ask is {ask!r}; allowed: {', '.join(ASKS)}")


def answer(ask: str, family: Family, x: Floats, x_hat: Floats, verdict: Verdict) -> str:
    """What x_hat (d,) in 0..1 answers, beside the clean x (d,) and with the verdict on it."""
    match ask:
        case "verdict":
            return verdict.name
        case "which":
            if verdict.member is not None:
                return pattern_outcome(family.pattern_names[verdict.member])
            return DAMAGE if verdict.name == "kept" else MIXTURE
        case "stroke":
            worst = worst_stroke(family, x, x_hat)
            return NO_STROKE if worst is None else stroke_outcome(family.stroke_names[worst])
        case "paint":
            return painted(x_hat)
        case _:
            raise ValueError(f"ask is {ask!r}; allowed: {', '.join(ASKS)}")


def pattern_outcome(name: str) -> str:
    """A pattern as an outcome."""
    return f"is_{_plain(name)}"


def stroke_outcome(name: str) -> str:
    """A stroke as an outcome."""
    return f"stroke_{_plain(name)}"


def painted(x_hat: Floats) -> str:
    """x_hat (d,) in the greys of a painting, by the verdict's limits."""
    seen = np.round(x_hat, DECIMALS)
    levels = np.where(seen <= CLEARLY_OFF, EMPTY, np.where(seen >= CLEARLY_ON, FULL, HALF))
    return "".join(levels.tolist())


def stroke_errors(family: Family, x: Floats, x_hat: Floats) -> Floats:
    """How far each stroke (s,) is from the clean x (d,), 0 to 1: the mean over its own pixels.

    A stroke's own pixels are those that it shares with no other; all of them where it has none.
    """
    alone = family.strokes * (family.strokes.sum(axis=0) == 1.0)  # (s,d)
    has_own = alone.any(axis=1, keepdims=True)
    pixels = np.where(has_own, alone, family.strokes)
    errors: Floats = np.abs(x_hat - x) @ pixels.T / pixels.sum(axis=1)  # (d,)(d,s)
    return errors


def worst_stroke(family: Family, x: Floats, x_hat: Floats) -> int | None:
    """Index of the stroke that comes out most wrong, the first of equals; None if all are clear."""
    errors = np.round(stroke_errors(family, x, x_hat), DECIMALS)
    worst = int(np.argmax(errors))
    return worst if errors[worst] > CLEARLY_OFF else None


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9]+", "_", name.lower())
