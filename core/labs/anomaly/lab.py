"""The anomaly lab: how well does a model that has never seen a digit flag it, by its error?

The model, an autoencoder or PCA, learned from nine of the ten classes. It then gets digits that it
has not seen, of these nine and of the one held out. How badly it gives each back is its score; the
AUROC says how often a held-out digit scores above a normal one.

The seed picks which test digits are asked about: half of the held-out class, half of the others.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.data.digits import LABELS, Digits, read
from core.data.provided_files import data_file
from core.network.network import Network
from core.network.pretrained import network
from core.numerics.anomaly_score import reconstruction_error, relative_error
from core.numerics.array_types import Array, Floats
from core.numerics.pca import PCA, fit_steps, step_count
from core.numerics.roc import ROC, roc
from core.stepwise import Step, run_to_end, with_progress
from core.trial.deck import deck_of
from core.trial.parameters import Choice, Integer, Parameter
from core.trial.scenario import SEED_LIMIT, Scenario

TRAIN, TEST = "digits-28-train", "digits-28-test"
SUPPLIES = (TRAIN, TEST, "table-wine", *(f"network-without-{held}" for held in range(LABELS)))
M = 8  # numbers that pass, in the networks and in PCA
METHODS = ("autoencoder", "pca")
SCORES = {"plain": reconstruction_error, "energy": relative_error}
BANDS = {"almost_always": 0.9, "mostly": 0.7, "hardly": 0.5, "worse": 0.0}  # AUROC, from here on
DECIMALS = 3  # of an AUROC that is compared: float32 differs beyond from machine to machine
EXAMPLES = 6  # of each kind that are shown
CHUNK = 50  # digits that are given back in one step


@dataclass(frozen=True, eq=False)
class AnomalyObservation:
    """What may be shown before the commit: normal and unseen digits (EXAMPLES, 784), settings."""

    normal: Floats
    unseen: Floats
    held: int
    method: str
    score: str
    seed: int


@dataclass(frozen=True, eq=False)
class AnomalySnapshot:
    """What a run is at: "model" while PCA is fitted, "digits" while digits are given back."""

    stage: str
    count: int


@dataclass(frozen=True, eq=False)
class AnomalyOutcome:
    """What happened. answer: the band of `auroc`; other: the AUROC under the other score.

    x, x_hat (n, 784); scores (n,), unseen (n,): whether a digit is of the class held out; curve;
    energy: mean |x|^2 of normal and of unseen digits.
    """

    answer: str
    auroc: float
    other: float
    x: Floats
    x_hat: Floats
    scores: Floats
    unseen: NDArray[np.bool_]
    curve: ROC
    energy: tuple[float, float]
    held: int
    method: str
    score: str

    def best_hidden(self, count: int) -> NDArray[np.intp]:
        """Places of the unseen digits with the lowest scores, lowest first."""
        places = np.flatnonzero(self.unseen)
        return places[np.argsort(self.scores[places], kind="stable")[:count]]

    def threshold(self, false_alarms: float) -> float:
        """The score from which on this share of the normal digits is flagged, or a little less."""
        normal = np.sort(self.scores[~self.unseen])[::-1]
        allowed = int(false_alarms * len(normal) + 1e-9)
        return float(np.inf if allowed == 0 else normal[allowed - 1])

    def flagged(self, threshold: float) -> tuple[float, float]:
        """The shares of normal and of unseen digits that score `threshold` and up."""
        over = self.scores >= threshold
        return float(over[~self.unseen].mean()), float(over[self.unseen].mean())


class AnomalyLab:
    """The lab of `core.trial.lab.LiveLab`."""

    name = "anomaly"

    def __init__(self) -> None:
        self._fitted: dict[int, PCA] = {}  # by the class held out: of training digits alone

    def parameters(self) -> tuple[Parameter, ...]:
        """held, method, score, seed."""
        return (
            Parameter("held", Integer(0, LABELS - 1, 0)),
            Parameter("method", Choice(METHODS, "autoencoder")),
            Parameter("score", Choice(tuple(SCORES), "plain")),
            Parameter("seed", Integer(0, SEED_LIMIT, 1)),
        )

    def observe(self, scenario: Scenario) -> AnomalyObservation:
        """Some digits of both kinds, and the settings."""
        test = read(data_file(TEST))
        normal, unseen = sample(scenario, test)
        return AnomalyObservation(
            normal=test.x[normal[:EXAMPLES]].astype(np.float64),
            unseen=test.x[unseen[:EXAMPLES]].astype(np.float64),
            held=scenario.integer("held"),
            method=scenario.text("method"),
            score=scenario.text("score"),
            seed=scenario.integer("seed"),
        )

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """The four bands."""
        return tuple(BANDS)

    def outcome(self, scenario: Scenario) -> AnomalyOutcome:
        """The scores, and how well they tell. Only for a committed trial."""
        return run_to_end(self.run(scenario))

    def run(self, scenario: Scenario) -> Generator[Step, None, AnomalyOutcome]:
        """Fit PCA, unless it is a network's turn; give the digits back, `CHUNK` by `CHUNK`."""
        train, test = read(data_file(TRAIN)), read(data_file(TEST))
        normal, unseen = sample(scenario, test)
        x = test.x[np.concatenate([normal, unseen])]
        held, fits = scenario.integer("held"), scenario.text("method") == "pca"
        learnt = train.x[train.labels != held]
        first = step_count(len(learnt)) if fits else 0
        total = first + -(-len(x) // CHUNK)
        model: Network | PCA
        if fits:
            fitted = self._fitting(held, learnt)
            model = yield from with_progress(
                fitted, lambda done: Step(done, total, AnomalySnapshot("model", 0))
            )
        else:
            model = network(f"without-{held}")
        parts: list[Array] = []
        for number, start in enumerate(range(0, len(x), CHUNK), 1):
            parts.append(model.reconstruct(x[start : start + CHUNK]))
            count = min(start + CHUNK, len(x))
            yield Step(first + number, total, AnomalySnapshot("digits", count))
        is_unseen = np.arange(len(x)) >= len(normal)
        return measured(scenario, x.astype(np.float64), np.concatenate(parts), is_unseen)

    def _fitting(self, held: int, learnt: Array) -> Generator[None, None, PCA]:
        """PCA in steps; once it was fitted, as many steps without work."""
        if held in self._fitted:
            yield from [None] * step_count(len(learnt))
        else:
            self._fitted[held] = yield from fit_steps(learnt, M)
        return self._fitted[held]


ANOMALY = AnomalyLab()


def sample(scenario: Scenario, test: Digits) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Places of half of the normal and of half of the held-out test digits, in a drawn order."""
    held = test.labels == scenario.integer("held")
    rng = np.random.default_rng([scenario.integer("seed"), 0])
    normal, unseen = (rng.permutation(np.flatnonzero(each)) for each in (~held, held))
    return normal[: len(normal) // 2], unseen[: len(unseen) // 2]


def measured(
    scenario: Scenario, x: Floats, x_hat: Array, unseen: NDArray[np.bool_]
) -> AnomalyOutcome:
    """What comes of reconstructions x_hat of x (n, 784) under the scenario's score."""
    back = x_hat.astype(np.float64)
    score = scenario.text("score")
    curves = {name: roc(of(x, back), unseen) for name, of in SCORES.items()}
    areas = {name: round(curve.area, DECIMALS) for name, curve in curves.items()}
    (other,) = (area for name, area in areas.items() if name != score)
    energy = (x**2).sum(axis=1)
    return AnomalyOutcome(
        answer=outcome_band(areas[score]),
        auroc=areas[score],
        other=other,
        x=x,
        x_hat=back,
        scores=SCORES[score](x, back),
        unseen=unseen,
        curve=curves[score],
        energy=(float(energy[~unseen].mean()), float(energy[unseen].mean())),
        held=scenario.integer("held"),
        method=scenario.text("method"),
        score=score,
    )


def outcome_band(auroc: float) -> str:
    """The band that an AUROC lies in: the first whose lower end it reaches."""
    return next(name for name, least in BANDS.items() if auroc >= least)


def revealed_with(scenario: Scenario) -> tuple[Scenario, ...]:
    """The cases whose answers its outcome shows: both scores of the same digits."""
    return tuple(scenario.with_values(score=score) for score in SCORES)


# No two cases of one class and one method: an outcome shows both scores, and draws hardly differ.
DECK = deck_of(
    ANOMALY,
    [
        {"held": held, "method": method, "score": score, "seed": seed}
        for held, method, score, seed in (
            (0, "autoencoder", "plain", 5),
            (0, "pca", "energy", 2),
            (1, "autoencoder", "plain", 1),
            (1, "pca", "energy", 1),
            (9, "autoencoder", "energy", 1),
            (9, "pca", "plain", 4),
            (2, "autoencoder", "plain", 2),
            (2, "pca", "plain", 1),
            (8, "pca", "energy", 1),
            (8, "autoencoder", "plain", 1),
            (6, "autoencoder", "plain", 3),
            (6, "pca", "plain", 3),
            (4, "pca", "plain", 2),
            (4, "autoencoder", "energy", 2),
        )
    ],
    revealed_with,
)
