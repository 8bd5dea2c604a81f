"""What would have changed the verdict: another width, another amount of damage, another target.

Each is the smallest change of that one setting among the widths and levels of the map, found by
trying, with all else as it was: the same pattern, the same random numbers of its damage. No damage
at all is not tried: it would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.labs.strokes.lab import STROKES, StrokesOutcome, settings
from core.numerics.corruption import KINDS
from core.theory.surrogate import MODES
from core.trial.scenario import Scenario, Value


@dataclass(frozen=True)
class Counterfactual:
    """The nearest value on the map of each setting with which it would not have come out so.

    None where there is none.

    Of what came back clean: with which it would not have; of all else: with which it would have
    come back clean. m: width; level: of damage; mode: of training.
    """

    m: int | None
    level: float | None
    mode: str | None


def counterfactual(scenario: Scenario, happened: StrokesOutcome) -> Counterfactual:
    """Try the widths and the levels of the map, and the other mode."""
    family, m, kind, level, mode = settings(scenario)
    clean = happened.verdict.name == "recovered"
    widths = sorted({*family.map_widths} - {m}, key=lambda width: (abs(width - m), width))
    levels = sorted(
        {*KINDS[kind].map_levels()} - {level, 0.0}, key=lambda other: (abs(other - level), other)
    )
    others = [other for other in MODES if other != mode]

    def first(name: str, values: Iterable[Value]) -> Value | None:
        for value in values:
            there = STROKES.outcome(scenario.with_values(**{name: value})).verdict.name
            if (there == "recovered") is not clean:
                return value
        return None

    width = first("m", widths)
    amount = first("level", levels)
    other = first("mode", others)
    return Counterfactual(
        width if isinstance(width, int) else None,
        amount if isinstance(amount, float) else None,
        other if isinstance(other, str) else None,
    )
