"""Autoencoders of any depth: layers that encode x into a code z, and layers that decode it.

x̂ = g(f(x)); each layer is h = s(x W + b). Tied: the decoder's matrices are the encoder's,
transposed, in reverse order; its biases are its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike

from core.network.activation import activation
from core.numerics.array_types import DTYPES, Array
from core.numerics.matmul import matmul


@dataclass(frozen=True, eq=False)
class Layer:
    """h = s(x W + b): W (n_in, n_out), b (n_out,), both float32 or both float64; s by its name."""

    W: Array
    b: Array
    activation: str

    def __post_init__(self) -> None:
        activation(self.activation)
        if self.W.ndim != 2 or 0 in self.W.shape:
            raise ValueError(f"W has shape {self.W.shape}; allowed: (n_in, n_out), each 1 and up")
        if self.b.shape != self.W.shape[1:]:
            raise ValueError(f"b has shape {self.b.shape}; allowed: {self.W.shape[1:]}, as W says")
        if self.W.dtype != self.b.dtype or self.W.dtype.name not in DTYPES:
            raise ValueError(
                f"W is {self.W.dtype} and b {self.b.dtype}; allowed: both float32 or both float64"
            )

    def __call__(self, x: Array) -> Array:
        """x (n, n_in) gives h (n, n_out)."""
        a = matmul(x, self.W)  # (n,n_in)(n_in,n_out)
        a += self.b
        return activation(self.activation).forward(a)


@dataclass(frozen=True, eq=False)
class Network:
    """encoder and decoder, one layer or more each, each layer as wide as the next one asks."""

    encoder: tuple[Layer, ...]
    decoder: tuple[Layer, ...]
    tied: bool = False

    def __post_init__(self) -> None:
        if not self.encoder or not self.decoder:
            raise ValueError(
                f"{len(self.encoder)} encoding and {len(self.decoder)} decoding layers; "
                "allowed: 1 and up"
            )
        widths = [(layer.W.shape, layer.W.dtype) for layer in self.layers]
        for (one, kind), (two, other) in pairwise(widths):
            if one[1] != two[0] or kind != other:
                raise ValueError(
                    f"a layer {one} of {kind} is followed by {two} of {other}; "
                    f"allowed: ({one[1]}, …) of {kind}"
                )
        if self.layers[-1].W.shape[1] != self.d:
            raise ValueError(
                f"the output has {self.layers[-1].W.shape[1]} pixels; allowed: {self.d}"
            )
        if self.tied and not self._is_mirrored():
            raise ValueError("tied is True, but the decoder is not the encoder transposed")

    @property
    def layers(self) -> tuple[Layer, ...]:
        """All layers in the order in which they are applied."""
        return self.encoder + self.decoder

    @property
    def free_layers(self) -> tuple[Layer, ...]:
        """Those whose matrix is their own: of a tied network the encoder's."""
        return self.encoder if self.tied else self.layers

    @property
    def widths(self) -> tuple[int, ...]:
        """d, the hidden layers' widths, m, and so on to d again."""
        return (self.d, *(layer.W.shape[1] for layer in self.layers))

    @property
    def d(self) -> int:
        """Input size."""
        return int(self.encoder[0].W.shape[0])

    @property
    def m(self) -> int:
        """Bottleneck width (code size)."""
        return int(self.encoder[-1].W.shape[1])

    @property
    def dtype(self) -> np.dtype[np.floating]:
        """float32 or float64."""
        return self.encoder[0].W.dtype

    def encode(self, x: Array) -> Array:
        """Codes: x (n, d) gives z (n, m)."""
        return self._through(self.encoder, x, self.d)

    def decode(self, z: Array) -> Array:
        """Reconstructions: z (n, m) gives x̂ (n, d)."""
        return self._through(self.decoder, z, self.m)

    def reconstruct(self, x: Array) -> Array:
        """decode(encode(x)): (n, d) gives (n, d)."""
        return self.decode(self.encode(x))

    def _through(self, layers: Sequence[Layer], x: Array, width: int) -> Array:
        if x.ndim != 2 or x.shape[1] != width:
            raise ValueError(f"an array of shape {x.shape} came in; allowed: (n, {width})")
        h: Array = x.astype(self.dtype, copy=False)
        for layer in layers:
            h = layer(h)
        return h

    def _is_mirrored(self) -> bool:
        return len(self.encoder) == len(self.decoder) and all(
            np.array_equal(one.W, other.W.T)
            for one, other in zip(self.encoder, reversed(self.decoder), strict=True)
        )


def build(
    widths: Sequence[int],
    hidden: str,
    code: str,
    output: str,
    rng: np.random.Generator,
    tied: bool = False,
    dtype: DTypeLike = np.float32,
) -> Network:
    """A new network, say of widths (784, 128, 16, 128, 784): the code is the width in the middle.

    hidden, code, output: the activations of all other layers, of the code and of the output.
    Biases are 0, weights those of `initial_matrix`.
    """
    check_widths(widths, tied)
    if np.dtype(dtype).name not in DTYPES:
        raise ValueError(f"dtype is {np.dtype(dtype)}; allowed: {', '.join(DTYPES)}")
    depth = len(widths) // 2
    kinds = [*[hidden] * (depth - 1), code, *[hidden] * (depth - 1), output]
    layers: list[Layer] = []
    for i, ((n_in, n_out), kind) in enumerate(zip(pairwise(widths), kinds, strict=True)):
        if tied and i >= depth:
            W = layers[2 * depth - 1 - i].W.T
        else:
            W = initial_matrix(n_in, n_out, kind, rng, dtype)
        layers.append(Layer(W, np.zeros(n_out, dtype), kind))
    return Network(tuple(layers[:depth]), tuple(layers[depth:]), tied)


def initial_matrix(
    n_in: int, n_out: int, kind: str, rng: np.random.Generator, dtype: DTypeLike = np.float32
) -> Array:
    """W (n_in, n_out) before training, of a layer with the activation `kind`.

    Uniform in ±sqrt(6 / (n_in + n_out)) (Glorot & Bengio 2010), before ReLU in ±sqrt(6 / n_in) (He
    et al. 2015). The draws do not depend on dtype.
    """
    limit = math.sqrt(6.0 / (n_in if kind == "relu" else n_in + n_out))
    return rng.uniform(-limit, limit, (n_in, n_out)).astype(dtype)


def check_widths(widths: Sequence[int], tied: bool) -> None:
    """Raise ValueError unless these are an autoencoder's widths, the same both ways if tied."""
    if len(widths) < 3 or len(widths) % 2 == 0:
        raise ValueError(f"widths are {tuple(widths)}; allowed: an odd number of them, 3 or more")
    for width in widths:
        if type(width) is not int or width < 1:
            raise ValueError(f"a width in {tuple(widths)} is {width!r}; allowed: 1 and up")
    if widths[0] != widths[-1]:
        raise ValueError(f"the last width is {widths[-1]}; allowed: {widths[0]}, as the first")
    if tied and tuple(widths) != tuple(reversed(widths)):
        raise ValueError(f"widths are {tuple(widths)}; allowed for tied weights: the same reversed")
