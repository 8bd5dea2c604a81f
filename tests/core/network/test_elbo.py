"""The ELBO: number by number in plain Python, its gradient by two oracles, and below log p(x)."""

import cmath
import math
from itertools import pairwise, product

import numpy as np
import pytest

from core.network.elbo import check_beta, elbo, value_and_gradient
from core.network.network import build
from core.network.objective import Objective
from core.network.objective import value_and_gradient as plain_value_and_gradient
from core.network.parameter_vector import architecture
from core.network.variational_autoencoder import (
    VariationalAutoencoder,
    flatten,
    from_vector,
    variational,
)

DEEP, SHALLOW, NARROW = (5, 4, 2, 3, 5), (5, 2, 5), (6, 5, 4, 1, 4, 5, 6)
STEP = 1e-6


def made(widths=DEEP, tied=False, dtype=np.float64, seed=0):
    """A network with biases, grey examples, noise."""
    rng = np.random.default_rng(seed)
    network = build(widths, "tanh", "linear", "sigmoid", rng, tied, dtype)
    first = variational(network, rng)
    weights = flatten(first)
    weights += (0.3 * rng.standard_normal(len(weights))).astype(dtype)
    x = rng.random((4, widths[0])).astype(dtype)
    noise = rng.standard_normal((4, first.m)).astype(dtype)
    return from_vector(architecture(network), weights), weights, x, noise


def written_out(widths, depth, numbers, x, noise, beta) -> complex:
    """-(reconstruction - beta KL), mean over examples, of an untied tanh network."""
    numbers = iter(numbers)
    pairs = [*pairwise(widths), widths[depth - 1 : depth + 1]]
    layers = [
        (
            [[next(numbers) for _ in range(n_out)] for _ in range(n_in)],
            [next(numbers) for _ in range(n_out)],
        )
        for n_in, n_out in pairs
    ]

    def sums(h, layer):
        W, b = layer
        return [b[o] + sum(h[j] * W[j][o] for j in range(len(h))) for o in range(len(b))]

    total = 0.0
    for clean, drawn in zip(x.tolist(), noise.tolist(), strict=True):
        h = clean
        for layer in layers[: depth - 1]:
            h = [cmath.tanh(a) for a in sums(h, layer)]
        mean, log_variance = sums(h, layers[depth - 1]), sums(h, layers[-1])
        z = [m + cmath.exp(v / 2) * e for m, v, e in zip(mean, log_variance, drawn, strict=True)]
        kl = sum(
            (m * m + cmath.exp(v) - 1 - v) / 2 for m, v in zip(mean, log_variance, strict=True)
        )
        for layer in layers[depth:-2]:
            z = [cmath.tanh(a) for a in sums(z, layer)]
        outputs = [1 / (1 + cmath.exp(-a)) for a in sums(z, layers[-2])]
        likelihood = sum(
            t * cmath.log(y) + (1 - t) * cmath.log(1 - y)
            for y, t in zip(outputs, clean, strict=True)
        )
        total += (beta * kl - likelihood) / len(x)
    return total


@pytest.mark.parametrize("beta", [0.0, 1.0, 7.0])
@pytest.mark.parametrize("widths", [DEEP, SHALLOW, NARROW])
def test_an_oracle_in_plain_python_agrees(widths, beta):
    # exact derivatives: the imaginary part after a step of i·1e-30, with nothing subtracted
    network, weights, x, noise = made(widths)
    value, gradient = value_and_gradient(network, x, noise, beta)
    exact = [
        written_out(
            widths, len(network.encoder), weights + 1e-30j * np.eye(len(weights))[i], x, noise, beta
        )
        for i in range(len(weights))
    ]
    assert value == pytest.approx(exact[0].real, rel=1e-13)
    expected = np.array([number.imag / 1e-30 for number in exact])
    np.testing.assert_allclose(gradient, expected, atol=1e-13 * np.abs(expected).max())


@pytest.mark.parametrize(("tied", "beta"), list(product([False, True], [0.0, 1.0, 30.0])))
def test_the_gradient_against_central_differences(tied, beta):
    widths = (5, 3, 2, 3, 5)
    network, weights, x, noise = made(widths, tied)
    _, gradient = value_and_gradient(network, x, noise, beta)
    found = np.zeros_like(weights)
    for i in range(len(weights)):
        ends = []
        for sign in (1, -1):
            moved = weights.copy()
            moved[i] += sign * STEP
            other = from_vector(architecture(network), moved)
            ends.append(value_and_gradient(other, x, noise, beta)[0])
        found[i] = (ends[0] - ends[1]) / (2 * STEP)
    np.testing.assert_allclose(gradient, found, atol=1e-8 * np.abs(gradient).max())


def test_the_value_is_what_the_elbo_says():
    network, _, x, noise = made()
    found = elbo(network, x, noise)
    for beta in (0.0, 1.0, 4.0):
        expected = -(found.reconstruction - beta * found.kl.sum(axis=1)).mean()
        assert value_and_gradient(network, x, noise, beta)[0] == pytest.approx(expected, rel=1e-13)
    np.testing.assert_allclose(found.values, found.reconstruction - found.kl.sum(axis=1))


def test_several_draws_are_averaged():
    network, _, x, _ = made()
    noise = np.random.default_rng(1).standard_normal((3, 4, 2))
    each = [elbo(network, x, one) for one in noise]
    found = elbo(network, x, noise)
    np.testing.assert_allclose(
        found.reconstruction, np.mean([one.reconstruction for one in each], axis=0), rtol=1e-14
    )
    np.testing.assert_array_equal(found.kl, each[0].kl)


def test_the_sampled_gradient_is_that_of_the_mean():
    # one code number: the mean under q by quadrature, its derivative by differences
    network, weights, x, _ = made((6, 3, 1, 3, 6))
    x = x[:1]
    nodes, shares = np.polynomial.hermite_e.hermegauss(40)
    shares = shares / shares.sum()

    def exact(moved):
        other = from_vector(architecture(network), moved)
        values = [
            value_and_gradient(other, x, np.full((1, 1), node), 1.0)[0] for node in nodes.tolist()
        ]
        return float(shares @ values)

    drawn = np.random.default_rng(2).standard_normal((20_000, 1))
    _, sampled = value_and_gradient(network, np.repeat(x, len(drawn), axis=0), drawn, 1.0)
    for i in range(len(weights)):
        step = STEP * np.eye(len(weights))[i]
        expected = (exact(weights + step) - exact(weights - step)) / (2 * STEP)
        assert sampled[i] == pytest.approx(expected, abs=0.01)


def test_without_kl_and_noise_it_is_the_plain_networks_cross_entropy():
    network, _, x, noise = made()
    value, gradient = value_and_gradient(network, x, np.zeros_like(noise), 0.0)
    expected, plain = plain_value_and_gradient(network, x, x, Objective("cross_entropy"))
    assert value == pytest.approx(expected * network.d, rel=1e-14)  # summed over pixels here
    np.testing.assert_allclose(gradient[: len(plain)], plain * network.d, rtol=1e-12, atol=1e-15)
    assert not gradient[len(plain) :].any()  # and the spread is free


def log_evidence(network: VariationalAutoencoder, x) -> np.ndarray:
    """log p(x), (n,), by quadrature over the one code number."""
    z = np.linspace(-9.0, 9.0, 2001)
    prior = -0.5 * z**2 - 0.5 * math.log(2 * math.pi)
    y = network.decode(z[:, None])  # (k,d)
    likelihood = np.log(y) @ x.T + np.log(1.0 - y) @ (1.0 - x).T  # (k,n)
    terms = likelihood + prior[:, None] + math.log(z[1] - z[0])
    return np.logaddexp.reduce(terms, axis=0)


def importance_weighted(network: VariationalAutoencoder, x, noise) -> np.ndarray:
    """Burda et al. 2016: log of the mean of p(x, z) / q(z|x) over k draws; (k, n, 1) gives (n,)."""
    mean, log_variance = network.posterior(x)
    z = mean + np.exp(0.5 * log_variance) * noise
    y = np.stack([network.decode(one) for one in z])  # (k,n,d)
    likelihood = (x * np.log(y) + (1.0 - x) * np.log(1.0 - y)).sum(axis=-1)
    log_p = -0.5 * (z**2).sum(axis=-1)
    log_q = -0.5 * (noise**2 + log_variance).sum(axis=-1)
    return np.logaddexp.reduce(likelihood + log_p - log_q, axis=0) - math.log(len(noise))


def test_the_elbo_is_below_the_importance_weighted_estimate_and_that_below_log_p():
    network, _, x, _ = made((6, 4, 1, 4, 6), seed=1)
    noise = np.random.default_rng(3).standard_normal((4000, len(x), 1))
    found, evidence = elbo(network, x, noise), log_evidence(network, x)
    weighted = importance_weighted(network, x, noise)
    assert (found.values < weighted - 0.001).all()
    assert (found.values < evidence - 0.001).all()
    np.testing.assert_allclose(weighted, evidence, atol=0.02)  # with so many draws


def test_single_precision_agrees_with_double_and_stays_single():
    network, _, x, noise = made()
    single, _, x_single, noise_single = made(dtype=np.float32)
    value, gradient = value_and_gradient(network, x, noise, 2.0)
    found, of_single = value_and_gradient(single, x_single, noise_single, 2.0)
    assert of_single.dtype == np.float32
    assert found == pytest.approx(value, rel=1e-5)
    np.testing.assert_allclose(of_single, gradient, atol=1e-5 * np.abs(gradient).max())


@pytest.mark.parametrize("shape", [(4, 3), (2,), (3, 2), (5, 4, 3), (0, 4, 2)])
def test_noise_of_another_shape_is_named(shape):
    network, _, x, _ = made()
    with pytest.raises(ValueError, match=r"noise has shape .*; allowed: \(4, 2\)"):
        elbo(network, x, np.zeros(shape))
    with pytest.raises(ValueError, match=r"noise has shape .*; allowed: \(4, 2\)"):
        value_and_gradient(network, x, np.zeros(shape), 1.0)


@pytest.mark.parametrize("beta", [-0.1, math.nan, math.inf, True, "1", None])
def test_a_beta_that_is_none_is_named(beta):
    with pytest.raises(ValueError, match=r"beta is .*; allowed: a number, 0 and up"):
        check_beta(beta)
