"""The exact oracle against the figures of the design's measurements and against sampling."""

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.numerics.corruption import corrupt, log_likelihood
from core.theory.bayes_denoiser import bayes_denoiser
from core.theory.surrogate import posterior

FAMILY = load_family("toy")
TOY = FAMILY.patterns


def test_the_toys_figures():
    table = bayes_denoiser(TOY, 0.70, 0.03)
    got = table.mean_given(np.array([1.0, 0, 1, 0, 0, 0]))
    assert got == pytest.approx([0.9993, 0.9993, 0.9582, 0.0002, 0.0007, 0.0007], abs=5e-5)
    blank = table.mean_given(np.zeros(6))
    assert blank == pytest.approx([0.5, 0.5, 0.118, 0.118, 0.5, 0.5], abs=5e-4)
    assert table.bayes_risk() == pytest.approx(0.0389, abs=5e-5)
    assert float(table.risk(lambda x: x)) == pytest.approx(0.1425, abs=5e-5)


def test_blank_input_by_hand():
    # 111000 and 000111 leave nothing with 0.3^3 0.97^3, the short ones with 0.3^2 0.97^4
    tip = 0.3**3 * 0.97**3 / (2 * (0.3**3 * 0.97**3 + 0.3**2 * 0.97**4))
    got = bayes_denoiser(TOY, 0.70, 0.03).mean_given(np.zeros(6))
    assert got == pytest.approx([0.5, 0.5, tip, tip, 0.5, 0.5], abs=1e-14)


def test_probabilities_sum_to_one():
    table = bayes_denoiser(TOY, 0.70, 0.03)
    np.testing.assert_allclose(table.likelihood.sum(axis=0), 1.0, atol=1e-14)
    assert table.evidence.sum() == pytest.approx(1.0, abs=1e-14)


def test_nothing_beats_the_posterior_mean():
    table = bayes_denoiser(TOY, 0.70, 0.03)
    rng = np.random.default_rng(0)
    for size in (1e-3, 0.1):
        moved = table.posterior_mean + size * rng.standard_normal((20, 64, 6))
        assert (table.risk(lambda _, moved=moved: moved) > table.bayes_risk()).all()


def test_risk_is_what_sampling_gives():
    table = bayes_denoiser(TOY, 0.70, 0.0)
    rng = np.random.default_rng(1)
    seen = corrupt("mask", np.broadcast_to(TOY, (20_000, 4, 6)), 0.30, rng)
    sampled = np.mean((seen - TOY) ** 2)
    assert float(table.risk(lambda x: x)) == pytest.approx(sampled, abs=2e-3)


def test_it_agrees_with_the_surrogates_posterior():
    table = bayes_denoiser(TOY, 0.70, 0.0)
    possible = table.evidence > 0.0
    assert 0 < possible.sum() < 64
    got = posterior(FAMILY, table.inputs[possible], "mask", 0.30) @ TOY
    np.testing.assert_allclose(got, table.posterior_mean[possible], atol=1e-14)
    np.testing.assert_allclose(
        np.exp(log_likelihood("mask", table.inputs, TOY, 0.30)), table.likelihood, atol=1e-15
    )


def test_bad_arguments_are_named():
    with pytest.raises(ValueError, match="d is 45; allowed: at most 12"):
        bayes_denoiser(load_family("segments").patterns, 0.7, 0.0)
    with pytest.raises(ValueError, match=r"probability is 1\.2; allowed: 0 to 1"):
        bayes_denoiser(TOY, 1.2, 0.0)
    with pytest.raises(ValueError, match="6 values of 0 or 1"):
        bayes_denoiser(TOY, 0.7, 0.0).mean_given(np.full(6, 0.5))
