"""What training makes small: reconstruction loss and penalties, and the gradient of their sum.

- squared_error: (x̂ - x)², averaged over pixels and examples (the MSE of all tables here)
- cross_entropy: -x log x̂ - (1 - x) log(1 - x̂), averaged likewise; for sigmoid outputs only
- weight_decay λ adds λ/2 times the sum of all squared weights (no biases; a tied matrix once)
- sparsity λ adds λ times the sum of |z| over the code, averaged over examples
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np

from core.network.backpropagation import backward, forward, joined
from core.network.network import Network
from core.numerics.array_types import Array

LOSSES = ("squared_error", "cross_entropy")


@dataclass(frozen=True)
class Objective:
    """A loss and the weights of its penalties, each 0 and up."""

    loss: str = "squared_error"
    weight_decay: float = 0.0
    sparsity: float = 0.0

    def __post_init__(self) -> None:
        if self.loss not in LOSSES:
            raise ValueError(f"loss is {self.loss!r}; allowed: {', '.join(LOSSES)}")
        for name in (field.name for field in fields(self)[1:]):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise ValueError(f"{name} is {value!r}; allowed: a number, 0 and up")
            if not 0.0 <= value < math.inf:
                raise ValueError(f"{name} is {value!r}; allowed: 0 and up")

    def check_output(self, kind: str) -> None:
        """Raise ValueError unless outputs of that activation can be scored."""
        if self.loss == "cross_entropy" and kind != "sigmoid":
            raise ValueError(f"output is {kind!r}; allowed with cross_entropy: sigmoid")


def squared_error(network: Network, x_in: Array, target: Array) -> float:
    """Mean of (x̂ - target)² over pixels and examples: the reconstruction error (MSE)."""
    gap = network.reconstruct(x_in)
    gap -= target
    return _squares(gap) / gap.size


def value_and_gradient(
    network: Network, x_in: Array, target: Array, objective: Objective
) -> tuple[float, Array]:
    """The objective on one batch, and its gradient, (size,), ordered as in parameter_vector.

    x_in, target (n, d) of the network's dtype; they differ when it learns to denoise. For
    cross_entropy the target is in [0, 1].
    """
    objective.check_output(network.decoder[-1].activation)
    depth = len(network.encoder)
    outputs = forward(network.layers, x_in)
    value, back = _scored(outputs[-1], target, objective.loss)
    of_decoder, back = backward(
        network.decoder, outputs[depth:], back, of_sums=objective.loss == "cross_entropy"
    )
    if objective.sparsity:
        z = outputs[depth]
        value += objective.sparsity * float(np.abs(z).sum(dtype=np.float64)) / len(z)
        back += (objective.sparsity / len(z)) * np.sign(z)
    of_encoder, _ = backward(network.encoder, outputs[: depth + 1], back, to_input=False)
    value += sum(0.5 * objective.weight_decay * _squares(layer.W) for layer in network.free_layers)
    return value, joined(network, of_encoder + of_decoder, objective.weight_decay)


def log_likelihood(y: Array, target: Array) -> Array:
    """target log y + (1 - target) log(1 - y) of each pixel, nats; y, target of one shape in [0, 1].

    Where rounding made a probability 0, its log stays finite.
    """
    least = np.finfo(y.dtype).tiny
    found = target * np.log(np.maximum(y, least))
    found += (1.0 - target) * np.log(np.maximum(1.0 - y, least))
    return found


def _scored(y: Array, target: Array, loss: str) -> tuple[float, Array]:
    """Loss, and its derivative: squared_error for the outputs y, cross_entropy for their sums."""
    back = y - target
    if loss == "squared_error":
        value = _squares(back) / y.size
        back *= 2.0 / y.size
        return value, back
    back *= 1.0 / y.size
    return -float(log_likelihood(y, target).sum(dtype=np.float64)) / y.size, back


def _squares(a: Array) -> float:
    """The sum of squares: rows in a's own precision, their sum in float64."""
    return float(np.einsum("ij,ij->i", a, a).sum(dtype=np.float64))
