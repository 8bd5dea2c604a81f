"""Compact networks: how near they come, what they weigh, and what is refused."""

import lzma

import numpy as np
import pytest

from core.network.network import build
from core.network.parameter_vector import flatten
from core.network.quantized_file import MAGIC, pack, unpack


def network(tied=False, widths=(30, 20, 4, 20, 30)):
    rng = np.random.default_rng(0)
    one = build(widths, "tanh", "linear", "sigmoid", rng, tied)
    for layer in one.layers:
        layer.b[:] = rng.standard_normal(len(layer.b))
    return one


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("bits", range(2, 9))
def test_weights_are_within_half_a_step(bits, tied):
    one = network(tied)
    found = unpack(pack(one, bits))
    assert (found.tied, found.widths, found.dtype) == (tied, one.widths, np.float32)
    for a, b in zip(one.layers, found.layers, strict=True):
        step = np.abs(a.W).max() / (2 ** (bits - 1) - 1)
        assert np.abs(a.W - b.W).max() <= 0.5001 * step
        assert len(np.unique(b.W)) <= 2**bits - 1
        np.testing.assert_allclose(a.b, b.b, rtol=1e-3)
        assert a.activation == b.activation


def test_packing_what_was_unpacked_changes_nothing():
    once = unpack(pack(network(), (5, 8, 8, 7)))
    again = unpack(pack(once, (5, 8, 8, 7)))
    np.testing.assert_allclose(flatten(again), flatten(once), rtol=1e-6)


def test_fewer_bits_are_fewer_bytes():
    one = network(widths=(200, 50, 8, 50, 200))
    sizes = [len(pack(one, bits)) for bits in range(2, 9)]
    assert sizes == sorted(sizes)
    assert sizes[3] < 20_800 * 5 / 8 + 1600  # 5 bits, with biases and all
    assert pack(one, 5) == pack(one, [5, 5, 5, 5])


def test_a_layer_of_zeros_stays_one():
    one = network()
    one.encoder[0].W[:] = 0.0
    assert not unpack(pack(one, 5)).encoder[0].W.any()


@pytest.mark.parametrize("bits", [1, 9, [5], [5, 5, 5, 9]])
def test_wrong_bits_are_named(bits):
    with pytest.raises(ValueError, match=r"bits are \[.*\]; allowed: 4 numbers in 2..8"):
        pack(network(), bits)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e6])
def test_what_cannot_be_packed_is_named(value):
    one = network()
    one.decoder[0].b[0] = value
    with pytest.raises(ValueError, match=r"weights reach .*; allowed: what float16 holds"):
        pack(one, 5)


def test_every_cut_and_all_damage_is_refused():
    data = pack(network(), 5)
    for end in range(0, len(data), 11):
        with pytest.raises(ValueError, match="allowed: "):
            unpack(data[:end])
    for i in range(len(data)):
        with pytest.raises(ValueError, match="allowed: "):
            unpack(data[:i] + bytes([data[i] ^ 0x41]) + data[i + 1 :])
    with pytest.raises(ValueError, match="goes on after its end"):
        unpack(data + b"more")


def test_another_version_and_foreign_files_are_named():
    data = bytearray(pack(network(), 5))
    data[len(MAGIC)] = 2
    with pytest.raises(ValueError, match="the file's version is 2; allowed: 1"):
        unpack(bytes(data))
    for foreign in (b"", b"PK\x03\x04", MAGIC):
        with pytest.raises(ValueError, match=r"the file begins with .*; allowed: b'hunch"):
            unpack(foreign)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3\n", "it says 3; allowed: plan and steps"),
        ('{"plan": {}, "steps": []}\n', "a network's plan is"),
        ("nonsense\n", "no whole compact network"),
        (
            '{"plan": {"widths": [2, 1, 2], "depth": 1, "activations": ["tanh", "tanh"],'
            ' "tied": false}, "steps": []}\n',
            "0 bytes and 0 steps; allowed: 10 bytes",
        ),
        (
            '{"plan": {"widths": [2, 1, 2], "depth": 1, "activations": ["tanh", "tanh"],'
            ' "tied": false}, "steps": [[0.0, 3], [1.0, 3]]}\n' + 10 * "\0",
            r"a step is \[0.0, 3\]; allowed",
        ),
    ],
)
def test_what_it_says_is_checked(text, message):
    with pytest.raises(ValueError, match=message):
        unpack(MAGIC + b"\1" + lzma.compress(text.encode()))
