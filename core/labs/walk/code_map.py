"""The map: where the codes of a thousand digits lie, for each model with a code of two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.data.digits import LABELS
from core.data.provided_digits import provided_digits
from core.data.provided_files import cached
from core.network.network import Network
from core.network.pca_as_network import truncated
from core.network.pretrained import network
from core.numerics.array_types import Array, Floats

SIDE = 28
WIDTH = 2
MODELS = ("vae", "autoencoder", "pca")
BETAS = ("1", "0.1", "4", "10", "30")
NO_BETA = "none"  # of a model that has no such weight
MARGIN = (
    0.5  # percent of the codes, to either side and in either direction, that lie beyond the map
)
ROOM = 1.1  # half of the map's side, beside half of what the others span
LEAST = 1.5  # half of the map's side at least: where all codes are nearly one, they shall look so
FACE = 0.078  # map units between two digits that are drawn as pictures, at least
SHRUNK = 14  # pixels of a side of those
NETWORKS = (
    "network-pca", "network-plain-2", *(f"network-vae-2-beta-{beta}" for beta in BETAS),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class CodeMap:
    """places (n, 2): the codes of the test digits in map units, -1 to 1 from edge to edge, across
    and up; labels (n,). A code is centre + half * place, each (2,).
    """

    network: Network
    places: Floats
    labels: NDArray[np.integer]
    centre: Floats
    half: Floats

    def decode(self, places: Floats) -> Array:
        """Places (k, 2), on the map or beyond, give images (k, 784), cut to 0..1 as drawn."""
        z = self.centre + places * self.half  # (k,2)
        return np.clip(self.network.decode(z.astype(self.network.dtype)), 0.0, 1.0)

    def nearest(self, place: Floats, count: int = 1) -> NDArray[np.intp]:
        """The digits whose codes lie nearest to a place (2,), nearest first."""
        away = np.linalg.norm(self.places - place, axis=1)
        return np.argsort(away, kind="stable")[:count]

    @cached_property
    def faces(self) -> list[tuple[int, Array]]:
        """Digits that can be drawn as pictures without one over the other: number, (SHRUNK^2,)."""
        x, free = provided_digits(SIDE, "test").x, np.ones(len(self.places), bool)
        chosen = []
        for number, place in enumerate(self.places):
            if free[number] and np.abs(place).max() < 1.0:
                free &= np.abs(self.places - place).max(axis=1) >= FACE
                chosen.append((number, shrunk(x[number])))
        return chosen

    @cached_property
    def class_means(self) -> Floats:
        """The mean place of each digit's codes, (LABELS, 2)."""
        return np.stack([self.places[self.labels == each].mean(axis=0) for each in range(LABELS)])


def shrunk(image: Array) -> Array:
    """An image (SIDE^2,) at half the side: each pixel the mean of four."""
    halves = image.reshape(SHRUNK, 2, SHRUNK, 2)
    return np.asarray(halves.mean(axis=(1, 3)).ravel())


@cached(maxsize=8)
def code_map(model: str, beta: str) -> CodeMap:
    """The map of one model; beta: one of BETAS for a variational autoencoder, else NO_BETA."""
    net, test = network_of(model, beta), provided_digits(SIDE, "test")
    codes = net.encode(test.x).astype(np.float64)  # (n,2)
    low, high = np.percentile(codes, (MARGIN, 100.0 - MARGIN), axis=0)
    centre, half = (low + high) / 2.0, np.maximum(LEAST, ROOM * (high - low) / 2.0)
    return CodeMap(net, (codes - centre) / half, test.labels, centre, half)


def network_of(model: str, beta: str) -> Network:
    """The network (784, …, 2, …, 784) of a model; of a variational one, that of the mean code."""
    match model:
        case "pca":
            return truncated(network("pca"), WIDTH)
        case "autoencoder":
            return network(f"plain-{WIDTH}")
        case _:
            return network(f"vae-{WIDTH}-beta-{beta}")
