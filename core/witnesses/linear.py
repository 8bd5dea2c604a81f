"""The linear case: what a linear autoencoder finds, and what no linear code can beat."""

from __future__ import annotations

import numpy as np

from core.data.pattern_families import load_family
from core.numerics.array_types import Floats
from core.numerics.pca import fit
from core.numerics.principal_angles import orthonormal, principal_angles
from core.theory.linear_autoencoder_descent import train_linear
from core.theory.small_autoencoder import initial, train
from core.witnesses import shared_networks
from core.witnesses.witness import Witness

SCALES = (3.0, 2.0, 1.0, 0.7, 0.5, 0.3)  # standard deviations along the axes
STEPS = 400
STARTS = 10


def cloud() -> Floats:
    """500 points of a Gaussian in six dimensions, (500, 6)."""
    return np.asarray(np.random.default_rng(0).standard_normal((500, 6)) * SCALES)


def linear_finds_pca() -> float:
    """Largest principal angle, in radians, between ten trained linear decoders and PCA's plane."""
    x = cloud()
    directions = fit(x, 2).components
    worst = 0.0
    for seed in range(STARTS):
        *_, last = train_linear(x, 2, np.random.default_rng(seed), STEPS, STEPS)
        worst = max(worst, float(principal_angles(last.W2, directions).max()))
    return worst


def no_plane_beats_pca() -> float:
    """Smallest surplus of error, over 500 random planes, above the projection on PCA's plane."""
    x = cloud()
    best = float(((x - fit(x, 2).reconstruct(x)) ** 2).mean())
    centred, rng = x - x.mean(axis=0), np.random.default_rng(1)
    surplus = []
    for _ in range(500):
        basis = orthonormal(rng.standard_normal((2, 6)))  # (2,6)
        surplus.append(float(((centred - centred @ basis.T @ basis) ** 2).mean()) - best)
    return min(surplus)


def curved_beats_flat() -> float:
    """PCA's error with two numbers on the toy, over that of the worst of four networks.

    The networks are trained on the clean patterns, as PCA is.
    """
    x = shared_networks.patterns()
    flat = float(((x - fit(x, 2).reconstruct(x)) ** 2).mean())
    batch = np.broadcast_to(x, (4, *x.shape))
    start = initial(6, 2, np.random.default_rng(0), (4,))
    *_, last = train(start, x, lambda: batch, every=STEPS)
    curved = ((x - last.network.reconstruct(x)) ** 2).mean(axis=(-2, -1))
    return flat / float(curved.max())


def pca_wins_when_wide() -> float:
    """PCA's error with eight numbers on the twelve letters, which is nothing but rounding."""
    x = load_family("glyphs").patterns
    return float(((x - fit(x, 8).reconstruct(x)) ** 2).mean())


WITNESSES = (
    Witness(linear_finds_pca, "at most", 1e-3),
    Witness(no_plane_beats_pca, "at least", 0.0),
    Witness(curved_beats_flat, "at least", 2.0),
    Witness(pca_wins_when_wide, "at most", 1e-20),
)
