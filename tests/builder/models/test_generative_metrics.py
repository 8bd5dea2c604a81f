"""Samples judged by hand and by their own digits; the ELBO's parts add up."""

from __future__ import annotations

import numpy as np
import pytest

from builder.models.generative_metrics import SAMPLES, bound, judged, sampled
from builder.models.lab_data import digits
from core.data.digits import read
from core.network.network import Layer, Network, build
from core.network.variational_autoencoder import variational

KNOWN, TEST = (read(digits()[f"digits-8-{part}"]) for part in ("train", "test"))


def test_real_digits_pass_and_are_of_all_classes() -> None:
    told = judged(TEST.x, KNOWN)
    assert told["passing"] > 0.8
    assert told["classes"] == 10


def test_blank_paper_passes_for_nothing_and_is_not_grey() -> None:
    assert judged(np.zeros((5, 64), np.float32), KNOWN) == {
        "passing": 0.0,
        "classes": 0.0,
        "greyness": 0.0,
    }


def test_a_class_that_is_rare_does_not_count() -> None:
    zeros, ones = (KNOWN.x[KNOWN.labels == label] for label in (0, 1))
    rare = np.concatenate([np.repeat(zeros[:1], 150, axis=0), ones[:1]])
    assert judged(rare, KNOWN)["classes"] == 1
    assert judged(rare[-50:], KNOWN)["classes"] == 2


def test_a_decoder_that_always_gives_one_digit() -> None:
    far = np.where(KNOWN.x[0] > 0.5, 30.0, -30.0).astype(np.float32)
    encoder = Layer(np.eye(64, 2, dtype=np.float32), np.zeros(2, np.float32), "linear")
    network = Network((encoder,), (Layer(np.zeros((2, 64), np.float32), far, "sigmoid"),))
    told = sampled(network, KNOWN)
    assert set(told) == {
        f"{figure}, {law}"
        for figure in ("passing", "classes", "greyness")
        for law in ("normal", "fitted")
    }
    assert told["greyness, normal"] == pytest.approx(0.0, abs=1e-9)
    assert told["passing, normal"] == told["passing, fitted"]
    assert told["passing, normal"] in (0.0, 1.0)
    assert SAMPLES == 1000


def test_the_bound_is_the_sum_of_its_parts() -> None:
    rng = np.random.default_rng(0)
    network = variational(build((64, 8, 2, 8, 64), "relu", "linear", "sigmoid", rng), rng)
    told = bound(network, TEST.x)
    assert told == bound(network, TEST.x)
    assert told["elbo"] == pytest.approx(told["reconstruction"] - told["kl 1"] - told["kl 2"])
