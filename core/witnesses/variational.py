"""Variational autoencoders: what the weight on the KL buys and costs, and what the prior reaches.

All learn the ten seven-segment digits with a code of two numbers, from the same seed.
"""

from __future__ import annotations

from collections import deque
from functools import cache

import numpy as np

from core.data.pattern_families import load_family
from core.network import training, variational_training
from core.network.elbo import Elbo, elbo
from core.network.network import Network
from core.network.objective import Objective
from core.network.training_config import TrainingConfig
from core.network.variational_autoencoder import VariationalAutoencoder
from core.numerics.array_types import Floats
from core.theory.verdict import DECIMALS, clear_member
from core.witnesses.witness import Witness

RECIPE = TrainingConfig(
    (45, 32, 2, 32, 45), hidden="tanh", objective=Objective("cross_entropy"), rate=0.03, batch=10,
    epochs=600, dtype="float64",
)  # fmt: skip
LOW, HIGH, LARGE = 1.0, 3.0, 10.0  # weights on the KL


def beta_trades_code_for_error() -> float:
    """The smaller of two factors from beta 1 to 3: what the KL falls by, what the loss grows by."""
    low, high = _measured(LOW), _measured(HIGH)
    kl = low.kl.sum(axis=1).mean() / high.kl.sum(axis=1).mean()
    loss = high.reconstruction.mean() / low.reconstruction.mean()  # both are negative
    return float(min(kl, loss))


def large_beta_silences_the_code() -> float:
    """At beta 10: the KL of the code number that tells most, in nats, mean over the digits."""
    return float(_measured(LARGE).kl.mean(axis=0).max())


def prior_reaches_more_patterns() -> float:
    """How many of the ten digits come up clearly among 1,000 decoded codes from N(0, I), at beta 1,
    less how many do with a plain autoencoder."""
    plain = deque(training.train(RECIPE, digits(), every=10**9), maxlen=1).pop().network
    return float(_reached(digits_network(LOW)) - _reached(plain))


def digits() -> Floats:
    """The ten patterns (10, 45)."""
    return load_family("segments").patterns


@cache
def digits_network(beta: float) -> VariationalAutoencoder:
    """Of the ten digits, with two code numbers, trained with this weight on the KL."""
    run = variational_training.train(RECIPE, beta, digits(), every=10**9)
    return deque(run, maxlen=1).pop().network


def _measured(beta: float) -> Elbo:
    x = digits()
    noise = np.random.default_rng(1).standard_normal((100, len(x), RECIPE.widths[2]))
    return elbo(digits_network(beta), x, noise)


def _reached(network: Network) -> int:
    z = np.random.default_rng(2).standard_normal((1000, network.m))
    members = {clear_member(digits(), np.round(seen, DECIMALS)) for seen in network.decode(z)}
    return len(members - {None})


WITNESSES = (
    Witness(beta_trades_code_for_error, "at least", 1.5),
    Witness(large_beta_silences_the_code, "at most", 0.01),
    Witness(prior_reaches_more_patterns, "at least", 2.0),
)
