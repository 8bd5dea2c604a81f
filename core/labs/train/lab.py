"""The train lab, two questions: where will the curve of a one-number code miss its points, and how
much damage will an autoencoder of pictures leave? Both are trained while one watches.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

from core.data import added_points
from core.data.plane_curves import CURVES
from core.labs.train import damage_left, decoded_curve
from core.labs.train.damage_left import (
    PENALTIES,
    SUPPLIES,
    TIED,
    UNTIED,
    DamageObservation,
    DamageOutcome,
)
from core.labs.train.decoded_curve import CurveObservation, CurveOutcome
from core.network.objective import LOSSES
from core.stepwise import Step, run_to_end
from core.trial.deck import deck_of
from core.trial.parameters import Choice, Decimal, Integer, Parameter, Value
from core.trial.scenario import SEED_LIMIT, Scenario

__all__ = ["DECK", "SUPPLIES", "TRAIN", "is_curve"]

DATA = (*damage_left.DATA, *CURVES)


class TrainLab:
    """The lab of `core.trial.lab.LiveLab`."""

    name = "train"

    def parameters(self) -> tuple[Parameter, ...]:
        """data, m, noise, penalty, loss, tied, model, added, seed."""
        return (
            Parameter("data", Choice(DATA, DATA[0])),
            Parameter("m", _width),
            Parameter("noise", _noise),
            Parameter("penalty", _pictures_only(tuple(PENALTIES))),
            Parameter("loss", _pictures_only(LOSSES), later=True),
            Parameter("tied", _pictures_only((UNTIED, TIED)), later=True),
            Parameter("model", _model, later=True),
            Parameter("added", _added, later=True),
            Parameter("seed", Integer(0, SEED_LIMIT, 1)),
        )

    def observe(self, scenario: Scenario) -> CurveObservation | DamageObservation:
        """The points, or the examples of the test that will be drawn."""
        if is_curve(scenario.values):
            return decoded_curve.observe(scenario)
        return damage_left.observe(scenario)

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """Four of each question, in their fixed order."""
        return decoded_curve.ANSWERS if is_curve(scenario.values) else damage_left.ANSWERS

    def outcome(self, scenario: Scenario) -> CurveOutcome | DamageOutcome:
        """Train to the end without watching."""
        return run_to_end(self.run(scenario))

    def run(self, scenario: Scenario) -> Generator[Step, None, CurveOutcome | DamageOutcome]:
        """Train step by step. Only for a committed trial."""
        if is_curve(scenario.values):
            return (yield from decoded_curve.run(scenario))
        return (yield from damage_left.run(scenario))


def is_curve(values: Mapping[str, Value]) -> bool:
    """Whether a scenario with these values asks about the curve of a code."""
    return values["data"] in CURVES


def _width(before: Mapping[str, Value]) -> Integer:
    if is_curve(before):
        return Integer(1, 1, 1)
    return Integer(1, 12, 2) if before["data"] == "toy" else Integer(1, 128, 8)


def _noise(before: Mapping[str, Value]) -> Decimal:
    """A share of the pixels; of points the standard deviation in each coordinate."""
    return Decimal(0, 0.3, 0.1, 0.0) if is_curve(before) else Decimal(0, 0.8, 0.1, 0.3)


def _pictures_only(names: tuple[str, ...]) -> Any:
    """A choice among these for pictures; for a curve the first is all there is."""
    return lambda before: Choice(names[:1] if is_curve(before) else names, names[0])


def _model(before: Mapping[str, Value]) -> Choice:
    models = decoded_curve.MODELS
    return Choice(models if is_curve(before) else models[:1], models[0])


def _added(before: Mapping[str, Value]) -> Choice:
    beyond = added_points.canonical if is_curve(before) else None
    return Choice((added_points.NONE,), added_points.NONE, beyond)


TRAIN = TrainLab()
_LINEAR = {"model": "linear", "noise": 0.0}
CASES: tuple[dict[str, Any], ...] = (  # each with its transfer case; of curves first
    {"data": "ring", "noise": 0.0, "seed": 7}, {"data": "ring", "noise": 0.2, "seed": 4},
    _LINEAR | {"data": "ring", "seed": 41}, _LINEAR | {"data": "cloud", "seed": 41},
    _LINEAR | {"data": "s", "seed": 28}, {"data": "s", "noise": 0.2, "seed": 6},
    {"data": "spiral", "noise": 0.0, "seed": 31}, {"data": "spiral", "noise": 0.1, "seed": 22},
    _LINEAR | {"data": "arc", "seed": 18}, {"data": "arc", "noise": 0.3, "seed": 2},
    {"data": "cloud", "noise": 0.0, "seed": 10}, {"data": "ring", "noise": 0.2, "seed": 1},
    {"m": 8, "noise": 0.0}, {"m": 16, "noise": 0.3},
    {"m": 128, "noise": 0.0}, {"m": 128, "noise": 0.3},
    {"m": 128, "noise": 0.3, "penalty": "sparse"}, {"m": 8, "noise": 0.3, "penalty": "decay"},
    {"data": "toy", "m": 1, "noise": 0.0, "seed": 1}, {"data": "toy", "m": 3, "noise": 0.3},
    {"m": 16, "noise": 0.6}, {"m": 4, "noise": 0.3},
    {"data": "toy", "m": 12, "noise": 0.0, "penalty": "sparse", "seed": 3},
    {"data": "toy", "m": 12, "noise": 0.3, "penalty": "sparse"},
    {"m": 1, "noise": 0.3}, {"m": 1, "noise": 0.0, "penalty": "decay"},
    {"m": 128, "noise": 0.0, "tied": "yes"}, {"m": 128, "noise": 0.0, "loss": "cross_entropy"},
)  # fmt: skip
DECK = deck_of(TRAIN, CASES)
