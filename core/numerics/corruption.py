"""Four ways to damage a pattern, and how well each pattern explains what is left.

Each kind gives a sampler and its exact log-likelihood log p(x_tilde | x). Pixels are damaged
independently, so a pattern's log-likelihood is a sum over pixels; evidence that a pattern cannot
have produced gets -inf, never nan. Source of the kinds: Vincent et al. 2010, sec. 3.4 (masking,
salt-and-pepper, Gaussian); "flip_on" is the seed program's second noise.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.numerics.array_types import Floats, Real

_Sampler = Callable[[Any, float, np.random.Generator], Any]  # gives arrays like those it gets
_LogLikelihood = Callable[[Floats, Floats, float], Floats]


@dataclass(frozen=True)
class CorruptionKind:
    """One kind of damage: its name, the range and step of its level, its sampler and likelihood."""

    name: str
    lowest: float
    highest: float
    step: float
    map_step: float
    sample: _Sampler
    log_pixel: _LogLikelihood

    def map_levels(self) -> tuple[float, ...]:
        """The columns of an outcome map: lowest to highest in steps of map_step."""
        count = round((self.highest - self.lowest) / self.map_step)
        return tuple(round(self.lowest + i * self.map_step, 9) for i in range(count + 1))


def corrupt(kind: str, x: NDArray[Real], level: float, rng: np.random.Generator) -> NDArray[Real]:
    """Damage x, shape (..., d) in [0, 1]; returns x_tilde of the same shape and precision.

    The draws taken from rng depend on kind and shape only: the same generator state at another
    level reuses the same uniforms (or normals), so that a higher level damages a superset, and
    float32 is damaged like float64.
    Gaussian output is not clipped. Raises ValueError for an unknown kind or level.
    """
    x_tilde: NDArray[Real] = _checked(kind, level).sample(x, level, rng)
    return x_tilde


def log_likelihood(kind: str, x_tilde: Floats, patterns: Floats, level: float) -> Floats:
    """log p(x_tilde | each pattern): x_tilde (..., d) and patterns (n, d) give (..., n).

    Exact; -inf where a pattern cannot have produced the evidence. For "gaussian" a log-density; at
    level 0, which has none, 0 for the pattern that equals x_tilde and -inf for all others.
    """
    log_pixel = _checked(kind, level).log_pixel
    terms = log_pixel(x_tilde[..., None, :], patterns, level)  # (..., n, d)
    return np.asarray(terms.sum(axis=-1), dtype=np.float64)  # (..., n)


def pixel_moments(kind: str, x: Floats, level: float) -> tuple[Floats, Floats]:
    """Mean and variance of each damaged pixel given the clean x (..., d): two arrays (..., d)."""
    _checked(kind, level)
    if kind == "gaussian":
        return x, np.full_like(x, level**2)
    # p(shown on | clean pixel); a pixel's likelihood is exp of its one-pixel table
    on = np.exp(KINDS[kind].log_pixel(np.ones_like(x), x, level))
    return on, on * (1.0 - on)


def _checked(kind: str, level: float) -> CorruptionKind:
    if kind not in KINDS:
        raise ValueError(f"corruption kind is {kind!r}; allowed: {', '.join(KINDS)}")
    top = math.inf if kind == "gaussian" else 1.0
    if not 0.0 <= level <= top or math.isinf(level):
        raise ValueError(f"level of {kind!r} is {level!r}; allowed: 0 to {top:g}")
    return KINDS[kind]


def _log(p: float) -> float:
    return math.log(p) if p > 0.0 else -math.inf


def _table(x_tilde: Floats, x: Floats, p: dict[tuple[int, int], float]) -> Floats:
    """log p(x_tilde | x) pixel by pixel from probabilities p[x, x_tilde]; other values: -inf."""
    out = np.full(np.broadcast_shapes(x_tilde.shape, x.shape), -np.inf)
    for (clean, seen), probability in p.items():
        out[(x == clean) & (x_tilde == seen)] = _log(probability)
    return out


def _mask(x: NDArray[Real], level: float, rng: np.random.Generator) -> NDArray[Real]:
    return np.where(rng.random(x.shape) < level, 0.0, x)


def _mask_log(x_tilde: Floats, x: Floats, level: float) -> Floats:
    return _table(x_tilde, x, {(0, 0): 1.0, (0, 1): 0.0, (1, 0): level, (1, 1): 1.0 - level})


def _salt_pepper(x: NDArray[Real], level: float, rng: np.random.Generator) -> NDArray[Real]:
    hit, coin = rng.random((2, *x.shape))
    return np.where(hit < level, (coin < 0.5).astype(x.dtype), x)


def _salt_pepper_log(x_tilde: Floats, x: Floats, level: float) -> Floats:
    same, other = 1.0 - level / 2.0, level / 2.0
    return _table(x_tilde, x, {(0, 0): same, (0, 1): other, (1, 0): other, (1, 1): same})


def _flip_on(x: NDArray[Real], level: float, rng: np.random.Generator) -> NDArray[Real]:
    return np.where(rng.random(x.shape) < level, 1.0, x)


def _flip_on_log(x_tilde: Floats, x: Floats, level: float) -> Floats:
    return _table(x_tilde, x, {(0, 0): 1.0 - level, (0, 1): level, (1, 0): 0.0, (1, 1): 1.0})


def _gaussian(x: NDArray[Real], level: float, rng: np.random.Generator) -> NDArray[Real]:
    return x + (level * rng.standard_normal(x.shape)).astype(x.dtype, copy=False)


def _gaussian_log(x_tilde: Floats, x: Floats, level: float) -> Floats:
    if level == 0.0:
        return np.where(x_tilde == x, 0.0, -np.inf)
    deviation = (x_tilde - x) / level
    return np.asarray(-0.5 * deviation**2 - math.log(level * math.sqrt(2.0 * math.pi)))


KINDS: dict[str, CorruptionKind] = {
    kind.name: kind
    for kind in (
        CorruptionKind("mask", 0.0, 0.9, 0.05, 0.1, _mask, _mask_log),
        CorruptionKind("salt_pepper", 0.0, 0.9, 0.05, 0.1, _salt_pepper, _salt_pepper_log),
        CorruptionKind("flip_on", 0.0, 0.8, 0.05, 0.1, _flip_on, _flip_on_log),
        CorruptionKind("gaussian", 0.0, 1.0, 0.05, 0.1, _gaussian, _gaussian_log),
    )
}
