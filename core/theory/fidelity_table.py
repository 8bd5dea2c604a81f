"""How often verdicts agree, setting by setting: what fidelity_study found, as a file and looked up.

A file of it is TOML: first what the numbers depend on, then a row for each family, width and mode
with two lists of shares, one number for each of the file's settings.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

MARGIN = 0.03  # the surrogate may agree this much less than networks do before it counts as worse
DECIMALS = 4
HEAD = """\
# How often the surrogate's verdict is a trained network's (surrogate), and two networks' the same
# (networks). Written by `python -m core.theory.fidelity_study --out content/data/fidelity.toml`.
# code: sha256 of the modules and families that the numbers come from.
"""


@dataclass(frozen=True)
class Agreement:
    """One setting; agreements are 0..1.

    surrogate: mean over networks of the share of cases with the surrogate's verdict; networks:
    mean over pairs of networks of the share of cases with the same verdict.
    """

    family: str
    m: int
    mode: str
    kind: str
    level: float
    surrogate: float
    networks: float

    @property
    def shortfall(self) -> float:
        """By how much the surrogate agrees less than the networks do among themselves."""
        return round(self.networks - self.surrogate, DECIMALS)

    @property
    def lower(self) -> bool:
        """Whether that is more than MARGIN."""
        return self.shortfall > MARGIN


@dataclass(frozen=True)
class Expected:
    """Mean agreement over a kind's levels at the measured width m."""

    m: int
    surrogate: float
    networks: float


@dataclass(frozen=True)
class FidelityTable:
    """A file of agreements: what it depends on, its settings (kind, level), and one of each."""

    depends: Mapping[str, Any]
    settings: tuple[tuple[str, float], ...]
    agreements: tuple[Agreement, ...]

    def near(self, family: str, m: int, kind: str, mode: str) -> Expected | None:
        """What is to be expected at the nearest measured width, by ratio; None for a family that
        was not measured, or a kind."""
        found = [one for one in self.agreements if (one.family, one.kind) == (family, kind)]
        found = [one for one in found if one.mode == mode]
        if not found:
            return None
        width = min((one.m for one in found), key=lambda w: (abs(log(w / m)), w))
        return Expected(width, *totals([one for one in found if one.m == width]))


def totals(agreements: Sequence[Agreement]) -> tuple[float, float]:
    """Mean agreement surrogate-network and network-network. Raises ValueError for none."""
    if not agreements:
        raise ValueError("there must be at least one agreement, got none")
    count = len(agreements)
    return (
        sum(one.surrogate for one in agreements) / count,
        sum(one.networks for one in agreements) / count,
    )


def to_toml(agreements: Sequence[Agreement], depends: Mapping[str, str | int | float]) -> str:
    """The file: every row must have the same settings, in the same order."""
    rows: dict[tuple[str, int, str], list[Agreement]] = {}
    for one in agreements:
        rows.setdefault((one.family, one.m, one.mode), []).append(one)
    settings = [(one.kind, one.level) for one in next(iter(rows.values()))]
    lines = [f"{name} = {_value(value)}" for name, value in depends.items()]
    lines += [f"settings = [{', '.join(f'[{_value(k)}, {level}]' for k, level in settings)}]", ""]
    lines.append("rows = [")
    for (family, m, mode), row in rows.items():
        if [(one.kind, one.level) for one in row] != settings:
            raise ValueError(f"{family}, m = {m}, {mode} has other settings than the first row")
        ours, theirs = (
            ", ".join(f"{share:.{DECIMALS}f}" for share in shares)
            for shares in ([one.surrogate for one in row], [one.networks for one in row])
        )
        lines.append(
            f"  {{ family = {_value(family)}, m = {m}, mode = {_value(mode)}, "
            f"surrogate = [{ours}], networks = [{theirs}] }},"
        )
    return HEAD + "\n".join([*lines, "]"]) + "\n"


def _value(value: str | int | float) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def read(text: str) -> FidelityTable:
    """The inverse of `written`."""
    tree = tomllib.loads(text)
    settings = tuple((str(kind), float(level)) for kind, level in tree.pop("settings"))
    agreements = [
        Agreement(row["family"], row["m"], row["mode"], kind, level, ours, theirs)
        for row in tree.pop("rows")
        for (kind, level), ours, theirs in zip(
            settings, row["surrogate"], row["networks"], strict=True
        )
    ]
    return FidelityTable(tree, settings, tuple(agreements))
