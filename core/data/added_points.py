"""Points that a learner has put into the plane, spelled out so that an address carries them.

Each is four hexadecimal digits: how far right, how far up, in 256 places from -EDGE to EDGE.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from core.numerics.array_types import Floats

NONE = "none"
EDGE = 1.1  # of the plane that is drawn, from its middle
MOST = 40
PLACES = 255  # from one edge to the other
_SPELLED = re.compile(r"([0-9a-f]{4})+")


def canonical(text: str) -> str | None:
    """The one spelling of points in any capitals; None for a name of something else.

    Raises ValueError for points that are cut short, or too many.
    """
    name = text.lower()
    if not re.fullmatch(r"[0-9a-f]+", name):
        return None
    if not _SPELLED.fullmatch(name) or len(name) > 4 * MOST:
        raise ValueError(f"points are {text!r:.60}; allowed: 1 to {MOST}, four digits each")
    return name


def read(name: str) -> Floats:
    """The points (k, 2) of a spelling; none of NONE."""
    numbers = b"" if name == NONE else bytes.fromhex(name)
    places = np.frombuffer(numbers, np.uint8).reshape(-1, 2).astype(np.float64)
    return np.asarray(places * (2.0 * EDGE / PLACES) - EDGE)


def with_point(name: str, point: Sequence[float]) -> str:
    """The spelling with one more point (right, up), at the nearest place; the same when full."""
    before = "" if name == NONE else name
    if len(before) >= 4 * MOST:
        return name
    share = (np.clip(np.asarray(point, np.float64), -EDGE, EDGE) + EDGE) / (2.0 * EDGE)
    return before + bytes(np.rint(share * PLACES).astype(np.uint8)).hex()
