"""PCA as an autoencoder, linear and tied: sent, read and asked like any other network."""

from __future__ import annotations

import numpy as np

from core.network.network import Layer, Network
from core.numerics.pca import PCA


def as_network(pca: PCA) -> Network:
    """z = (x - mean) V^T and x_hat = mean + z V for directions V (k, d), in float32."""
    V = pca.components.astype(np.float32)
    encoder = Layer(V.T, (-pca.mean @ pca.components.T).astype(np.float32), "linear")
    return Network((encoder,), (Layer(V, pca.mean.astype(np.float32), "linear"),), tied=True)


def truncated(network: Network, k: int) -> Network:
    """The PCA of the first k directions. Raises ValueError for a k outside 1..m."""
    if not 1 <= k <= network.m:
        raise ValueError(f"k is {k}; allowed: 1 to {network.m}")
    (encoder,), (decoder,) = network.encoder, network.decoder
    first = Layer(encoder.W[:, :k], encoder.b[:k], "linear")
    return Network((first,), (Layer(decoder.W[:k], decoder.b, "linear"),), tied=True)
