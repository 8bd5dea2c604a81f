"""A training saved in its midst goes on as if nothing had been; what was not saved is refused."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from core import container
from core.learning import train
from core.patterns import load_family
from core.recipe import Recipe
from core.resuming import KIND, load, save
from core.weights import vector

X = load_family("segments").patterns
RECIPE = Recipe((45, 8, 3, 8, 45), batch=4, epochs=6, corruption="gaussian", level=0.3)


def begun(recipe=RECIPE, steps=3):
    *_, progress = islice(train(recipe, X, X, every=2), steps)
    return progress.state


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_it_goes_on_with_the_same_numbers(optimizer, dtype):
    recipe = replace(RECIPE, optimizer=optimizer, dtype=dtype, patience=3)
    state = begun(recipe)
    straight = list(train(recipe, X, X, every=2, resume=state))
    again = list(train(recipe, X, X, every=2, resume=load(save(state))))
    assert again[-1].history == straight[-1].history
    assert (vector(again[-1].network) == vector(straight[-1].network)).all()


def test_a_training_that_has_not_measured_anything_is_kept():
    state = begun(steps=1)
    assert load(save(state)).best_error == state.best_error == float("inf")


def test_every_cut_is_refused():
    data = save(begun())
    for end in range(0, len(data), 97):
        with pytest.raises(ValueError, match="no whole file of ours"):
            load(data[:end])


def changed(about=None, **arrays):
    said, held = container.unpack(KIND, save(begun()))
    return container.pack(KIND, said | (about or {}), held | arrays)


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"step": -1}, "a count is -1; allowed: 0 and up"),
        ({"waited": 1.5}, "a count is 1.5; allowed"),
        ({"recipe": {"widths": [45, 0, 45]}}, "is 0; allowed: 1 and up"),
        ({"recipe": {"widths": [45, 4, 45]}}, r"weights is float32 of .*; allowed: .* of \(409,\)"),
        ({"generator": {"bit_generator": "other"}}, "the generator's state is"),
        ({"history": 3}, "the training has .*; allowed: what was saved"),
        ({"first_loss": []}, "the training has .*; allowed: what was saved"),
    ],
)
def test_what_it_says_is_checked(about, message):
    with pytest.raises(ValueError, match=message):
        load(changed(about))


def test_its_arrays_are_checked():
    size = len(begun().weights)
    with pytest.raises(ValueError, match="weights is float64 of"):
        load(changed(weights=np.zeros(size)))
    with pytest.raises(ValueError, match="best has nan; allowed: finite numbers"):
        load(changed(best=np.full(size, np.nan, np.float32)))
    with pytest.raises(ValueError, match=r"second is float32 of \(3,\)"):
        load(changed(second=np.zeros(3, np.float32)))
    with pytest.raises(ValueError, match="every number from 0 on once"):
        load(changed(order=np.zeros(10, np.int64)))
