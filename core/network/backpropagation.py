"""A pass forward through layers and one back, for whatever is to be made small.

Rumelhart, Hinton & Williams 1986.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.network.activation import activation
from core.network.network import Layer, Network
from core.numerics.array_types import Array
from core.numerics.matmul import matmul_nt, matmul_tn

Gradients = tuple[Array, Array]  # for a layer's W (n_in, n_out) and b (n_out,)


def forward(layers: Sequence[Layer], x: Array) -> list[Array]:
    """x (n, n_in) and each layer's outputs (n, n_out), in order: one more than layers."""
    outputs = [x]
    for layer in layers:
        outputs.append(layer(outputs[-1]))
    return outputs


def backward(
    layers: Sequence[Layer],
    outputs: Sequence[Array],
    back: Array,
    *,
    of_sums: bool = False,
    to_input: bool = True,
) -> tuple[list[Gradients], Array]:
    """The gradients of all layers, the first layer's first, and the derivative for their input.

    outputs   as `forward` gives them
    back      (n, n_out) derivative for the last outputs, or if of_sums for their sums; it is spent
    to_input  False saves the last product; what is returned second then means nothing
    """
    found: list[Gradients] = []
    for i in reversed(range(len(layers))):
        # back: for the outputs of layer i, (n,n_out)
        if i < len(layers) - 1 or not of_sums:
            back = activation(layers[i].activation).backward(back, outputs[i + 1])
        found.append((matmul_tn(outputs[i], back), back.sum(axis=0)))  # (n_in,n)(n,n_out)
        if i or to_input:
            back = matmul_nt(back, layers[i].W)  # (n,n_out)(n_out,n_in)
    return found[::-1], back


def joined(network: Network, gradients: Sequence[Gradients], weight_decay: float = 0.0) -> Array:
    """One vector, (size,), ordered as in parameter_vector; a tied matrix has both its parts.

    weight_decay times W is added to each free matrix. The gradients are spent.
    """
    parts = []
    for i, (layer, (for_W, for_b)) in enumerate(zip(network.layers, gradients, strict=True)):
        if i < len(network.free_layers):
            if network.tied:
                for_W += gradients[-1 - i][0].T
            if weight_decay:
                for_W += weight_decay * layer.W
            parts.append(for_W.ravel())
        parts.append(for_b)
    return np.concatenate(parts)
