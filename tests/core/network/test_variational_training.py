"""Training a variational autoencoder: it learns, repeats, collapses where beta is large."""

from collections import deque
from dataclasses import replace

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.network.elbo import elbo
from core.network.objective import Objective
from core.network.training import Diverged
from core.network.training import train as train_plain
from core.network.training_config import TrainingConfig
from core.network.variational_autoencoder import flatten
from core.network.variational_training import train

X = load_family("segments").patterns  # (10, 45)
SMALL = TrainingConfig(
    (45, 16, 2, 16, 45),
    hidden="tanh",
    objective=Objective("cross_entropy"),
    rate=0.01,
    batch=10,
    epochs=600,
    dtype="float64",
)
NOISE = np.random.default_rng(0).standard_normal((200, len(X), 2))


def last(config, beta, x=X):
    return deque(train(config, beta, x), maxlen=1).pop()


def test_it_learns_and_yields_like_any_training():
    first, *_, end = train(SMALL, 1.0, X, every=50)
    assert (first.step, first.epoch, end.step, end.steps) == (1, 1, 600, 600)
    assert end.ended
    assert end.loss < 0.5 * first.loss
    assert elbo(end.network, X, NOISE).values.mean() > -0.5 * first.loss


def test_a_run_repeats_and_the_seed_matters():
    short = replace(SMALL, epochs=20, batch=4)
    one, two = last(short, 1.0), last(short, 1.0)
    assert (flatten(one.network) == flatten(two.network)).all()
    assert one.loss == two.loss
    other = last(replace(short, seed=1), 1.0)
    assert (flatten(other.network) != flatten(one.network)).any()


def test_it_begins_with_the_weights_of_a_plain_network_of_the_same_seed():
    gentle = replace(SMALL, epochs=1, rate=1e-12)
    (plain,) = train_plain(gentle, X)
    (found,) = train(gentle, 1.0, X)
    np.testing.assert_allclose(found.network.encoder[0].W, plain.network.encoder[0].W, atol=1e-11)
    np.testing.assert_allclose(found.network.decoder[-1].W, plain.network.decoder[-1].W, atol=1e-11)


def test_raising_beta_lowers_kl_and_reconstruction():
    found = [elbo(last(SMALL, beta).network, X, NOISE) for beta in (0.1, 1.0, 3.0)]
    kl = [one.kl.sum(axis=1).mean() for one in found]
    reconstruction = [one.reconstruction.mean() for one in found]
    assert kl[0] > kl[1] > kl[2] > 0.01
    assert reconstruction[0] > reconstruction[1] > reconstruction[2]


def test_at_a_large_beta_the_code_collapses_and_the_output_is_the_mean():
    network = last(SMALL, 100.0).network
    assert elbo(network, X, NOISE).kl.mean(axis=0).max() < 1e-3
    codes = np.random.default_rng(1).standard_normal((50, 2))
    mean = np.broadcast_to(X.mean(axis=0), (50, 45))
    np.testing.assert_allclose(network.decode(codes), mean, atol=0.1)


def test_without_kl_the_noise_is_trained_away():
    network = last(SMALL, 0.0).network
    plain = deque(train_plain(SMALL, X), maxlen=1).pop()
    _, log_variance = network.posterior(X)
    codes = network.encode(X)
    assert (np.exp(0.5 * log_variance).mean(axis=0) < 0.05 * codes.std(axis=0)).all()
    found = -elbo(network, X, NOISE).reconstruction.mean() / network.d  # per pixel, as plain.loss
    assert found < plain.loss + 0.01


def test_precision_reaches_the_training():
    assert last(replace(SMALL, epochs=2, dtype="float32"), 1.0).network.dtype == np.float32


def test_divergence_is_ended_with_the_last_good_weights():
    with pytest.raises(Diverged, match=r"the loss is .* at step \d+; allowed: at most") as caught:
        last(replace(SMALL, rate=1e3), 1.0)
    assert np.isfinite(flatten(caught.value.network)).all()


@pytest.mark.parametrize(
    ("changes", "beta", "told"),
    [
        ({"objective": Objective()}, 1.0, "squared_error.*; allowed with beta: cross_entropy"),
        (
            {"objective": Objective("cross_entropy", sparsity=0.1)},
            1.0,
            "sparsity=0.1.*; allowed with beta: cross_entropy without penalties",
        ),
        ({"code": "tanh"}, 1.0, "code is 'tanh'; allowed with beta: linear"),
        ({"corruption": "mask", "level": 0.3}, 1.0, "corruption is 'mask'; allowed with beta"),
        ({}, -1.0, "beta is -1.0; allowed: a number, 0 and up"),
    ],
)
def test_what_cannot_be_trained_is_named_at_once(changes, beta, told):
    with pytest.raises(ValueError, match=told):
        train(replace(SMALL, **changes), beta, X)


def test_wrong_data_is_named_at_once():
    with pytest.raises(ValueError, match=r"x has shape \(3, 44\); allowed: \(n, 45\)"):
        train(SMALL, 1.0, np.ones((3, 44)))
    with pytest.raises(ValueError, match="x is in 0 to 2; allowed with cross_entropy: 0 to 1"):
        train(SMALL, 1.0, 2 * X)
    with pytest.raises(ValueError, match="every is 0; allowed: 1 and up"):
        train(SMALL, 1.0, X, every=0)
