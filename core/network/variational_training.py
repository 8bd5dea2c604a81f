"""Training a variational autoencoder: for each example of a batch one code is drawn afresh."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from core.network.elbo import check_beta, value_and_gradient
from core.network.objective import Objective
from core.network.parameter_vector import architecture
from core.network.training import Trainable, TrainingProgress, check_examples, descend
from core.network.training_config import TrainingConfig
from core.network.variational_autoencoder import (
    VariationalAutoencoder,
    flatten,
    from_vector,
    variational,
)
from core.numerics.array_types import Array


def train(
    config: TrainingConfig, beta: float, x: Array, *, every: int = 10
) -> Iterator[TrainingProgress[VariationalAutoencoder]]:
    """Like core.network.training.train, with -(reconstruction - beta KL) in nats as its loss.

    x (n, d) in [0, 1]. The config's seed decides the noise, too. The encoder and the decoder begin
    as those of a plain network of the same seed do.
    """
    check_recipe(config, beta)
    check_examples(config, x, every)
    rng = np.random.default_rng(config.seed)
    network = variational(config.build(rng), rng)
    return descend(trainable(network, beta), config, x, rng, every)


def trainable(network: VariationalAutoencoder, beta: float) -> Trainable[VariationalAutoencoder]:
    """A network on its way to a high reconstruction - beta KL."""

    def gradient(
        network: VariationalAutoencoder, x: Array, rng: np.random.Generator
    ) -> tuple[float, Array]:
        noise = rng.standard_normal((len(x), network.m)).astype(network.dtype, copy=False)
        return value_and_gradient(network, x, noise, beta)

    return Trainable(flatten(network), partial(from_vector, architecture(network)), gradient)


def check_recipe(config: TrainingConfig, beta: float) -> None:
    """Raise ValueError unless a variational autoencoder can be trained so."""
    check_beta(beta)
    if config.objective != Objective("cross_entropy"):
        raise ValueError(
            f"objective is {config.objective}; allowed with beta: cross_entropy without penalties"
        )
    if config.code != "linear":
        raise ValueError(f"code is {config.code!r}; allowed with beta: linear")
    if config.corruption is not None:
        raise ValueError(f"corruption is {config.corruption!r}; allowed with beta: none")
