"""The test figures of one network, and of what it is compared with.

Errors are mean squared errors to the clean digit. Damage is drawn from one
seed, so that all are asked about the same damaged digits.
"""

from __future__ import annotations

import numpy as np

from builder.models.generative_metrics import bound, judged, sampled
from core.data.digits import Digits
from core.network.network import Network
from core.network.objective import squared_error
from core.network.pca_as_network import as_network
from core.network.variational_autoencoder import VariationalAutoencoder
from core.numerics import anomaly_score, linear_denoiser, linear_probe, pca
from core.numerics.array_types import Array
from core.numerics.corruption import corrupt
from core.numerics.roc import roc

SEED = 5
DAMAGE = (("mask", 0.3), ("mask", 0.5), ("mask", 0.7), ("gaussian", 0.5))
PLACES = 6  # more would only tell machines apart
SAMPLED = 2  # numbers in a code of which samples are asked for


def measured(
    network: Network, train: Digits, test: Digits, without: int | None
) -> dict[str, float]:
    """Errors on clean and on damaged test digits; how well labels are read off the codes.

    With two code numbers, samples; of a variational autoencoder the ELBO. Of a network that has not
    seen one class, instead: how well its error tells that class.
    """
    if without is not None:
        return _flagged(network, test, without)
    found = {"clean": squared_error(network, test.x, test.x)}
    for (kind, level), seen in damaged(test.x).items():
        found[f"{kind} {level}"] = squared_error(network, seen, test.x)
    reader = linear_probe.fit(network.encode(train.x), train.labels)
    found["probe"] = reader.accuracy(network.encode(test.x), test.labels)
    if network.m == SAMPLED:
        found |= sampled(network, train)
    if isinstance(network, VariationalAutoencoder):
        found |= bound(network, test.x)
    return _round(found)


def metrics(train: Digits, test: Digits) -> dict[str, dict[str, float]]:
    """What needs no network: the damaged digits themselves, the linear denoiser, the mean digit;
    samples of two principal components, and real digits in their place."""
    clean = linear_denoiser.moments(train.x)
    noisy, linear = {}, {}
    for (kind, level), seen in damaged(test.x).items():
        name = f"{kind} {level}"
        noisy[name] = float(((seen - test.x) ** 2).mean())
        x_hat = linear_denoiser.fit(clean, kind, level).reconstruct(seen)
        linear[name] = float(((x_hat - test.x) ** 2).mean())
    mean = {"clean": float(((test.x - clean.mean) ** 2).mean())}
    found = {"as damaged": noisy, "ridge": linear, "mean digit": mean}
    found["pca, two numbers"] = sampled(as_network(pca.fit(train.x, SAMPLED)), train)
    found["digits as samples"] = judged(test.x, train)
    return {name: _round(figures) for name, figures in found.items()}


def damaged(x: Array) -> dict[tuple[str, float], Array]:
    """The same x (n, d) under each damage."""
    return {
        (kind, level): corrupt(kind, x, level, np.random.default_rng(SEED))
        for kind, level in DAMAGE
    }


def _flagged(network: Network, test: Digits, without: int) -> dict[str, float]:
    x_hat, unseen = network.reconstruct(test.x), test.labels == without
    error, relative = (
        score(test.x, x_hat)
        for score in (anomaly_score.reconstruction_error, anomaly_score.relative_error)
    )
    found = {
        "clean, seen classes": float(error[~unseen].mean()),
        "clean, unseen class": float(error[unseen].mean()),
        "auroc": roc(error, unseen).area,
        "auroc, error over energy": roc(relative, unseen).area,
    }
    return _round(found)


def _round(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, PLACES) for name, value in figures.items()}
