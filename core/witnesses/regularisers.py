"""What noise, sparsity and weight decay do to a linear map or a single number."""

from __future__ import annotations

import numpy as np

from core.witnesses.witness import Witness


def noise_is_weight_decay() -> float:
    """Relative gap between a linear map's mean error under noise and error plus decay.

    E |A(x + sigma e) - x|^2 = |Ax - x|^2 + sigma^2 |A|^2, the mean taken exactly, over points
    x +- sigma sqrt(d) e_i, which have the noise's mean and covariance.
    """
    rng = np.random.default_rng(2)
    A, x, sigma, d = rng.standard_normal((6, 6)), rng.standard_normal(6), 0.3, 6
    around = sigma * np.sqrt(d) * np.concatenate([np.eye(d), -np.eye(d)])  # (2d,d)
    noisy = float((((x + around) @ A.T - x) ** 2).sum(axis=1).mean())
    decayed = float(((A @ x - x) ** 2).sum() + sigma**2 * (A**2).sum())
    return abs(noisy / decayed - 1.0)


def sparse_penalty_gives_zeros() -> float:
    """Largest best code number |z| where the pull a is below the penalty's weight 0.5.

    The best z of (z - a)^2 / 2 + 0.5 |z| is searched on a grid, for 200 values of a.
    """
    z = np.linspace(-1.0, 1.0, 2001)  # holds 0
    a = np.random.default_rng(4).uniform(-0.5, 0.5, 200)[:, None]
    best = z[np.argmin((z - a) ** 2 / 2.0 + 0.5 * np.abs(z), axis=1)]
    return float(np.abs(best).max())


def decay_shrinks_weak_directions() -> float:
    """Share kept of a weak direction, over that of a strong one, under weight decay.

    A linear map with penalty lam |A|^2 keeps the share v / (v + lam) of a direction of variance v;
    here v is 0.1 and 10, lam is 1, and the shares are measured on the solved least squares.
    """
    lam, variances = 1.0, np.diag([10.0, 0.1])
    kept = np.diag(np.linalg.solve(variances + lam * np.eye(2), variances))
    return float(kept[1] / kept[0])


WITNESSES = (
    Witness(noise_is_weight_decay, "at most", 1e-9),
    Witness(sparse_penalty_gives_zeros, "at most", 1e-9),
    Witness(decay_shrinks_weak_directions, "at most", 0.2),
)
