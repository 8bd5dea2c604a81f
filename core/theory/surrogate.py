"""The surrogate: what a trained autoencoder of width m would print, in closed form.

Denoising. Under squared error the best possible denoiser prints the posterior mean E[x | x_tilde],
a blend of the family's patterns weighted by how well each explains the evidence. A bottleneck lets
only m numbers of it through: its coordinates along the m leading principal directions of all the
blends that this damage leads to, the best rank-m code of them (Eckart & Young 1936).

Plain. Without denoising the damaged input is its own target, so it goes itself through the rank-m
code of the damaged inputs (Baldi & Hornik 1989), whose leading directions are strokes and whose
others pass single damage on: a wide code hands the damage straight back. Sigmoid outputs push what
they copy away from mid-grey, by GAIN.

What it leaves out: an encoder has to approximate the posterior, here it is exact; tanh codes are
bounded and sigmoid outputs can fit more patterns than m straight directions (so at m = 1 to 4 the
six-pixel networks do better than this, most of all without denoising); training stops early and at
different places for different seeds. `python -m core.theory.fidelity_study` measures what that
amounts to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.data.pattern_families import Family
from core.numerics.array_types import Floats
from core.numerics.corruption import corrupt, log_likelihood, pixel_moments

MODES = ("denoising", "plain")
GAIN = 1.3  # fitted to trained plain networks over the grid of fidelity_study; 1.2 to 1.4 do alike
SAMPLES = 16  # damaged copies of each pattern that stand for all the blends a damage leads to
SAMPLE_SEED = 2010  # of those copies: part of the model's definition
# Equal directions would leave the choice between them to the last bit of the machine. So later
# patterns count up to 5 % more, and the noise of each pixel up to 26 % less (by the golden ratio's
# multiples, which spread evenly). Over all families, kinds and levels this keeps neighbouring
# eigenvalues at least 1e-5 sd apart, so that rounding of 1e-16 stays below 1e-10 in x_hat.
UNEVEN_PATTERNS = 0.05
UNEVEN_PIXELS = 0.26
GOLDEN = 0.6180339887
NEGLIGIBLE = 1e-9  # share of the total variance below which a direction carries nothing
PIVOT = 0.37  # a direction is positive at its first pixel above this share of its largest


@dataclass(frozen=True, eq=False)
class Reconstruction:
    """What the surrogate of width m makes of one input.

    code        (m,) the numbers that pass
    directions  (m, d) the pixels that one unit of each number adds, rows of length 1, all zero
                for a number that carries nothing
    base        (d,) the pixels for code 0: base + code @ directions is the output before GAIN
                and before clipping to 0..1
    x_hat       (d,) in 0..1
    weights     (n,) posterior probability of each member given x_tilde; they sum to 1
    unlimited   (d,) in 0..1: x_hat if every number could pass
    """

    code: Floats
    directions: Floats
    base: Floats
    x_hat: Floats
    weights: Floats
    unlimited: Floats


def reconstruct(
    family: Family, x_tilde: Floats, m: int, kind: str, level: float, mode: str
) -> Reconstruction:
    """Send x_tilde (d,) through the surrogate of width m that this damage and mode trained.

    m 1..d; kind and level as in core.numerics.corruption; mode one of MODES. Raises ValueError for
    anything else, or for another shape.
    """
    if not 1 <= m <= family.d:
        raise ValueError(f"width m is {m}; allowed: 1 to {family.d}")
    if mode not in MODES:
        raise ValueError(f"mode is {mode!r}; allowed: {', '.join(MODES)}")
    if x_tilde.shape != (family.d,):
        raise ValueError(f"x_tilde has shape {x_tilde.shape}; allowed: ({family.d},)")
    weights = posterior(family, x_tilde, kind, level)  # (n,)
    wanted = weights @ family.patterns if mode == "denoising" else x_tilde  # (n,)(n,d) or (d,)
    base, _ = _basis(family, kind, level, mode)
    directions = code_directions(family, m, kind, level, mode)  # (m,d)
    code = directions @ (wanted - base)  # (m,d)(d,)
    x_hat = decode(code, directions, base, mode)
    return Reconstruction(code, directions, base, x_hat, weights, _output(wanted, mode))


def decode(code: Floats, directions: Floats, base: Floats, mode: str) -> Floats:
    """What any code (m,) is decoded to, (d,) in 0..1; directions, base as in `Reconstruction`."""
    return _output(base + code @ directions, mode)  # (m,)(m,d)


def code_directions(family: Family, m: int, kind: str, level: float, mode: str) -> Floats:
    """The pixels that one unit of each of the m numbers adds, (m, d), whatever the input."""
    return _basis(family, kind, level, mode)[1][:m]


def posterior(family: Family, x_tilde: Floats, kind: str, level: float) -> Floats:
    """P(member | x_tilde) under equal priors, by log-sum-exp: x_tilde (..., d) gives (..., n).

    Evidence that no member can have produced says nothing: every member stays equally likely.
    """
    log_p = log_likelihood(kind, x_tilde, family.patterns, level)  # (..., n)
    top = log_p.max(axis=-1, keepdims=True)
    possible = np.isfinite(top)
    w = np.exp(np.where(possible, log_p - np.where(possible, top, 0.0), 0.0))
    return np.asarray(w / w.sum(axis=-1, keepdims=True))


def _output(pixels: Floats, mode: str) -> Floats:
    gain = GAIN if mode == "plain" else 1.0
    return np.clip(0.5 + gain * (pixels - 0.5), 0.0, 1.0)


@lru_cache(maxsize=512)
def _basis(family: Family, kind: str, level: float, mode: str) -> tuple[Floats, Floats]:
    """Mean (d,) of what the network is to print, and its principal directions (d, d) in order."""
    mean, covariance = moments(family, kind, level, mode)
    values, vectors = np.linalg.eigh(covariance)
    rows = vectors.T[::-1].copy()  # (d, d), largest variance first
    for row in rows:
        size = np.abs(row)
        row *= np.sign(row[np.argmax(size > PIVOT * size.max())])
    rows[values[::-1] <= NEGLIGIBLE * values.sum()] = 0.0
    return mean, rows


def moments(family: Family, kind: str, level: float, mode: str) -> tuple[Floats, Floats]:
    """Mean (d,) and covariance (d, d) of what the bottleneck has to pass on, unevenness included.

    plain: of x_tilde, exactly. denoising: of the posterior means of SAMPLES damaged copies of
    each pattern.
    """
    share = 1.0 + UNEVEN_PATTERNS * np.arange(family.n) / family.n  # (n,)
    share = share / share.sum()
    if mode == "plain":
        points, spread = pixel_moments(kind, family.patterns, level)  # (n,d), (n,d)
        noise = (share @ spread) * (1.0 - UNEVEN_PIXELS * (np.arange(family.d) * GOLDEN % 1.0))
    else:
        copies = np.broadcast_to(family.patterns, (SAMPLES, family.n, family.d))
        damaged = corrupt(kind, copies, level, np.random.default_rng(SAMPLE_SEED))
        blends = posterior(family, damaged, kind, level) @ family.patterns  # (S,n,n)(n,d)
        points = blends.reshape(-1, family.d)  # (S*n, d)
        share, noise = np.tile(share / SAMPLES, SAMPLES), np.zeros(family.d)
    mean = share @ points  # (n,)(n,d)
    centred = points - mean
    covariance = (centred.T * share) @ centred + np.diag(noise)  # (d,n)(n,d)
    return mean, covariance
