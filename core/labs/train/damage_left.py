"""How much of the damage will a small autoencoder leave that is trained while one watches?

It is tested on examples damaged by masking, digits that it never saw or the toy's patterns. Weights
and errors are float64, so that the browser and CPython agree to many digits after hundreds of
steps.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.data.digits import read
from core.data.pattern_families import load_family
from core.data.provided_files import data_file
from core.network.network import Network
from core.network.objective import Objective
from core.network.training import Diverged, train
from core.network.training_config import TrainingConfig
from core.numerics.array_types import Array
from core.numerics.corruption import corrupt
from core.stepwise import Step
from core.trial.scenario import Scenario

DATA = ("digits8", "toy")
SUPPLIES = ("digits-8-train", "digits-8-test")
PENALTIES = {"none": {}, "decay": {"weight_decay": 1e-3}, "sparse": {"sparsity": 1e-2}}
UNTIED, TIED = "no", "yes"  # whether the decoder's weights are the encoder's, transposed
TEST_LEVEL = 0.3  # of masking, whatever the training saw
BANDS = (("little", 0.4), ("half", 0.6), ("most", 0.8))  # share of the damage left, below
OTHERWISE = "all"
ANSWERS = (*(name for name, _ in BANDS), OTHERWISE)
SHOWN_EXAMPLES = 5  # examples that are drawn
UNITS = 10  # first-layer weights that are drawn
DAMAGE_STREAM, DRAWN_STREAM = 5, 6  # of seed: the test's damage, the examples drawn
COPIES = {"train": 32, "test": 90}  # of the toy's four patterns
EVERY = 6  # steps between two pictures
COLLAPSED = 0.05  # share of the data's variance that is left in the output
NARROW = 0.7  # share of the error that stands even without damage


@dataclass(frozen=True, eq=False)
class Dataset:
    """What it is trained and tested on: x, test and test damaged (n, d); shape of an image."""

    x: Array
    test: Array
    damaged: Array
    shape: tuple[int, int]
    drawn: NDArray[np.intp]  # rows of the test examples that are shown


@dataclass(frozen=True, eq=False)
class DamageObservation:
    """What may be shown before the commit: the examples it will be tested on, and the settings."""

    shape: tuple[int, int]
    clean: Array  # (SHOWN_EXAMPLES, d)
    damaged: Array
    examples: int
    tests: int
    data: str
    m: int
    noise: float
    penalty: str
    loss: str
    tied: str


@dataclass(frozen=True, eq=False)
class DamageSnapshot:
    """A moment of the training.

    losses: (step, mean loss of the batches); left: (step, share of the damage left);
    strokes (units, d): how each unit of the first layer weighs the pixels, from 0 to 1, 0.5
    for no weight; x_hat (SHOWN_EXAMPLES, d).
    """

    losses: tuple[tuple[float, float], ...]
    left: tuple[tuple[float, float], ...]
    strokes: Array
    x_hat: Array


@dataclass(frozen=True, eq=False)
class DamageOutcome:
    """What it came to.

    left: error / noisy; error: MSE of the output for damaged tests; noisy: that of the damaged
    tests themselves; clean: that of the output for undamaged ones. reason: "collapsed", "heavy",
    "narrow", "narrow_tied", "penalised", "copies" or "learned"; "diverged" if training ran away
    and was stopped.
    """

    answer: str
    left: float
    error: float
    noisy: float
    clean: float
    reason: str
    steps: int
    seen: DamageSnapshot


def observe(scenario: Scenario) -> DamageObservation:
    """See `core.trial.lab.Lab.observe`."""
    given = load(scenario)
    return DamageObservation(
        shape=given.shape,
        clean=given.test[given.drawn],
        damaged=given.damaged[given.drawn],
        examples=len(given.x),
        tests=len(given.test),
        data=scenario.text("data"),
        m=scenario.integer("m"),
        noise=scenario.decimal("noise"),
        penalty=scenario.text("penalty"),
        loss=scenario.text("loss"),
        tied=scenario.text("tied"),
    )


def run(scenario: Scenario) -> Generator[Step, None, DamageOutcome]:
    """Train; each step is a few mini-batches."""
    given = load(scenario)
    noisy = _error(given.damaged, given.test)
    losses: list[tuple[float, float]] = []
    left: list[tuple[float, float]] = []
    network, reason = training_config(scenario).build(np.random.default_rng(0)), ""

    def seen(step: int, loss: float) -> DamageSnapshot:
        error = _error(network.reconstruct(given.damaged), given.test)
        losses.append((float(step), loss))
        left.append((float(step), error / noisy))
        x_hat = network.reconstruct(given.damaged[given.drawn])
        return DamageSnapshot(tuple(losses), tuple(left), _strokes(network), x_hat)

    try:
        for now in train(training_config(scenario), given.x, every=EVERY):
            network = now.network
            last = seen(now.step, now.loss)
            if now.step < now.steps:
                yield Step(now.step, now.steps, last)
    except Diverged as end:  # the last good weights are kept
        network, reason = end.network, "diverged"
        last = seen(end.step, losses[-1][1] if losses else 0.0)
    error = _error(network.reconstruct(given.damaged), given.test)
    clean = _error(network.reconstruct(given.test), given.test)
    return DamageOutcome(
        answer=outcome_band(error / noisy),
        left=error / noisy,
        error=error,
        noisy=noisy,
        clean=clean,
        reason=reason or _reason(scenario, given, network, clean / error),
        steps=round(last.left[-1][0]),
        seen=last,
    )


def load(scenario: Scenario) -> Dataset:
    """The data of a scenario; the seed decides the test's damage and which examples are drawn."""
    if scenario.text("data") == "toy":
        family = load_family("toy")
        x, test = (np.tile(family.patterns, (COPIES[part], 1)) for part in ("train", "test"))
        shape = family.grid
    else:
        read_train, read_test = (read(data_file(name)) for name in SUPPLIES)
        x, test = read_train.x.astype(np.float64), read_test.x.astype(np.float64)
        shape = (read_train.side, read_train.side)
    seed = scenario.integer("seed")
    damaged = corrupt("mask", test, TEST_LEVEL, np.random.default_rng([seed, DAMAGE_STREAM]))
    choose = np.random.default_rng([seed, DRAWN_STREAM])
    return Dataset(x, test, damaged, shape, choose.choice(len(test), SHOWN_EXAMPLES, replace=False))


def training_config(scenario: Scenario) -> TrainingConfig:
    """How the network of a scenario is trained."""
    m, noise, seed = scenario.integer("m"), scenario.decimal("noise"), scenario.integer("seed")
    damage: dict[str, Any] = {"corruption": "mask", "level": noise} if noise else {}
    common: dict[str, Any] = {
        "objective": Objective(scenario.text("loss"), **PENALTIES[scenario.text("penalty")]),
        "tied": scenario.text("tied") == TIED, "seed": seed, "dtype": "float64", **damage,
    }  # fmt: skip
    if scenario.text("data") == "toy":
        return TrainingConfig(
            widths=(6, m, 6), hidden="tanh", code="tanh", rate=3e-2, epochs=400, **common
        )
    return TrainingConfig(widths=(64, 64, m, 64, 64), epochs=60, **common)


def outcome_band(left: float) -> str:
    """The outcome for a share of the damage that is left, rounded to 6 digits."""
    return next((name for name, below in BANDS if round(left, 6) < below), OTHERWISE)


def _error(x_hat: Array, x: Array) -> float:
    return float(((x_hat - x) ** 2).mean())


def _strokes(network: Network) -> Array:
    """How the first UNITS units of the first layer weigh the pixels, each scaled by its largest."""
    rows = network.encoder[0].W.T[:UNITS]  # (units,d)
    most = np.abs(rows).max(axis=1, keepdims=True)
    return np.asarray(0.5 + 0.5 * rows / np.where(most > 0, most, 1.0))


def _reason(scenario: Scenario, given: Dataset, network: Network, clean_share: float) -> str:
    """What decided it, by what can be measured: see DamageOutcome."""
    x_hat = network.reconstruct(given.test)
    if x_hat.var(axis=0).sum() < COLLAPSED * given.test.var(axis=0).sum():
        return "collapsed"
    if clean_share > NARROW and scenario.text("penalty") == "none":
        if scenario.decimal("noise") > TEST_LEVEL:
            return "heavy"
        return "narrow_tied" if scenario.text("tied") == TIED else "narrow"
    if clean_share > NARROW:
        return "penalised"
    return "learned" if scenario.decimal("noise") else "copies"
