"""One network, trained on the very damage of a strokes case, beside the lab's surrogate.

The recipe is that of core.theory.fidelity_study: full batch, fresh damage in every step, steps and
rate of core.theory.small_autoencoder. The scenario's seed fixes start and damage. Where a code is
too narrow for its family, training magnifies rounding, so that another machine may train another
network of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from core.labs.strokes.lab import draw_case, settings
from core.numerics.array_types import Floats
from core.numerics.corruption import corrupt
from core.theory.small_autoencoder import STEPS, initial, train
from core.theory.verdict import Verdict, classify
from core.trial.scenario import Scenario

EVERY = 50  # steps from one sign of life to the next: 2 to 4 ms natively, 3 to 30 in WebAssembly
STREAM = (
    2  # of the scenario's seed; core.labs.strokes.lab takes 0 for the target and 1 for the damage
)


@dataclass(frozen=True, eq=False)
class NetworkTraining:
    """After `step` of `steps`: the squared error of that step's batch, summed over pixels and
    averaged over patterns; what the network now makes of the case's x_tilde, x_hat (d,) in 0..1;
    and after the last step the verdict on that."""

    step: int
    steps: int
    loss: float
    x_hat: Floats
    verdict: Verdict | None


def train_network(scenario: Scenario) -> Iterator[NetworkTraining]:
    """Train, with a pause for others every EVERY steps. Only for a trial that was revealed."""
    family, m, kind, level, mode = settings(scenario)
    seed = scenario.integer("seed")
    target, x_tilde = draw_case(family, kind, level, seed)
    rng = np.random.default_rng([seed, STREAM])
    network = initial(family.d, m, rng)
    draw = partial(corrupt, kind, family.patterns, level, rng)
    for now in train(
        network, family.patterns, draw, denoising=mode == "denoising", steps=STEPS, every=EVERY
    ):
        x_hat = now.network.reconstruct(x_tilde[None])[0]  # (1,d) -> (d,)
        ended = now.step == STEPS
        verdict = classify(family.patterns, target, x_tilde, x_hat) if ended else None
        yield NetworkTraining(now.step, STEPS, float(now.loss), x_hat, verdict)
