"""Save and load a network with what is known of it: recipe, history, test figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any

import numpy as np

from core.arrays import DTYPES
from core.container import pack, unpack
from core.learning import Point
from core.network import Network
from core.recipe import Recipe
from core.weights import Plan, plan, vector

KIND = "hunch network"


@dataclass(frozen=True, eq=False)
class Archived:
    """A network; how it was trained, if that is known; how it did, by the figure's name."""

    network: Network
    recipe: Recipe | None = None
    history: tuple[Point, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)


def save(
    network: Network,
    recipe: Recipe | None = None,
    history: Sequence[Point] = (),
    figures: Mapping[str, float] | None = None,
) -> bytes:
    """The bytes of an `.npz` file; the same arguments give the same bytes."""
    about = {
        "plan": plan(network).as_dict(),
        "recipe": recipe and recipe.as_dict(),
        "history": [astuple(point) for point in history],
        "figures": dict(figures or {}),
    }
    return pack(KIND, about, {"weights": vector(network)})


def load(data: bytes) -> Archived:
    """What `save` was given. Raises ValueError for a foreign, damaged or other file."""
    about, arrays = unpack(KIND, data)
    match about, arrays:
        case (
            {
                "plan": dict(said),
                "recipe": recipe,
                "history": [*history],
                "figures": dict(figures),
            },
            {"weights": weights},
        ) if len(about) == 4 and len(arrays) == 1 and weights.dtype.name in DTYPES:
            if not np.isfinite(weights).all():
                wrong = weights[~np.isfinite(weights)][0]
                raise ValueError(f"a weight is {wrong}; allowed: finite numbers")
            return Archived(
                Plan.from_dict(said).over(weights),
                None if recipe is None else Recipe.from_dict(recipe),
                points(history),
                {str(name): _number(value) for name, value in figures.items()},
            )
    raise ValueError(
        f"the file has {sorted(about)} and {sorted(arrays)}; "
        "allowed: plan, recipe, history, figures and float32 or float64 weights"
    )


def points(entries: Sequence[Any]) -> tuple[Point, ...]:
    """The history that JSON gave back."""
    found = []
    for entry in entries:
        match entry:
            case [int(step), float(loss), (float() | None) as validation]:
                found.append(Point(step, loss, validation))
            case _:
                raise ValueError(
                    f"the history has {entry!r}; allowed: [step, loss, validation or null]"
                )
    return tuple(found)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"a figure is {value!r}; allowed: a number")
    return value
