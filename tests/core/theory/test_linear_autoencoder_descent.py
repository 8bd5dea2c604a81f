"""Principal angles by hand; the linear autoencoder turns into PCA's subspace, and descends."""

from __future__ import annotations

import numpy as np
import pytest

from core.numerics.pca import fit
from core.numerics.principal_angles import principal_angles
from core.theory.linear_autoencoder_descent import train_linear


def test_angles_by_hand() -> None:
    flat = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    for angle in (0.0, 1e-9, 0.3, np.pi / 2):
        tilted = np.array([[2.0, 1.0, 0.0], [0.0, np.cos(angle), np.sin(angle)]])
        tilted[0] = [3.0, 0.0, 0.0]
        np.testing.assert_allclose(principal_angles(flat, tilted), [0.0, angle], atol=1e-15)


def test_angles_see_spaces_and_not_rows() -> None:
    rows = np.random.default_rng(1).standard_normal((3, 7))
    mixed = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 5.0], [1.0, 0.0, 1.0]]) @ rows
    assert principal_angles(rows, mixed).max() < 1e-12


@pytest.mark.parametrize(("a", "b"), [((2, 3), (1, 3)), ((3,), (3,))])
def test_shapes_that_do_not_fit(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="allowed: the same"):
        principal_angles(np.ones(a), np.ones(b))


def test_rows_that_are_not_independent() -> None:
    with pytest.raises(ValueError, match="not independent"):
        principal_angles(np.ones((2, 3)), np.ones((2, 3)))


def test_the_decoder_ends_in_pca_s_subspace_and_the_loss_falls() -> None:
    x = np.random.default_rng(2).standard_normal((200, 5)) * [3, 2, 1, 0.5, 0.2] + 4.0
    seen = list(train_linear(x, 2, np.random.default_rng(0), 1500))
    assert principal_angles(seen[-1].W2, fit(x, 2).components).max() < 1e-3
    losses = np.array([one.loss for one in seen])
    assert (np.diff(losses) <= 1e-12).all()
    rest = 0.5 * ((x - fit(x, 2).reconstruct(x)) ** 2).sum(axis=1).mean()
    assert losses[-1] == pytest.approx(rest, rel=1e-6)


def test_the_step_follows_the_gradient() -> None:
    x = np.random.default_rng(3).standard_normal((40, 3))
    rng = np.random.default_rng(5)
    W1, W2 = (0.1 * rng.standard_normal(shape) for shape in ((3, 2), (2, 3)))
    (step,) = train_linear(x, 2, np.random.default_rng(5), 1)
    centred = x - x.mean(axis=0)

    def loss(a: np.ndarray, b: np.ndarray) -> float:
        return 0.5 * float(((centred - centred @ a @ b) ** 2).sum(axis=1).mean())

    rate = 0.8 / np.linalg.eigvalsh(centred.T @ centred / 40)[-1]
    nudge = np.zeros((3, 2))
    nudge[1, 0] = 1e-6
    slope = (loss(W1 + nudge, W2) - loss(W1 - nudge, W2)) / 2e-6
    assert step.W1[1, 0] - W1[1, 0] == pytest.approx(-rate * slope, rel=1e-6)
    assert step.loss == pytest.approx(loss(W1, W2))


@pytest.mark.parametrize(("k", "steps"), [(0, 1), (4, 1), (1, 0)])
def test_settings_that_cannot_be(k: int, steps: int) -> None:
    with pytest.raises(ValueError, match="allowed"):
        next(train_linear(np.eye(3), k, np.random.default_rng(0), steps))


def test_data_without_variance() -> None:
    with pytest.raises(ValueError, match="largest variance is 0"):
        next(train_linear(np.ones((5, 3)), 1, np.random.default_rng(0), 1))
