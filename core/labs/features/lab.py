"""The features lab: few labels, and three ways to show a digit to what reads them.

784 raw pixels, k numbers of PCA, k numbers of an autoencoder's code. PCA and the autoencoder have
seen 4,000 digits without labels; the reader gets n of them with labels, and is asked about 1,000
others. Accuracies are means over a few draws of the labelled digits, more where they are few.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.data.digits import Digits, read
from core.data.provided_files import cached, data_file
from core.network.network import Network
from core.network.pca_as_network import truncated
from core.network.pretrained import network
from core.numerics import linear_probe, nearest_neighbours
from core.numerics.array_types import Array
from core.stepwise import Step, run_to_end, with_progress
from core.trial.deck import deck_of
from core.trial.parameters import Choice, Integer, Parameter, Value
from core.trial.scenario import SEED_LIMIT, Scenario

READERS = ("linear", "neighbours")
SPACES = ("raw", "pca", "autoencoder")
ANSWERS = (*SPACES, "close")
WIDTHS = (2, 4, 8, 16, 32)
LABEL_COUNTS = {"linear": (20, 50, 100, 200, 500), "neighbours": (20, 50, 100, 200, 500, 2000)}
SUPPLIES = (
    "digits-28-train", "digits-28-test", "network-pca",
    *(f"network-plain-{k}" for k in WIDTHS),
)  # fmt: skip
FITTED, DRAWS = 500, 5  # labelled digits in all draws together, about; draws at most
NEIGHBOURS = 5
CLOSE = 0.01  # of the test digits: a smaller lead is none
DECIMALS = 4
BLOCK = 50  # test digits at a time
SHOWN_DIGITS = 20  # labelled digits that are shown before
SCATTERED = 250  # test digits whose codes are drawn


@dataclass(frozen=True, eq=False)
class FeaturesObservation:
    """The settings, and the first of the labelled digits: samples (20, 784), labels (20,)."""

    reader: str
    k: int
    n: int
    samples: Array
    labels: NDArray[np.int64]


@dataclass(frozen=True)
class Accuracy:
    """With n labels, averaged over `draws` of them: the share of test digits that is read."""

    n: int
    draws: int
    raw: float
    pca: float
    autoencoder: float

    def of(self, space: str) -> float:
        """One of the three."""
        return float(getattr(self, space))


@dataclass(frozen=True, eq=False)
class FeaturesOutcome:
    """What happened.

    at: the accuracies with the n that was asked; all: with each number of labels. best, second:
    spaces by accuracy at n; lead: between them. labels (m,), and codes (m, 2) of PCA and of an
    autoencoder with two numbers, whatever k is, for some test digits: those can be drawn.
    """

    answer: str
    reader: str
    k: int
    at: Accuracy
    all: tuple[Accuracy, ...]
    best: str
    second: str
    lead: float
    labels: NDArray[np.int64]
    codes: tuple[Array, Array]


class FeaturesLab:
    """The live lab of `core.trial.lab.LiveLab`."""

    name = "features"

    def parameters(self) -> tuple[Parameter, ...]:
        """reader, k, n, seed."""
        widths = tuple(map(str, WIDTHS))
        return (
            Parameter("reader", Choice(READERS, READERS[0])),
            Parameter("k", Choice(widths, "4")),
            Parameter("n", _amounts),
            Parameter("seed", Integer(0, SEED_LIMIT, 0)),
        )

    def observe(self, scenario: Scenario) -> FeaturesObservation:
        """The settings and some labelled digits."""
        reader, k, n, seed = settings(scenario)
        train, chosen = _digits("train"), labelled_rows(seed, n, 0)[:SHOWN_DIGITS]
        return FeaturesObservation(reader, k, n, train.x[chosen], train.labels[chosen])

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """Which of the three reads best, or that none leads."""
        return ANSWERS

    def outcome(self, scenario: Scenario) -> FeaturesOutcome:
        """What the run comes to. Only for a committed trial."""
        return run_to_end(self.run(scenario))

    def run(self, scenario: Scenario) -> Generator[Step, None, FeaturesOutcome]:
        """Read with more and more labels, in all three spaces."""
        reader, k, n, seed = settings(scenario)
        test, amounts = _digits("test"), LABEL_COUNTS[reader]
        total = len(SPACES) * sum(draws(one) for one in amounts)
        done, found = 0, list[Accuracy]()
        coded = {space: encoded(space, k, test.x) for space in SPACES}
        yield Step(done, total, ())
        for amount in amounts:
            right = dict.fromkeys(SPACES, 0.0)
            for draw in range(draws(amount)):
                for space in SPACES:
                    now = Step(done, total, tuple(found))
                    reads = _accuracy(
                        reader, space, k, labelled_rows(seed, amount, draw), coded[space]
                    )
                    share = yield from with_progress(reads, _as_before(now))
                    right[space] += share / draws(amount)
                    done += 1
            found.append(
                Accuracy(amount, draws(amount), *(round(right[s], DECIMALS) for s in SPACES))
            )
            yield Step(done, total, tuple(found))
        at = found[amounts.index(n)]
        answer, best, second, lead = classify(at)
        some = test.labels[:SCATTERED]
        pca, bent = (encoded(space, 2, test.x[:SCATTERED]) for space in SPACES[1:])
        return FeaturesOutcome(
            answer, reader, k, at, tuple(found), best, second, lead, some, (pca, bent)
        )


FEATURES = FeaturesLab()


def classify(at: Accuracy) -> tuple[str, str, str, float]:
    """Answer, best and second space, and the lead of the one over the other."""
    best, second, _ = sorted(SPACES, key=lambda space: -at.of(space))
    lead = round(at.of(best) - at.of(second), DECIMALS)
    return ("close" if lead < CLOSE else best), best, second, lead


def settings(scenario: Scenario) -> tuple[str, int, int, int]:
    """reader, k, n and seed."""
    k, n = int(scenario.text("k")), int(scenario.text("n"))
    return scenario.text("reader"), k, n, scenario.integer("seed")


def draws(n: int) -> int:
    """How many draws of n labelled digits are averaged."""
    return max(1, min(DRAWS, FITTED // n))


def labelled_rows(seed: int, n: int, draw: int) -> NDArray[np.int64]:
    """The n labelled digits of a draw, as rows of the training digits."""
    rng = np.random.default_rng([seed, n, draw])
    return np.asarray(rng.permutation(len(_digits("train").x))[:n])


def encoded(space: str, k: int, x: Array) -> Array:
    """x (n, 784) as the reader gets it, (n, 784) or (n, k)."""
    return x if space == "raw" else _coder(space, k).encode(x)


def _accuracy(
    reader: str, space: str, k: int, rows: NDArray[np.int64], test: Array
) -> Generator[None, None, float]:
    """The share of the test digits that is read right; pauses often."""
    train, asked = _digits("train"), _digits("test").labels
    x, labels = encoded(space, k, train.x[rows]), train.labels[rows]
    if reader == "linear":
        probe = yield from linear_probe.fit_steps(x, labels)
        return float(probe.accuracy(test, asked))
    right = 0
    for start in range(0, len(test), BLOCK):
        said = nearest_neighbours.classify(test[start : start + BLOCK], x, labels, NEIGHBOURS)
        right += int((said == asked[start : start + BLOCK]).sum())
        yield
    return right / len(test)


def _as_before(now: Step) -> Callable[[int], Step]:
    """While one accuracy is measured nothing new is there to be drawn."""
    return lambda pauses: now


@cached(maxsize=2 * len(WIDTHS))
def _coder(space: str, k: int) -> Network:
    return truncated(network("pca"), k) if space == "pca" else network(f"plain-{k}")


def _digits(part: str) -> Digits:
    return read(data_file(f"digits-28-{part}"))


def _amounts(before: Mapping[str, Value]) -> Choice:
    amounts = tuple(map(str, LABEL_COUNTS[str(before["reader"])]))
    return Choice(amounts, "50")


def mean_codes(happened: FeaturesOutcome) -> list[tuple[int, tuple[float, ...]]]:
    """Of each label that is drawn: the mean code of PCA and of the autoencoder, four numbers."""
    both = np.concatenate(happened.codes, axis=1)  # (m,4)
    return [
        (int(label), tuple(float(v) for v in both[happened.labels == label].mean(axis=0)))
        for label in np.unique(happened.labels)
    ]


# In each pair the second asks whether the first carries over. No two cases of one reader and one
# width: an outcome shows all numbers of labels, and other draws hardly differ.
_LINEAR, _NEAREST = {"reader": "linear"}, {"reader": "neighbours"}
CASES: list[Mapping[str, Value]] = [
    _LINEAR | {"k": "4", "n": "20", "seed": 0},
    _LINEAR | {"k": "16", "n": "500", "seed": 0},
    _NEAREST | {"k": "16", "n": "2000", "seed": 0},
    _NEAREST | {"k": "2", "n": "2000", "seed": 0},
    _LINEAR | {"k": "32", "n": "200", "seed": 3},
    _LINEAR | {"k": "8", "n": "200", "seed": 3},
    _NEAREST | {"k": "4", "n": "50", "seed": 1},
    _NEAREST | {"k": "32", "n": "50", "seed": 1},
    _NEAREST | {"k": "8", "n": "200", "seed": 0},
    _LINEAR | {"k": "2", "n": "500", "seed": 0},
]


def revealed_with(scenario: Scenario) -> tuple[Scenario, ...]:
    """The cases whose answers its outcome shows: all numbers of labels."""
    amounts = LABEL_COUNTS[scenario.text("reader")]
    return tuple(scenario.with_values(n=str(n)) for n in amounts)


DECK = deck_of(FEATURES, CASES, revealed_with)
