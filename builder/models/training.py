"""Make one of the networks that the labs start from, with the same `core` that runs in the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

import numpy as np

from builder.models.network_metrics import measured
from builder.models.network_specs import NetworkSpec
from builder.models.quantized_training import rounded
from core.data.digits import Digits
from core.network import quantized_file, training, variational_training
from core.network.network import Network
from core.network.pca_as_network import as_network
from core.network.training import N, TrainingProgress
from core.network.variational_autoencoder import VariationalAutoencoder, with_log_variance
from core.numerics import pca

POLISH = 30  # epochs with rounded weights
NEVER = 10**9  # steps: nobody watches


@dataclass(frozen=True)
class Made:
    """sent: the compact form, if it is sent; its test figures."""

    sent: bytes | None
    figures: Mapping[str, Any]


def make(one: NetworkSpec, learnt: Digits, test: Digits) -> Made:
    """Train it on what it may see of `learnt`, round it, and measure both."""
    some = chosen(learnt, one)
    start = monotonic()
    network = _network(one, some)
    figures: dict[str, Any] = {
        "weights": sum(layer.W.size for layer in network.layers),
        "seconds": round(monotonic() - start, 1),
        "trained": measured(network, some, test, one.without),
    }
    if one.bits is None:
        return Made(None, figures)
    network = _rounded(network, one, some)
    sent = quantized_file.pack(network, one.bits)
    unpacked = quantized_file.unpack(sent)
    if isinstance(network, VariationalAutoencoder):  # whose log-variance is measured, but not sent
        unpacked = with_log_variance(unpacked, network.log_variance)
    figures["sent"] = measured(unpacked, some, test, one.without)
    figures["bytes"] = len(sent)
    return Made(sent, figures)


def chosen(digits: Digits, one: NetworkSpec) -> Digits:
    """Those training digits that it may see."""
    rows = np.flatnonzero(digits.labels != one.without)[: one.first]
    return replace(digits, x=digits.x[rows], labels=digits.labels[rows])


def _network(one: NetworkSpec, digits: Digits) -> Network:
    if one.recipe is None:
        return as_network(pca.fit(digits.x, one.pca or 0))
    if one.beta is None:
        return _last(training.train(one.recipe, digits.x, every=NEVER))
    return _last(variational_training.train(one.recipe, one.beta, digits.x, every=NEVER))


def _last(run: Iterator[TrainingProgress[N]]) -> N:
    return deque(run, maxlen=1).pop().network


def _rounded(network: Network, one: NetworkSpec, digits: Digits) -> Network:
    if one.recipe is None or one.bits is None:
        return network
    if isinstance(network, VariationalAutoencoder) and one.beta is not None:
        variational = variational_training.trainable(network, one.beta)
        return rounded(variational, one.recipe, digits.x, one.bits, POLISH)
    plain = training.trainable(network, one.recipe)
    return rounded(plain, one.recipe, digits.x, one.bits, POLISH)
