"""Points in the plane along curves, to be learned by an autoencoder whose code is one number.

Each seed turns a curve, thins one stretch of it out, and scatters its points; they lie within about
1 of the middle. A cloud is not along a curve: it is normal, longer than it is wide.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.numerics.array_types import Floats

POINTS = 120
MARKS = 4  # points that a learner is asked about
SCATTER = 0.03  # standard deviation of a point around its curve, in each coordinate
THIN, THINNED = 0.16, 0.75  # the stretch: its share of the curve, and of its points that are gone
RADIUS = 0.8
OPENING = 0.3  # of a circle, that an arc leaves open
TURNS, INNER = 1.25, 0.25  # of the spiral, and its radius where it begins
SIDES = (0.42, 0.15)  # standard deviations of the cloud, along and across
FARTHEST = 2.5  # of them: what lies farther out is drawn in, so that all of it can be seen
CLOUD = "cloud"
CURVES = ("ring", "arc", "spiral", "s", CLOUD)


@dataclass(frozen=True, eq=False)
class PlanePoints:
    """x (POINTS, 2); marks (MARKS,): rows of it, far from each other, in no order."""

    x: Floats
    marks: NDArray[np.intp]


def plane_points(name: str, seed: int) -> PlanePoints:
    """The points of that name in CURVES for a seed, 0 and up; the same at every call."""
    if name not in CURVES:
        raise ValueError(f"data is {name!r}; allowed: {', '.join(CURVES)}")
    rng = np.random.default_rng([seed, CURVES.index(name)])
    turn = 2.0 * math.pi * rng.random()
    turned = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    if name == CLOUD:
        even = rng.standard_normal((POINTS, 2))
        even /= np.maximum(1.0, np.hypot(*even.T) / FARTHEST)[:, None]
        marks = _outermost(even, rng)
        x = even * SIDES
    else:
        t = _thinned(rng)
        marks = _spread(t, rng)
        x = curve(name, t) + SCATTER * rng.standard_normal((POINTS, 2))
    return PlanePoints(x @ turned, rng.permutation(marks))  # (n,2)(2,2)


def curve(name: str, t: Floats) -> Floats:
    """Places t (n,), from 0 to 1, along a curve that is no cloud, before it is turned: (n, 2)."""
    if name == "ring":
        return _circle(2.0 * math.pi * t)
    if name == "arc":
        return _circle(2.0 * math.pi * (1.0 - OPENING) * (t - 0.5))
    if name == "spiral":
        radius = INNER + (1.0 - INNER) * t
        return _circle(2.0 * math.pi * TURNS * t) * radius[:, None]
    angle = 1.5 * math.pi * np.where(t < 0.5, 1.0 - 2.0 * t, 2.0 * t - 1.0)  # from the middle
    side = np.where(t < 0.5, 1.0, -1.0)
    half = RADIUS / 2.0
    return np.stack([side * half * np.sin(angle), side * half * (1.0 - np.cos(angle))], axis=1)


def _circle(angle: Floats) -> Floats:
    return RADIUS * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _thinned(rng: np.random.Generator) -> Floats:
    """Rising places along a curve, fewer in one stretch, which may lie across its ends."""
    start = rng.random()
    places = rng.random(4 * POINTS)
    in_stretch = (places - start) % 1.0 < THIN
    kept = places[~in_stretch | (rng.random(len(places)) >= THINNED)]
    return np.sort(kept[:POINTS])


def _spread(t: Floats, rng: np.random.Generator) -> NDArray[np.intp]:
    """The points nearest to MARKS places that are as far from each other along the curve."""
    places = (np.arange(MARKS) + rng.random()) / MARKS
    return np.asarray(np.abs(t - places[:, None]).argmin(axis=1))


def _outermost(x: Floats, rng: np.random.Generator) -> NDArray[np.intp]:
    """The point farthest out in each of MARKS sectors."""
    sector = np.floor(
        MARKS * ((np.arctan2(x[:, 1], x[:, 0]) / (2.0 * math.pi) + rng.random()) % 1.0)
    )
    out = np.hypot(x[:, 0], x[:, 1])
    return np.array([np.where(sector == one, out, -1.0).argmax() for one in range(MARKS)])
