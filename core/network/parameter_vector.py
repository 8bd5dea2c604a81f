"""All weights and biases of a network as one vector, so that one step of an optimizer moves all.

Order: W and b of each layer of the encoder, then of the decoder; a tied decoder has only its b.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from core.network.network import Layer, Network
from core.numerics.array_types import Array


@dataclass(frozen=True)
class Architecture:
    """A network without its numbers: widths from d to d, layers of the encoder, activations."""

    widths: tuple[int, ...]
    depth: int
    activations: tuple[str, ...]
    tied: bool

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """Of the free arrays, in order: (n_in, n_out) of a W, (n_out,) of a b."""
        return tuple(self._shapes())

    @property
    def size(self) -> int:
        """How many numbers are free: the vector's length."""
        return sum(int(np.prod(shape)) for shape in self.shapes)

    def build(self, weights: Array) -> Network:
        """The network whose arrays are views of `weights`, of shape (size,)."""
        if weights.shape != (self.size,):
            raise ValueError(f"weights have shape {weights.shape}; allowed: ({self.size},)")
        parts, start = [], 0
        for shape in self.shapes:
            end = start + int(np.prod(shape))
            parts.append(weights[start:end].reshape(shape))
            start = end
        layers: list[Layer] = []
        for i, kind in enumerate(self.activations):
            W = layers[-1 - 2 * (i - self.depth)].W.T if self._mirrors(i) else parts.pop(0)
            layers.append(Layer(W, parts.pop(0), kind))
        return Network(tuple(layers[: self.depth]), tuple(layers[self.depth :]), self.tied)

    def as_dict(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return asdict(self)

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Architecture:
        """Undoes as_dict. Raises ValueError for what cannot be a plan."""
        match data:
            case {
                "widths": [*widths],
                "depth": depth,
                "activations": [*kinds],
                "tied": bool(tied),
            } if (
                len(data) == 4
                and all(type(width) is int and width > 0 for width in widths)
                and len(widths) == len(kinds) + 1
                and type(depth) is int
                and 0 < depth < len(kinds)
                and (not tied or (depth * 2 == len(kinds) and widths == widths[::-1]))
            ):
                return Architecture(tuple(widths), depth, tuple(kinds), tied)
        raise ValueError(
            f"a network's plan is {data!r}; allowed: {list(Architecture.__annotations__)}"
        )

    def _mirrors(self, i: int) -> bool:
        return self.tied and i >= self.depth

    def _shapes(self) -> Iterator[tuple[int, ...]]:
        for i, (n_in, n_out) in enumerate(pairwise(self.widths)):
            if not self._mirrors(i):
                yield n_in, n_out
            yield (n_out,)


def architecture(network: Network) -> Architecture:
    """What `over` takes to make such a network again."""
    kinds = tuple(layer.activation for layer in network.layers)
    return Architecture(network.widths, len(network.encoder), kinds, network.tied)


def flatten(network: Network) -> Array:
    """A copy of all free numbers, (size,)."""
    parts = []
    for i, layer in enumerate(network.layers):
        if not (network.tied and i >= len(network.encoder)):
            parts.append(layer.W.ravel())
        parts.append(layer.b)
    return np.concatenate(parts)
