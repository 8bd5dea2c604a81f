"""PCA as a network does what PCA does, at each width."""

from __future__ import annotations

import numpy as np
import pytest

from core.network import quantized_file
from core.network.pca_as_network import as_network, truncated
from core.numerics.pca import fit

X = (np.random.default_rng(4).random((40, 3)) @ np.random.default_rng(5).random((3, 9))).clip(0, 1)
NETWORK = as_network(fit(X, 3))


@pytest.mark.parametrize("k", [1, 2, 3])
def test_it_reconstructs_as_pca_does(k: int) -> None:
    pca, network = fit(X, k), truncated(NETWORK, k)
    np.testing.assert_allclose(network.encode(X), pca.encode(X), atol=1e-6)
    np.testing.assert_allclose(network.reconstruct(X), pca.reconstruct(X), atol=1e-6)
    assert (network.m, network.tied) == (k, True)


def test_it_can_be_sent() -> None:
    back = truncated(quantized_file.unpack(quantized_file.pack(NETWORK, 8)), 2)
    np.testing.assert_allclose(back.reconstruct(X), fit(X, 2).reconstruct(X), atol=0.02)


@pytest.mark.parametrize("k", [0, 4])
def test_a_width_that_cannot_be(k: int) -> None:
    with pytest.raises(ValueError, match=f"k is {k}; allowed: 1 to 3"):
        truncated(NETWORK, k)
