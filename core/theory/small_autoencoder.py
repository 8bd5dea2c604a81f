"""A small autoencoder trained by backpropagation: tanh code, sigmoid output, untied weights.

Leading axes of the weights hold many networks at once (say (B, d, m)); everything broadcasts.

The learning rate is 0.3. At the seed program's 1.0 training is chaotic: a change of 1e-15 in one
weight grows to 2.6 by step 2,500, so two machines print different numbers. At 0.3 the largest
difference stays near 4e-12, and every one of the seeds 0..199 recovers 111000 from 101000
(each pixel on the right side of 1/2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from core.numerics.array_types import Floats
from core.numerics.corruption import corrupt

RATE = 0.3
STEPS = 2500
TOY_MASK = 0.30
TOY_FLIP_ON = 0.03
INIT_SD = 0.4  # the seed program's: small enough for tanh to start nearly linear


@dataclass(frozen=True)
class ToyNetwork:
    """Weights W1 (..., d, m), W2 (..., m, d) and biases b1 (..., 1, m), b2 (..., 1, d)."""

    W1: Floats
    b1: Floats
    W2: Floats
    b2: Floats

    def encode(self, x: Floats) -> Floats:
        """Codes in (-1, 1): x (..., k, d) gives (..., k, m)."""
        return np.tanh(x @ self.W1 + self.b1)  # (k,d)(d,m) + (1,m)

    def decode(self, z: Floats) -> Floats:
        """Reconstructions in (0, 1): z (..., k, m) gives (..., k, d)."""
        return sigmoid(z @ self.W2 + self.b2)  # (k,m)(m,d) + (1,d)

    def reconstruct(self, x: Floats) -> Floats:
        """decode(encode(x)): (..., k, d) gives (..., k, d)."""
        return self.decode(self.encode(x))


@dataclass(frozen=True)
class ToyProgress:
    """After `step` steps: the networks, and each one's loss on that step's batch, shape (...)."""

    step: int
    network: ToyNetwork
    loss: Floats


def sigmoid(a: Floats) -> Floats:
    """1 / (1 + exp(-a)), written with tanh so that no value of a overflows."""
    return 0.5 + 0.5 * np.tanh(0.5 * a)


def initial(d: int, m: int, rng: np.random.Generator, batch: tuple[int, ...] = ()) -> ToyNetwork:
    """Weights 0.4 * N(0, 1), biases 0. Raises ValueError for a width outside 1..d."""
    if not 1 <= m <= d:
        raise ValueError(f"bottleneck width m is {m}; allowed: 1 to {d}")
    W1 = INIT_SD * rng.standard_normal((*batch, d, m))
    W2 = INIT_SD * rng.standard_normal((*batch, m, d))
    return ToyNetwork(W1, np.zeros((*batch, 1, m)), W2, np.zeros((*batch, 1, d)))


def loss_and_gradient(net: ToyNetwork, x_in: Floats, target: Floats) -> tuple[Floats, ToyNetwork]:
    """Squared error summed over pixels, averaged over the n patterns, and its gradient.

    x_in and target (..., n, d). Returns the loss (...) and the gradient, shaped like the weights.
    """
    n = target.shape[-2]
    z = net.encode(x_in)  # (n,d) -> (n,m)
    y = net.decode(z)  # (n,m) -> (n,d)
    loss = ((y - target) ** 2).sum(axis=(-2, -1)) / n
    dy = (2.0 / n) * (y - target) * y * (1.0 - y)  # (n,d), before the sigmoid
    dz = (dy @ net.W2.swapaxes(-1, -2)) * (1.0 - z * z)  # (n,d)(d,m), before the tanh
    return np.asarray(loss), ToyNetwork(
        W1=x_in.swapaxes(-1, -2) @ dz,  # (d,n)(n,m)
        b1=dz.sum(axis=-2, keepdims=True),
        W2=z.swapaxes(-1, -2) @ dy,  # (m,n)(n,d)
        b2=dy.sum(axis=-2, keepdims=True),
    )


def train(
    net: ToyNetwork,
    x: Floats,
    draw: Callable[[], Floats],
    *,
    denoising: bool = True,
    steps: int = STEPS,
    rate: float = RATE,
    every: int = 250,
) -> Iterator[ToyProgress]:
    """Full-batch gradient descent; yields progress every `every` steps and after the last.

    x (n, d) clean patterns; draw() gives a freshly damaged batch (..., n, d) for each step. The
    target is x when denoising, and the damaged batch itself when not (a plain autoencoder).
    """
    if steps < 1 or every < 1:
        raise ValueError(f"steps and every are {steps} and {every}; allowed: 1 and up")
    for step in range(1, steps + 1):
        x_in = draw()
        target = np.broadcast_to(x, x_in.shape) if denoising else x_in
        loss, g = loss_and_gradient(net, x_in, target)
        net = ToyNetwork(
            net.W1 - rate * g.W1, net.b1 - rate * g.b1, net.W2 - rate * g.W2, net.b2 - rate * g.b2
        )
        if step % every == 0 or step == steps:
            yield ToyProgress(step, net, loss)


def toy_damage(x: Floats, rng: np.random.Generator) -> Floats:
    """The seed program's damage: flip-on 0.03 of off pixels and masking 0.30 of on ones."""
    masked = corrupt("mask", x, TOY_MASK, rng)
    return np.where(x == 0.0, corrupt("flip_on", x, TOY_FLIP_ON, rng), masked)


def train_toy(
    patterns: Floats, m: int, seed: int, *, denoising: bool = True, steps: int = STEPS
) -> Iterator[ToyProgress]:
    """Train one network on patterns (n, d) with the seed program's damage; seed fixes all draws."""
    rng = np.random.default_rng(seed)
    net = initial(patterns.shape[1], m, rng)
    draw = partial(toy_damage, patterns, rng)
    yield from train(net, patterns, draw, denoising=denoising, steps=steps)
