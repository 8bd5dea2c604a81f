"""The contractive penalty: the squared Frobenius norm of the encoder's Jacobian dz/dx, any depth.

Rifai et al. 2011. With W_l and slopes s_l of the layers 1..L, one row of the Jacobian for each
code number: J = K_1 W_1ᵀ, where K_L = diag(s_L) and K_l = (K_{l+1} W_{l+1}ᵀ) s_l. Its norm takes
no more than G = W_1ᵀ W_1, so nothing of the input's size is kept for each example.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.activation import activation
from core.arrays import Array
from core.network import Layer
from core.product import matmul, of_transposed


@dataclass(frozen=True, eq=False)
class Contraction:
    """The penalty's value, and its gradient for each W of the encoder and each layer's sums.

    sums (n, n_out): to be carried back through the layers below.
    """

    value: float
    weights: list[Array]
    sums: list[Array]


def contraction(encoder: Sequence[Layer], outputs: Sequence[Array], strength: float) -> Contraction:
    """strength times the mean of |dz/dx|² over n examples; outputs: of each layer, (n, n_out)."""
    n, m = outputs[-1].shape
    kinds = [activation(layer.activation) for layer in encoder]
    slopes = [kind.slope(h) for kind, h in zip(kinds, outputs, strict=True)]
    carried: list[Array] = [
        np.eye(m, dtype=slopes[-1].dtype)[None]
    ]  # K before the slopes, from the top down
    rows = [carried[0] * slopes[-1][:, None, :]]  # K, (n,m,n_l)
    for layer, slope in zip(encoder[:0:-1], slopes[-2::-1], strict=True):
        carried.append(_times(rows[-1], layer.W.T))  # (n,m,n_l)(n_l,n_{l-1})
        rows.append(carried[-1] * slope[:, None, :])
    first = encoder[0].W
    gram = of_transposed(first, first)  # (n_1,n_1)
    d_rows = _times(rows[-1], gram)  # (n,m,n_1)
    value = strength * float((d_rows * rows[-1]).sum(dtype=np.float64)) / n
    d_rows *= 2.0 * strength / n
    d_gram = of_transposed(_flat(rows[-1]), _flat(rows[-1]))
    d_weights: list[Array] = [(2.0 * strength / n) * matmul(first, d_gram)]
    d_slopes: list[Array] = []
    for i, layer in enumerate(encoder[1:], 1):  # from the bottom up again
        here = len(encoder) - i  # of layer i - 1, in the lists from the top down
        d_slopes.append((d_rows * carried[here]).sum(axis=1))  # (n,n_{l-1})
        d_carried = d_rows * slopes[i - 1][:, None, :]
        d_weights.append(of_transposed(_flat(d_carried), _flat(rows[here - 1])))
        d_rows = _times(d_carried, layer.W)  # (n,m,n_{l-1})(n_{l-1},n_l)
    d_slopes.append(np.einsum("njj->nj", d_rows))
    bends = [kind.bend(h) for kind, h in zip(kinds, outputs, strict=True)]
    sums: list[Array] = [d * bend for d, bend in zip(d_slopes, bends, strict=True)]
    return Contraction(value, d_weights, sums)


def _flat(rows: Array) -> Array:
    return rows.reshape(-1, rows.shape[-1])


def _times(rows: Array, W: Array) -> Array:
    """(n, m, k) times (k, l) gives (n, m, l)."""
    return matmul(_flat(rows), W).reshape(*rows.shape[:-1], W.shape[1])
