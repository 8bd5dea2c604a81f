"""The denoising objective: its best answer, what that answer cannot know, and where it points."""

from __future__ import annotations

import numpy as np

from core.data.pattern_families import load_family
from core.labs.strokes.lab import draw_case
from core.numerics import linear_denoiser, pca
from core.numerics.array_types import Floats
from core.numerics.corruption import corrupt
from core.theory.surrogate import reconstruct
from core.theory.verdict import classify
from core.witnesses import shared_networks
from core.witnesses.witness import Witness

RING_SD = 0.2


def posterior_mean_is_best() -> float:
    """Smallest surplus of risk, over 300 perturbed denoisers, above that of the posterior mean."""
    best = shared_networks.exact()
    rng = np.random.default_rng(5)
    sizes = np.geomspace(0.01, 0.3, 300)[:, None, None]
    shift = sizes * rng.standard_normal((300, *best.inputs.shape))  # (300,2^d,d)
    risks = best.risk(lambda _: best.posterior_mean + shift)
    return float(risks.min()) - best.bayes_risk()


def no_network_beats_bayes() -> float:
    """Smallest risk of sixteen trained networks (four each of width 1, 2, 3, 6), over Bayes'."""
    best = shared_networks.exact()
    risks = [best.risk(shared_networks.networks(m, 4).reconstruct).min() for m in (1, 2, 3, 6)]
    return float(min(risks)) / best.bayes_risk()


def blank_is_averaged() -> float:
    """The best answer to a blank input: how far its nearest pattern is in the worst pixel."""
    best = shared_networks.exact()
    answer = best.mean_given(np.zeros(6))
    return float(np.abs(best.patterns - answer).max(axis=1).min())


def clean_input_is_changed() -> float:
    """What the best denoiser adds at the third pixel of a perfectly clean 110000."""
    return float(shared_networks.exact().mean_given(shared_networks.patterns()[1])[2])


def much_is_lost_for_good() -> float:
    """Share of 100 digits, 60 % masked, that not even the unlimited best denoiser recovers."""
    family, lost = load_family("segments"), 0
    for seed in range(100):
        target, x_tilde = draw_case(family, "mask", 0.6, seed)
        output = reconstruct(family, x_tilde, family.d, "mask", 0.6, "denoising").unlimited
        lost += classify(family.patterns, target, x_tilde, output).name != "recovered"
    return lost / 100


def no_bottleneck_is_needed() -> float:
    """Error of the best projection on PCA's plane, of any width, over that of the best linear
    denoiser, which has no bottleneck. 2,000 digits, 30 % of their pixels masked."""
    x = load_family("segments").patterns
    clean = np.repeat(x, 200, axis=0)  # (2000,45)
    x_tilde = corrupt("mask", clean, 0.3, np.random.default_rng(2))
    projected = min(
        float(((pca.fit(x, m).reconstruct(x_tilde) - clean) ** 2).mean()) for m in range(1, len(x))
    )
    free = linear_denoiser.fit(linear_denoiser.moments(x), "mask", 0.3).reconstruct(x_tilde)
    return projected / float(((free - clean) ** 2).mean())


def ring() -> Floats:
    """Centres (8, 2) of eight blobs on the unit circle."""
    turn = 2.0 * np.pi * np.arange(8) / 8.0
    return np.stack([np.cos(turn), np.sin(turn)], axis=-1)


def ring_denoiser(x_tilde: Floats, sigma: float) -> Floats:
    """E[x | x_tilde] (k, 2) on the ring of blobs under Gaussian noise sigma, in closed form."""
    total = RING_SD**2 + sigma**2
    nearness = -((x_tilde[:, None] - ring()) ** 2).sum(axis=-1) / (2.0 * total)  # (k,8)
    weights = np.exp(nearness - nearness.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    centre = weights @ ring()  # (k,8)(8,2)
    return np.asarray(centre + RING_SD**2 / total * (x_tilde - centre))


def ring_log_density(x_tilde: Floats, sigma: float) -> Floats:
    """log p(x_tilde), shape (k,), of the noisy points, up to a constant."""
    total = RING_SD**2 + sigma**2
    nearness = -((x_tilde[:, None] - ring()) ** 2).sum(axis=-1) / (2.0 * total)
    return np.asarray(np.log(np.exp(nearness).sum(axis=1)))


def residual_points_uphill() -> float:
    """Largest relative gap between (E[x|x_tilde] - x_tilde) / sigma^2 and the density's slope."""
    points = np.random.default_rng(3).uniform(-1.5, 1.5, (400, 2))
    step, gap = 1e-5, 0.0
    for sigma in (0.1, 0.3, 0.5):
        residual = (ring_denoiser(points, sigma) - points) / sigma**2
        slope = np.stack(
            [
                (ring_log_density(points + e, sigma) - ring_log_density(points - e, sigma))
                / (2.0 * step)
                for e in step * np.eye(2)
            ],
            axis=-1,
        )
        error = np.linalg.norm(residual - slope, axis=1).max()
        gap = max(gap, float(error / np.linalg.norm(slope, axis=1).mean()))
    return gap


WITNESSES = (
    Witness(posterior_mean_is_best, "at least", 0.0),
    Witness(no_network_beats_bayes, "at least", 1.0),
    Witness(blank_is_averaged, "at least", 0.4),
    Witness(clean_input_is_changed, "at least", 0.1),
    Witness(much_is_lost_for_good, "at least", 0.5),
    Witness(residual_points_uphill, "at most", 1e-5),
    Witness(no_bottleneck_is_needed, "at least", 1.3),
)
