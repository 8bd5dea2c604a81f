"""Training as a generator: mini-batches, fresh damage for each; a run that diverges is ended.

`for progress in train(config, x): ...` may be left at any time. `descend` is the same for any
network that is `Trainable`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from core.network.network import Network
from core.network.objective import value_and_gradient
from core.network.optimizer import Adam, cosine_rate
from core.network.parameter_vector import architecture, flatten
from core.network.training_config import TrainingConfig
from core.numerics.array_types import Array, check_rows
from core.numerics.corruption import corrupt

FAR = 10.0  # a loss so many times the first one is divergence
N = TypeVar("N", bound=Network)


@dataclass(frozen=True, eq=False)
class Trainable(Generic[N]):
    """What is trained, and what for.

    weights   (size,) all free numbers at the start; training changes them in place
    build     the network whose arrays are views of such numbers
    gradient  of a network on a batch (n, d): the objective and its gradient (size,); whatever it
              draws at random comes from the generator
    """

    weights: Array
    build: Callable[[Array], N]
    gradient: Callable[[N, Array, np.random.Generator], tuple[float, Array]]


@dataclass(frozen=True, eq=False)
class TrainingProgress(Generic[N]):
    """After `step` of `steps` steps, in epoch 1..epochs.

    loss      mean of the objective over the batches since the last one of these
    network   as it is now: its arrays are copies, (n_in, n_out) and (n_out,)
    """

    step: int
    steps: int
    epoch: int
    loss: float
    network: N

    @property
    def ended(self) -> bool:
        """Whether this was the last step."""
        return self.step == self.steps


class Diverged(ArithmeticError):
    """Training that is stopped: `loss` at `step`; `network` has the last good weights (`good`)."""

    def __init__(self, loss: float, step: int, first: float, network: Network, good: int) -> None:
        super().__init__(
            f"the loss is {loss:g} at step {step}; allowed: at most {FAR * first:g}, {FAR:g} times "
            f"the first one. The weights of step {good} are kept"
        )
        self.loss, self.step, self.network, self.good = loss, step, network, good


def train(
    config: TrainingConfig, x: Array, *, every: int = 10
) -> Iterator[TrainingProgress[Network]]:
    """Train on x (n, d); yields every `every` steps, after each epoch and at the end.

    With corruption each batch is damaged anew and the target is the clean one. Raises ValueError
    for data that do not fit, and Diverged, while it runs.
    """
    check_examples(config, x, every)
    rng = np.random.default_rng(config.seed)
    return descend(trainable(config.build(rng), config), config, x, rng, every)


def trainable(network: Network, config: TrainingConfig) -> Trainable[Network]:
    """A network on its way to the config's objective, under the config's corruption."""

    def gradient(network: Network, clean: Array, rng: np.random.Generator) -> tuple[float, Array]:
        kind = config.corruption
        seen = clean if kind is None else corrupt(kind, clean, config.level, rng)
        return value_and_gradient(network, seen, clean, config.objective)

    return Trainable(flatten(network), architecture(network).build, gradient)


def descend(
    start: Trainable[N], config: TrainingConfig, x: Array, rng: np.random.Generator, every: int
) -> Iterator[TrainingProgress[N]]:
    """Adam on mini-batches of x (n, d), as the config's rate, batch and epochs say."""
    return _Run(start, config, x, rng).progress(every)


def check_examples(config: TrainingConfig, x: Array, every: int) -> None:
    """Raise ValueError unless they can be trained on so."""
    check_rows(x, config.widths[0], "x")
    if config.objective.loss == "cross_entropy" and not 0.0 <= x.min() <= x.max() <= 1.0:
        raise ValueError(f"x is in {x.min():g} to {x.max():g}; allowed with cross_entropy: 0 to 1")
    if every < 1:
        raise ValueError(f"every is {every}; allowed: 1 and up")


class _Run(Generic[N]):
    """Training under way: the weights are one vector, changed in place under the network."""

    def __init__(
        self, start: Trainable[N], config: TrainingConfig, x: Array, rng: np.random.Generator
    ) -> None:
        self.start, self.config, self.rng = start, config, rng
        self.x: Array = x.astype(config.dtype, copy=False)
        self.weights = start.weights
        self.optimizer = Adam(self.weights)
        self.network = start.build(self.weights)
        self.step, self.order = 0, np.arange(len(x))
        self.in_epoch = -(-len(x) // config.batch)  # steps; the last one takes what remains
        self.steps = config.epochs * self.in_epoch
        self.first_loss: float | None = None
        self.losses: list[float] = []
        self.kept = self.good = (0, self.weights.copy())  # step, weights

    def progress(self, every: int) -> Iterator[TrainingProgress[N]]:
        """Go on until the end."""
        while self.step < self.steps:
            if self.step % self.in_epoch == 0:
                self.order = self.rng.permutation(len(self.x))
            with np.errstate(over="ignore", invalid="ignore"):  # divergence is told by _check
                self._advance()
            if self.step % self.in_epoch == 0 or self.step % every == 0:
                yield self._report()

    def _advance(self) -> None:
        """One step, on the next batch."""
        config, start = self.config, self.step % self.in_epoch * self.config.batch
        clean = self.x[self.order[start : start + config.batch]]
        loss, gradient = self.start.gradient(self.network, clean, self.rng)
        if self.first_loss is None:
            self.first_loss = loss
        self._check(loss)
        rate = cosine_rate(config.rate, self.step, self.steps)
        self.optimizer.step(self.weights, gradient, rate)
        self.losses.append(loss)
        self.step += 1

    def _check(self, loss: float) -> None:
        first = self.first_loss or 0.0
        if not loss <= FAR * first or not math.isfinite(loss):
            step, weights = self.good
            raise Diverged(loss, self.step, first, self.start.build(weights), step)
        if self.kept[0] == self.step and loss <= first:  # these weights were kept, and are good
            self.good = self.kept

    def _report(self) -> TrainingProgress[N]:
        """What there is so far; its weights are kept."""
        loss = math.fsum(self.losses) / len(self.losses)
        self.losses.clear()
        if not np.isfinite(self.weights).all():  # no batch may follow that would tell
            self._check(math.nan)
        self.kept = (self.step, self.weights.copy())
        return TrainingProgress(
            step=self.step,
            steps=self.steps,
            epoch=-(-self.step // self.in_epoch),
            loss=loss,
            network=self.start.build(self.kept[1]),
        )
