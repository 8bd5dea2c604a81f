"""Training: it learns, repeats, and ends a divergence."""

from dataclasses import replace

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.network.objective import Objective, squared_error
from core.network.parameter_vector import flatten
from core.network.training import Diverged, TrainingProgress, train
from core.network.training_config import TrainingConfig

X = load_family("segments").patterns  # (10, 45)
SMALL = TrainingConfig(
    (45, 12, 4, 12, 45), hidden="tanh", rate=0.02, batch=4, epochs=40, dtype="float64"
)
DAMAGED = replace(SMALL, corruption="mask", level=0.3, dtype="float32")


def last(recipe, x=X):
    *_, progress = train(recipe, x)
    return progress


@pytest.mark.parametrize("tied", [False, True])
def test_it_learns(tied):
    recipe = replace(
        SMALL,
        widths=(45, 8, 45),
        code="tanh",
        tied=tied,
        epochs=150,
    )
    progress = last(recipe)
    assert progress.ended
    assert progress.network.tied == tied
    assert squared_error(progress.network, X, X) < 0.3 * float(X.var(axis=0).mean())


def test_what_is_yielded_and_when():
    runs = list(train(SMALL, X, every=2))
    assert [p.step for p in runs[:5]] == [2, 3, 4, 6, 8]  # every second, and each epoch's third
    assert [p.epoch for p in runs[:5]] == [1, 1, 2, 2, 3]
    assert runs[-1].step == runs[-1].steps == 120
    assert [p.ended for p in runs[-2:]] == [False, True]
    assert runs[-1].loss < 0.2 * runs[0].loss


def test_what_was_yielded_does_not_change_later():
    run = train(SMALL, X)
    first = next(run)
    kept = flatten(first.network).copy()
    next(run)
    assert (flatten(first.network) == kept).all()


def test_a_run_repeats_and_the_seed_matters():
    one, two = list(train(DAMAGED, X)), list(train(DAMAGED, X))
    assert (flatten(one[-1].network) == flatten(two[-1].network)).all()
    assert [p.loss for p in one] == [p.loss for p in two]
    other = last(replace(DAMAGED, seed=1))
    assert (flatten(other.network) != flatten(one[-1].network)).any()


def test_each_batch_is_damaged_anew_and_the_target_is_clean(monkeypatch):
    seen = []

    def watch(network, x_in, target, objective):
        seen.append((x_in, target))
        return value_and_gradient(network, x_in, target, objective)

    from core.network import training
    from core.network.training import value_and_gradient

    monkeypatch.setattr(training, "value_and_gradient", watch)
    last(replace(DAMAGED, batch=10, epochs=200))
    assert {(x_in.dtype.name, target.dtype.name) for x_in, target in seen} == {("float32",) * 2}
    on = np.concatenate([target == 1 for _, target in seen])
    damaged = np.concatenate([x_in for x_in, _ in seen])
    assert damaged[on].mean() == pytest.approx(0.7, abs=0.01)
    assert not damaged[~on].any()
    first, second = (x_in[np.lexsort(target.T)] for x_in, target in seen[:2])
    assert (first != second).any()


def test_every_example_is_seen_once_in_an_epoch(monkeypatch):
    from core.network import training
    from core.network.training import value_and_gradient

    seen = []

    def watch(network, x_in, target, objective):
        seen.append(target)
        return value_and_gradient(network, x_in, target, objective)

    monkeypatch.setattr(training, "value_and_gradient", watch)
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


def test_divergence_is_ended_with_the_last_good_weights():
    recipe = replace(SMALL, output="linear", rate=1000.0)
    with pytest.raises(Diverged, match=r"the loss is .* at step \d+; allowed: at most") as caught:
        last(recipe)
    error = caught.value
    assert not error.loss <= 10 * squared_error(error.network, X, X)
    assert np.isfinite(flatten(error.network)).all()
    assert error.good == 0
    assert f"The weights of step {error.good} are kept" in str(error)


def test_divergence_late_keeps_what_was_learned(monkeypatch):
    from core.network import training

    monkeypatch.setattr(
        training, "cosine_rate", lambda rate, step, _steps: rate if step < 60 else 1e9
    )
    runs: list[TrainingProgress] = []
    with pytest.raises(Diverged) as caught:
        runs.extend(train(replace(SMALL, output="linear", rate=0.005), X, every=1))
    assert caught.value.good == 60
    assert (flatten(caught.value.network) == flatten(runs[59].network)).all()


def test_weights_that_become_nan_in_the_last_step_are_not_given():
    recipe = replace(SMALL, output="linear", rate=1e39, epochs=1, batch=10, dtype="float32")
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


def test_other_wrong_calls_are_named():
    with pytest.raises(ValueError, match="every is 0; allowed: 1 and up"):
        train(SMALL, X, every=0)
    with pytest.raises(ValueError, match="x is in 0 to 2; allowed with cross_entropy: 0 to 1"):
        train(replace(SMALL, objective=Objective("cross_entropy")), 2 * X)
