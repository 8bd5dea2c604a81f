"""The digits lab: four ways to bring back damaged digits; which comes nearest to the clean ones?

PCA and the plain autoencoder learned from clean digits alone; the linear denoiser (ridge) and the
denoising autoencoder learned to undo one kind of damage, `trained`. The digits that are brought
back, 1,000 that none of them has seen, have the damage `damage`, which may be another.

The seed picks the case's digit among them, and with the kind of damage it fixes the random numbers:
a higher level damages the same pixels and more.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from core.data.digits import Digits, read
from core.data.provided_files import data_file
from core.network.digit_denoisers import (
    DAMAGES,
    METHODS,
    NETWORKS,
    TRAINED,
    Comparison,
    Denoisers,
    compare,
    comparison,
    denoisers_for,
)
from core.numerics.array_types import Floats
from core.numerics.corruption import corrupt
from core.numerics.linear_denoiser import (
    COLUMNS,
    ROWS,
    LinearDenoiser,
    Moments,
    fit_steps,
    moments_steps,
    varying,
)
from core.stepwise import Step, run_to_end, with_progress
from core.trial.deck import deck_of
from core.trial.parameters import Choice, Integer, Parameter, Value
from core.trial.scenario import SEED_LIMIT, Scenario

TRAIN, TEST = "digits-28-train", "digits-28-test"
SUPPLIES = (TRAIN, TEST, *NETWORKS)
CHUNK = 50  # digits that are brought back in one step


@dataclass(frozen=True, eq=False)
class DigitsObservation:
    """What may be shown before the commit: x_tilde (784,), the damaged digit; the settings."""

    x_tilde: Floats
    m: str
    trained: str
    damage: str
    seed: int


@dataclass(frozen=True, eq=False)
class DigitsSnapshot:
    """What a run has come to: its stage; mean errors of `METHODS` over `count` digits so far."""

    stage: str  # "covariance", "system" or "digits"
    count: int
    errors: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class DigitsOutcome:
    """What happened. answer: the method that is nearest over all `count` test digits.

    overall, own: errors over all and of the case's digit; x (784,), x_tilde (784,), x_hat (4, 784).
    """

    answer: str
    overall: Comparison
    own: Comparison
    count: int
    label: int
    x: Floats
    x_tilde: Floats
    x_hat: Floats
    restorers: Denoisers
    m: str
    trained: str
    damage: str
    seed: int


class DigitsLab:
    """The lab of `core.trial.lab.LiveLab`."""

    name = "digits"

    def __init__(self) -> None:
        # what all cases share, once it was computed: it says nothing of any test digit
        self._moments: Moments | None = None
        self._ridges: dict[str, LinearDenoiser] = {}

    def parameters(self) -> tuple[Parameter, ...]:
        """m, trained, damage, seed."""
        return (
            Parameter("m", Choice(tuple(TRAINED), "32")),
            Parameter("trained", _trained),
            Parameter("damage", Choice(tuple(DAMAGES), "mask_30")),
            Parameter("seed", Integer(0, SEED_LIMIT, 1)),
        )

    def observe(self, scenario: Scenario) -> DigitsObservation:
        """The damaged digit and the settings."""
        test = _digits(TEST)
        place = chosen_digit(scenario, test)
        return DigitsObservation(
            x_tilde=damaged(scenario, test, place - place % CHUNK)[place % CHUNK],
            m=scenario.text("m"),
            trained=scenario.text("trained"),
            damage=scenario.text("damage"),
            seed=scenario.integer("seed"),
        )

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """The four methods."""
        return METHODS

    def outcome(self, scenario: Scenario) -> DigitsOutcome:
        """The errors of the four. Only for a committed trial."""
        return run_to_end(self.run(scenario))

    def run(self, scenario: Scenario) -> Generator[Step, None, DigitsOutcome]:
        """Covariance, linear system, then the test digits, `CHUNK` by `CHUNK`."""
        train, test = _digits(TRAIN), _digits(TEST)
        learning, solving, total = _parts(train, test)
        moments = yield from with_progress(self._gathered(train), _at("covariance", 0, total))
        fitted = self._fitted(scenario.text("trained"), moments)
        ridge = yield from with_progress(fitted, _at("system", learning, total))
        four = denoisers_for(scenario.text("m"), scenario.text("trained"), ridge)
        place, sums, untreated = chosen_digit(scenario, test), np.zeros(len(METHODS)), 0.0
        own = x_tilde = np.zeros(0)
        for number, start in enumerate(range(0, len(test.x), CHUNK), 1):
            seen, clean = damaged(scenario, test, start), test.x[start : start + CHUNK]
            x_hat = four.denoise(seen)
            sums += ((x_hat - clean) ** 2).mean(axis=2).sum(axis=1)
            untreated += float(((seen - clean) ** 2).mean(axis=1).sum())
            if start <= place < start + CHUNK:
                own, x_tilde = x_hat[:, place - start], seen[place - start]
            count = min(start + CHUNK, len(test.x))
            so_far = DigitsSnapshot("digits", count, tuple((sums / count).tolist()))
            yield Step(learning + solving + number, total, so_far)
        x = test.x[place].astype(np.float64)
        overall = comparison(sums / len(test.x), untreated / len(test.x))
        return DigitsOutcome(
            answer=overall.nearest,
            overall=overall,
            own=compare(x, x_tilde, own),
            count=len(test.x),
            label=int(test.labels[place]),
            x=x,
            x_tilde=x_tilde,
            x_hat=own,
            restorers=four,
            m=scenario.text("m"),
            trained=scenario.text("trained"),
            damage=scenario.text("damage"),
            seed=scenario.integer("seed"),
        )

    def _gathered(self, train: Digits) -> Generator[None, None, Moments]:
        """The moments of the training digits: worked out once, and as many steps ever after."""
        if self._moments is None:
            self._moments = yield from moments_steps(train.x)
        else:
            yield from _idle(len(train.x), ROWS)
        return self._moments

    def _fitted(self, trained: str, clean: Moments) -> Generator[None, None, LinearDenoiser]:
        """The linear denoiser of one kind of damage, likewise."""
        if trained not in self._ridges:
            self._ridges[trained] = yield from fit_steps(clean, *DAMAGES[trained])
        else:
            yield from _idle(len(varying(clean)), COLUMNS)
        return self._ridges[trained]


DIGITS = DigitsLab()


def chosen_digit(scenario: Scenario, test: Digits) -> int:
    """The place of the case's digit among the test digits, by the seed alone."""
    return int(np.random.default_rng([scenario.integer("seed"), 0]).integers(len(test.x)))


def damaged(scenario: Scenario, test: Digits, start: int) -> Floats:
    """The test digits from `start` on as they come in, `CHUNK` of them or what is left (n, 784)."""
    kind, level = DAMAGES[scenario.text("damage")]
    clean = test.x[start : start + CHUNK].astype(np.float64)
    return corrupt(kind, clean, level, np.random.default_rng([scenario.integer("seed"), 1, start]))


def _at(stage: str, start: int, total: int) -> Callable[[int], Step]:
    """The steps of a stage, numbered from `start` on."""
    return lambda pauses: Step(start + pauses, total, DigitsSnapshot(stage, 0, ()))


def _parts(train: Digits, test: Digits) -> tuple[int, int, int]:
    """How many steps the covariance takes, the system, and everything."""
    used = int(train.x.any(axis=0).sum())
    learning, solving = -(-len(train.x) // ROWS), -(-used // COLUMNS)
    return learning, solving, learning + solving + -(-len(test.x) // CHUNK)


def _idle(count: int, block: int) -> Iterator[None]:
    for _ in range(0, count, block):
        yield


def _digits(name: str) -> Digits:
    return read(data_file(name))


def _trained(before: Mapping[str, Value]) -> Choice:
    known = TRAINED[str(before["m"])]
    return Choice(known, known[0])


DECK = deck_of(
    DIGITS,
    [
        {"m": m, "trained": trained, "damage": damage, "seed": seed}
        for seed, (m, trained, damage) in enumerate(
            (
                ("32", "mask_30", "mask_30"),
                ("32", "mask_70", "mask_70"),
                ("32", "mask_30", "none"),
                ("32", "gaussian_50", "mask_30"),
                ("32", "gaussian_50", "gaussian_50"),
                ("32", "mask_30", "gaussian_50"),
                ("16", "mask_50", "mask_50"),
                ("16", "mask_50", "mask_70"),
                ("32", "mask_70", "mask_30"),
                ("32", "mask_50", "mask_30"),
                ("16", "mask_50", "gaussian_50"),
                ("16", "mask_50", "none"),
            ),
            1,
        )
    ],
)
