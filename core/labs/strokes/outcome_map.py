"""The outcome map of the strokes lab: one target and seed over width x level of damage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.labs.strokes.lab import draw_case, settings
from core.numerics.corruption import KINDS
from core.theory.surrogate import reconstruct
from core.theory.verdict import Verdict, classify
from core.trial.scenario import Scenario


@dataclass(frozen=True)
class OutcomeMap:
    """names[row][column], errors[row][column]: verdict and error at widths[row], levels[column];
    here: (row, column) of the scenario itself; case: what else the map depends on."""

    widths: tuple[int, ...]
    levels: tuple[float, ...]
    names: tuple[tuple[str, ...], ...]
    errors: tuple[tuple[float, ...], ...]
    here: tuple[int, int]
    case: tuple[str, str, str, int]
    cells: Mapping[tuple[int, float], Verdict]


def outcome_map(scenario: Scenario, before: OutcomeMap | None = None) -> OutcomeMap:
    """Verdicts of this target and seed over width x level, with this scenario's own cell.

    before: a map from which the cells are taken that both have, if it is of the same case.
    """
    family, m, kind, level, mode = settings(scenario)
    seed = scenario.integer("seed")
    case = (scenario.text("family"), kind, mode, seed)
    known = before.cells if before is not None and before.case == case else {}
    widths = tuple(sorted({*family.map_widths, m}))
    levels = tuple(sorted({*KINDS[kind].map_levels(), level}))
    cells: dict[tuple[int, float], Verdict] = {}
    for at in levels:
        target, seen = draw_case(family, kind, at, seed)
        for w in widths:
            if (w, at) in known:
                cells[w, at] = known[w, at]
                continue
            x_hat = reconstruct(family, seen, w, kind, at, mode).x_hat
            cells[w, at] = classify(family.patterns, target, seen, x_hat)
    rows = [[cells[w, at] for at in levels] for w in widths]
    return OutcomeMap(
        widths=widths,
        levels=levels,
        names=tuple(tuple(verdict.name for verdict in row) for row in rows),
        errors=tuple(tuple(verdict.error for verdict in row) for row in rows),
        here=(widths.index(m), levels.index(level)),
        case=case,
        cells=cells,
    )
