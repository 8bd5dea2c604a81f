"""Rounded weights: few levels, kept by the compact form, and better than rounding afterwards."""

from __future__ import annotations

from collections import deque

import numpy as np

from builder.models.quantized_training import rounded
from core.network import variational_training
from core.network.elbo import elbo
from core.network.objective import Objective, squared_error
from core.network.parameter_vector import flatten
from core.network.quantized_file import pack, unpack
from core.network.training import train, trainable
from core.network.training_config import TrainingConfig

RNG = np.random.default_rng(0)
X = (RNG.random((64, 3)) @ RNG.random((3, 12)) / 3.0).astype(np.float32)
RECIPE = TrainingConfig(widths=(12, 16, 3, 16, 12), epochs=100, batch=16, rate=1e-2)
TRAINED = deque(train(RECIPE, X), maxlen=1).pop().network


def test_the_compact_form_keeps_every_weight_and_few_levels_are_left() -> None:
    network = rounded(trainable(TRAINED, RECIPE), RECIPE, X, bits=3, epochs=10)
    for layer in network.layers:
        assert len(np.unique(layer.W)) <= 7
    back = unpack(pack(network, 3))
    for one, other in zip(network.layers, back.layers, strict=True):
        np.testing.assert_allclose(other.W, one.W, rtol=1e-6)
        np.testing.assert_allclose(other.b, one.b, rtol=1e-3)


def test_it_loses_less_than_rounding_afterwards() -> None:
    afterwards = squared_error(unpack(pack(TRAINED, 3)), X, X)
    assert (
        squared_error(rounded(trainable(TRAINED, RECIPE), RECIPE, X, bits=3, epochs=30), X, X)
        < 0.5 * afterwards
    )


def test_it_comes_again_and_leaves_the_network_as_it_was() -> None:
    before = flatten(TRAINED)
    recipe = TrainingConfig(widths=RECIPE.widths, corruption="mask", level=0.3, batch=16)
    first, second = (
        flatten(rounded(trainable(TRAINED, recipe), recipe, X, bits=4, epochs=2)) for _ in range(2)
    )
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(flatten(TRAINED), before)


def test_a_variational_one_keeps_its_elbo_and_its_log_variance_is_not_rounded() -> None:
    recipe = TrainingConfig(
        (12, 16, 2, 16, 12), objective=Objective("cross_entropy"), epochs=100, batch=16, rate=1e-2
    )
    trained = deque(variational_training.train(recipe, 1.0, X), maxlen=1).pop().network
    network = rounded(variational_training.trainable(trained, 1.0), recipe, X, bits=3, epochs=30)
    assert all(len(np.unique(layer.W)) <= 7 for layer in network.layers)
    assert len(np.unique(network.log_variance.W)) == 32
    noise = np.random.default_rng(1).standard_normal((50, len(X), 2)).astype(np.float32)
    before, after = (elbo(each, X, noise).values.mean() for each in (trained, network))
    assert after > before - 0.2
