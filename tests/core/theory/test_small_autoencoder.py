"""The network: gradients, a case by hand, recovery from every seed, and the Bayes floor."""

import math

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.theory.bayes_denoiser import bayes_denoiser
from core.theory.small_autoencoder import (
    ToyNetwork,
    initial,
    loss_and_gradient,
    sigmoid,
    toy_damage,
    train,
)
from core.theory.small_autoencoder import train_toy as train_one

TOY = load_family("toy").patterns
FIELDS = ("W1", "b1", "W2", "b2")


def test_loss_and_gradient_by_hand():
    # one pixel, one code number, one pattern: z = tanh(w x + b), y = sigmoid(v z + c)
    w, b, v, c, x, t = 0.5, 0.1, -0.7, 0.2, 1.0, 1.0
    net = ToyNetwork(*(np.array([[value]]) for value in (w, b, v, c)))
    loss, g = loss_and_gradient(net, np.array([[x]]), np.array([[t]]))
    z = math.tanh(w * x + b)
    y = 1 / (1 + math.exp(-(v * z + c)))
    dy = 2 * (y - t) * y * (1 - y)
    dz = dy * v * (1 - z * z)
    assert float(loss) == pytest.approx((y - t) ** 2, rel=1e-12)
    got = [float(getattr(g, name)[0, 0]) for name in FIELDS]
    assert got == pytest.approx([dz * x, dz, dy * z, dy], rel=1e-12)


@pytest.mark.parametrize("denoising", [True, False])
def test_gradient_against_central_differences(denoising):
    rng = np.random.default_rng(11)
    net = initial(6, 3, rng)
    x_in = toy_damage(TOY, rng)
    target = TOY if denoising else x_in
    _, gradient = loss_and_gradient(net, x_in, target)
    step = 1e-5
    for name in FIELDS:
        weights = getattr(net, name)
        numeric = np.zeros_like(weights)
        for index in np.ndindex(weights.shape):
            sides = []
            for sign in (1, -1):
                moved = weights.copy()
                moved[index] += sign * step
                parts = {field: getattr(net, field) for field in FIELDS} | {name: moved}
                sides.append(float(loss_and_gradient(ToyNetwork(**parts), x_in, target)[0]))
            numeric[index] = (sides[0] - sides[1]) / (2 * step)
        exact = getattr(gradient, name)
        assert np.abs(exact - numeric).max() < 1e-6 * np.abs(exact).max()


def test_many_networks_at_once_are_the_same_as_one_by_one():
    rng = np.random.default_rng(2)
    many = initial(6, 2, rng, (3,))
    x_in = np.stack([toy_damage(TOY, rng) for _ in range(3)])
    loss, g = loss_and_gradient(many, x_in, np.broadcast_to(TOY, x_in.shape))
    for i in range(3):
        one = ToyNetwork(*(getattr(many, name)[i] for name in FIELDS))
        loss_i, g_i = loss_and_gradient(one, x_in[i], TOY)
        assert float(loss[i]) == pytest.approx(float(loss_i), rel=1e-12)
        for name in FIELDS:
            np.testing.assert_allclose(getattr(g, name)[i], getattr(g_i, name), atol=1e-12)


def _toy_networks(m: int, seeds: int) -> ToyNetwork:
    """What train_toy gives for the seeds 0.., all at once."""
    rngs = [np.random.default_rng(seed) for seed in range(seeds)]
    each = [initial(6, m, rng) for rng in rngs]
    net = ToyNetwork(*(np.stack([getattr(one, name) for one in each]) for name in FIELDS))
    draw = lambda: np.stack([toy_damage(TOY, rng) for rng in rngs])  # noqa: E731
    *_, last = train(net, TOY, draw)
    return last.network


def test_every_seed_recovers_and_none_beats_bayes():
    nets = _toy_networks(2, 200)
    printed = nets.reconstruct(np.array([[1.0, 0, 1, 0, 0, 0]]))[:, 0]  # (200, 6)
    assert ((printed > 0.5) == (TOY[0] == 1.0)).all(axis=1).sum() == 200
    table = bayes_denoiser(TOY, 0.70, 0.03)
    risks = table.risk(nets.reconstruct)  # (200,)
    assert risks.shape == (200,)
    assert risks.min() > table.bayes_risk()
    *_, one = train_one(TOY, 2, 7)
    np.testing.assert_allclose(one.network.W1, nets.W1[7], atol=1e-9)


@pytest.mark.parametrize("m", [1, 3, 6])
def test_wider_codes_do_not_beat_bayes_either(m):
    *_, last = train_one(TOY, m, 0)
    table = bayes_denoiser(TOY, 0.70, 0.03)
    assert table.bayes_risk() < table.risk(last.network.reconstruct) < 0.08


def test_a_plain_wide_code_copies_the_damage():
    *_, plain = train_one(TOY, 6, 0, denoising=False)
    seen = np.array([[1.0, 0, 1, 0, 0, 0]])
    assert ((plain.network.reconstruct(seen) > 0.5) == (seen == 1.0)).all()


def test_progress_counts_up_and_the_run_repeats():
    runs = [list(train_one(TOY, 2, 4, steps=600)) for _ in range(2)]
    assert [p.step for p in runs[0]] == [250, 500, 600]
    assert runs[0][-1].loss < 0.5 * float(((0.5 - TOY) ** 2).sum() / 4)
    for a, b in zip(*runs, strict=True):
        assert (a.network.W1 == b.network.W1).all()
        assert a.loss == b.loss


def test_damage_is_the_seed_programs():
    rng = np.random.default_rng(0)
    seen = np.stack([toy_damage(TOY, rng) for _ in range(20_000)])
    on = TOY == 1.0
    assert seen.mean(axis=0)[on] == pytest.approx(0.70, abs=0.015)
    assert seen.mean(axis=0)[~on] == pytest.approx(0.03, abs=0.008)


def test_sigmoid_does_not_overflow():
    assert sigmoid(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]


def test_bad_widths_and_steps_are_named():
    with pytest.raises(ValueError, match="m is 7; allowed: 1 to 6"):
        initial(6, 7, np.random.default_rng(0))
    with pytest.raises(ValueError, match="0 and 250; allowed: 1 and up"):
        next(train_one(TOY, 2, 0, steps=0))
