"""Medians, percentiles, spreads; numbers as a reader takes them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from statistics import median

P95 = 95


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that `percent` of all values do not exceed (nearest rank)."""
    if not values or not 0 < percent <= 100:
        raise ValueError(f"percentile {percent} (0 to 100) of {len(values)} values (1 or more)")
    return sorted(values)[ceil(len(values) * percent / 100) - 1]


def summary(values: Iterable[float | None]) -> dict[str, float] | None:
    """Median, least and most of those that are there; None if none is."""
    there = [value for value in values if value is not None]
    if not there:
        return None
    return {"median": median(there), "least": min(there), "most": max(there)}


def spread(found: dict[str, float] | None, unit: str) -> str:
    """A summary in a table: "1.2 (1.1–1.9) s"."""
    if found is None:
        return "n/a"
    middle, least, most = (shown(found[name], unit) for name in ("median", "least", "most"))
    return middle if least == most else f"{middle} ({least}–{most})"


def shown(value: float, unit: str) -> str:
    """A number in a unit: seconds from milliseconds, megabytes from bytes."""
    if unit == "s":
        return f"{value / 1000:.2f}"
    return f"{value / 1e6:.2f}" if unit == "MB" else f"{value:.0f}"
