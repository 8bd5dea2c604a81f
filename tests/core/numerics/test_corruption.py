"""Corruption: samplers against their exact likelihoods, edges, and coupled levels."""

import itertools
import math

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.numerics.corruption import KINDS, corrupt, log_likelihood, pixel_moments

BINARY = ("mask", "salt_pepper", "flip_on")
TOY = load_family("toy").patterns
ALL_SIX = np.array(list(itertools.product((0.0, 1.0), repeat=6)))  # (64, 6)
# p(shown on | clean off), p(shown on | clean on) at level 0.3, by hand
BY_HAND = {"mask": (0.0, 0.7), "salt_pepper": (0.15, 0.85), "flip_on": (0.3, 1.0)}


@pytest.mark.parametrize("kind", BINARY)
def test_likelihood_is_the_product_over_pixels(kind):
    off, on = BY_HAND[kind]
    for x_tilde in ALL_SIX:
        for x, got in zip(TOY, log_likelihood(kind, x_tilde, TOY, 0.3), strict=True):
            p = 1.0
            for clean, seen in zip(x, x_tilde, strict=True):
                shown = on if clean else off
                p *= shown if seen else 1 - shown
            assert math.exp(got) == pytest.approx(p, abs=1e-15)


@pytest.mark.parametrize("kind", BINARY)
@pytest.mark.parametrize("level", [0.0, 0.05, 0.5, 0.9, 1.0])
def test_probabilities_over_all_inputs_sum_to_one(kind, level):
    log_p = log_likelihood(kind, ALL_SIX, TOY, level)  # (64, 4)
    assert log_p.shape == (64, 4)
    assert not np.isnan(log_p).any()
    np.testing.assert_allclose(np.exp(log_p).sum(axis=0), 1.0, atol=1e-12)


@pytest.mark.parametrize("kind", BINARY)
def test_samples_follow_the_likelihood(kind):
    x = TOY[0]
    seen = corrupt(kind, np.broadcast_to(x, (40_000, 6)), 0.3, np.random.default_rng(3))
    codes = (seen @ (1 << np.arange(6))).astype(int)
    share = np.bincount(codes, minlength=64) / len(seen)
    every = (np.arange(64)[:, None] >> np.arange(6) & 1).astype(float)
    p = np.exp(log_likelihood(kind, every, TOY[:1], 0.3))[:, 0]
    assert np.abs(share - p).max() < 5 * math.sqrt(0.25 / len(seen))
    assert share[p == 0.0].sum() == 0.0


def test_gaussian_density_by_hand_and_sampled_moments():
    x_tilde = np.array([1.2, 0.0, 0.0, 0.0, 0.0, -0.5])
    got = log_likelihood("gaussian", x_tilde, np.zeros((1, 6)), 0.5)[0]
    by_hand = sum(-0.5 * (v / 0.5) ** 2 - math.log(0.5 * math.sqrt(2 * math.pi)) for v in x_tilde)
    assert got == pytest.approx(by_hand, abs=1e-12)
    seen = corrupt("gaussian", np.ones((40_000, 6)), 0.5, np.random.default_rng(3))
    np.testing.assert_allclose(seen.mean(axis=0), 1.0, atol=0.0125)
    np.testing.assert_allclose(seen.std(axis=0), 0.5, atol=0.0125)


@pytest.mark.parametrize("kind", KINDS)
def test_level_zero_changes_nothing_and_explains_only_itself(kind):
    assert (corrupt(kind, TOY, 0.0, np.random.default_rng(0)) == TOY).all()
    log_p = log_likelihood(kind, TOY, TOY, 0.0)
    assert (log_p == np.where(np.eye(4) == 1, 0.0, -np.inf)).all()


def test_impossible_evidence_is_minus_infinity():
    grey = np.full(6, 0.5)
    for kind in BINARY:
        assert (log_likelihood(kind, grey, TOY, 0.3) == -np.inf).all()
    assert log_likelihood("mask", np.array([0, 0, 0, 1.0, 0, 0]), TOY, 0.9)[0] == -np.inf
    assert log_likelihood("flip_on", np.zeros(6), TOY, 0.9)[0] == -np.inf


@pytest.mark.parametrize("kind", BINARY)
def test_a_higher_level_damages_a_superset(kind):
    x = TOY[0]
    for seed in range(50):
        low, high = (
            np.flatnonzero(corrupt(kind, x, level, np.random.default_rng(seed)) != x)
            for level in (0.3, 0.6)
        )
        assert set(low) <= set(high)


def test_gaussian_noise_scales_with_its_level():
    low, high = (
        corrupt("gaussian", TOY, level, np.random.default_rng(1)) - TOY for level in (0.2, 0.6)
    )
    np.testing.assert_allclose(3 * low, high, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_moments_are_those_of_samples(kind):
    mean, variance = pixel_moments(kind, TOY, 0.4)
    many = np.broadcast_to(TOY, (20_000, 4, 6))
    seen = corrupt(kind, many, 0.4, np.random.default_rng(8))
    np.testing.assert_allclose(seen.mean(axis=0), mean, atol=0.02)
    np.testing.assert_allclose(seen.var(axis=0), variance, atol=0.02)


@pytest.mark.parametrize("level", [-0.1, 1.5, math.nan, math.inf])
def test_a_level_out_of_range_is_named(level):
    with pytest.raises(ValueError, match=f"level of 'mask' is {level!r}; allowed: 0 to 1"):
        corrupt("mask", TOY, level, np.random.default_rng(0))


def test_an_unknown_kind_is_named():
    with pytest.raises(ValueError, match="'blur'; allowed: mask, salt_pepper, flip_on, gaussian"):
        log_likelihood("blur", TOY, TOY, 0.1)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_map_levels_are_allowed_levels(kind):
    levels = kind.map_levels()
    assert levels[0] == kind.lowest
    assert levels[-1] == kind.highest
    assert 8 <= len(levels) <= 11
    steps = [(level - kind.lowest) / kind.step for level in levels]
    np.testing.assert_allclose(steps, np.round(steps), atol=1e-9)


@pytest.mark.parametrize("kind", list(KINDS))
def test_grey_pixels_and_single_precision_stay_so(kind):
    x = np.random.default_rng(0).random((4, 9))
    double = corrupt(kind, x, 0.3, np.random.default_rng(1))
    single = corrupt(kind, x.astype(np.float32), 0.3, np.random.default_rng(1))
    assert (double.dtype, single.dtype) == (np.float64, np.float32)
    np.testing.assert_allclose(single, double, atol=1e-6)
    spoilt = {"mask": {0.0}, "salt_pepper": {0.0, 1.0}, "flip_on": {1.0}}
    if kind in spoilt:
        assert set(double[double != x]) == spoilt[kind]
