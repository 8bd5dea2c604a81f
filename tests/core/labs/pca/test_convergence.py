"""The linear autoencoder closes up on PCA's subspace: how soon, from where, and what it says."""

from __future__ import annotations

import numpy as np
import pytest

from builder.models.lab_data import provide_digits
from core.data.pca_datasets import SETS, VARIANCES, as_images, points
from core.labs.pca import convergence
from core.labs.pca.convergence import ConvergenceOutcome, classify, converge
from core.numerics.pca import fit
from core.numerics.principal_angles import principal_angles
from core.stepwise import run_to_end
from core.theory.linear_autoencoder_descent import HEAVY, PLAIN, saddle_start, train_linear

BARS = [("gaussian", 2, 115), ("digits", 2, 180), ("digits", 8, 810), ("toy", 2, 1455)]


@pytest.fixture(autouse=True)
def _supplied() -> None:
    provide_digits()


@pytest.mark.parametrize(("data", "k", "steps"), BARS)
def test_ten_of_ten_starts_close_within_the_steps_that_were_asked(
    data: str, k: int, steps: int
) -> None:
    x = points(data)
    directions = fit(x, k).components
    for seed in range(10):
        *_, last = train_linear(x, k, np.random.default_rng(seed), steps, steps, HEAVY)
        assert principal_angles(last.W2, directions).max() < convergence.CLOSED


def test_momentum_is_sooner_than_plain_descent() -> None:
    x = points("digits")
    directions = fit(x, 2).components
    angles = []
    for descent in (PLAIN, HEAVY):
        *_, last = train_linear(x, 2, np.random.default_rng(0), 80, 80, descent)
        angles.append(principal_angles(last.W2, directions).max())
    assert angles[1] < 0.1 * angles[0]


def test_a_saddle_holds_exactly_where_it_is() -> None:
    x = points("gaussian")
    wider = fit(x, 3)
    exact = np.delete(wider.components, -2, axis=0)
    *_, stuck = train_linear(x, 2, np.random.default_rng(0), 20, 20, HEAVY, (exact.T, exact))
    np.testing.assert_allclose(stuck.W2, exact, atol=1e-9)
    assert principal_angles(stuck.W2, wider.components[:2]).max() == pytest.approx(np.pi / 2)
    near = saddle_start(wider, np.random.default_rng(0))
    *_, left = train_linear(x, 2, np.random.default_rng(0), 400, 400, HEAVY, near)
    assert principal_angles(left.W2, wider.components[:2]).max() < 1e-6


@pytest.mark.parametrize("name", VARIANCES)
def test_a_cloud_varies_exactly_as_listed(name: str) -> None:
    found = fit(points(name), 6)
    np.testing.assert_allclose(found.explained_variance, VARIANCES[name], rtol=1e-12)


def test_there_are_no_other_data() -> None:
    with pytest.raises(ValueError, match="'else'; allowed: gaussian, equal, toy, digits"):
        points("else")
    assert all(len(points(name)) > 1 for name in SETS)


@pytest.mark.parametrize(
    ("angle", "cosines", "answer"),
    [
        (0.1, [[1.0]], "open"),
        (0.0999, [[1.0]], "near"),
        (1e-3, [[1.0]], "near"),
        (9.9e-4, [[1.0]], "directions"),
        (0.0, [[0.0, 1.0], [1.0, 0.0]], "directions"),
        (0.0, [[0.8, 0.6], [0.6, 0.8]], "subspace"),
        (1e-3 - 1e-9, [[1.0]], "near"),  # the same on machines that round differently
    ],
)
def test_the_answers_by_hand(angle: float, cosines: list[list[float]], answer: str) -> None:
    assert classify(angle, np.array(cosines)) == answer


CASES = {
    "line": ("gaussian", 1, "random", 200, 0),
    "mixture": ("gaussian", 2, "random", 200, 0),
    "start": ("gaussian", 2, "saddle", 200, 0),
    "luck": ("gaussian", 2, "random", 200, 1),
    "gap": ("equal", 2, "random", 800, 2),
    "saddle": ("gaussian", 3, "saddle", 200, 0),
    "steps": ("digits", 8, "random", 50, 0),
}


@pytest.mark.parametrize("reason", convergence.REASONS)
def test_every_reason_has_a_case(reason: str) -> None:
    happened = run_to_end(converge(*CASES[reason]))
    assert happened.reason == reason
    assert happened.answer == {
        "line": "directions", "mixture": "subspace", "start": "directions", "luck": "directions",
        "gap": "open", "saddle": "open", "steps": "near",
    }[reason]  # fmt: skip


def test_a_gap_is_one_that_costs_next_to_nothing() -> None:
    gap = run_to_end(converge(*CASES["gap"]))
    (_, dropped), whole = gap.variances, sum(VARIANCES["equal"])
    best = (whole - VARIANCES["equal"][0] - gap.variances[0]) / 2
    assert dropped < gap.variances[0]
    assert best < gap.curve.losses[-1] < 1.001 * best
    digits = run_to_end(converge("digits", 16, "random", 50, 2))  # 4 % between the two variances
    assert (digits.answer, digits.reason) == ("open", "steps")


def test_a_run_is_watched_to_the_same_end() -> None:
    steps, run = [], converge("toy", 2, "random", 200, 3)
    while True:
        try:
            steps.append(next(run))
        except StopIteration as end:
            happened: ConvergenceOutcome = end.value
            break
    assert [step.done for step in steps][-1] == steps[-1].total == 200
    assert len(steps) <= convergence.MOST_LOOKS + 1
    assert steps[-1].snapshot.angles == happened.curve.angles
    again = run_to_end(converge("toy", 2, "random", 200, 3))
    assert again.curve == happened.curve
    np.testing.assert_array_equal(again.decoder, happened.decoder)


def test_the_step_from_which_it_is_closed() -> None:
    happened = run_to_end(converge("gaussian", 2, "random", 200, 0))
    at = dict(zip(happened.curve.steps, happened.curve.angles, strict=True))
    assert happened.first_converged_step is not None
    assert (
        at[happened.first_converged_step]
        < convergence.CLOSED
        <= at[happened.first_converged_step - 5]
    )


def test_pictures_are_square_and_nought_is_grey() -> None:
    (stripes,) = as_images("gaussian", np.array([[0.0, 2.0, -1.0, 0.0, 0.0, 0.0]]))
    assert stripes.reshape(6, 6)[3].tolist() == [0.5, 1.0, 0.25, 0.5, 0.5, 0.5]
    assert as_images("digits", np.eye(64)[:2])[1].shape == (64,)
