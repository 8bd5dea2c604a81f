"""What several witnesses look at: the toy's patterns, its exact oracle, and trained networks."""

from __future__ import annotations

from functools import cache, partial

import numpy as np

from core.data.pattern_families import load_family
from core.numerics.array_types import Floats
from core.theory.bayes_denoiser import BayesDenoiser, bayes_denoiser
from core.theory.small_autoencoder import (
    RATE,
    TOY_FLIP_ON,
    TOY_MASK,
    ToyNetwork,
    initial,
    toy_damage,
    train,
)


def patterns() -> Floats:
    """The four patterns (4, 6)."""
    return load_family("toy").patterns


@cache
def exact() -> BayesDenoiser:
    """The best denoiser under the damage that the networks are trained on."""
    return bayes_denoiser(patterns(), 1.0 - TOY_MASK, TOY_FLIP_ON)


@cache
def networks(m: int, count: int, *, denoising: bool = True, steps: int = 2500) -> ToyNetwork:
    """`count` networks of width m, trained side by side from one seed."""
    x = np.broadcast_to(patterns(), (count, *patterns().shape))
    rng = np.random.default_rng(m)
    start = initial(x.shape[-1], m, rng, (count,))
    draw = partial(toy_damage, x, rng)
    *_, last = train(
        start, patterns(), draw, denoising=denoising, steps=steps, rate=RATE, every=steps
    )
    return last.network
