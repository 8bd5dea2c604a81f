"""The pca lab, two questions: where does a linear autoencoder end up against PCA's subspace, and
who reconstructs better at the same width, PCA or an autoencoder that may bend?
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass

import numpy as np

from core.data.pca_datasets import SETS, points
from core.labs.pca import convergence, nonlinear_comparison
from core.labs.pca.convergence import ConvergenceOutcome
from core.labs.pca.nonlinear_comparison import ComparisonOutcome
from core.stepwise import Step, run_to_end
from core.trial.deck import deck_of
from core.trial.parameters import Choice, Integer, Parameter, Value
from core.trial.scenario import SEED_LIMIT, Scenario

MODELS = ("linear", "nonlinear")
WIDTHS = {
    "gaussian": ("1", "2", "3", "4", "5"),
    "equal": ("1", "2", "3", "4", "5"),
    "toy": ("1", "2"),
    "digits": ("1", "2", "4", "8", "16"),
    "small": ("1", "2", "4", "8", "16", "32"),
    "500": ("2", "4", "8", "16", "32", "64"),
    nonlinear_comparison.PRETRAINED: ("2", "4", "8", "16", "32"),
}
AMOUNTS = {"small": ("100", "400", "1400"), "large": ("500", nonlinear_comparison.PRETRAINED)}
STEPS = ("50", "200", "800", "3200")
STARTS = ("random", "saddle")
SUPPLIES = (
    "table-wine",
    *(f"digits-{side}-{part}" for side in (8, 28) for part in ("train", "test")),
    *(f"network-{name}" for name in ("pca", "pca-few")),
    *(f"network-plain-{k}" for k in WIDTHS[nonlinear_comparison.PRETRAINED]),
)
NOT_APPLICABLE = "whole"  # what is not asked: all points, all of the training
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
    """The live lab of `core.trial.lab.LiveLab`."""

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
        return (
            convergence.ANSWERS if scenario["model"] == "linear" else nonlinear_comparison.ANSWERS
        )

    def outcome(self, scenario: Scenario) -> ConvergenceOutcome | ComparisonOutcome:
        """What the run comes to. Only for a committed trial."""
        return run_to_end(self.run(scenario))

    def run(
        self, scenario: Scenario
    ) -> Generator[Step, None, ConvergenceOutcome | ComparisonOutcome]:
        """Train step by step. Only for a committed trial."""
        data, k, seed = scenario.text("data"), int(scenario.text("k")), scenario.integer("seed")
        if scenario["model"] == "linear":
            steps = int(scenario.text("steps"))
            return (yield from convergence.converge(data, k, scenario.text("start"), steps, seed))
        return (yield from nonlinear_comparison.compare(data, k, int(scenario.text("n")), seed))


PCA = PcaLab()


def _variances(data: str, n: str, k: int) -> tuple[int, list[float], int]:
    """How many points, the shares of the first k and BARS directions at least, dimensions."""
    if data == "large":  # 784 dimensions would take seconds in a browser: those found at the build
        x = nonlinear_comparison.training_rows(data, int(n)).astype(np.float64)
        values = (
            nonlinear_comparison.pca_fitted(data, x, max(BARS, k))
            .encode(x)
            .var(axis=0, dtype=np.float64)
        )
    else:
        x = (
            points(data)
            if data in SETS
            else nonlinear_comparison.training_rows(data, int(n)).astype(np.float64)
        )
        centred = x - x.mean(axis=0)
        values = np.linalg.eigvalsh(centred.T @ centred / len(x))[::-1]
    whole = float(x.var(axis=0).sum())
    return len(x), [max(0.0, float(value)) / whole for value in values], x.shape[1]


def _data(before: Mapping[str, Value]) -> Choice:
    return Choice(SETS if before["model"] == "linear" else tuple(AMOUNTS), _first(before))


def _first(before: Mapping[str, Value]) -> str:
    return "gaussian" if before["model"] == "linear" else "small"


def _amount(before: Mapping[str, Value]) -> Choice:
    amounts = AMOUNTS.get(str(before["data"]), (NOT_APPLICABLE,))
    return Choice(amounts, amounts[0])


def _width(before: Mapping[str, Value]) -> Choice:
    data = str(before["data"])
    return Choice(WIDTHS[str(before["n"]) if data == "large" else data], "2")


def _start(before: Mapping[str, Value]) -> Choice:
    return Choice(STARTS if before["model"] == "linear" else STARTS[:1], STARTS[0])


def _steps(before: Mapping[str, Value]) -> Choice:
    linear = before["model"] == "linear"
    return Choice(STEPS, "200") if linear else Choice((NOT_APPLICABLE,), NOT_APPLICABLE)


def _seed(before: Mapping[str, Value]) -> Integer:
    """The networks that learned from all digits were trained at the build, from one seed each."""
    return Integer(0, 0 if before["n"] == nonlinear_comparison.PRETRAINED else SEED_LIMIT, 0)


# Both questions by turns; in each pair the second asks whether the first carries over.
_LINEAR, _CURVED = {"model": "linear"}, {"model": "nonlinear"}
CASES: list[Mapping[str, Value]] = [
    _LINEAR | {"data": "gaussian", "k": "2", "steps": "200", "seed": 3},  # a mixture of 40°
    _LINEAR | {"data": "gaussian", "k": "1", "steps": "200", "seed": 0},
    _CURVED | {"data": "small", "n": "1400", "k": "8", "seed": 0},
    _CURVED | {"data": "small", "n": "100", "k": "16", "seed": 0},
    _LINEAR | {"data": "equal", "k": "2", "steps": "800", "seed": 2},
    _LINEAR | {"data": "equal", "k": "3", "steps": "800", "seed": 2},
    _CURVED | {"data": "large", "n": "500", "k": "64", "seed": 0},
    _CURVED | {"data": "large", "n": nonlinear_comparison.PRETRAINED, "k": "8", "seed": 0},
    _LINEAR | {"data": "digits", "k": "8", "steps": "50", "seed": 0},
    _LINEAR | {"data": "digits", "k": "8", "steps": "800", "seed": 0},
    _CURVED | {"data": "small", "n": "400", "k": "2", "seed": 0},
    _CURVED | {"data": "small", "n": "1400", "k": "32", "seed": 1},
    _LINEAR | {"data": "gaussian", "k": "3", "start": "saddle", "steps": "200", "seed": 0},
    _LINEAR | {"data": "gaussian", "k": "3", "start": "saddle", "steps": "800", "seed": 0},
]  # fmt: skip


def revealed_with(scenario: Scenario) -> tuple[Scenario, ...]:
    """The cases whose answers its outcome shows: the curve passes all shorter trainings."""
    steps = scenario.text("steps")
    passed = STEPS[: STEPS.index(steps)] if steps in STEPS else ()
    return scenario, *(scenario.with_values(steps=fewer) for fewer in passed)


DECK = deck_of(PCA, CASES, revealed_with)
