"""Networks: shapes, a case by hand, first weights, tied weights, and what is refused."""

import math

import numpy as np
import pytest

from core.network.network import Layer, Network, build


def layer(n_in, n_out, kind="linear", dtype=np.float64):
    return Layer(np.ones((n_in, n_out), dtype), np.zeros(n_out, dtype), kind)


def test_a_case_by_hand():
    encoder = Layer(np.array([[0.5], [-1.0]]), np.array([0.1]), "tanh")
    decoder = Layer(np.array([[2.0, -3.0]]), np.array([0.0, 0.2]), "sigmoid")
    network = Network((encoder,), (decoder,))
    z = math.tanh(0.5 * 1.0 - 1.0 * 0.25 + 0.1)
    x_hat = [1 / (1 + math.exp(-2.0 * z)), 1 / (1 + math.exp(3.0 * z - 0.2))]
    x = np.array([[1.0, 0.25]])
    assert network.encode(x).tolist() == [[pytest.approx(z, rel=1e-14)]]
    assert network.reconstruct(x)[0].tolist() == pytest.approx(x_hat, rel=1e-14)
    assert (network.d, network.m, network.widths) == (2, 1, (2, 1, 2))
    assert x.tolist() == [[1.0, 0.25]]  # what comes in is left as it was


def test_every_activation_is_what_its_name_says():
    a = np.array([[-1e4, -2.0, 0.0, 0.5, 1e4]], np.float32)
    found = {
        kind: Layer(np.eye(5, dtype=np.float32), np.zeros(5, np.float32), kind)(a)[0]
        for kind in ("linear", "tanh", "sigmoid", "relu")
    }
    assert found["linear"].tolist() == a[0].tolist()
    np.testing.assert_allclose(found["tanh"], np.tanh(a[0]), rtol=1e-6)
    expected = [0.0, 1 / (1 + math.exp(2)), 0.5, 1 / (1 + math.exp(-0.5)), 1.0]
    np.testing.assert_allclose(found["sigmoid"], expected, rtol=1e-6)
    assert found["relu"].tolist() == [0.0, 0.0, 0.0, 0.5, 1e4]


def test_relu_does_not_hide_nan():
    # no sum of finite numbers is nan; a weight that became nan must be seen in the loss
    broken = Layer(np.array([[math.nan]]), np.zeros(1), "relu")
    assert np.isnan(broken(np.ones((1, 1)))).all()


@pytest.mark.parametrize("kind", ["relu", "tanh"])
def test_first_weights_are_uniform_as_the_docstring_says(kind):
    network = build((400, 300, 4, 300, 400), kind, "linear", "sigmoid", np.random.default_rng(0))
    W = network.encoder[0].W
    limit = math.sqrt(6 / 400 if kind == "relu" else 6 / 700)
    assert 0.999 * limit < np.abs(W).max() <= limit
    assert W.std() == pytest.approx(limit / math.sqrt(3), rel=0.01)
    assert np.abs(network.encoder[1].W).max() <= math.sqrt(6 / 304)
    assert not any(one.b.any() for one in network.layers)
    assert [one.activation for one in network.layers] == [kind, "linear", kind, "sigmoid"]


def test_the_seed_decides_and_the_precision_does_not():
    kinds = ("tanh", "linear", "sigmoid")
    one, two, wide = (
        build((6, 4, 2, 4, 6), *kinds, np.random.default_rng(3), dtype=dtype)
        for dtype in (np.float32, np.float32, np.float64)
    )
    for a, b, c in zip(one.layers, two.layers, wide.layers, strict=True):
        assert (a.W == b.W).all()
        assert (c.W.astype(np.float32) == a.W).all()
    assert (one.dtype, wide.dtype) == (np.float32, np.float64)
    assert one.reconstruct(np.ones((1, 6))).dtype == np.float32


def test_tied_weights_are_one_array():
    network = build((6, 4, 2, 4, 6), "tanh", "tanh", "sigmoid", np.random.default_rng(0), tied=True)
    for one, other in zip(network.encoder, reversed(network.decoder), strict=True):
        assert np.shares_memory(one.W, other.W)
        assert (one.W == other.W.T).all()
    other = build((6, 4, 2, 4, 6), "tanh", "tanh", "sigmoid", np.random.default_rng(1))
    with pytest.raises(ValueError, match="not the encoder transposed"):
        Network(network.encoder, other.decoder, tied=True)


@pytest.mark.parametrize(
    ("widths", "message"),
    [
        ((4, 0, 4), "a width in .4, 0, 4. is 0; allowed: 1 and up"),
        ((4, 2.0, 4), "is 2.0; allowed: 1 and up"),
        ((4, True, 4), "is True; allowed: 1 and up"),
        ((4, 4), "widths are .4, 4.; allowed: an odd number of them, 3 or more"),
        ((4, 3, 2, 4), "allowed: an odd number"),
        ((4, 2, 5), "the last width is 5; allowed: 4, as the first"),
    ],
)
def test_wrong_widths_are_named(widths, message):
    with pytest.raises(ValueError, match=message):
        build(widths, "tanh", "tanh", "sigmoid", np.random.default_rng(0))


def test_other_wrong_choices_are_named():
    rng = np.random.default_rng(0)
    with pytest.raises(ValueError, match="activation is 'step'; allowed: linear, tanh, sigmoid"):
        build((4, 2, 4), "tanh", "step", "sigmoid", rng)
    with pytest.raises(ValueError, match="dtype is float16; allowed: float32, float64"):
        build((4, 2, 4), "tanh", "tanh", "sigmoid", rng, dtype=np.float16)
    with pytest.raises(ValueError, match="allowed for tied weights: the same reversed"):
        build((4, 3, 2, 5, 4), "tanh", "tanh", "sigmoid", rng, tied=True)


def test_wrong_arrays_are_named():
    with pytest.raises(ValueError, match=r"W has shape .0, 2."):
        layer(0, 2)
    with pytest.raises(ValueError, match=r"b has shape .3,.; allowed: .2,."):
        Layer(np.ones((4, 2)), np.zeros(3), "linear")
    with pytest.raises(ValueError, match="W is float64 and b float32"):
        Layer(np.ones((4, 2)), np.zeros(2, np.float32), "linear")
    with pytest.raises(ValueError, match="W is int64 and b int64"):
        Layer(np.ones((4, 2), int), np.zeros(2, int), "linear")
    with pytest.raises(ValueError, match=r"followed by .3, 4. of float64; allowed: .2, …. of"):
        Network((layer(4, 2),), (layer(3, 4),))
    with pytest.raises(ValueError, match=r"of float32; allowed: .2, …. of float64"):
        Network((layer(4, 2),), (layer(2, 4, dtype=np.float32),))
    with pytest.raises(ValueError, match="the output has 5 pixels; allowed: 4"):
        Network((layer(4, 2),), (layer(2, 5),))
    with pytest.raises(ValueError, match="1 encoding and 0 decoding layers"):
        Network((layer(4, 4),), ())
    network = Network((layer(4, 2),), (layer(2, 4),))
    with pytest.raises(ValueError, match=r"shape .1, 3. came in; allowed: .n, 4."):
        network.reconstruct(np.ones((1, 3)))
    with pytest.raises(ValueError, match=r"shape .4,. came in; allowed: .n, 2."):
        network.decode(np.ones(4))
