"""The outcome map of the strokes lab: one target and seed over width x level of damage."""

from __future__ import annotations

from dataclasses import dataclass

from core.corruption import KINDS
from core.scenario import Scenario
from core.strokes import damage, settings
from core.surrogate import reconstruct
from core.verdict import judge


@dataclass(frozen=True)
class OutcomeMap:
    """names[row][column], error[row][column]: verdict and error at widths[row], levels[column];
    here: (row, column) of the scenario itself."""

    widths: tuple[int, ...]
    levels: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]
    errors: tuple[tuple[float, ...], ...]
    here: tuple[int, int]


def outcome_map(scenario: Scenario) -> OutcomeMap:
    """Verdicts of this target and seed over width x level, with this scenario's own cell."""
    family, m, kind, level, mode = settings(scenario)
    seed = scenario.integer("seed")
    widths = tuple(sorted({*family.map_widths, m}))
    levels = tuple(sorted({*KINDS[kind].map_levels(), level}))
    damaged = [damage(family, kind, at, seed) for at in levels]
    verdicts = [
        [
            judge(family.patterns, target, seen, reconstruct(family, seen, w, kind, at, mode).x_hat)
            for at, (target, seen) in zip(levels, damaged, strict=True)
        ]
        for w in widths
    ]
    return OutcomeMap(
        widths=widths,
        levels=levels,
        names=tuple(tuple(v.name for v in row) for row in verdicts),
        errors=tuple(tuple(v.error for v in row) for row in verdicts),
        here=(widths.index(m), levels.index(level)),
    )
