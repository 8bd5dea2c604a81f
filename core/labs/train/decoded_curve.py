"""Where will the curve of an autoencoder of points in the plane end, whose code is one number?

All that its decoder can draw is one curve, a place for each number. Of four marked points, which
one will it miss by most? Weights are float64 and the training is smooth: points that differ by 1e-9
end in curves that differ by as much, so the browser and CPython agree.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.data import added_points
from core.data.plane_curves import plane_points
from core.network.network import Network
from core.network.objective import squared_error
from core.network.training import train
from core.network.training_config import TrainingConfig
from core.numerics.array_types import Array, Floats
from core.numerics.corruption import corrupt
from core.numerics.pca import fit
from core.numerics.polyline import distances
from core.numerics.principal_angles import principal_angles
from core.stepwise import Step
from core.trial.scenario import Scenario

LINEAR = "linear"
MODELS = ("nonlinear", LINEAR)
ANSWERS = ("a", "b", "c", "d")  # the marked points
REASONS = ("line", "torn", "end", "cut")
HIDDEN = 16  # tanh units on either side of the code
EPOCHS, BATCHES, RATE = 1000, 3, 1e-2
FRAMES = 100  # of the film, beside its first
CODES = 101  # for which the curve is drawn
ARROWS = 40  # damaged points that are drawn, from all along the curve
DAMAGE_STREAM = 7  # of the seed
NEAR = 0.25  # within which a mark's neighbours are counted
DECIMALS = 6  # of a miss before it is compared


@dataclass(frozen=True, eq=False)
class CurveObservation:
    """What may be shown before the commit: the points, and the settings.

    x (n, 2), the added ones last; marks (MARKS,): rows of x; near (MARKS,): how many points lie
    within NEAR of each; damaged (ARROWS, 2): drawn_rows of x as the network may get them, (0, 2)
    without noise.
    """

    x: Floats
    marks: NDArray[np.intp]
    near: tuple[int, ...]
    damaged: Floats
    data: str
    model: str
    noise: float
    added: int
    widths: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Frame:
    """The network after `step` steps.

    error: MSE of what it gives back, of damaged points where there is noise; curve (CODES, 2):
    decoded from the least code of the points to the largest; x_hat: what comes of `damaged`; miss
    (MARKS,): the distances from the marks to the curve; angle: radians from the curve to PCA's
    axis, of a linear network, else None; weights: W of each layer, (n_in, n_out).
    """

    step: int
    error: float
    curve: Array
    x_hat: Array
    miss: Floats
    angle: float | None
    weights: tuple[Array, ...]


@dataclass(frozen=True, eq=False)
class Film:
    """Frames so far; axis (2, 2): two places on PCA's axis, as far out as the plane goes."""

    frames: tuple[Frame, ...]
    axis: Floats


@dataclass(frozen=True, eq=False)
class CurveOutcome:
    """What it came to. reason: one of REASONS; sparse: whether no mark has fewer points near."""

    answer: str
    miss: tuple[float, ...]  # of each mark
    reason: str
    sparse: bool
    angle: float | None
    film: Film


def observe(scenario: Scenario) -> CurveObservation:
    """See `core.trial.lab.Lab.observe`."""
    drawn = plane_points(scenario.text("data"), scenario.integer("seed"))
    added = added_points.read(scenario.text("added"))
    x = np.concatenate([drawn.x, added])
    noise = scenario.decimal("noise")
    away = np.hypot(*(x[drawn.marks, None] - x).transpose(2, 0, 1))  # (MARKS,n)
    return CurveObservation(
        x=x,
        marks=drawn.marks,
        near=tuple(int(count) for count in (away < NEAR).sum(axis=1) - 1),
        damaged=_damaged(x, noise, scenario.integer("seed"))[drawn_rows(len(x)) if noise else []],
        data=scenario.text("data"),
        model=scenario.text("model"),
        noise=noise,
        added=len(added),
        widths=training_config(scenario, len(x)).widths,
    )


def run(scenario: Scenario) -> Generator[Step, None, CurveOutcome]:
    """Train; each step is a frame of the film."""
    shown = observe(scenario)
    config = training_config(scenario, len(shown.x))
    pca = fit(shown.x, 1)
    axis = pca.decode(np.array([[-added_points.EDGE], [added_points.EDGE]]))
    given = _damaged(shown.x, shown.noise, scenario.integer("seed"))
    frames: list[Frame] = []

    def keep(step: int, network: Network) -> Film:
        z = network.encode(shown.x)
        curve = network.decode(np.linspace(z.min(), z.max(), CODES)[:, None])
        straight = shown.model == LINEAR
        frames.append(Frame(
            step=step,
            error=squared_error(network, given, shown.x),
            curve=curve,
            x_hat=network.reconstruct(shown.damaged),
            miss=distances(shown.x[shown.marks], curve),
            angle=_angle(network, pca.components) if straight else None,
            weights=tuple(layer.W for layer in network.layers),
        ))  # fmt: skip
        return Film(tuple(frames), axis)

    steps = EPOCHS * BATCHES
    yield Step(0, steps, keep(0, config.build(np.random.default_rng(config.seed))))
    every = steps // FRAMES
    for now in train(config, shown.x, every=every):
        if now.step % every == 0:
            film = keep(now.step, now.network)
            if not now.ended:
                yield Step(now.step, steps, film)
    last = frames[-1]
    miss = np.round(last.miss, DECIMALS)
    worst = int(miss.argmax())
    return CurveOutcome(
        answer=ANSWERS[worst],
        miss=tuple(float(each) for each in last.miss),
        reason=_reason(shown, last.curve, worst),
        sparse=shown.near[worst] == min(shown.near),
        angle=last.angle,
        film=film,
    )


def training_config(scenario: Scenario, n: int) -> TrainingConfig:
    """How the network of a scenario is trained on n points."""
    noise = scenario.decimal("noise")
    linear = scenario.text("model") == LINEAR
    return TrainingConfig(
        widths=(2, 1, 2) if linear else (2, HIDDEN, 1, HIDDEN, 2),
        hidden="tanh",
        code="linear",
        output="linear",
        rate=RATE,
        batch=-(-n // BATCHES),
        epochs=EPOCHS,
        corruption="gaussian" if noise else None,
        level=noise,
        seed=scenario.integer("seed"),
        dtype="float64",
    )


def drawn_rows(n: int) -> NDArray[np.intp]:
    """The rows of n points that are drawn damaged."""
    return np.linspace(0, n - 1, ARROWS).astype(np.intp)


def _damaged(x: Floats, noise: float, seed: int) -> Floats:
    """The points with a damage that stays the same: of the pictures, not of the training."""
    return corrupt("gaussian", x, noise, np.random.default_rng([seed, DAMAGE_STREAM]))


def _angle(network: Network, components: Floats) -> float:
    """Radians between the line that a linear decoder draws and PCA's axis."""
    line = network.decoder[0].W.astype(np.float64)  # (1,2)
    return float(principal_angles(line, components)[0])


def _reason(shown: CurveObservation, curve: Array, worst: int) -> str:
    """What decided it, by where on the curve the place nearest to that point lies."""
    if shown.model == LINEAR:
        return "line"
    if shown.data == "ring":
        return "torn"
    away = np.hypot(*(curve - shown.x[shown.marks[worst]]).T)
    return "end" if away.argmin() in (0, CODES - 1) else "cut"
