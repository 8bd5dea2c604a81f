"""Four ways to bring back a damaged digit, side by side, and how near each comes to the clean one.

PCA and the plain autoencoder learned from clean digits alone; the linear denoiser (ridge) and the
denoising autoencoder learned to undo one kind of damage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.network.network import Network
from core.network.pca_as_network import truncated
from core.network.pretrained import network
from core.numerics.array_types import Array, Floats
from core.numerics.linear_denoiser import LinearDenoiser
from core.numerics.matmul import matmul_nt

METHODS = ("pca", "ridge", "plain", "denoising")
DAMAGES: Mapping[str, tuple[str, float]] = {
    "none": ("mask", 0.0),
    "mask_30": ("mask", 0.3),
    "mask_50": ("mask", 0.5),
    "mask_70": ("mask", 0.7),
    "gaussian_50": ("gaussian", 0.5),
}
TRAINED: Mapping[str, tuple[str, ...]] = {  # by width, what there is a denoising network for
    "32": ("mask_30", "mask_50", "mask_70", "gaussian_50"),
    "16": ("mask_50",),
}
NETWORKS = (
    "network-pca",
    *(f"network-plain-{m}" for m in TRAINED),
    *(
        "network-denoising-{}-{}-{}".format(m, *DAMAGES[damage])
        for m, damages in TRAINED.items()
        for damage in damages
    ),
)  # fmt: skip
DECIMALS = 5  # of the errors that are compared: float32 differs beyond from machine to machine


@dataclass(frozen=True, eq=False)
class Denoisers:
    """The four, ready. ridge: rows W (784, 784), applied to x_tilde less its mean."""

    pca: Network
    ridge: LinearDenoiser
    plain: Network
    denoising: Network

    def denoise(self, x_tilde: Array) -> Floats:
        """Damaged x_tilde (n, 784) gives x_hat (4, n, 784), in the order of `METHODS`."""
        seen = x_tilde.astype(np.float32, copy=False)
        W, mean = self.ridge.W.astype(np.float32), self.ridge.mean
        linear = mean + matmul_nt(seen - self.ridge.seen.astype(np.float32), W)
        one, two, three = (
            each.reconstruct(seen) for each in (self.pca, self.plain, self.denoising)
        )
        return np.stack([one, linear, two, three]).astype(np.float64)


@dataclass(frozen=True)
class Comparison:
    """Mean squared errors to the clean digits. errors (4,) as `METHODS`; untreated: the input's."""

    errors: tuple[float, ...]
    untreated: float

    @property
    def nearest(self) -> str:
        """The method with the smallest error, the first among equals."""
        return METHODS[self.errors.index(min(self.errors))]


def denoisers_for(m: str, trained: str, ridge: LinearDenoiser) -> Denoisers:
    """The four of width m; ridge is fitted to the damage called `trained`, too."""
    kind, level = DAMAGES[trained]
    return Denoisers(
        truncated(network("pca"), int(m)),
        ridge,
        network(f"plain-{m}"),
        network(f"denoising-{m}-{kind}-{level}"),
    )


def compare(x: Floats, x_tilde: Floats, x_hat: Floats) -> Comparison:
    """The errors of one digit: x and x_tilde (784,), x_hat (4, 784)."""
    return comparison(((x_hat - x) ** 2).mean(axis=1), float(((x_tilde - x) ** 2).mean()))


def comparison(errors: Floats, untreated: float) -> Comparison:
    """Rounded, so that all machines agree."""
    rounded = tuple(round(float(error), DECIMALS) for error in errors)
    return Comparison(rounded, round(untreated, DECIMALS))
