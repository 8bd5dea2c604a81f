"""What the worker of `ours.js` runs: batches drawn, steps and progress as in a lab."""

from collections.abc import Callable

import numpy as np

from core.network.training import train
from core.network.training_config import TrainingConfig

BATCH, BATCHES, TENS = 128, 30, 10


def begin(widths: list[int]) -> Callable[[int], float]:
    """A function that makes so many steps, some tens, and gives the loss of the last ones."""
    recipe = TrainingConfig(tuple(map(int, widths)), batch=BATCH, epochs=1_000_000)
    x = np.random.default_rng(0).random((BATCH * BATCHES, widths[0])).astype(np.float32)
    run = train(recipe, x, every=TENS)
    return lambda steps: [next(run).loss for _ in range(steps // TENS)][-1]
