"""The fidelity map: a square for each family, width and damage that the study looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels
from core.theory.fidelity_table import Agreement, FidelityTable, read

DATA = Path(__file__).parents[3] / "content" / "data" / "fidelity.toml"
LOWER = "▼"
LEFT, TOP, CELL, TALL, GAP, TITLE = 26, 40, 33, 30, 5, 30
TINTS = 5  # the style sheet has as many


@cache
def found() -> FidelityTable:
    """What was published."""
    return read(DATA.read_text("utf-8"))


def agreement_denoising(say: Labels) -> Drawing:
    """The map of the networks that were trained towards clean patterns."""
    return _map("denoising", say)


def agreement_plain(say: Labels) -> Drawing:
    """The map of those that were trained to give back what they got."""
    return _map("plain", say)


def _map(mode: str, say: Labels) -> Drawing:
    """say: the sign of a width, what each kind's levels are, then the families' titles."""
    across = _across()
    kinds = len({kind for kind, _ in across})
    families = list(dict.fromkeys(one.family for one in found().agreements))
    titles = dict(zip(families, [*say[1 + kinds :], *families], strict=False))
    shapes, rows, y = _head(across, say), [], TOP
    squares: list[tuple[Agreement, tuple[float, float]]] = []
    asked = [one for one in found().agreements if one.mode == mode]
    for family, of_family in groupby(asked, key=lambda one: one.family):
        shapes.append(svg.text(LEFT, y + TITLE - 11, titles[family], "start", "strong"))
        y += TITLE
        for m, of_width in groupby(of_family, key=lambda one: one.m):
            row = [(one, across[one.kind, one.level]) for one in of_width]
            shapes.append(svg.text(LEFT / 2, y + TALL / 2 + 4, str(m)))
            shapes += _numbers(row, y)
            squares += [(one, (x, float(y))) for one, x in row]
            rows.append([titles[family], str(m), *(_told(one) for one, _ in row)])
            y += TALL
    width = round(max(across.values())) + CELL + 2
    return Drawing(width, y + 4, [*_boxes(squares), *shapes], rows)


def _across() -> dict[tuple[str, float], float]:
    """Where each setting's column begins; kinds stand a little apart."""
    x, last, places = float(LEFT), "", {}
    for kind, level in found().settings:
        x += GAP if last not in ("", kind) else 0
        places[kind, level], last = x, kind
        x += CELL
    return places


def _head(across: dict[tuple[str, float], float], say: Labels) -> list[str]:
    """Above the columns: what is damaged, and how much."""
    levels = [
        (x + CELL / 2, f"{level:g}" if kind == "gaussian" else percent(level))
        for (kind, level), x in across.items()
    ]
    shapes = [svg.text(LEFT / 2, TOP - 8, say[0]), svg.texts(TOP - 8, levels, "in")]
    for place, (_, group) in enumerate(groupby(across, key=lambda at: at[0]), 1):
        columns = [across[at] for at in group]
        middle = (columns[0] + columns[-1] + CELL) / 2
        shapes.append(svg.text(middle, TOP - 24, say[place], kind="in"))
    return shapes


def _boxes(squares: Sequence[tuple[Agreement, tuple[float, float]]]) -> list[str]:
    """The higher the agreement, the more colour, in TINTS steps; a frame where it is lower."""
    size = (CELL - 2, TALL - 2)
    tints = [
        svg.boxes([at for one, at in squares if _tint(one) == tint], *size, f"tint-{tint}")
        for tint in range(TINTS + 1)
    ]
    return [*tints, svg.boxes([at for one, at in squares if one.lower], *size, "short")]


def _tint(one: Agreement) -> int:
    return round(TINTS * one.surrogate)


def _numbers(row: Sequence[tuple[Agreement, float]], y: float) -> list[str]:
    upper = [(x + CELL / 2 - 1, f"{percent(one.surrogate)}{_sign(one)}") for one, x in row]
    lower = [(x + CELL / 2 - 1, percent(one.networks)) for one, x in row]
    return [svg.texts(y + 12, upper, "in strong"), svg.texts(y + 24, lower, "in")]


def _sign(one: Agreement) -> str:
    return LOWER if one.lower else ""


def _told(one: Agreement) -> str:
    told = f"{percent(one.surrogate)} / {percent(one.networks)} {_sign(one)}".strip()
    return told.replace(" ", "\N{NO-BREAK SPACE}")


def percent(share: float, decimals: int = 0) -> str:
    """A share of a hundred, without the sign."""
    return f"{100 * share:.{decimals}f}"
