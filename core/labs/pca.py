"""The pca lab, two questions: where does a linear autoencoder end up against PCA's subspace, and
who reconstructs better at the same width, PCA or an autoencoder that may bend?
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass

import numpy as np

from core import closing, contest
from core.closing import Closed
from core.clouds import SETS, points
from core.contest import Contested
from core.decks import listed
from core.lab import Step, finished
from core.parameters import Choice, Integer, Parameter, Value
from core.scenario import SEED_LIMIT, Scenario

MODELS = ("linear", "nonlinear")
WIDTHS = {
    "gaussian": ("1", "2", "3", "4", "5"),
    "equal": ("1", "2", "3", "4", "5"),
    "toy": ("1", "2"),
    "digits": ("1", "2", "4", "8", "16"),
    "small": ("1", "2", "4", "8", "16", "32"),
    "500": ("2", "4", "8", "16", "32", "64"),
    contest.READY: ("2", "4", "8", "16", "32"),
}
AMOUNTS = {"small": ("100", "400", "1400"), "large": ("500", contest.READY)}
STEPS = ("50", "200", "800", "3200")
STARTS = ("random", "saddle")
SUPPLIES = (
    *(f"digits-{side}-{part}" for side in (8, 28) for part in ("train", "test")),
    *(f"network-{name}" for name in ("pca", "pca-few")),
    *(f"network-plain-{k}" for k in WIDTHS[contest.READY]),
)
WHOLE = "whole"  # what is not asked: all points, all of the training
BARS = 12  # variances that are shown, at most
DIGITS = 6  # to which they are: the same on any machine


@dataclass(frozen=True, eq=False)
class PcaObservation:
    """What may be shown before the commit: the settings, and how the data vary.

    shares: of the whole variance of the data that are learned from, along their principal
    directions, largest first, at most BARS, rounded to DIGITS; kept: of the first k together;
    dimensions: how many there are in all. amount: how many points or digits are learned from.
    """

    model: str
    data: str
    k: int
    amount: int
    steps: int
    start: str
    shares: tuple[float, ...]
    kept: float
    dimensions: int


class PcaLab:
    """The live lab of `core.lab.LiveLab`."""

    name = "pca"

    def parameters(self) -> tuple[Parameter, ...]:
        """model, data, n, k, start, steps, seed."""
        return (
            Parameter("model", Choice(MODELS, "linear")),
            Parameter("data", _data),
            Parameter("n", _amount),
            Parameter("k", _width),
            Parameter("start", _start),
            Parameter("steps", _steps),
            Parameter("seed", _seed),
        )

    def observe(self, scenario: Scenario) -> PcaObservation:
        """The settings and the variances along the data's principal directions."""
        data, linear = scenario.text("data"), scenario["model"] == "linear"
        k = int(scenario.text("k"))
        amount, values, dimensions = _variances(data, scenario.text("n"), k)
        return PcaObservation(
            model=scenario.text("model"),
            data=data,
            k=k,
            amount=amount,
            steps=int(scenario.text("steps")) if linear else 0,
            start=scenario.text("start"),
            shares=tuple(round(value, DIGITS) for value in values[:BARS]),
            kept=round(sum(values[:k]), DIGITS),
            dimensions=dimensions,
        )

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """Four of each question, in their fixed order."""
        return closing.ANSWERS if scenario["model"] == "linear" else contest.ANSWERS

    def outcome(self, scenario: Scenario) -> Closed | Contested:
        """What the run comes to. Only for a committed trial."""
        return finished(self.run(scenario))

    def run(self, scenario: Scenario) -> Generator[Step, None, Closed | Contested]:
        """Train step by step. Only for a committed trial."""
        data, k, seed = scenario.text("data"), int(scenario.text("k")), scenario.integer("seed")
        if scenario["model"] == "linear":
            steps = int(scenario.text("steps"))
            return (yield from closing.close(data, k, scenario.text("start"), steps, seed))
        return (yield from contest.contest(data, k, int(scenario.text("n")), seed))


PCA = PcaLab()


def _variances(data: str, n: str, k: int) -> tuple[int, list[float], int]:
    """How many points, the shares of the first k and BARS directions at least, dimensions."""
    if data == "large":  # 784 dimensions would take seconds in a browser: those found at the build
        x = contest.learned_from(data, int(n)).astype(np.float64)
        values = contest.flat(data, x, max(BARS, k)).encode(x).var(axis=0, dtype=np.float64)
    else:
        x = points(data) if data in SETS else contest.learned_from(data, int(n)).astype(np.float64)
        centred = x - x.mean(axis=0)
        values = np.linalg.eigvalsh(centred.T @ centred / len(x))[::-1]
    whole = float(x.var(axis=0).sum())
    return len(x), [max(0.0, float(value)) / whole for value in values], x.shape[1]


def _data(before: Mapping[str, Value]) -> Choice:
    return Choice(SETS if before["model"] == "linear" else tuple(AMOUNTS), _first(before))


def _first(before: Mapping[str, Value]) -> str:
    return "gaussian" if before["model"] == "linear" else "small"


def _amount(before: Mapping[str, Value]) -> Choice:
    amounts = AMOUNTS.get(str(before["data"]), (WHOLE,))
    return Choice(amounts, amounts[0])


def _width(before: Mapping[str, Value]) -> Choice:
    data = str(before["data"])
    return Choice(WIDTHS[str(before["n"]) if data == "large" else data], "2")


def _start(before: Mapping[str, Value]) -> Choice:
    return Choice(STARTS if before["model"] == "linear" else STARTS[:1], STARTS[0])


def _steps(before: Mapping[str, Value]) -> Choice:
    linear = before["model"] == "linear"
    return Choice(STEPS, "200") if linear else Choice((WHOLE,), WHOLE)


def _seed(before: Mapping[str, Value]) -> Integer:
    """The networks that learned from all digits were trained at the build, from one seed each."""
    return Integer(0, 0 if before["n"] == contest.READY else SEED_LIMIT, 0)


# Both questions by turns; in each pair the second asks whether the first carries over.
_LINEAR, _CURVED = {"model": "linear"}, {"model": "nonlinear"}
CASES: list[Mapping[str, Value]] = [
    _LINEAR | {"data": "gaussian", "k": "2", "steps": "200", "seed": 0},
    _LINEAR | {"data": "gaussian", "k": "1", "steps": "200", "seed": 0},
    _CURVED | {"data": "small", "n": "1400", "k": "8", "seed": 0},
    _CURVED | {"data": "small", "n": "100", "k": "16", "seed": 0},
    _LINEAR | {"data": "equal", "k": "2", "steps": "800", "seed": 2},
    _LINEAR | {"data": "equal", "k": "3", "steps": "800", "seed": 2},
    _CURVED | {"data": "large", "n": "500", "k": "64", "seed": 0},
    _CURVED | {"data": "large", "n": contest.READY, "k": "8", "seed": 0},
    _LINEAR | {"data": "digits", "k": "8", "steps": "50", "seed": 0},
    _LINEAR | {"data": "digits", "k": "8", "steps": "800", "seed": 0},
    _CURVED | {"data": "small", "n": "400", "k": "2", "seed": 0},
    _CURVED | {"data": "small", "n": "1400", "k": "32", "seed": 1},
    _LINEAR | {"data": "gaussian", "k": "3", "start": "saddle", "steps": "200", "seed": 0},
    _LINEAR | {"data": "gaussian", "k": "3", "start": "saddle", "steps": "800", "seed": 0},
]  # fmt: skip
DECK = listed(PCA, CASES)
