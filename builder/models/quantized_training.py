"""Train a network a little further while its weights are rounded, so that few bits lose little.

Rounded afterwards, an autoencoder of digits makes twice the error at 4 bits a weight, and ten times
the error at 3. Here each step takes the gradient at the rounded weights and moves the exact ones
behind them (the straight-through estimator of Courbariaux et al. 2015).
"""

from __future__ import annotations

from math import prod

import numpy as np

from core.network.optimizer import Adam, cosine_rate
from core.network.parameter_vector import architecture
from core.network.training import N, Trainable
from core.network.training_config import TrainingConfig
from core.numerics.array_types import Array

# The largest weight that is kept, in standard deviations of its matrix, by the number of bits: the
# best limits for normally distributed numbers (Max 1960), as the rest is clipped.
LIMITS = {3: 1.9, 4: 2.7, 5: 3.4, 6: 4.0}
RATE = 2e-3


def rounded(trained: Trainable[N], recipe: TrainingConfig, x: Array, bits: int, epochs: int) -> N:
    """The network after `epochs` more epochs on x (n, d), all its matrices of 2^bits - 1 levels.

    `core.network.quantized_file.pack` with as many bits keeps every such weight. What it does not
    keep, the log-variance of a variational autoencoder, is trained on and not rounded.
    """
    weights = trained.weights
    step = np.zeros_like(weights)  # between two levels; 0 for what is not rounded
    start = 0
    for one in architecture(trained.build(weights)).shapes:
        part = slice(start, start + prod(one))
        if len(one) == 2:
            limit = min(LIMITS[bits] * weights[part].std(), np.abs(weights[part]).max())
            step[part] = limit / (2 ** (bits - 1) - 1)
        start = part.stop
    of_matrix = step > 0.0
    scale = np.where(of_matrix, step, 1.0).astype(weights.dtype)
    limits = np.where(of_matrix, step * (2 ** (bits - 1) - 1), np.inf).astype(weights.dtype)

    def on_levels() -> Array:
        return np.where(of_matrix, np.rint(weights / scale) * scale, weights)

    rng = np.random.default_rng([recipe.seed, bits])
    mover, in_epoch = Adam(weights), -(-len(x) // recipe.batch)
    np.clip(weights, -limits, limits, out=weights)
    for number in range(epochs * in_epoch):
        place = number % in_epoch
        if place == 0:
            order = rng.permutation(len(x))
        batch = x[order[place * recipe.batch : (place + 1) * recipe.batch]]
        _, slope = trained.gradient(trained.build(on_levels()), batch, rng)
        mover.step(weights, slope, cosine_rate(RATE, number, epochs * in_epoch))
        np.clip(weights, -limits, limits, out=weights)
    return trained.build(on_levels())
