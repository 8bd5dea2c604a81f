"""Make one of the networks that the labs start from, with the same `core` that runs in the page."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any

import numpy as np

from builder.measures import measured
from builder.rounding import rounded
from builder.wanted import Wanted
from core import archive, compact, pca
from core.digits import Digits
from core.learning import train
from core.network import Network
from core.pca_network import as_network

POLISH = 30  # epochs with rounded weights


@dataclass(frozen=True)
class Made:
    """whole: an `.npz` archive; sent: the compact form, if it is sent; its test figures."""

    whole: bytes
    sent: bytes | None
    figures: Mapping[str, Any]


def make(one: Wanted, learnt: Digits, test: Digits) -> Made:
    """Train it on what it may see of `learnt`, round it, and measure both."""
    some = chosen(learnt, one)
    start = monotonic()
    network = _network(one, some)
    figures: dict[str, Any] = {
        "weights": sum(layer.W.size for layer in network.layers),
        "seconds": round(monotonic() - start, 1),
        "trained": measured(network, some, test, one.without),
    }
    whole = archive.save(network, one.recipe, figures=figures["trained"])
    if one.bits is None:
        return Made(whole, None, figures)
    if one.recipe:
        network = rounded(network, one.recipe, some.x, one.bits, POLISH)
    sent = compact.pack(network, one.bits)
    figures["sent"] = measured(compact.unpack(sent), some, test, one.without)
    figures["bytes"] = len(sent)
    return Made(whole, sent, figures)


def chosen(digits: Digits, one: Wanted) -> Digits:
    """Those training digits that it may see."""
    rows = np.flatnonzero(digits.labels != one.without)[: one.first]
    return replace(digits, x=digits.x[rows], labels=digits.labels[rows])


def _network(one: Wanted, digits: Digits) -> Network:
    if one.recipe is None:
        return as_network(pca.fit(digits.x, one.pca or 0))
    return deque(train(one.recipe, digits.x, every=10**9), maxlen=1).pop().network
