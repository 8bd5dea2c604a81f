"""Recipes: there and back through JSON, defaults, and every wrong value by its name."""

import json
import math
from dataclasses import asdict

import numpy as np
import pytest

from core.network.objective import Objective
from core.network.training_config import TrainingConfig

FULL = TrainingConfig(
    (6, 4, 2, 4, 6),
    hidden="tanh",
    code="sigmoid",
    tied=True,
    objective=Objective("cross_entropy", 1e-4, 0.1),
    rate=0.1,
    batch=16,
    epochs=3,
    corruption="mask",
    level=0.3,
    seed=7,
    dtype="float64",
)


@pytest.mark.parametrize("recipe", [FULL, TrainingConfig((6, 2, 6))])
def test_there_and_back_through_json(recipe):
    data = asdict(recipe)
    assert TrainingConfig.from_dict(json.loads(json.dumps(data))) == recipe


def test_what_is_missing_takes_its_default():
    recipe = TrainingConfig.from_dict({"widths": [6, 2, 6], "objective": {"sparsity": 1}})
    assert recipe == TrainingConfig((6, 2, 6), objective=Objective(sparsity=1))
    assert (recipe.rate, recipe.corruption) == (3e-3, None)


def test_it_builds_its_network():
    network = FULL.build(np.random.default_rng(0))
    assert (network.widths, network.tied, network.dtype) == (FULL.widths, True, np.float64)
    assert [one.activation for one in network.layers] == ["tanh", "sigmoid", "tanh", "sigmoid"]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"widths": [6, 0, 6]}, "a width in .* is 0; allowed: 1 and up"),
        ({"widths": "626"}, "widths is '626'; allowed: a list of widths"),
        ({"hidden": "gelu"}, "activation is 'gelu'; allowed: linear, tanh, sigmoid, relu"),
        ({"output": "relu", "objective": {"loss": "cross_entropy"}}, "output is 'relu'; allowed"),
        ({"objective": {"sparcity": 1.0}}, "an objective has 'sparcity'; allowed: loss, weight_"),
        ({"objective": 3}, "an objective is 3; allowed: a table of loss"),
        ({"rate": math.nan}, "rate is nan; allowed: a number above 0"),
        ({"rate": -0.1}, "rate is -0.1; allowed: a number above 0"),
        ({"batch": 0}, "batch is 0; allowed: a whole number, 1 and up"),
        ({"epochs": 1.5}, "epochs is 1.5; allowed: a whole number, 1 and up"),
        ({"seed": -1}, "seed is -1; allowed: a whole number, 0 and up"),
        ({"dtype": "float16"}, "dtype is 'float16'; allowed: float32, float64"),
        ({"corruption": "blur"}, "corruption kind is 'blur'; allowed: mask"),
        ({"corruption": "mask", "level": 1.5}, "level of 'mask' is 1.5; allowed: 0 to 1"),
        ({"level": 0.5}, "level is 0.5 without corruption; allowed: 0"),
        ({"learning_rate": 0.1}, "a recipe has 'learning_rate'; allowed: widths, hidden"),
    ],
)
def test_wrong_values_are_named(wrong, message):
    with pytest.raises(ValueError, match=message):
        TrainingConfig.from_dict({"widths": [6, 2, 6]} | wrong)


def test_a_recipe_needs_widths():
    with pytest.raises(ValueError, match="widths is None"):
        TrainingConfig.from_dict({})
    with pytest.raises(ValueError, match="a recipe is 3; allowed: a table"):
        TrainingConfig.from_dict(3)
