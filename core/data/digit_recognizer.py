"""A reader of digits: does an image pass for a digit, and for which?

It passes if its nearest real digits agree (at least VOTES of NEIGHBOURS have one label) and the
nearest is as near as it is to nine of ten real digits that nobody has trained on. Near is measured
against the image's own ink, |x - nearest| / |x|, or every faint image would be near to everything.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.data.digits import LABELS, Digits
from core.numerics.array_types import Array
from core.numerics.nearest_neighbours import nearest

NEIGHBOURS, VOTES = 5, 4
LIMIT = {28: 0.71, 8: 0.365}  # by side: nine of ten unseen test digits are as near as that
DECIMALS = 4  # in which distances are compared, the same everywhere


@dataclass(frozen=True)
class Reading:
    """label: what most of the neighbours are; votes: how many; distance to the nearest, relative;
    accepted: whether it passes for a digit."""

    label: int
    votes: int
    distance: float
    accepted: bool


@dataclass(frozen=True, eq=False)
class ReadImages:
    """images (n, d), and what the reader says of each; no readings where nobody asks."""

    images: Array
    readings: tuple[Reading, ...] = ()

    def count_accepted(self) -> int:
        """How many pass for a digit."""
        return sum(reading.accepted for reading in self.readings)


def readings(x: Array, known: Digits) -> tuple[Reading, ...]:
    """What the reader says of each image of x (n, d), against the digits that it knows."""
    if known.side not in LIMIT:
        raise ValueError(f"digits have side {known.side}; allowed: {', '.join(map(str, LIMIT))}")
    x = x.astype(known.x.dtype, copy=False)
    near = nearest(x, known.x, NEIGHBOURS)  # (n,k)
    away = np.linalg.norm(x - known.x[near[:, 0]], axis=1)
    ink = np.linalg.norm(x, axis=1)
    distance = np.divide(away, ink, out=np.full(len(x), np.inf), where=ink > 0.0)
    found = []
    for neighbours, far in zip(near, distance, strict=True):
        counts = np.bincount(known.labels[neighbours], minlength=LABELS)
        label, votes, rounded = int(counts.argmax()), int(counts.max()), round(float(far), DECIMALS)
        taken = votes >= VOTES and rounded <= LIMIT[known.side]
        found.append(Reading(label, votes, rounded, taken))
    return tuple(found)
