"""One example on its way through the toy network, step by step, with every number in between.

The pattern 111000, damaged into 101000, meets the network as it starts (seed 0), is compared with
its clean self, changes the weights once, and meets the network again after the whole training.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.data.pattern_families import load_family
from core.numerics.array_types import Floats
from core.theory.small_autoencoder import RATE, ToyNetwork, initial, loss_and_gradient, train_toy

WIDTH = 2
SEED = 0
LOST = 1  # the pixel that the damage puts out


@dataclass(frozen=True, eq=False)
class WorkedExample:
    """The numbers, by the names that the lesson's storyboard uses.

    x, x_tilde, x_hat, e, after, final, final_e (6,): pixels; e = x_hat - x. preactivation, z,
    after_z, final_z and clean_z (2,): the code before tanh, after it, after one step, at the end of
    training, and then for x itself. error, error_after and error_final are mean squared errors.
    start, once, trained: the network before its first step, after one, and at the end.
    """

    x: Floats
    x_tilde: Floats
    preactivation: Floats
    z: Floats
    x_hat: Floats
    e: Floats
    error: float
    after_z: Floats
    after: Floats
    error_after: float
    final_z: Floats
    clean_z: Floats
    final: Floats
    final_e: Floats
    error_final: float
    start: ToyNetwork
    once: ToyNetwork
    trained: ToyNetwork


def worked_example() -> WorkedExample:
    """Compute it. The update follows the gradient of this one example alone."""
    patterns = load_family("toy").patterns
    x = patterns[0]
    x_tilde = x.copy()
    x_tilde[LOST] = 0.0
    seen, target = x_tilde[None], x[None]  # (1,d)
    start = initial(len(x), WIDTH, np.random.default_rng(SEED))
    _, g = loss_and_gradient(start, seen, target)
    once = ToyNetwork(*(w - RATE * d for w, d in _pairs(start, g)))
    *_, last = train_toy(patterns, WIDTH, SEED)
    x_hat, after = start.reconstruct(seen)[0], once.reconstruct(seen)[0]
    final = last.network.reconstruct(seen)[0]
    return WorkedExample(
        x=x,
        x_tilde=x_tilde,
        preactivation=(seen @ start.W1 + start.b1)[0],
        z=start.encode(seen)[0],
        x_hat=x_hat,
        e=x_hat - x,
        error=float(np.mean((x_hat - x) ** 2)),
        after_z=once.encode(seen)[0],
        after=after,
        error_after=float(np.mean((after - x) ** 2)),
        final_z=last.network.encode(seen)[0],
        clean_z=last.network.encode(target)[0],
        final=final,
        final_e=final - x,
        error_final=float(np.mean((final - x) ** 2)),
        start=start,
        once=once,
        trained=last.network,
    )


def _pairs(net: ToyNetwork, gradient: ToyNetwork) -> tuple[tuple[Floats, Floats], ...]:
    return (
        (net.W1, gradient.W1),
        (net.b1, gradient.b1),
        (net.W2, gradient.W2),
        (net.b2, gradient.b2),
    )
