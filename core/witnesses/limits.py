"""Where a denoiser stops being what it is taken for: a generator, a detector of the strange."""

from __future__ import annotations

import numpy as np

from core.data.pattern_families import load_family
from core.numerics.anomaly_score import reconstruction_error, relative_error
from core.numerics.corruption import corrupt
from core.numerics.pca import fit
from core.theory.surrogate import reconstruct
from core.theory.verdict import clear_member
from core.witnesses import shared_networks
from core.witnesses.witness import Witness


def one_step_is_no_sample() -> float:
    """Share of 200 inputs of pure salt-and-pepper that the best denoiser turns into a digit."""
    family, rng = load_family("segments"), np.random.default_rng(8)
    blank, drawn = np.zeros(family.d), 0
    for _ in range(200):
        x_tilde = corrupt("salt_pepper", blank, 1.0, rng)
        output = reconstruct(family, x_tilde, family.d, "salt_pepper", 0.9, "denoising").unlimited
        drawn += clear_member(family.patterns, output) is not None
    return drawn / 200


def stranger_passes_for_normal() -> float:
    """Smallest error of a plain network of width two on inputs that are no pattern, over its
    largest on its own patterns; of eight networks the one in which this is least striking."""
    net = shared_networks.networks(2, 8, denoising=False)
    inputs, own = shared_networks.exact().inputs, shared_networks.patterns()
    strange = np.array([not (own == x).all(axis=1).any() for x in inputs])
    errors = ((net.reconstruct(inputs) - inputs) ** 2).mean(axis=-1)[:, strange]  # (8,60)
    known = ((net.reconstruct(own) - own) ** 2).mean(axis=-1)  # (8,4)
    return float((errors.min(axis=1) / known.max(axis=1)).max())


def energy_finds_the_one() -> float:
    """By what factor an unseen 1 comes after the worst known digit by error, and before all of
    them by error over energy: the smaller of the two. PCA with two numbers on the other nine."""
    family = load_family("segments")
    unseen = np.array([name == "1" for name in family.pattern_names])
    x_hat = fit(family.patterns[~unseen], 2).reconstruct(family.patterns)
    plain, relative = (
        score(family.patterns, x_hat) for score in (reconstruction_error, relative_error)
    )
    hidden = plain[~unseen].max() / plain[unseen][0]
    found = relative[unseen][0] / relative[~unseen].max()
    return float(min(hidden, found))


WITNESSES = (
    Witness(one_step_is_no_sample, "at most", 0.5),
    Witness(stranger_passes_for_normal, "at most", 1.0),
    Witness(energy_finds_the_one, "at least", 1.1),
)
