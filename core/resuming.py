"""A training under way as bytes, so that a reader may leave the page and go on another day."""

from __future__ import annotations

import math
from dataclasses import astuple
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import weights
from core.archive import points
from core.container import pack, unpack
from core.learning import State
from core.optimizer import Optimizer
from core.recipe import Recipe

KIND = "hunch training"


def save(state: State) -> bytes:
    """The bytes of an `.npz` file."""
    about = {
        "recipe": state.recipe.as_dict(),
        "step": state.step,
        "moves": state.optimizer.steps,
        "generator": dict(state.generator),
        "first_loss": state.first_loss,
        "best_error": None if math.isinf(state.best_error) else state.best_error,
        "waited": state.waited,
        "history": [astuple(point) for point in state.history],
    }
    arrays: dict[str, NDArray[Any]] = {
        "weights": state.weights,
        "best": state.best,
        "first": state.optimizer.first,
        "second": state.optimizer.second,
        "order": state.order.astype(np.int64),
    }
    return pack(KIND, about, arrays)


def load(data: bytes) -> State:
    """What `save` was given. Raises ValueError for a foreign, damaged or impossible file."""
    about, arrays = unpack(KIND, data)
    try:
        recipe = Recipe.from_dict(about["recipe"])
        best_error = about["best_error"]
        state = State(
            recipe=recipe,
            step=_count(about["step"]),
            weights=arrays["weights"],
            optimizer=Optimizer(
                recipe.optimizer, arrays["first"], arrays["second"], _count(about["moves"])
            ),
            generator=_generator(about["generator"]),
            order=arrays["order"].astype(np.intp),
            first_loss=None if about["first_loss"] is None else float(about["first_loss"]),
            best=arrays["best"],
            best_error=math.inf if best_error is None else float(best_error),
            waited=_count(about["waited"]),
            history=points(about["history"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(
            f"the training has {sorted(about)} and {sorted(arrays)} ({error!r}); "
            "allowed: what was saved"
        ) from error
    _check(state)
    return state


def _check(state: State) -> None:
    recipe, order = state.recipe, state.order
    size = weights.plan(recipe.build(np.random.default_rng(0))).size
    first = 0 if recipe.optimizer == "sgd" else size
    second = size if recipe.optimizer == "adam" else 0
    for name, array, allowed in (
        ("weights", state.weights, size),
        ("best", state.best, size),
        ("first", state.optimizer.first, first),
        ("second", state.optimizer.second, second),
    ):
        if array.shape != (allowed,) or array.dtype != recipe.dtype:
            raise ValueError(
                f"{name} is {array.dtype} of {array.shape}; allowed: {recipe.dtype} of ({allowed},)"
            )
        if not np.isfinite(array).all():
            raise ValueError(f"{name} has {array[~np.isfinite(array)][0]}; allowed: finite numbers")
    if order.ndim != 1 or not (np.sort(order) == np.arange(len(order))).all():
        raise ValueError(f"the order is {order[:5]}…; allowed: every number from 0 on once")


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"a count is {value!r}; allowed: 0 and up")
    return value


def _generator(state: Any) -> dict[str, Any]:
    try:
        np.random.default_rng(0).bit_generator.state = state
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise ValueError(f"the generator's state is {state!r} ({error})") from error
    return dict(state)
