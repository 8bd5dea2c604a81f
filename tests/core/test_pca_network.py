"""PCA as a network does what PCA does, at each width."""

from __future__ import annotations

import numpy as np
import pytest

from core import compact
from core.pca import fit
from core.pca_network import as_network, narrowed

X = (np.random.default_rng(4).random((40, 3)) @ np.random.default_rng(5).random((3, 9))).clip(0, 1)
NETWORK = as_network(fit(X, 3))


@pytest.mark.parametrize("k", [1, 2, 3])
def test_it_reconstructs_as_pca_does(k: int) -> None:
    pca, network = fit(X, k), narrowed(NETWORK, k)
    np.testing.assert_allclose(network.encode(X), pca.encode(X), atol=1e-6)
    np.testing.assert_allclose(network.reconstruct(X), pca.reconstruct(X), atol=1e-6)
    assert (network.m, network.tied) == (k, True)


def test_it_can_be_sent() -> None:
    back = narrowed(compact.unpack(compact.pack(NETWORK, 8)), 2)
    np.testing.assert_allclose(back.reconstruct(X), fit(X, 2).reconstruct(X), atol=0.02)


@pytest.mark.parametrize("k", [0, 4])
def test_a_width_that_cannot_be(k: int) -> None:
    with pytest.raises(ValueError, match=f"k is {k}; allowed: 1 to 3"):
        narrowed(NETWORK, k)
