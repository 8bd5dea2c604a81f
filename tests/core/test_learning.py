"""Training: it learns, repeats, resumes exactly, stops early, and ends a divergence."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from core.learning import Diverged, Progress, train
from core.objective import Objective, squared_error
from core.patterns import load_family
from core.recipe import Recipe
from core.weights import vector

X = load_family("segments").patterns  # (10, 45)
SMALL = Recipe((45, 12, 4, 12, 45), hidden="tanh", rate=0.02, batch=4, epochs=40, dtype="float64")
DAMAGED = replace(SMALL, corruption="mask", level=0.3, dtype="float32")
NOISE = np.random.default_rng(0).random((30, 45))


def last(recipe, x=X, **more):
    *_, progress = train(recipe, x, **more)
    return progress


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("tied", [False, True])
def test_it_learns_with_every_optimizer(optimizer, tied):
    rate = {"sgd": 10.0, "momentum": 2.0, "adam": 0.02}[optimizer]
    recipe = replace(
        SMALL,
        widths=(45, 8, 45),
        code="tanh",
        optimizer=optimizer,
        rate=rate,
        tied=tied,
        epochs=150,
    )
    progress = last(recipe)
    assert progress.ended == "done"
    assert progress.network.tied == tied
    assert squared_error(progress.network, X, X) < 0.3 * float(X.var(axis=0).mean())


def test_what_is_yielded_and_when():
    runs = list(train(SMALL, X, X[:3], every=2))
    assert [p.step for p in runs[:5]] == [2, 3, 4, 6, 8]  # every second, and each epoch's third
    assert [p.epoch for p in runs[:5]] == [1, 1, 2, 2, 3]
    assert runs[0].validation is None
    first = next(p for p in runs if p.step == 3)
    assert first.validation == squared_error(first.network, X[:3], X[:3])
    assert runs[-1].step == runs[-1].steps == 120
    assert [p.ended for p in runs[-2:]] == ["", "done"]
    assert [point.step for point in runs[-1].history] == [p.step for p in runs]
    assert runs[-1].history[0].loss == runs[0].loss
    assert runs[-1].loss < 0.2 * runs[0].loss


def test_what_was_yielded_does_not_change_later():
    run = train(SMALL, X)
    first = next(run)
    kept = vector(first.network).copy(), first.state.optimizer.first.copy()
    next(run)
    assert (vector(first.network) == kept[0]).all()
    assert (first.state.optimizer.first == kept[1]).all()


def test_a_run_repeats_and_the_seed_matters():
    one, two = last(DAMAGED), last(DAMAGED)
    assert (vector(one.network) == vector(two.network)).all()
    assert one.history == two.history
    assert (vector(last(replace(DAMAGED, seed=1)).network) != vector(one.network)).any()


@pytest.mark.parametrize("recipe", [DAMAGED, replace(SMALL, optimizer="momentum", patience=5)])
@pytest.mark.parametrize("stop", [1, 2, 7, 10])
def test_going_on_gives_the_same_numbers(recipe, stop):
    whole = list(train(recipe, X, NOISE, every=2))
    *_, cut = islice(train(recipe, X, NOISE, every=2), stop)
    rest = list(train(recipe, X, NOISE, every=2, resume=cut.state))
    assert len(rest) == len(whole) - stop
    assert rest[-1].history == whole[-1].history
    assert (vector(rest[-1].network) == vector(whole[-1].network)).all()
    again = list(train(recipe, X, NOISE, every=2, resume=cut.state))  # the state is not used up
    assert again[-1].history == whole[-1].history


def test_after_the_end_there_is_nothing_to_go_on_with():
    assert list(train(SMALL, X, resume=last(SMALL).state)) == []


def test_it_stops_early_and_gives_the_best_network():
    recipe = replace(SMALL, epochs=400, patience=3)
    runs = list(train(recipe, X, NOISE))
    measured = [point.validation for point in runs[-1].history if point.validation is not None]
    assert runs[-1].ended == "early"
    assert runs[-1].step < runs[-1].steps
    assert len(measured) == int(np.argmin(measured)) + 1 + 3
    assert squared_error(runs[-1].network, NOISE, NOISE) == min(measured) < measured[-1]


def test_each_batch_is_damaged_anew_and_the_target_is_clean(monkeypatch):
    seen = []

    def watch(network, x_in, target, objective):
        seen.append((x_in, target))
        return value_and_gradient(network, x_in, target, objective)

    from core import learning
    from core.learning import value_and_gradient

    monkeypatch.setattr(learning, "value_and_gradient", watch)
    last(replace(DAMAGED, batch=10, epochs=200))
    assert {(x_in.dtype.name, target.dtype.name) for x_in, target in seen} == {("float32",) * 2}
    on = np.concatenate([target == 1 for _, target in seen])
    damaged = np.concatenate([x_in for x_in, _ in seen])
    assert damaged[on].mean() == pytest.approx(0.7, abs=0.01)
    assert not damaged[~on].any()
    first, second = (x_in[np.lexsort(target.T)] for x_in, target in seen[:2])
    assert (first != second).any()


def test_every_example_is_seen_once_in_an_epoch(monkeypatch):
    from core import learning
    from core.learning import value_and_gradient

    seen = []

    def watch(network, x_in, target, objective):
        seen.append(target)
        return value_and_gradient(network, x_in, target, objective)

    monkeypatch.setattr(learning, "value_and_gradient", watch)
    last(replace(SMALL, epochs=2))
    assert [len(batch) for batch in seen] == [4, 4, 2] * 2
    for epoch in (seen[:3], seen[3:]):
        assert sorted(map(tuple, np.concatenate(epoch))) == sorted(map(tuple, X))
    assert (np.concatenate(seen[:3]) != np.concatenate(seen[3:])).any()


def test_precision_and_penalties_reach_the_training():
    single, double = last(replace(SMALL, dtype="float32")), last(SMALL)
    assert single.network.dtype == np.float32
    assert single.loss == pytest.approx(double.loss, rel=0.02)
    bound = last(replace(SMALL, objective=Objective(sparsity=0.02)))
    assert np.abs(bound.network.encode(X)).mean() < 0.5 * np.abs(double.network.encode(X)).mean()


@pytest.mark.parametrize("optimizer", ["sgd", "momentum"])
def test_divergence_is_ended_with_the_last_good_weights(optimizer):
    recipe = replace(SMALL, output="linear", optimizer=optimizer, rate=1000.0)
    with pytest.raises(Diverged, match=r"the loss is .* at step \d+; allowed: at most") as caught:
        last(recipe)
    error = caught.value
    assert not error.loss <= 10 * squared_error(error.network, X, X)
    assert np.isfinite(vector(error.network)).all()
    assert error.good == 0
    assert f"The weights of step {error.good} are kept" in str(error)


def test_divergence_late_keeps_what_was_learned(monkeypatch):
    from core import learning

    monkeypatch.setattr(
        learning, "rate_at", lambda _name, rate, step, _steps: rate if step < 60 else 1e9
    )
    runs: list[Progress] = []
    with pytest.raises(Diverged) as caught:
        runs.extend(train(replace(SMALL, output="linear", rate=0.005), X, every=1))
    assert caught.value.good == 60
    assert (vector(caught.value.network) == vector(runs[59].network)).all()


def test_weights_that_become_nan_in_the_last_step_are_not_given():
    recipe = replace(SMALL, output="linear", optimizer="sgd", rate=1e308, epochs=1, batch=10)
    with pytest.raises(Diverged):
        list(train(recipe, 1e3 * X))


@pytest.mark.parametrize(
    ("x", "message"),
    [
        (np.ones((3, 44)), r"x has shape \(3, 44\); allowed: \(n, 45\)"),
        (np.ones(45), r"x has shape \(45,\)"),
        (np.ones((0, 45)), r"x has shape \(0, 45\); .* n 1 and up"),
        (np.ones((3, 45), int), "x is int64; allowed: float32, float64"),
        (np.where(np.eye(45) > 0, np.nan, 0.0), r"x\[0, 0\] is nan; allowed: finite numbers"),
        (np.full((2, 45), np.inf), r"x\[0, 0\] is inf; allowed: finite numbers"),
    ],
)
def test_wrong_data_is_named_at_once(x, message):
    with pytest.raises(ValueError, match=message):
        train(SMALL, x)
    with pytest.raises(ValueError, match=message.replace("x", "validation", 1)):
        train(SMALL, X, x)


def test_other_wrong_calls_are_named():
    with pytest.raises(ValueError, match="every is 0; allowed: 1 and up"):
        train(SMALL, X, every=0)
    with pytest.raises(ValueError, match="patience is 2 without validation examples"):
        train(replace(SMALL, patience=2), X)
    with pytest.raises(ValueError, match="x is in 0 to 2; allowed with cross_entropy: 0 to 1"):
        train(replace(SMALL, objective=Objective("cross_entropy")), 2 * X)
    state = next(train(SMALL, X)).state
    with pytest.raises(ValueError, match="the state is of Recipe"):
        train(replace(SMALL, rate=0.1), X, resume=state)
    with pytest.raises(ValueError, match=r"with 10 examples; allowed: .* with 9"):
        train(SMALL, X[:9], resume=state)
