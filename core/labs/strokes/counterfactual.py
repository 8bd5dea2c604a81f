"""What would have changed the verdict: more or fewer numbers, less or more damage, another target.

Each is the smallest change of that one setting, found by trying, with all else as it was: the same
pattern and the same random numbers of its damage.
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
    """The nearest value of each setting with which it would not have come out so, None if none.

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
    wider = [width for width in family.map_widths if width > m]
    narrower = [width for width in reversed(family.map_widths) if width < m]
    levels = KINDS[kind].map_levels()
    more = [other for other in levels if other > level]
    less = [other for other in reversed(levels) if other < level]
    others = [other for other in MODES if other != mode]

    def first(name: str, values: Iterable[Value]) -> Value | None:
        for value in values:
            there = STROKES.outcome(scenario.with_values(**{name: value})).verdict.name
            if (there == "recovered") is not clean:
                return value
        return None

    width = first("m", narrower if clean else wider)
    amount = first("level", more if clean else less)
    other = first("mode", others)
    return Counterfactual(
        width if isinstance(width, int) else None,
        amount if isinstance(amount, float) else None,
        other if isinstance(other, str) else None,
    )
