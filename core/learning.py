"""Training as a generator: mini-batches, fresh damage for each, history, early stop, resume.

`for progress in train(recipe, x): ...` may end anywhere; `train(recipe, x, resume=progress.state)`
goes on exactly where it was, with the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import weights
from core.arrays import Array, check_rows
from core.corruption import corrupt
from core.network import Network
from core.objective import squared_error, value_and_gradient
from core.optimizer import Optimizer, begin, rate_at
from core.recipe import Recipe

FAR = 10.0  # a loss so many times the first one is divergence
UNSEEN = 1  # validation examples are damaged once, from the seed [recipe.seed, UNSEEN]


@dataclass(frozen=True)
class Point:
    """One entry of the history: the mean loss of the batches since the one before."""

    step: int
    loss: float
    validation: float | None  # MSE, at the end of an epoch


@dataclass(frozen=True, eq=False)
class State:
    """All that going on takes. Arrays are copies, (size,) as in core.weights."""

    recipe: Recipe
    step: int
    weights: Array
    optimizer: Optimizer
    generator: Mapping[str, Any]  # of the bit generator
    order: NDArray[np.intp]  # of the examples in this epoch
    first_loss: float | None
    best: Array
    best_error: float
    waited: int  # epochs since then
    history: tuple[Point, ...]


@dataclass(frozen=True, eq=False)
class Progress:
    """After `step` of `steps` steps, in epoch 1..epochs.

    loss        mean of the objective over the batches since the last Progress
    validation  last measured MSE of the validation examples, None before the first epoch's end
    network     as it is now; with patience, at the end, the one with the best validation error
    ended       "" while it goes on, "done", or "early" when patience ran out
    """

    step: int
    steps: int
    epoch: int
    loss: float
    validation: float | None
    network: Network
    history: tuple[Point, ...]
    state: State
    ended: str = ""


class Diverged(ArithmeticError):
    """Training that is stopped: `loss` at `step`; `network` has the last good weights (`good`)."""

    def __init__(self, loss: float, step: int, first: float, network: Network, good: int) -> None:
        super().__init__(
            f"the loss is {loss:g} at step {step}; allowed: at most {FAR * first:g}, {FAR:g} times "
            f"the first one. The weights of step {good} are kept"
        )
        self.loss, self.step, self.network, self.good = loss, step, network, good


def train(
    recipe: Recipe,
    x: Array,
    validation: Array | None = None,
    *,
    every: int = 10,
    resume: State | None = None,
) -> Iterator[Progress]:
    """Train on x (n, d); yields every `every` steps, after each epoch and at the end.

    With corruption each batch is damaged anew and the target is the clean one. Raises ValueError
    for data or a state that do not fit, and Diverged, while it runs.
    """
    d = recipe.widths[0]
    check_rows(x, d, "x")
    if validation is not None:
        check_rows(validation, d, "validation")
    elif recipe.patience is not None:
        raise ValueError(f"patience is {recipe.patience} without validation examples")
    if recipe.objective.loss == "cross_entropy" and not 0.0 <= x.min() <= x.max() <= 1.0:
        raise ValueError(f"x is in {x.min():g} to {x.max():g}; allowed with cross_entropy: 0 to 1")
    if every < 1:
        raise ValueError(f"every is {every}; allowed: 1 and up")
    if resume is not None and (resume.recipe != recipe or len(resume.order) != len(x)):
        raise ValueError(
            f"the state is of {resume.recipe} with {len(resume.order)} examples; "
            f"allowed: {recipe} with {len(x)}"
        )
    return _Run(recipe, x, validation, resume).progress(every)


class _Run:
    """Training under way: the weights are one vector, changed in place under the network."""

    def __init__(
        self, recipe: Recipe, x: Array, validation: Array | None, resume: State | None
    ) -> None:
        self.recipe, self.rng = recipe, np.random.default_rng(recipe.seed)
        self.x: Array = x.astype(recipe.dtype, copy=False)
        self.validation = validation
        network = recipe.build(self.rng)
        state = resume or self._before(network)
        self.rng.bit_generator.state = state.generator
        self.weights, self.mover = state.weights.copy(), state.optimizer.copy()
        self.plan = weights.plan(network)
        self.network = self.plan.over(self.weights)
        self.step, self.order, self.state = state.step, state.order, state
        self.in_epoch = -(-len(x) // recipe.batch)  # steps; the last one takes what remains
        self.steps = recipe.epochs * self.in_epoch
        self.first_loss, self.losses = state.first_loss, list[float]()
        self.good = state

    def _before(self, network: Network) -> State:
        start = weights.vector(network)
        return State(
            recipe=self.recipe,
            step=0,
            weights=start,
            optimizer=begin(self.recipe.optimizer, start),
            generator=self.rng.bit_generator.state,
            order=np.arange(len(self.x)),
            first_loss=None,
            best=start,
            best_error=math.inf,
            waited=0,
            history=(),
        )

    def progress(self, every: int) -> Iterator[Progress]:
        """Go on until the end, whichever comes first."""
        while self.step < self.steps and not self._out_of_patience():
            if self.step % self.in_epoch == 0:
                self.order = self.rng.permutation(len(self.x))
            with np.errstate(over="ignore", invalid="ignore"):  # divergence is told by _check
                self._advance()
            if self.step % self.in_epoch == 0 or self.step % every == 0:
                yield self._report()

    def _advance(self) -> None:
        """One step, on the next batch."""
        recipe, start = self.recipe, self.step % self.in_epoch * self.recipe.batch
        clean = self.x[self.order[start : start + recipe.batch]]
        seen = self._damaged(clean, self.rng)
        loss, gradient = value_and_gradient(self.network, seen, clean, recipe.objective)
        if self.first_loss is None:
            self.first_loss = loss
        self._check(loss)
        rate = rate_at(recipe.schedule, recipe.rate, self.step, self.steps)
        self.mover.move(self.weights, gradient, rate)
        self.losses.append(loss)
        self.step += 1

    def _check(self, loss: float) -> None:
        first = self.first_loss or 0.0
        if not loss <= FAR * first or not math.isfinite(loss):
            kept = self.plan.over(self.good.weights)
            raise Diverged(loss, self.step, first, kept, self.good.step)
        if self.state.step == self.step and loss <= first:  # these weights were kept, and are good
            self.good = self.state

    def _report(self) -> Progress:
        """What there is so far; a state is made of it."""
        loss = math.fsum(self.losses) / len(self.losses)
        self.losses.clear()
        if not np.isfinite(self.weights).all():  # no batch may follow that would tell
            self._check(math.nan)
        history = self.state.history
        measured = self._measured() if self.step % self.in_epoch == 0 else None
        kept = self.weights.copy()
        self.state = replace(
            self.state,
            step=self.step,
            weights=kept,
            optimizer=self.mover.copy(),
            generator=self.rng.bit_generator.state,
            order=self.order,
            first_loss=self.first_loss,
            history=(*history, Point(self.step, loss, measured)),
        )
        if measured is not None:
            better = measured < self.state.best_error
            self.state = replace(
                self.state,
                best=kept if better else self.state.best,
                best_error=min(measured, self.state.best_error),
                waited=0 if better else self.state.waited + 1,
            )
        ended = self._ended()
        shown = self.state.best if ended and self.recipe.patience else kept
        return Progress(
            step=self.step,
            steps=self.steps,
            epoch=-(-self.step // self.in_epoch),
            loss=loss,
            validation=next(
                (p.validation for p in self.state.history[::-1] if p.validation is not None), None
            ),
            network=self.plan.over(shown),
            history=self.state.history,
            state=self.state,
            ended=ended,
        )

    def _ended(self) -> str:
        if self._out_of_patience():
            return "early"
        return "done" if self.step == self.steps else ""

    def _out_of_patience(self) -> bool:
        patience = self.recipe.patience
        return patience is not None and self.state.waited >= patience

    def _damaged(self, clean: Array, rng: np.random.Generator) -> Array:
        kind = self.recipe.corruption
        return clean if kind is None else corrupt(kind, clean, self.recipe.level, rng)

    def _measured(self) -> float | None:
        """MSE of the validation examples, damaged the same way each time."""
        if self.validation is None:
            return None
        clean: Array = self.validation.astype(self.recipe.dtype, copy=False)
        seen = self._damaged(clean, np.random.default_rng([self.recipe.seed, UNSEEN]))
        return squared_error(self.network, seen, clean)
