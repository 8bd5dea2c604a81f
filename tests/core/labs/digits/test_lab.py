"""The digits lab: what it shows and hides, fair errors, a deck worth predicting."""

from __future__ import annotations

import dataclasses
import pickle
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from core.data.digits import read
from core.data.provided_files import data_file
from core.labs.digits.lab import CHUNK, DECK, DIGITS, TEST, TRAIN, DigitsLab, chosen_digit, damaged
from core.network.digit_denoisers import DAMAGES, METHODS, TRAINED, Comparison, comparison
from core.network.pca_as_network import truncated
from core.network.pretrained import network
from core.numerics import linear_denoiser
from core.numerics.array_types import Floats
from core.stepwise import run_to_end
from core.trial.scenario import Scenario, address, default_scenario, parse
from tests.outcomes import outcome_of
from tests.supplied import provide

START = default_scenario(DIGITS.name, DIGITS.parameters())
MARGIN = 0.02  # share by which the nearest is nearer: float32 differs by far less


@pytest.fixture(autouse=True, scope="module")
def _supplies() -> None:
    provide()


def every_setting() -> list[Scenario]:
    return [
        START.with_values(m=m, trained=trained, damage=damage)
        for m, known in TRAINED.items()
        for trained in known
        for damage in DAMAGES
    ]


def all_damaged(scenario: Scenario) -> Floats:
    test = read(data_file(TEST))
    return np.concatenate(
        [damaged(scenario, test, start) for start in range(0, len(test.x), CHUNK)]
    )


def test_the_deck_is_worth_predicting() -> None:
    outcomes = [outcome_of(DIGITS, case) for case in DECK.cases]
    counted = Counter(outcome.answer for outcome in outcomes)
    assert set(counted) == set(METHODS)
    assert max(counted.values()) <= 0.6 * len(DECK.cases)
    for one, other in zip(DECK.cases[::2], DECK.cases[1::2], strict=True):
        assert one["damage"] != other["damage"] or one["trained"] != other["trained"]
    assert {outcome.own.nearest == outcome.answer for outcome in outcomes} == {True, False}
    for outcome in outcomes:
        best, second, *_ = sorted(outcome.overall.errors)
        assert second / best > 1 + MARGIN, outcome.overall


def test_each_setting_has_one_answer_among_the_four() -> None:
    for scenario in every_setting():
        assert DIGITS.outcomes(scenario) == METHODS
        outcome = outcome_of(DIGITS, scenario)
        errors = outcome.overall.errors
        assert outcome.answer in METHODS
        assert errors[METHODS.index(outcome.answer)] == min(errors)


def test_the_errors_are_those_of_the_methods() -> None:
    scenario = START.with_values(trained="gaussian_50", damage="mask_50", seed=7)
    outcome = outcome_of(DIGITS, scenario)
    train, test = read(data_file(TRAIN)), read(data_file(TEST))
    place, seen = chosen_digit(scenario, test), all_damaged(scenario)
    linear = linear_denoiser.fit(linear_denoiser.moments(train.x), "gaussian", 0.5).reconstruct(
        seen
    )
    networks = (
        truncated(network("pca"), 32),
        network("plain-32"),
        network("denoising-32-gaussian-0.5"),
    )
    pca, plain, denoising = (each.reconstruct(seen) for each in networks)
    for method, x_hat in zip(METHODS, (pca, linear, plain, denoising), strict=True):
        at = METHODS.index(method)
        assert outcome.overall.errors[at] == pytest.approx(((x_hat - test.x) ** 2).mean(), abs=1e-5)
        np.testing.assert_allclose(outcome.x_hat[at], x_hat[place], atol=1e-4)
    assert outcome.overall.untreated == pytest.approx(((seen - test.x) ** 2).mean(), abs=1e-5)
    assert outcome.label == test.labels[place]


def test_the_surprises_are_there() -> None:
    def errors(**values: str) -> Comparison:
        return outcome_of(DIGITS, START.with_values(**values)).overall

    pca, linear, plain, denoising = errors(trained="mask_30", damage="mask_30").errors
    assert linear < denoising < plain < pca
    clean = errors(trained="mask_30", damage="none")
    assert clean.untreated == 0.0
    assert clean.errors[METHODS.index("denoising")] > 0.01
    noisy = errors(trained="mask_30", damage="gaussian_50")
    assert noisy.nearest == "pca"
    assert noisy.errors[0] < 0.15 * noisy.untreated


def test_the_same_scenario_takes_the_same_steps_to_the_same_end() -> None:
    fresh = DigitsLab()
    told = []
    for _ in range(2):  # the second time the linear denoiser is known
        steps = list(fresh.run(START))
        assert [step.done for step in steps] == list(range(1, steps[0].total + 1))
        told.append(
            [(step.snapshot.stage, step.snapshot.count, step.snapshot.errors) for step in steps]
        )
    assert told[0] == told[1]
    one, other = DIGITS.outcome(START), run_to_end(fresh.run(START))
    assert (one.overall, one.own) == (other.overall, other.own)
    np.testing.assert_array_equal(one.x_hat, other.x_hat)
    assert told[0][-1][1] == one.count
    np.testing.assert_allclose(told[0][-1][2], one.overall.errors, atol=1e-5)


def test_settings_leave_the_digit_and_its_random_numbers_alone() -> None:
    test = read(data_file(TEST))
    places = {chosen_digit(scenario, test) for scenario in every_setting()}
    assert len(places) == 1
    masked = [
        all_damaged(START.with_values(damage=name)) == 0
        for name in ("none", "mask_30", "mask_50", "mask_70")
    ]
    for less, more in pairwise(masked):
        assert (less <= more).all()
        assert less.sum() < more.sum()
    reached = {chosen_digit(START.with_values(seed=seed), test) for seed in range(40)}
    assert len(reached) > 30


def test_what_is_shown_is_the_damaged_digit_and_the_settings_alone() -> None:
    shown = DIGITS.observe(START)
    names = {field.name for field in dataclasses.fields(shown)}
    assert names == {"x_tilde", "m", "trained", "damage", "seed"}
    assert set(vars(pickle.loads(pickle.dumps(shown)))) == names
    np.testing.assert_array_equal(shown.x_tilde, DIGITS.outcome(START).x_tilde)


def test_among_equals_the_first_is_nearest() -> None:
    assert comparison(np.array([0.2, 0.1, 0.1, 0.3]), 0.5).nearest == "ridge"
    assert comparison(np.array([0.2, 0.1, 0.099999, 0.3]), 0.5).errors[2] == 0.1


def test_an_address_that_cannot_be() -> None:
    labs = {DIGITS.name: DIGITS.parameters()}
    scenario, notices = parse("?lab=digits&m=16&trained=mask_30&damage=rain&seed=-1", labs)
    assert address(scenario) == "?lab=digits&m=16&trained=mask_50&damage=mask_30&seed=0"
    assert [notice.name for notice in notices] == ["trained", "damage", "seed"]
