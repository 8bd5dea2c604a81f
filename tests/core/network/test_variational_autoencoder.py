"""The model: a network with one layer more; its KL by hand and by sampling; what it refuses."""

import math

import numpy as np
import pytest

from core.network import parameter_vector, quantized_file
from core.network.network import Layer, Network, build
from core.network.variational_autoencoder import (
    VariationalAutoencoder,
    flatten,
    from_vector,
    kl_to_prior,
    reparametrised,
    variational,
    with_log_variance,
)

WIDTHS = (6, 5, 2, 4, 6)


def plain(code="linear", output="sigmoid", dtype=np.float64, widths=WIDTHS) -> Network:
    return build(widths, "tanh", code, output, np.random.default_rng(3), dtype=dtype)


def made(**settings) -> VariationalAutoencoder:
    return variational(plain(**settings), np.random.default_rng(4))


def test_kl_by_hand():
    # of N(1, 4) from N(0, 1): (1 + 4 - 1 - log 4) / 2; of N(0, 1) itself: 0
    found = kl_to_prior(np.array([[1.0, 0.0]]), np.array([[math.log(4.0), 0.0]]))
    np.testing.assert_allclose(found, [[2.0 - math.log(2.0), 0.0]], rtol=1e-15)


def test_kl_is_the_mean_of_log_q_less_log_p():
    rng = np.random.default_rng(0)
    mean, log_variance = np.array([0.7, -1.2]), np.array([-1.5, 0.6])
    z = reparametrised(mean, log_variance, rng.standard_normal((400_000, 2)))
    log_q = -0.5 * ((z - mean) ** 2 / np.exp(log_variance) + log_variance)
    log_p = -0.5 * z**2
    difference = log_q - log_p
    error = difference.std(axis=0) / math.sqrt(len(z))
    assert (np.abs(difference.mean(axis=0) - kl_to_prior(mean, log_variance)) < 4 * error).all()


def test_kl_is_never_negative():
    rng = np.random.default_rng(1)
    mean, log_variance = rng.normal(0, 2, (500, 3)), rng.normal(0, 3, (500, 3))
    assert kl_to_prior(mean, log_variance).min() >= 0.0


def test_codes_have_the_posteriors_mean_and_spread():
    noise = np.random.default_rng(2).standard_normal((200_000, 1))
    z = reparametrised(np.array([3.0]), np.array([2.0 * math.log(0.5)]), noise)
    assert z.mean() == pytest.approx(3.0, abs=0.01)
    assert z.std() == pytest.approx(0.5, abs=0.005)


def test_it_is_a_network_whose_code_is_the_mean():
    network, base = made(), plain()
    x = np.random.default_rng(5).random((7, 6))
    mean, log_variance = network.posterior(x)
    np.testing.assert_array_equal(network.encode(x), mean)
    np.testing.assert_array_equal(network.reconstruct(x), base.reconstruct(x))
    assert mean.shape == log_variance.shape == (7, 2)
    assert (mean != log_variance).any()


def test_the_mean_network_is_what_is_packed():
    network = made(dtype=np.float32)
    sent = quantized_file.unpack(quantized_file.pack(network, 8))
    assert type(sent) is Network
    assert parameter_vector.architecture(sent) == parameter_vector.architecture(network)
    again = with_log_variance(sent, network.log_variance)
    np.testing.assert_array_equal(again.log_variance.W, network.log_variance.W)


@pytest.mark.parametrize("widths", [WIDTHS, (6, 2, 6)])
def test_a_vector_and_back(widths):
    network = made(widths=widths)
    weights = flatten(network)
    shape = parameter_vector.architecture(network)
    head = network.log_variance.W.size + 2
    assert weights.shape == (shape.size + head,)
    again = from_vector(shape, weights)
    np.testing.assert_array_equal(flatten(again), weights)
    weights[-1] = 9.0  # its arrays are views
    assert again.log_variance.b[-1] == 9.0
    with pytest.raises(ValueError, match=rf"shape \(3,\); allowed: \({shape.size + head},\)"):
        from_vector(shape, np.zeros(3))


def test_the_plain_part_begins_as_a_plain_network_does():
    one = variational(plain(), np.random.default_rng(0))
    two = variational(plain(), np.random.default_rng(1))
    np.testing.assert_array_equal(one.encoder[0].W, two.encoder[0].W)
    assert (one.log_variance.W != two.log_variance.W).any()
    assert not one.log_variance.b.any()


def test_wrong_parts_are_named():
    base = plain()
    with pytest.raises(ValueError, match="code is 'tanh'; allowed: linear"):
        made(code="tanh")
    with pytest.raises(ValueError, match="output is 'linear'; allowed: sigmoid"):
        made(output="linear")
    for layer, told in (
        (Layer(np.zeros((5, 2)), np.zeros(2), "relu"), "log_variance is 'relu'; allowed: linear"),
        (Layer(np.zeros((5, 3)), np.zeros(3), "linear"), r"\(5, 3\) of float64; allowed: \(5, 2\)"),
        (
            Layer(np.zeros((5, 2), np.float32), np.zeros(2, np.float32), "linear"),
            r"\(5, 2\) of float32; allowed: \(5, 2\) of float64",
        ),
    ):
        with pytest.raises(ValueError, match=told):
            with_log_variance(base, layer)
    with pytest.raises(ValueError, match=r"shape \(3, 5\) came in; allowed: \(n, 6\)"):
        made().posterior(np.zeros((3, 5)))
