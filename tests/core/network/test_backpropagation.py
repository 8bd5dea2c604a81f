"""A pass back through some layers: what it gives for their input, and from the last sums."""

import numpy as np
import pytest

from core.network.backpropagation import backward, forward, joined
from core.network.network import build
from core.network.parameter_vector import flatten

RNG = np.random.default_rng(0)
STEP = 1e-6


def layers():
    made = build((4, 3, 2, 3, 4), "tanh", "linear", "sigmoid", RNG, dtype=np.float64)
    return made.decoder


def test_outputs_begin_with_the_input_and_end_with_the_last_layers():
    z, decoder = RNG.standard_normal((5, 2)), layers()
    outputs = forward(decoder, z)
    assert [h.shape for h in outputs] == [(5, 2), (5, 3), (5, 4)]
    np.testing.assert_array_equal(outputs[2], decoder[1](decoder[0](z)))


def test_the_derivative_for_the_input_against_differences():
    z, decoder, weigh = RNG.standard_normal((5, 2)), layers(), RNG.standard_normal((5, 4))
    _, found = backward(decoder, forward(decoder, z), weigh.copy())
    for place in np.ndindex(*z.shape):
        ends = []
        for sign in (1, -1):
            moved = z.copy()
            moved[place] += sign * STEP
            ends.append(float((weigh * forward(decoder, moved)[-1]).sum()))
        assert found[place] == pytest.approx((ends[0] - ends[1]) / (2 * STEP), abs=1e-8)


def test_from_sums_is_from_outputs_without_the_last_bend():
    z, decoder, weigh = RNG.standard_normal((5, 2)), layers(), RNG.standard_normal((5, 4))
    outputs = forward(decoder, z)
    from_outputs, _ = backward(decoder, outputs, weigh.copy())
    y = outputs[-1]
    from_sums, _ = backward(decoder, outputs, weigh * y * (1 - y), of_sums=True, to_input=False)
    for (W, b), (other_W, other_b) in zip(from_outputs, from_sums, strict=True):
        np.testing.assert_allclose(W, other_W, rtol=1e-12)
        np.testing.assert_allclose(b, other_b, rtol=1e-12)


def test_no_layers_pass_everything_on():
    x, back = RNG.standard_normal((5, 2)), RNG.standard_normal((5, 2))
    assert forward((), x) == [x]
    assert backward((), [x], back) == ([], back)


def test_a_tied_matrix_gets_both_its_parts_and_its_decay_once():
    network = build((3, 2, 3), "tanh", "linear", "sigmoid", RNG, tied=True, dtype=np.float64)
    one, two = RNG.standard_normal((3, 2)), RNG.standard_normal((2, 3))
    found = joined(network, [(one.copy(), np.ones(2)), (two.copy(), np.zeros(3))], 0.5)
    assert found.shape == flatten(network).shape
    np.testing.assert_allclose(found[:6].reshape(3, 2), one + two.T + 0.5 * network.encoder[0].W)
    np.testing.assert_array_equal(found[6:], [1, 1, 0, 0, 0])
