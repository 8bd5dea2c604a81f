"""A variational autoencoder: its encoder gives a Gaussian over codes, where another gives a code.

q(z|x) = N(mean, diag(exp(log_variance))), prior p(z) = N(0, I), and p(x|z) Bernoulli in each pixel
with the decoder's output as its mean (Kingma & Welling 2014).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from core.network import parameter_vector
from core.network.network import Layer, Network, initial_matrix
from core.network.parameter_vector import Architecture
from core.numerics.array_types import Array


@dataclass(frozen=True, eq=False)
class VariationalAutoencoder(Network):
    """A network whose code is the mean of q(z|x), with one layer more for the log-variance.

    encoder, decoder   x to the mean, and a code to p(x|z): what encode, decode, reconstruct use
    log_variance       reads what the encoder's last layer reads: W (n_h, m), b (m,); both linear
    """

    log_variance: Layer = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        mean, output = self.encoder[-1], self.decoder[-1].activation
        for name, layer in (("code", mean), ("log_variance", self.log_variance)):
            if layer.activation != "linear":
                raise ValueError(f"{name} is {layer.activation!r}; allowed: linear")
        if output != "sigmoid":
            raise ValueError(f"output is {output!r}; allowed: sigmoid, the mean of a Bernoulli")
        found, asked = self.log_variance.W, mean.W
        if (found.shape, found.dtype) != (asked.shape, asked.dtype):
            raise ValueError(
                f"log_variance is {found.shape} of {found.dtype}; "
                f"allowed: {asked.shape} of {asked.dtype}, as the mean's layer"
            )

    def posterior(self, x: Array) -> tuple[Array, Array]:
        """Of q(z|x): x (n, d) gives mean and log-variance, (n, m) each."""
        h = self._through(self.encoder[:-1], x, self.d)  # (n,n_h)
        return self.encoder[-1](h), self.log_variance(h)


def reparametrised(mean: Array, log_variance: Array, noise: Array) -> Array:
    """Codes z = mean + exp(log_variance / 2) noise, all (n, m); from q if the noise is N(0, I)."""
    return np.asarray(mean + np.exp(0.5 * log_variance) * noise)


def kl_to_prior(mean: Array, log_variance: Array) -> Array:
    """KL(q || N(0, 1)) of each code number in nats, 0 and up: (n, m) each gives (n, m).

    (mean² + variance - 1 - log variance) / 2 (Kingma & Welling 2014).
    """
    return np.asarray(0.5 * (mean * mean + np.exp(log_variance) - 1.0 - log_variance))


def with_log_variance(network: Network, log_variance: Layer) -> VariationalAutoencoder:
    """The network as it is, with that layer beside its last encoding one."""
    return VariationalAutoencoder(
        network.encoder, network.decoder, network.tied, log_variance=log_variance
    )


def variational(network: Network, rng: np.random.Generator) -> VariationalAutoencoder:
    """An untrained network with the layer that it lacks: biases 0, weights of `initial_matrix`."""
    n_h, m = network.encoder[-1].W.shape
    W = initial_matrix(n_h, m, "linear", rng, network.dtype)
    return with_log_variance(network, Layer(W, np.zeros(m, network.dtype), "linear"))


def flatten(network: VariationalAutoencoder) -> Array:
    """A copy of all free numbers: those of parameter_vector, then W and b of the log-variance."""
    head = network.log_variance
    return np.concatenate([parameter_vector.flatten(network), head.W.ravel(), head.b])


def from_vector(shape: Architecture, weights: Array) -> VariationalAutoencoder:
    """Undoes flatten: the network whose arrays are views of `weights`."""
    n_h, m = shape.widths[shape.depth - 1 : shape.depth + 1]
    size = shape.size + n_h * m + m
    if weights.shape != (size,):
        raise ValueError(f"weights have shape {weights.shape}; allowed: ({size},)")
    W = weights[shape.size : size - m].reshape(n_h, m)
    return with_log_variance(
        shape.build(weights[: shape.size]), Layer(W, weights[size - m :], "linear")
    )
