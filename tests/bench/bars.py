"""What was promised, and whether it was kept. A bar that is missed is told, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from tests.bench.moves import BEAD, FLAG, MAP, PIXEL, REVEAL, SCRUB, STOP, Series
from tests.bench.numbers import P95, percentile
from tests.bench.training import LIMITS, NETWORKS, TITLES, Trained, written
from tests.bench.visit import Visit

# By condition, by variant.
Visits = Mapping[str, Mapping[str, Sequence[Visit]]]
FIRST, SECOND, LAB, CONVERTED = "first", "second", "lab", "converted"
RATIO = "times"

HANDS = BEAD, PIXEL, SCRUB, FLAG  # what follows the hand


@dataclass(frozen=True)
class Bar:
    """One promise. measured: None if the benchmark could not tell."""

    what: str
    measured: float | None
    limit: float
    unit: str

    @property
    def met(self) -> bool | None:
        """Times sooner must be many, all else must be little."""
        if self.measured is None:
            return None
        return self.measured >= self.limit if self.unit == RATIO else self.measured <= self.limit

    def __str__(self) -> str:
        verdict = {True: "met", False: "MISSED", None: "not measured"}[self.met]
        sign = "≥" if self.unit == RATIO else "≤"
        got = "" if self.measured is None else f": {self.measured:.3g} {self.unit}"
        return f"{verdict}{got} ({sign} {self.limit:g}) {self.what}"


def bars(
    visits: Visits, moves: Mapping[str, Sequence[Series]], trained: Trained | None = None
) -> list[Bar]:
    """All of them; medians, but for bytes and long tasks, where the worst counts."""
    found = [
        Bar(
            "commitment accepted, first visit",
            over(middle(visits, "plain", FIRST, "accepted"), 1000),
            1.0,
            "s",
        ),
        Bar(
            "commitment accepted, first visit to a lab's own page",
            over(middle(visits, "plain", LAB, "accepted"), 1000),
            1.0,
            "s",
        ),
    ]
    for condition in ("plain", "processor"):
        where = "" if condition == "plain" else ", processor slowed fourfold"
        ready = middle(visits, condition, CONVERTED, "live")
        for what, variant, name, limit in (
            ("commitment accepted sooner than the converted page is ready", FIRST, "accepted", 10),
            ("Python live sooner than in the converted page, first visit", FIRST, "live", 6),
            ("Python live sooner than in the converted page, second visit", SECOND, "live", 8),
        ):
            ours = middle(visits, condition, variant, name)
            found.append(Bar(what + where, over(ready, ours), limit, RATIO))
    found += [
        Bar("first visit, over the wire", over(worst(visits, FIRST, "bytes"), 1e6), 16, "MB"),
        Bar("second visit, assets over the wire", worst(visits, SECOND, "bytes"), 0, "bytes"),
    ]
    for series in (one for one in moves.get("plain", ()) if not one.older):
        limit = {REVEAL: 150, STOP: 100, MAP: 300}.get(
            series.name, 33 if series.name in HANDS else 60
        )
        found.append(
            Bar(f"{series.name}, 95th percentile", percentile(series.seen, P95), limit, "ms")
        )
    for series in moves.get("processor", ()):
        if series.name in HANDS and not series.older:
            what = f"{series.name}, processor slowed fourfold, 95th percentile"
            found.append(Bar(what, percentile(series.seen, P95), 100, "ms"))
    for variant, title in ((FIRST, "first"), (SECOND, "second")):
        longest = worst({"plain": visits.get("plain", {})}, variant, "longest")
        found.append(
            Bar(
                f"longest main-thread task after the first paint, {title} visit", longest, 100, "ms"
            )
        )
    network = written(NETWORKS[0])
    for peer, limit in LIMITS.items():
        times = trained.times(network, peer) if trained else None
        found.append(Bar(f"training {network} faster than {TITLES[peer]}", times, limit, RATIO))
    return found


def figures(visits: Visits, condition: str, variant: str, name: str) -> list[float]:
    """One figure of all visits of a kind that have it."""
    made = visits.get(condition, {}).get(variant, ())
    return [value for one in made if (value := getattr(one, name)) is not None]


def middle(visits: Visits, condition: str, variant: str, name: str) -> float | None:
    values = figures(visits, condition, variant, name)
    return median(values) if values else None


def worst(visits: Visits, variant: str, name: str) -> float | None:
    """The most that a figure came to, under any condition."""
    return max(
        (v for condition in visits for v in figures(visits, condition, variant, name)), default=None
    )


def over(one: float | None, other: float | None) -> float | None:
    """A quotient, if there is one."""
    return None if one is None or not other else one / other
