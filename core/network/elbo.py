"""The evidence lower bound of a variational autoencoder, and the gradient that training follows.

ELBO(x) = E_q[log p(x|z)] - KL(q(z|x) || p(z)) <= log p(x), in nats (Kingma & Welling 2014). With a
weight beta on the KL other than 1 it is no bound any more (Higgins et al. 2017): beta belongs to
training, and what is measured afterwards is the ELBO itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from core.network.backpropagation import backward, forward, joined
from core.network.objective import log_likelihood
from core.network.variational_autoencoder import (
    VariationalAutoencoder,
    kl_to_prior,
    reparametrised,
)
from core.numerics.array_types import Array, Floats


@dataclass(frozen=True, eq=False)
class Elbo:
    """Of n examples, in nats.

    reconstruction  (n,) log p(x|z) at the drawn codes, an estimate of its mean under q; 0 and less
    kl              (n, m) KL(q || p) of each code number, exact; a number whose KL is 0 for all
                    examples has collapsed: it tells nothing of x
    """

    reconstruction: Floats
    kl: Floats

    @property
    def values(self) -> Floats:
        """The ELBO of each example, (n,)."""
        return np.asarray(self.reconstruction - self.kl.sum(axis=1))


def elbo(network: VariationalAutoencoder, x: Array, noise: Array) -> Elbo:
    """x (n, d) in [0, 1]; noise standard normal: (n, m), or (k, n, m) for the mean of k draws."""
    draws = noise if noise.ndim == 3 else noise[None]
    mean, log_variance = network.posterior(x)
    _check_noise(draws[0] if len(draws) else draws, mean)
    found = np.zeros(len(x))
    for each in draws:
        z = reparametrised(mean, log_variance, each)
        found += log_likelihood(network.decode(z), x).sum(axis=1, dtype=np.float64)
    kl = kl_to_prior(mean, log_variance)
    return Elbo(found / len(draws), kl.astype(np.float64))


def value_and_gradient(
    network: VariationalAutoencoder, x: Array, noise: Array, beta: float
) -> tuple[float, Array]:
    """-(reconstruction - beta KL) in nats, averaged over a batch, and its gradient.

    x (n, d) in [0, 1] and noise (n, m), standard normal, of the network's dtype. The gradient is
    ordered as in variational_autoencoder.flatten.
    """
    trunk, head = network.encoder[:-1], network.encoder[-1]
    hidden = forward(trunk, x)
    h, n = hidden[-1], len(x)
    mean, log_variance = head(h), network.log_variance(h)  # (n,m)
    _check_noise(noise, mean)
    spread = np.exp(0.5 * log_variance)
    outputs = forward(network.decoder, mean + spread * noise)
    kl = kl_to_prior(mean, log_variance).sum(dtype=np.float64)
    value = (beta * kl - log_likelihood(outputs[-1], x).sum(dtype=np.float64)) / n

    of_decoder, for_z = backward(network.decoder, outputs, (outputs[-1] - x) / n, of_sums=True)
    for_log_variance = 0.5 * (for_z * noise * spread + (beta / n) * (spread * spread - 1.0))
    for_mean = for_z + (beta / n) * mean
    of_mean, back = backward((head,), (h, mean), for_mean)
    of_spread, more = backward((network.log_variance,), (h, log_variance), for_log_variance)
    of_trunk, _ = backward(trunk, hidden, back + more, to_input=False)
    of_network = joined(network, of_trunk + of_mean + of_decoder)
    ((for_W, for_b),) = of_spread
    return float(value), np.concatenate([of_network, for_W.ravel(), for_b])


def check_beta(beta: float) -> None:
    """Raise ValueError unless it is a finite number, 0 and up."""
    if isinstance(beta, bool) or not isinstance(beta, int | float) or not 0.0 <= beta < math.inf:
        raise ValueError(f"beta is {beta!r}; allowed: a number, 0 and up")


def _check_noise(noise: Array, mean: Array) -> None:
    if noise.shape != mean.shape:
        raise ValueError(f"noise has shape {noise.shape}; allowed: {mean.shape}, as the codes")
