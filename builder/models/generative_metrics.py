"""How good a network is as a generator of digits: its samples, and the ELBO if it has one."""

from __future__ import annotations

import numpy as np

from core.data.digit_recognizer import readings
from core.data.digits import LABELS, Digits
from core.network.elbo import elbo
from core.network.network import Network
from core.network.variational_autoencoder import VariationalAutoencoder
from core.numerics.array_types import Array
from core.numerics.code_sampling import fit_gaussian, standard_normal
from core.numerics.greyness import greyness

SEED = 7
SAMPLES = 1000
DRAWS = 16  # of each digit's code: the mean ELBO is then off by about 0.05 nats
RARE = 0.01  # a class of which fewer come, as a share of all samples, does not count


def sampled(network: Network, known: Digits) -> dict[str, float]:
    """What comes of codes drawn from N(0, I), and from a Gaussian fitted to known digits' codes.

    passing: share that core.data.digit_recognizer takes for digits; classes: of how many classes
    there are some among them; greyness: smaller is sharper.
    """
    laws = {"normal": standard_normal(network.m), "fitted": fit_gaussian(network.encode(known.x))}
    return {
        f"{figure}, {name}": value
        for name, law in laws.items()
        for figure, value in judged(
            network.decode(law.draw(SAMPLES, np.random.default_rng(SEED))), known
        ).items()
    }


def judged(x: Array, known: Digits) -> dict[str, float]:
    """passing, classes and greyness of images x (n, d)."""
    found = [one.label for one in readings(x, known) if one.accepted]
    counts = np.bincount(found, minlength=LABELS)
    return {
        "passing": len(found) / len(x),
        "classes": float((counts >= RARE * len(x)).sum()),
        "greyness": greyness(x),
    }


def bound(network: VariationalAutoencoder, x: Array) -> dict[str, float]:
    """Means over x (n, d), in nats: the ELBO, its reconstruction, the KL of each code number."""
    rng = np.random.default_rng(SEED)
    noise = rng.standard_normal((DRAWS, len(x), network.m)).astype(network.dtype)
    found = elbo(network, x, noise)
    return {
        "elbo": float(found.values.mean()),
        "reconstruction": float(found.reconstruction.mean()),
        **{f"kl {i}": float(kl) for i, kl in enumerate(found.kl.mean(axis=0), 1)},
    }
