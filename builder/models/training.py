"""Make one of the networks that the labs start from, with the same `core` that runs in the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

import numpy as np

from builder.models.network_metrics import measured
from builder.models.network_specs import NetworkSpec
from builder.models.quantized_training import rounded
from core.data.digits import Digits
from core.network import quantized_file
from core.network.network import Network
from core.network.pca_as_network import as_network
from core.network.training import train
from core.numerics import pca

POLISH = 30  # epochs with rounded weights


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
    if one.recipe:
        network = rounded(network, one.recipe, some.x, one.bits, POLISH)
    sent = quantized_file.pack(network, one.bits)
    figures["sent"] = measured(quantized_file.unpack(sent), some, test, one.without)
    figures["bytes"] = len(sent)
    return Made(sent, figures)


def chosen(digits: Digits, one: NetworkSpec) -> Digits:
    """Those training digits that it may see."""
    rows = np.flatnonzero(digits.labels != one.without)[: one.first]
    return replace(digits, x=digits.x[rows], labels=digits.labels[rows])


def _network(one: NetworkSpec, digits: Digits) -> Network:
    if one.recipe is None:
        return as_network(pca.fit(digits.x, one.pca or 0))
    return deque(train(one.recipe, digits.x, every=10**9), maxlen=1).pop().network
