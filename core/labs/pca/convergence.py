"""Does a linear autoencoder's decoder close up on PCA's subspace? Trained step by step, watched.

The angle is the largest principal angle between what the decoder's rows span and PCA's subspace.
It says nothing of the rows themselves: any mixture of the principal directions spans the same.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from core.data.pca_datasets import points
from core.numerics.array_types import Floats
from core.numerics.pca import PCA, fit
from core.numerics.principal_angles import principal_angles
from core.stepwise import Step
from core.theory.linear_autoencoder_descent import HEAVY, saddle_start, train_linear

CLOSED = 1e-3  # radians below which the subspaces count as the same
OPEN = 0.1  # radians from which the angle counts as open
ALIGNED = 0.999  # |cosine| from which a row counts as a principal direction
DECIMALS = 7  # of an angle before it is compared: machines round differently
CLOSE_CALL = 1.01  # ratio of two variances below which PCA itself can hardly tell them apart
ANSWERS = ("directions", "subspace", "near", "open")
REASONS = ("line", "start", "luck", "mixture", "gap", "saddle", "steps")
MOST_LOOKS = 40  # times that a run is looked at, at most


@dataclass(frozen=True)
class Curve:
    """At each step in `steps`: the angle in radians, and the loss 1/2 E |x - x_hat|^2."""

    steps: tuple[int, ...] = ()
    angles: tuple[float, ...] = ()
    losses: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class ConvergenceOutcome:
    """What came of it.

    reason: what decided it, one of REASONS. decoder and
    directions (k, d); cosines (k, k): of each row of the decoder with each direction.
    needed: the first step looked at from which the angle stayed below CLOSED, or None.
    """

    answer: str
    reason: str
    k: int
    steps: int
    curve: Curve
    decoder: Floats
    components: Floats
    cosines: Floats
    variances: tuple[float, float]  # the last that PCA keeps, the first that it drops
    first_converged_step: int | None


def converge(
    data: str, k: int, start: str, steps: int, seed: int
) -> Generator[Step, None, ConvergenceOutcome]:
    """Train on `data` of core.data.pca_datasets with k numbers; start: "random" or "saddle"."""
    x, rng = points(data), np.random.default_rng(seed)
    wider = fit(x, k + 1)
    pca = PCA(wider.mean, wider.components[:k], wider.explained_variance[:k])
    first = saddle_start(wider, rng) if start == "saddle" else None
    curve, seen_at = Curve(), _looks(steps)
    for now in train_linear(x, k, rng, steps, descent=HEAVY, start=first):
        if now.step in seen_at:
            curve = _longer(curve, now.step, _angle(now.W2, pca), now.loss)
            yield Step(now.step, steps, curve)
    cosines = np.abs(_unit(now.W2) @ pca.components.T)  # (k,k)
    answer = classify(curve.angles[-1], cosines)
    kept, dropped = wider.explained_variance[-2:]
    return ConvergenceOutcome(
        answer=answer,
        reason=_reason(answer, k, start, float(kept / dropped)),
        k=k,
        steps=steps,
        curve=curve,
        decoder=now.W2,
        components=pca.components,
        cosines=cosines,
        variances=(float(kept), float(dropped)),
        first_converged_step=_needed(curve),
    )


def classify(angle: float, cosines: Floats) -> str:
    """The answer for the largest angle, and for |cosines| (k, k) of rows with directions."""
    angle = round(angle, DECIMALS)
    if angle >= OPEN:
        return "open"
    if angle >= CLOSED:
        return "near"
    return "directions" if cosines.max(axis=1).min() >= ALIGNED else "subspace"


def _reason(answer: str, k: int, start: str, ratio: float) -> str:
    if answer == "directions":
        if k == 1:
            return "line"
        return "start" if start == "saddle" else "luck"
    if answer == "subspace":
        return "mixture"
    if ratio < CLOSE_CALL:
        return "gap"
    return "saddle" if start == "saddle" else "steps"


def _angle(W2: Floats, pca: PCA) -> float:
    return float(principal_angles(W2, pca.components)[-1])


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def _looks(steps: int) -> frozenset[int]:
    """Steps at which to look: evenly, and always the last."""
    return frozenset(round(steps * i / MOST_LOOKS) for i in range(1, MOST_LOOKS + 1)) - {0} | {1}


def _longer(curve: Curve, step: int, angle: float, loss: float) -> Curve:
    return Curve((*curve.steps, step), (*curve.angles, angle), (*curve.losses, loss))


def _needed(curve: Curve) -> int | None:
    found = None
    for step, angle in zip(curve.steps, curve.angles, strict=True):
        if angle >= CLOSED:
            found = None
        elif found is None:
            found = step
    return found
