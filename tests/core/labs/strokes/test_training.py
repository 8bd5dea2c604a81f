"""One network trained for a case: its recipe, its pauses, its verdict."""

from time import perf_counter

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.labs.strokes.lab import STROKES, draw_case
from core.labs.strokes.training import EVERY, train_network
from core.numerics.corruption import KINDS
from core.theory.small_autoencoder import STEPS
from core.theory.verdict import VERDICTS, classify
from core.trial.scenario import default_scenario


def case(**values):
    return default_scenario(STROKES.name, STROKES.parameters()).with_values(**values)


WIDE = case(family="toy", m=6, kind="mask", level=0.4, mode="denoising", seed=11)


def test_it_trains_by_the_study_s_recipe_and_is_judged_at_the_end():
    *before, last = train_network(WIDE)
    assert [now.step for now in (*before, last)] == list(range(EVERY, STEPS + 1, EVERY))
    assert all(now.verdict is None and now.steps == STEPS for now in before)
    family = load_family("toy")
    target, x_tilde = draw_case(family, "mask", 0.4, 11)
    assert last.verdict == classify(family.patterns, target, x_tilde, last.x_hat)
    assert last.verdict.name == "recovered" == STROKES.outcome(WIDE).answer
    assert last.loss < 0.2 < before[0].loss
    assert last.verdict.error < 0.01 < np.mean((x_tilde - family.patterns[target]) ** 2)


def test_it_follows_the_mode():
    *_, last = train_network(WIDE.with_values(mode="plain"))
    target, x_tilde = draw_case(load_family("toy"), "mask", 0.4, 11)
    assert (x_tilde != load_family("toy").patterns[target]).any()
    assert np.abs(last.x_hat - x_tilde).max() < 0.1  # as wide as its input, it hands it back


def test_the_same_scenario_gives_the_same_network_and_another_seed_another():
    first, again, other = (next(train_network(WIDE.with_values(seed=s))) for s in (5, 5, 6))
    assert (first.x_hat == again.x_hat).all()
    assert first.loss == again.loss != other.loss


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["denoising", "plain"])
def test_the_heaviest_damage_trains_to_a_verdict(kind, mode):
    heaviest = case(family="segments", m=45, kind=kind, level=KINDS[kind].highest, mode=mode)
    *_, last = train_network(heaviest)
    assert np.isfinite(last.loss)
    assert last.verdict.name in VERDICTS
    assert ((last.x_hat >= 0.0) & (last.x_hat <= 1.0)).all()


def test_it_pauses_often():
    training = train_network(case(family="segments", m=45, seed=1))
    seen = [perf_counter(), *(perf_counter() for _ in training)]
    gaps = np.diff(seen)
    assert len(gaps) == STEPS / EVERY
    assert np.median(gaps) < 0.03  # for others use this machine, too
