"""All weights and biases of a network as one vector, so that one step of an optimizer moves all.

Order: W and b of each layer of the encoder, then of the decoder; a tied decoder has only its b.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.arrays import Array
from core.network import Layer, Network


def size(network: Network) -> int:
    """How many numbers are free: the vector's length."""
    return sum(part.size for part in _parts(network))


def vector(network: Network) -> Array:
    """A copy of all of them, (size,)."""
    return np.concatenate([part.ravel() for part in _parts(network)])


def over(network: Network, weights: Array) -> Network:
    """A network like the given one whose arrays are views of `weights`, of shape (size,)."""
    if weights.shape != (size(network),):
        raise ValueError(f"weights have shape {weights.shape}; allowed: ({size(network)},)")
    start = 0
    layers: list[Layer] = []
    for i, layer in enumerate(network.layers):
        if network.tied and i >= len(network.encoder):
            W = layers[len(network.layers) - 1 - i].W.T
        else:
            W = weights[start : start + layer.W.size].reshape(layer.W.shape)
            start += W.size
        b = weights[start : start + layer.b.size]
        start += b.size
        layers.append(Layer(W, b, layer.activation))
    depth = len(network.encoder)
    return Network(tuple(layers[:depth]), tuple(layers[depth:]), network.tied)


def _parts(network: Network) -> Iterator[Array]:
    for layer in network.encoder:
        yield layer.W
        yield layer.b
    for layer in network.decoder:
        if not network.tied:
            yield layer.W
        yield layer.b
