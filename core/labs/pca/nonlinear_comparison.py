"""PCA against a curved autoencoder, at the same width and on the same few or many digits.

Small digits are learned live, large ones live from 500, or taken from the networks that the build
trained on 4,000. The digits on which both are compared were seen by neither.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from core.data.digits import Digits, read
from core.data.provided_files import data_file
from core.network.network import Network
from core.network.pca_as_network import truncated
from core.network.pretrained import network as network_called
from core.network.training import train
from core.network.training_config import TrainingConfig
from core.numerics import pca
from core.numerics.array_types import Array, Floats
from core.stepwise import Step

ANSWERS = ("far", "less", "tie", "pca")
REASONS = ("curved", "behind", "few", "wide", "little")
FAR = 0.7  # of PCA's error, at most
TIE = 0.05  # share by which errors that differ less count as equal
OVERFIT = 1.5  # times the error on what was learned: from there on it did not carry over
WIDE = 0.9  # of the variance of what was learned: from there on PCA keeps nearly all of it
DECIMALS = 3  # of the ratio before it is compared
TEST = 300  # digits on which both are compared
SHOWN_DIGITS = 5
MEASURED = 25  # times in a run, at most
PRETRAINED = "4000"  # large digits of which the networks come trained
FILES = {"small": "digits-8", "large": "digits-28"}
EPOCHS = {("small", 100): 400, ("small", 400): 200, ("small", 1400): 100, ("large", 500): 30}
BATCH = 32


@dataclass(frozen=True)
class Curve:
    """At each epoch in `epochs`: mean squared error on the digits learned from, and on others."""

    epochs: tuple[int, ...] = ()
    learned: tuple[float, ...] = ()
    unseen: tuple[float, ...] = ()
    pca: float = 0.0


@dataclass(frozen=True, eq=False)
class ComparisonOutcome:
    """What came of it.

    flat, curved: mean squared error of PCA and of the autoencoder on digits that neither has seen;
    flat_learned, curved_learned: on those that both learned from. ratio: curved / flat, rounded.
    x, x_flat, x_curved (5, d): the first of the unseen digits and both reconstructions.
    errors (5, 2): of each, PCA's and the autoencoder's. reason: see `why`.
    A network that came trained has no curve.
    """

    answer: str
    reason: str
    k: int
    n: int
    ratio: float
    pca_error: float
    autoencoder_error: float
    pca_train_error: float
    autoencoder_train_error: float
    curve: Curve
    x: Array
    x_pca: Array
    x_autoencoder: Array
    errors: Floats
    side: int


def compare(data: str, k: int, n: int, seed: int) -> Generator[Step, None, ComparisonOutcome]:
    """Learn n digits of `data`, "small" or "large", with k numbers; compare on others."""
    x, others = training_rows(data, n), _digits(data, "test")
    unseen, pca_of_x = others.x[:TEST], pca_fitted(data, x, k)
    start = Curve(pca=_error(pca_of_x, unseen))
    if n == int(PRETRAINED):
        network, curve = network_called(f"plain-{k}"), start
    else:
        epochs = EPOCHS[data, n]
        network, curve = yield from _learned(
            _recipe(others.side, k, epochs, seed), x, unseen, start
        )
    return _compared(pca_of_x, network, x, others, curve)


def training_rows(data: str, n: int) -> Array:
    """The first n digits for training, (n, d)."""
    return _digits(data, "train").x[:n]


def pca_fitted(data: str, x: Array, k: int) -> Network | pca.PCA:
    """PCA of x; of large digits as the build made it, for in a browser that takes seconds."""
    if data == "small":
        return pca.fit(x, k)
    return truncated(network_called("pca" if len(x) == int(PRETRAINED) else "pca-few"), k)


def classify(ratio: float) -> str:
    """The answer for the autoencoder's error as a share of PCA's."""
    if ratio > 1.0 + TIE:
        return "pca"
    if ratio >= 1.0 - TIE:
        return "tie"
    return "far" if ratio <= FAR else "less"


def why(
    answer: str, curved: float, flat_learned: float, curved_learned: float, mean_alone: float
) -> str:
    """What decided it, one of REASONS, from mean squared errors; mean_alone: that of their mean.

    Where PCA is not clearly beaten, the autoencoder is "behind" already on what it learned, learned
    from too "few", or had little to gain: PCA's code is "wide" enough, or the bend is "little".
    """
    if answer not in ("tie", "pca"):
        return "curved"
    if curved_learned > flat_learned:
        return "behind"
    if curved > OVERFIT * curved_learned:
        return "few"
    return "wide" if flat_learned <= (1.0 - WIDE) * mean_alone else "little"


def _learned(
    recipe: TrainingConfig, x: Array, unseen: Array, curve: Curve
) -> Generator[Step, None, tuple[Network, Curve]]:
    """Train, looking at both errors now and then."""
    every = 1 if x.shape[1] > 64 else 8  # steps; of large digits one takes some 10 ms
    apart = -(-recipe.epochs // MEASURED)
    known = x[:TEST]
    for now in train(recipe, x, every=every):
        in_epoch = now.steps // recipe.epochs
        if now.step % (apart * in_epoch) == 0 or now.ended:
            curve = Curve(
                (*curve.epochs, now.epoch),
                (*curve.learned, _error(now.network, known)),
                (*curve.unseen, _error(now.network, unseen)),
                curve.pca,
            )
        yield Step(now.step, now.steps, curve)
    return now.network, curve


def _compared(
    pca_of_x: Network | pca.PCA, network: Network, x: Array, others: Digits, curve: Curve
) -> ComparisonOutcome:
    unseen, both = others.x[:TEST], (pca_of_x, network)
    errors = np.stack([_errors(model, unseen) for model in both], axis=1)  # (n,2)
    flat_error, curved_error = errors.mean(axis=0)
    ratio = round(float(curved_error / flat_error), DECIMALS)
    answer = classify(ratio)
    flat_learned, curved_learned = (_error(model, x[:TEST]) for model in both)
    mean_alone = float(x[:TEST].var(axis=0, dtype=np.float64).mean())
    some = unseen[:SHOWN_DIGITS]
    return ComparisonOutcome(
        answer=answer,
        reason=why(answer, float(curved_error), flat_learned, curved_learned, mean_alone),
        k=network.m,
        n=len(x),
        ratio=ratio,
        pca_error=float(flat_error),
        autoencoder_error=float(curved_error),
        pca_train_error=flat_learned,
        autoencoder_train_error=curved_learned,
        curve=curve,
        x=some,
        x_pca=np.asarray(pca_of_x.reconstruct(some)),
        x_autoencoder=np.asarray(network.reconstruct(some)),
        errors=errors[:SHOWN_DIGITS],
        side=others.side,
    )


def _recipe(side: int, k: int, epochs: int, seed: int) -> TrainingConfig:
    d = side * side
    hidden = 64 if d == 64 else 128
    return TrainingConfig((d, hidden, k, hidden, d), batch=BATCH, epochs=epochs, seed=seed)


def _digits(data: str, part: str) -> Digits:
    return read(data_file(f"{FILES[data]}-{part}"))


def _error(model: Network | pca.PCA, x: Array) -> float:
    return float(_errors(model, x).mean())


def _errors(model: Network | pca.PCA, x: Array) -> Floats:
    """Mean squared error of each of x (n, d), in float64: (n,)."""
    gap = model.reconstruct(x) - x.astype(np.float64)
    return np.asarray((gap**2).mean(axis=1))
