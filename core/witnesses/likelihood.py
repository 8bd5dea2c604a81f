"""What a reconstruction error is not: a likelihood, and what a VAE adds."""

from __future__ import annotations

import numpy as np

from core.numerics.pca import fit
from core.witnesses import shared_networks
from core.witnesses.witness import Witness

NOISE = 0.5  # standard deviation of x around 2 z in the one-number model below


def low_error_of_the_impossible() -> float:
    """PCA's error (two numbers) for a mix of two opposite patterns, minus its best for a real one.

    Half 111000 and half 000111 never occurs, whatever the damage.
    """
    x = shared_networks.patterns()
    pca = fit(x, 2)
    real = ((x - pca.reconstruct(x)) ** 2).mean(axis=1)
    mix = (x[0] + x[2]) / 2.0
    return float(((mix - pca.reconstruct(mix)) ** 2).mean()) - float(real.min())


def random_codes_miss() -> float:
    """Share of 2,000 codes drawn evenly from (-1, 1)^2 that four trained decoders turn into a
    pattern, every pixel clearly on or off."""
    z = np.random.default_rng(1).uniform(-1.0, 1.0, (2000, 2))
    output = shared_networks.networks(2, 4, denoising=False).decode(z)  # (4,2000,6)
    clear = (np.abs(output - 0.5) >= 0.35).all(axis=-1)
    shown = (
        ((output > 0.5)[..., None, :] == (shared_networks.patterns() > 0.5))
        .all(axis=-1)
        .any(axis=-1)
    )
    return float((clear & shown).mean(axis=-1).max())


def elbo_stays_below() -> float:
    """Largest surplus of the ELBO over log p(x) in a model where both are known exactly.

    Prior z ~ N(0, 1), likelihood x | z ~ N(2 z, NOISE^2); 2,000 random Gaussian q(z).
    """
    rng = np.random.default_rng(6)
    x, mean = rng.normal(0.0, 2.0, 2000), rng.normal(0.0, 1.0, 2000)
    spread = rng.uniform(0.05, 1.5, 2000)
    evidence = 4.0 + NOISE**2  # variance of x
    log_p = -0.5 * (x**2 / evidence + np.log(2.0 * np.pi * evidence))
    fit_term = -0.5 * (
        ((x - 2.0 * mean) ** 2 + 4.0 * spread**2) / NOISE**2 + np.log(2.0 * np.pi * NOISE**2)
    )
    kl = 0.5 * (mean**2 + spread**2 - 1.0 - 2.0 * np.log(spread))
    return float((fit_term - kl - log_p).max())


def cross_entropy_asks_for_the_mean() -> float:
    """Largest distance of the cheapest answer, under cross-entropy, from the share of full pixels.

    For 200 shares between 0.01 and 0.99; the answer is searched in steps of 0.001.
    """
    share = np.random.default_rng(7).uniform(0.01, 0.99, 200)[:, None]
    answers = np.linspace(0.001, 0.999, 999)
    cost = -share * np.log(answers) - (1.0 - share) * np.log(1.0 - answers)  # (200,999)
    return float(np.abs(answers[np.argmin(cost, axis=1)] - share[:, 0]).max())


def moved_draws_scatter_less() -> float:
    """Variance of a slope that leaves the draw as it is, over that of the reparametrised one.

    The slope in mu of E[(z - 1)^2], z ~ N(mu, s^2), at mu 0 and s 0.5, from 20,000 draws: either
    (z - 1)^2 (z - mu) / s^2, the likelihood ratio, or 2 (z - 1) with z = mu + s epsilon.
    """
    s, epsilon = 0.5, np.random.default_rng(8).standard_normal(20_000)
    z = s * epsilon
    ratio, moved = (z - 1.0) ** 2 * z / s**2, 2.0 * (z - 1.0)
    return float(ratio.var() / moved.var())


WITNESSES = (
    Witness(low_error_of_the_impossible, "at most", 0.0),
    Witness(random_codes_miss, "at most", 0.5),
    Witness(elbo_stays_below, "at most", 0.0),
    Witness(cross_entropy_asks_for_the_mean, "at most", 0.001),
    Witness(moved_draws_scatter_less, "at least", 5.0),
)
