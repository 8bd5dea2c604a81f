"""The autoencoder for tables: as many steps as it says, the same twice, and no fear of outliers."""

from __future__ import annotations

import numpy as np
import pytest

from core.network.table_autoencoder import EVERY, learn, step_count
from core.network.training import TrainingProgress
from core.numerics.array_types import Floats


def run(x: Floats, m: int = 2, steps: int = 200) -> tuple[list[TrainingProgress], object]:
    seen, work = [], learn(x, m, steps)
    while True:
        try:
            seen.append(next(work))
        except StopIteration as end:
            return seen, end.value


def arc(n: int) -> Floats:
    """Points near an arc in five dimensions, which one number can tell."""
    rng = np.random.default_rng(3)
    angle = rng.uniform(-1.8, 1.8, n)
    flat = np.stack([np.cos(angle), np.sin(angle)], axis=1) @ rng.standard_normal((2, 5))
    x = flat + 0.01 * rng.standard_normal((n, 5))
    return np.asarray((x - x.mean(axis=0)) / x.std(axis=0))


@pytest.mark.parametrize("n", [15, 255, 256, 3750])
def test_it_takes_the_steps_that_it_says(n: int) -> None:
    seen, learnt = run(arc(n))
    assert seen[-1].step == seen[-1].steps == step_count(n, 200) <= 200
    assert max(np.diff([0, *(now.step for now in seen)])) <= EVERY
    assert not learnt.cut_off
    assert learnt.network.widths == (5, 10, 2, 10, 5)


def test_few_rows_are_not_learned_by_heart() -> None:
    assert step_count(100, 1200) == 300
    assert step_count(3750, 1200) == 1200


def test_one_number_tells_an_arc_as_no_line_does() -> None:
    x = arc(400)
    _, learnt = run(x, m=1, steps=1200)
    error = float(((learnt.network.reconstruct(x) - x) ** 2).mean())
    values = np.linalg.eigvalsh(np.cov(x.T, bias=True))
    assert error < 0.5 * float(values[:-1].sum() / 5)  # what the best line leaves


def test_the_same_twice() -> None:
    x = arc(40)
    first, second = (run(x)[1].network.reconstruct(x) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_rows_far_out_end_it_with_good_weights() -> None:
    x = np.full((600, 4), 1e-3) * np.random.default_rng(0).standard_normal((600, 4))
    x[17] = 40.0
    _, learnt = run(x)
    assert learnt.cut_off
    assert np.isfinite(learnt.network.reconstruct(x)).all()
