"""The features lab: its deck, its answers, and what reads best."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from core.labs.features.lab import (
    ANSWERS,
    CLOSE,
    DECK,
    FEATURES,
    LABEL_COUNTS,
    NEIGHBOURS,
    Accuracy,
    FeaturesOutcome,
    _digits,
    classify,
    draws,
    encoded,
    labelled_rows,
    mean_codes,
    revealed_with,
)
from core.numerics import nearest_neighbours
from core.stepwise import run_to_end
from core.trial.lab import LiveLab, Outcome
from core.trial.scenario import Scenario, address, default_scenario, parse
from tests.outcomes import outcome_of

MARGIN = 0.005  # more than rounding can move, or networks that are trained anew
START = default_scenario("features", FEATURES.parameters())
CASES = DECK.cases


def happened(scenario: Scenario) -> FeaturesOutcome:
    """What a case comes to; each is run once."""
    result: FeaturesOutcome = outcome_of(FEATURES, scenario)
    return result


def test_it_is_a_live_lab() -> None:
    lab: LiveLab[object, Outcome] = FEATURES
    assert isinstance(lab, LiveLab)
    assert lab.outcomes(START) == ANSWERS


@pytest.mark.parametrize("case", CASES, ids=lambda case: address(case))
def test_each_case_is_clear_and_has_an_address(case: Scenario) -> None:
    result = happened(case)
    assert result.answer in ANSWERS
    assert abs(result.lead - CLOSE) >= MARGIN
    assert parse(address(case), {"features": FEATURES.parameters()}) == (case, ())


def test_an_outcome_tells_the_answers_with_other_numbers_of_labels() -> None:
    few, many = CASES[0], CASES[0].with_values(n="500")
    assert (few["k"], few["n"]) == ("4", "20")
    assert {few, many} <= set(revealed_with(few)) == set(revealed_with(many))
    assert classify(happened(few).all[-1])[0] == happened(many).answer


def test_no_answer_is_right_too_often() -> None:
    found = Counter(happened(case).answer for case in CASES)
    assert set(found) == set(ANSWERS)
    assert max(found.values()) <= 0.5 * len(CASES)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.9, 0.8, 0.7), ("raw", "raw", "pca", 0.1)),
        ((0.5, 0.6, 0.61), ("autoencoder", "autoencoder", "pca", 0.01)),
        ((0.5, 0.6, 0.6099), ("close", "autoencoder", "pca", 0.0099)),
        ((0.5, 0.5, 0.5), ("close", "raw", "pca", 0.0)),
    ],
)
def test_the_answers_by_hand(
    shares: tuple[float, float, float], expected: tuple[str, str, str, float]
) -> None:
    assert classify(Accuracy(20, 1, *shares)) == expected


def test_the_accuracy_of_neighbours_is_that_of_all_digits_at_once() -> None:
    case = START.with_values(reader="neighbours", k="16", n="500", seed=3)
    at = happened(case).at
    train, test = _digits("train"), _digits("test")
    rows = labelled_rows(3, 500, 0)
    x, asked = (encoded("pca", 16, some) for some in (train.x[rows], test.x))
    said = nearest_neighbours.classify(asked, x, train.labels[rows], NEIGHBOURS)
    assert at.pca == pytest.approx((said == test.labels).mean())


def test_draws_are_many_where_labels_are_few() -> None:
    assert [draws(n) for n in LABEL_COUNTS["neighbours"]] == [5, 5, 5, 2, 1, 1]
    rows = labelled_rows(0, 20, 1)
    assert len(set(rows.tolist())) == 20
    assert set(rows.tolist()) != set(labelled_rows(0, 20, 0).tolist())


def test_a_code_of_two_numbers_favours_the_autoencoder_over_pca() -> None:
    result = happened(CASES[3])
    assert result.k == 2
    assert all(at.autoencoder > at.pca for at in result.all)
    assert len(mean_codes(result)) == 10
    assert result.codes[0].shape == result.codes[1].shape == (len(result.labels), 2)


def test_a_run_is_the_outcome_whoever_watches() -> None:
    case = START.with_values(k="2", n="20")
    steps = list(FEATURES.run(case))
    assert steps[-1].snapshot == happened(case).all
    assert steps[-1].done == steps[-1].total
    assert [len(step.snapshot) for step in steps] == sorted(len(step.snapshot) for step in steps)
    assert run_to_end(FEATURES.run(case)).answer == happened(case).answer


def test_what_is_shown_before_is_silent() -> None:
    shown = FEATURES.observe(START)
    assert shown.samples.shape == (20, 784)
    train = _digits("train")
    np.testing.assert_array_equal(shown.labels, train.labels[labelled_rows(0, 50, 0)[:20]])
    assert set(vars(shown)) == {"reader", "k", "n", "samples", "labels"}


def test_an_address_that_cannot_be() -> None:
    query = "?lab=features&reader=linear&n=2000&k=3"
    scenario, notices = parse(query, {"features": FEATURES.parameters()})
    assert (scenario["n"], scenario["k"], len(notices)) == ("50", "4", 2)
