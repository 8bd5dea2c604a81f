"""What a hand sets on the map: where the mark is to be, as the scenario's offsets say it."""

from __future__ import annotations

import numpy as np

from core.labs.walk import flag, line
from core.labs.walk.question import map_of
from core.numerics.array_types import Array, Floats
from core.trial.scenario import Scenario

DECIMALS = 2  # of an offset


def offsets_to(scenario: Scenario, place: object) -> dict[str, float]:
    """The parameters that put the scenario's mark at a place: two numbers, or ValueError."""
    at = _place(place)
    if scenario.text("ask") == "flag":
        start = flag.start(scenario)
    else:
        start = map_of(scenario).places[line.start(scenario)[1]]
    x, y = (at - start).round(DECIMALS)
    return {"x": float(x), "y": float(y)}


def decoded_at(scenario: Scenario, place: object) -> Array:
    """The image (784,) of a place on the scenario's map: two numbers, or ValueError."""
    return np.asarray(map_of(scenario).decode(_place(place)[None])[0])


def _place(given: object) -> Floats:
    at = np.array(given, dtype=float)
    if at.shape != (2,) or not np.isfinite(at).all():
        raise ValueError(f"need a place of two finite numbers, got {given!r:.80}")
    return np.asarray(np.clip(at, -1.0, 1.0))
