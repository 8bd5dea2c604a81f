"""One vector for all weights: there and back, views, and what is refused."""

import numpy as np
import pytest

from core.network.network import Network, build
from core.network.parameter_vector import Architecture, architecture, flatten


def network(tied: bool) -> Network:
    rng = np.random.default_rng(0)
    return build((5, 4, 3, 4, 5), "tanh", "linear", "sigmoid", rng, tied, np.float64)


@pytest.mark.parametrize("tied", [False, True])
def test_there_and_back(tied):
    one = network(tied)
    flat = flatten(one)
    shape = architecture(one)
    assert len(flat) == shape.size == (20 + 4 + 12 + 3) + (4 + 5) + (0 if tied else 32)
    again = shape.build(flat)
    assert again.tied == tied
    for a, b in zip(one.layers, again.layers, strict=True):
        assert (a.W == b.W).all()
        assert (a.b == b.b).all()
        assert np.shares_memory(b.W, flat)
    assert architecture(again) == shape
    assert Architecture.from_dict(shape.as_dict()) == shape


@pytest.mark.parametrize("tied", [False, True])
def test_moving_the_vector_moves_the_network(tied):
    flat = flatten(network(tied))
    moved = architecture(network(tied)).build(flat)
    flat += 1.0
    assert (moved.encoder[0].W == network(tied).encoder[0].W + 1.0).all()
    assert (moved.decoder[-1].W == network(tied).decoder[-1].W + 1.0).all()


def test_what_does_not_fit_is_named():
    with pytest.raises(ValueError, match=r"shape \(3,\); allowed: \(80,\)"):
        architecture(network(False)).build(np.zeros(3))
    good = architecture(network(False)).as_dict()
    for wrong in (
        {"widths": [5, 0, 5]},
        {"widths": (5, 3, 5)},
        {"depth": 4},
        {"depth": True},
        {"tied": 1},
        {"more": 1},
    ):
        with pytest.raises(ValueError, match="a network's plan is"):
            Architecture.from_dict(good | wrong)
