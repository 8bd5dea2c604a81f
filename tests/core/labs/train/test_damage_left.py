"""How much damage is left: balanced, told by rounded numbers with room to spare, the same again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from builder.models.lab_data import provide_digits
from core.data import provided_files
from core.labs.train import damage_left
from core.labs.train.damage_left import (
    ANSWERS,
    BANDS,
    OTHERWISE,
    DamageOutcome,
    load,
    outcome_band,
    training_config,
)
from core.labs.train.lab import DECK, TRAIN, is_curve
from core.network.training_config import TrainingConfig
from core.stepwise import Step
from core.trial.lab import LiveLab
from core.trial.scenario import Scenario, address, default_scenario, parse
from tests.outcomes import outcome_of

MARGIN = 0.02  # from a band's end: more than float64 differs between machines by far
CASES = [case for case in DECK.cases if not is_curve(case.values)]
QUICK = {"data": "toy", "m": 2}


@pytest.fixture(autouse=True)
def digits() -> Iterator[None]:
    provide_digits()
    yield
    provided_files.clear()


@pytest.fixture(scope="module")
def outcomes() -> dict[Scenario, DamageOutcome]:
    return {scenario: outcome_of(TRAIN, scenario) for scenario in CASES}


def toy(**changes: float | str) -> Scenario:
    return default_scenario("train", TRAIN.parameters()).with_values(**(QUICK | changes))


def test_it_is_a_lab_that_is_watched() -> None:
    assert isinstance(TRAIN, LiveLab)


def test_no_answer_is_right_more_than_six_times_in_ten(
    outcomes: dict[Scenario, DamageOutcome],
) -> None:
    counts = Counter(one.answer for one in outcomes.values())
    assert set(counts) == set(ANSWERS)
    assert max(counts.values()) <= 0.6 * len(outcomes)


def test_each_answer_of_the_deck_has_room_to_spare(outcomes: dict[Scenario, DamageOutcome]) -> None:
    for scenario, happened in outcomes.items():
        away = min(abs(happened.left - end) for _, end in BANDS)
        assert away > MARGIN, (address(scenario), happened.left)


def test_each_reason_comes_up(outcomes: dict[Scenario, DamageOutcome]) -> None:
    reasons = {one.reason for one in outcomes.values()}
    assert reasons == {"collapsed", "heavy", "narrow", "penalised", "copies", "learned"}


def test_noise_in_training_makes_the_overcomplete_one_repair(
    outcomes: dict[Scenario, DamageOutcome],
) -> None:
    plain, denoising = (
        one
        for scenario, one in outcomes.items()
        if scenario["m"] == 128
        and scenario["penalty"] == "none"
        and (scenario["loss"], scenario["tied"]) == ("squared_error", "no")
    )
    assert plain.clean < denoising.clean  # it copies better
    assert denoising.error < 0.6 * plain.error  # and repairs worse


@pytest.mark.parametrize(
    ("left", "name"),
    [
        (0.0, "little"),
        (0.3999999, "half"),
        (0.4, "half"),
        (0.6, "most"),
        (0.8, OTHERWISE),
        (2.0, OTHERWISE),
    ],
)
def test_the_bands_meet_without_a_gap(left: float, name: str) -> None:
    assert outcome_band(left) == name


def test_what_is_left_is_error_over_noise_worked_by_hand() -> None:
    scenario = toy(seed=4)
    happened, given = TRAIN.outcome(scenario), load(scenario)
    masked = given.damaged != given.test
    assert happened.noisy == pytest.approx(
        masked.mean()
    )  # a masked pixel of a 0-1 pattern is off by 1
    assert happened.left == pytest.approx(happened.error / happened.noisy)
    assert given.test[given.drawn].shape == (5, 6)


def test_more_masking_in_training_than_in_the_test_is_what_limits_a_wide_code() -> None:
    wide = default_scenario("train", TRAIN.parameters()).with_values(m=128, noise=0.8)
    assert TRAIN.outcome(wide).reason == "heavy"


def test_where_weights_are_tied_the_width_alone_is_not_blamed() -> None:
    tied, free = (TRAIN.outcome(toy(noise=0.3, tied=tied)) for tied in ("yes", "no"))
    assert (tied.reason, free.reason) == ("narrow_tied", "learned")  # of the same width


def test_watched_or_not_it_comes_to_the_same() -> None:
    scenario = toy(seed=2)
    run = TRAIN.run(scenario)
    steps: list[Step] = []
    while True:
        try:
            steps.append(next(run))
        except StopIteration as end:
            watched = end.value
            break
    unwatched = TRAIN.outcome(scenario)
    assert (watched.error, watched.answer) == (unwatched.error, unwatched.answer)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert {step.total for step in steps} == {watched.steps}
    assert len(steps[-1].snapshot.left) == len(steps)


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
def test_a_training_that_runs_away_is_stopped_with_the_last_good_weights(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wild = TrainingConfig(
        widths=(6, 2, 6), hidden="linear", output="linear", rate=30.0,
        dtype="float64", epochs=50,
    )  # fmt: skip
    monkeypatch.setattr(damage_left, "training_config", lambda scenario: wild)
    happened = TRAIN.outcome(toy())
    assert happened.reason == "diverged"
    assert happened.steps < 50
    assert np.isfinite([happened.error, happened.left, happened.clean]).all()
    assert np.isfinite(happened.seen.x_hat).all()


def test_the_seed_decides_the_damage_and_the_width_does_not() -> None:
    one, same, other = toy(seed=1), toy(seed=1, m=5), toy(seed=2)
    assert np.array_equal(load(one).damaged, load(same).damaged)
    assert not np.array_equal(load(one).damaged, load(other).damaged)
    assert training_config(one).seed == 1


def test_what_may_be_seen_before_holds_no_network() -> None:
    shown = TRAIN.observe(toy())
    assert set(vars(shown)) == {
        "shape", "clean", "damaged", "examples", "tests", "data", "m", "noise", "penalty", "loss",
        "tied",
    }  # fmt: skip


OLD = "?lab=train&data=digits8&m=8&noise=0.3&penalty=none&seed=1"  # as it was before `loss`, `tied`


def test_what_was_kept_under_an_address_without_the_later_settings_is_found() -> None:
    labs = {"train": TRAIN.parameters()}
    scenario, notices = parse(OLD, labs)
    assert (address(scenario), notices) == (OLD, ())
    config = training_config(scenario)
    assert (config.objective.loss, config.tied) == ("squared_error", False)
    other = scenario.with_values(loss="cross_entropy", tied="yes")
    assert address(other) == OLD.replace("&seed", "&loss=cross_entropy&tied=yes&seed")
    assert parse(address(other), labs) == (other, ())
    config = training_config(other)
    assert (config.objective.loss, config.tied) == ("cross_entropy", True)


def test_a_width_beyond_the_data_s_range_is_brought_back() -> None:
    scenario, notices = parse("?lab=train&data=toy&m=99", {"train": TRAIN.parameters()})
    assert scenario["m"] == 12
    assert [notice.problem for notice in notices] == ["out_of_range"]


def test_without_its_digits_it_says_which_are_missing() -> None:
    provided_files.clear()
    with pytest.raises(provided_files.MissingData, match="digits-8-train"):
        TRAIN.observe(CASES[0])
