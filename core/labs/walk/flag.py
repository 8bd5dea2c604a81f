"""A flag on the map: which digit does the decoder draw of that code, if any?

A case puts it near a digit's code, or anywhere; a learner may put it elsewhere.
"""

from __future__ import annotations

import numpy as np

from core.data.digit_recognizer import ReadImages, readings
from core.data.digits import LABELS
from core.data.provided_digits import provided_digits
from core.labs.walk.code_map import SIDE
from core.labs.walk.question import (
    NOWHERE,
    Question,
    WalkObservation,
    WalkOutcome,
    generator,
    map_of,
    offset,
    shown_map,
)
from core.numerics.array_types import Floats
from core.numerics.nearest_neighbours import nearest
from core.trial.scenario import Scenario

NONE = "none"
OUTCOMES = (*map(str, range(LABELS)), NONE)
NEIGHBOURS = 5
EDGE = 0.9  # of the map, within which a case puts its flag
JITTER = 0.06  # map units, standard deviation, from the digit whose code it is put at


def place(scenario: Scenario) -> Floats:
    """Where the flag stands, (2,) in map units, on the map."""
    return np.asarray(np.clip(start(scenario) + offset(scenario), -1.0, 1.0))


def start(scenario: Scenario) -> Floats:
    """Where the case puts it, (2,)."""
    codes, rng = map_of(scenario), generator(scenario)
    if rng.random() < 0.5:
        return rng.uniform(-EDGE, EDGE, 2).round(2)
    near = codes.places[rng.integers(len(codes.places))] + JITTER * rng.standard_normal(2)
    return np.asarray(np.clip(near, -EDGE, EDGE).round(2))


def observe(scenario: Scenario) -> WalkObservation:
    """The map, and the flag."""
    return shown_map(scenario, place(scenario)[None])


def outcome(scenario: Scenario) -> WalkOutcome:
    """What is decoded there; beside it the digits whose codes are nearest, and below these the
    digits, of those that the reader knows, that look most like it: they decide.

    figures: label and votes of the reader, its distance; away: to the nearest code, in map units.
    """
    codes, at = map_of(scenario), place(scenario)
    made = codes.decode(at[None])
    known = provided_digits(SIDE, "train")
    reading = readings(made, known)[0]
    alike = nearest(made.astype(known.x.dtype), known.x, NEIGHBOURS)[0]
    near = codes.nearest(at, NEIGHBOURS)
    figures = {
        "label": reading.label, "votes": reading.votes, "distance": reading.distance,
        "away": float(np.linalg.norm(codes.places[near[0]] - at)),
        "same": float((codes.labels[near] == reading.label).sum()),
    }  # fmt: skip
    answer = str(reading.label) if reading.accepted else NONE
    compared = ReadImages(np.concatenate([provided_digits(SIDE, "test").x[near], known.x[alike]]))
    return WalkOutcome(scenario, answer, ReadImages(made, (reading,)), compared, NOWHERE, figures)


FLAG = Question(OUTCOMES, observe, outcome)
