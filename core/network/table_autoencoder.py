"""An autoencoder for a standardised table: small, curved (tanh), trained in a thousand steps or so.

The choices were tried on tables of 178 x 13, 569 x 30, 1,797 x 61 and 5,000 x 64: tanh was ahead of
ReLU, 2 d hidden units of d, a weight decay of 1e-3 of less, and on 134 rows 300 epochs of 1,200.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from core.network.network import Network
from core.network.objective import Objective
from core.network.training import Diverged, TrainingProgress, train
from core.network.training_config import TrainingConfig
from core.numerics.array_types import Floats

BATCH = 128
EPOCHS = 300  # at most
FEWEST_HIDDEN = 8
WEIGHT_DECAY = 1e-3
RATE = 3e-3
FAST_RATE = 1e-2  # where one batch is all rows
SEED = 0
EVERY = 8  # steps: some 20 ms in a browser


@dataclass(frozen=True, eq=False)
class Learnt:
    """The network; cut_off: whether training was ended since a loss ran away."""

    network: Network
    cut_off: bool


def step_count(n: int, steps: int) -> int:
    """How many steps `learn` takes for n rows: whole epochs, `steps` or less."""
    return _epochs(n, steps) * _in_epoch(n)


def learn(x: Floats, m: int, steps: int) -> Generator[TrainingProgress[Network], None, Learnt]:
    """Learn to give x (n, d) back from m numbers, yielding every EVERY steps.

    A few values that lie far out can make one batch's loss so large that training counts as
    diverging; then the last good weights are taken.
    """
    n, d = x.shape
    batch, hidden = _batch(n), max(FEWEST_HIDDEN, 2 * d)
    config = TrainingConfig(
        (d, hidden, m, hidden, d), hidden="tanh", output="linear", batch=batch,
        epochs=_epochs(n, steps), rate=FAST_RATE if batch == n else RATE, seed=SEED,
        objective=Objective(weight_decay=WEIGHT_DECAY),
    )  # fmt: skip
    try:
        for progress in train(config, x, every=EVERY):
            yield progress
    except Diverged as end:
        return Learnt(end.network, cut_off=True)
    return Learnt(progress.network, cut_off=False)


def _batch(n: int) -> int:
    """All rows, or BATCH of them: a last batch of a few would be a rough one."""
    return n if n < 2 * BATCH else BATCH


def _in_epoch(n: int) -> int:
    return -(-n // _batch(n))


def _epochs(n: int, steps: int) -> int:
    return max(1, min(EPOCHS, steps // _in_epoch(n)))
