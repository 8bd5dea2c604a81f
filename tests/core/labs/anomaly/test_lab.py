"""The anomaly lab: bands, samples, thresholds, and what dividing by ink does."""

from __future__ import annotations

import dataclasses
import pickle
from collections import Counter

import numpy as np
import pytest

from core.data.digits import read
from core.data.provided_files import data_file
from core.labs.anomaly.lab import (
    ANOMALY,
    BANDS,
    DECK,
    EXAMPLES,
    METHODS,
    SCORES,
    TEST,
    TRAIN,
    AnomalyLab,
    AnomalyOutcome,
    M,
    measured,
    outcome_band,
    revealed_with,
    sample,
)  # fmt: skip
from core.network.pretrained import network
from core.numerics import pca
from core.numerics.anomaly_score import reconstruction_error
from core.numerics.roc import roc
from core.stepwise import run_to_end
from core.trial.scenario import Scenario, address, default_scenario, parse
from tests.outcomes import outcome_of
from tests.supplied import provide

START = default_scenario(ANOMALY.name, ANOMALY.parameters())
MARGIN = 0.03  # of an AUROC from its band's ends: networks trained elsewhere differ by less


@pytest.fixture(autouse=True, scope="module")
def _supplies() -> None:
    provide()


def test_the_deck_is_worth_predicting() -> None:
    outcomes = [outcome_of(ANOMALY, case) for case in DECK.cases]
    counted = Counter(outcome.answer for outcome in outcomes)
    assert set(counted) == set(BANDS)
    assert max(counted.values()) <= 0.6 * len(DECK.cases)
    for outcome in outcomes:
        assert min(abs(outcome.auroc - end) for end in BANDS.values()) > MARGIN, outcome.auroc
    for one, other in zip(DECK.cases[::2], DECK.cases[1::2], strict=True):
        assert [one[name] for name in ("held", "method", "score")] != [
            other[name] for name in ("held", "method", "score")
        ]


@pytest.mark.parametrize(
    ("auroc", "name"),
    [(1.0, "almost_always"), (0.9, "almost_always"), (0.899, "mostly"), (0.7, "mostly"),
     (0.699, "hardly"), (0.5, "hardly"), (0.499, "worse"), (0.0, "worse")],
)  # fmt: skip
def test_every_auroc_lies_in_one_band(auroc: float, name: str) -> None:
    assert outcome_band(auroc) == name
    assert ANOMALY.outcomes(START) == tuple(BANDS)


def test_the_surprise_and_its_cure_are_there() -> None:
    def auroc(**values: object) -> float:
        return outcome_of(ANOMALY, START.with_values(**values)).auroc

    assert auroc(held=1, score="plain") < 0.5 < 0.7 < auroc(held=1, score="energy")
    assert auroc(held=0, score="energy") < auroc(held=0, score="plain")


def test_an_outcome_tells_the_answer_under_the_other_score() -> None:
    plain = START.with_values(held=1, seed=3)
    energy = plain.with_values(score="energy")
    assert set(revealed_with(plain)) == set(revealed_with(energy)) == {plain, energy}
    assert outcome_band(outcome_of(ANOMALY, plain).other) == outcome_of(ANOMALY, energy).answer
    assert outcome_band(outcome_of(ANOMALY, energy).other) == outcome_of(ANOMALY, plain).answer


@pytest.mark.parametrize("method", METHODS)
def test_the_scores_are_those_of_the_model(method: str) -> None:
    scenario = START.with_values(held=4, method=method, seed=9)
    outcome = outcome_of(ANOMALY, scenario)
    train, test = read(data_file(TRAIN)), read(data_file(TEST))
    normal, unseen = sample(scenario, test)
    x = test.x[np.concatenate([normal, unseen])]
    learnt = train.x[train.labels != 4]
    model = network("without-4") if method == "autoencoder" else pca.fit(learnt, M)
    scores = reconstruction_error(x, np.asarray(model.reconstruct(x)))
    np.testing.assert_allclose(outcome.scores, scores, atol=1e-5)
    assert outcome.auroc == pytest.approx(roc(scores, outcome.unseen).area, abs=2e-3)


def test_a_sample_holds_half_of_each_kind() -> None:
    test = read(data_file(TEST))
    normal, unseen = sample(START.with_values(held=7), test)
    assert (test.labels[unseen] == 7).all()
    assert (test.labels[normal] != 7).all()
    assert (len(normal), len(unseen)) == (450, 50)
    assert len(set(normal) | set(unseen)) == 500
    other = sample(START.with_values(held=7, seed=2), test)
    assert set(other[1]) != set(unseen)
    same = sample(START.with_values(held=7, method="pca", score="energy"), test)
    assert (same[0] == normal).all()


def small(scores: list[float], unseen: list[bool]) -> AnomalyOutcome:
    """Digits of one pixel whose plain error is the score."""
    x = np.ones((len(scores), 1))
    return measured(START, x, x - np.sqrt(np.array(scores))[:, None], np.array(unseen))


def test_judged_by_hand() -> None:
    outcome = small([1.0, 2.0, 3.0, 4.0], [False, True, False, True])
    assert outcome.auroc == 0.75  # of four pairs only 2 over 3 is wrong
    assert outcome.answer == "mostly"
    assert outcome.best_hidden(5).tolist() == [1, 3]
    assert outcome.energy == (1.0, 1.0)


def test_a_threshold_flags_no_more_than_allowed() -> None:
    outcome = small([1.0, 2.0, 3.0, 4.0, 2.5, 3.5], [False] * 4 + [True] * 2)
    assert outcome.flagged(outcome.threshold(0.0)) == (0.0, 0.0)
    assert outcome.flagged(outcome.threshold(0.25)) == (0.25, 0.0)
    assert outcome.flagged(outcome.threshold(0.5)) == (0.5, 0.5)
    assert outcome.flagged(outcome.threshold(0.6)) == (0.5, 0.5)
    assert outcome.flagged(outcome.threshold(1.0)) == (1.0, 1.0)


@pytest.mark.parametrize("method", METHODS)
def test_the_same_scenario_takes_the_same_steps_to_the_same_end(method: str) -> None:
    fresh, scenario = AnomalyLab(), START.with_values(held=2, method=method)
    told = []
    for _ in range(2):  # the second time PCA has been fitted
        steps = list(fresh.run(scenario))
        assert [step.done for step in steps] == list(range(1, steps[0].total + 1))
        told.append([(step.snapshot.stage, step.snapshot.count) for step in steps])
    assert told[0] == told[1]
    np.testing.assert_array_equal(
        run_to_end(fresh.run(scenario)).scores, ANOMALY.outcome(scenario).scores
    )


def test_what_is_shown_are_examples_and_the_settings_alone() -> None:
    shown = ANOMALY.observe(START)
    names = {field.name for field in dataclasses.fields(shown)}
    assert names == {"normal", "unseen", "held", "method", "score", "seed"}
    assert set(vars(pickle.loads(pickle.dumps(shown)))) == names
    assert shown.normal.shape == shown.unseen.shape == (EXAMPLES, 784)


def every_setting() -> list[Scenario]:
    return [
        START.with_values(held=held, method=method, score=score)
        for held in range(10)
        for method in METHODS
        for score in SCORES
    ]


def test_each_setting_has_one_answer_and_all_occur() -> None:
    assert {outcome_of(ANOMALY, scenario).answer for scenario in every_setting()} == set(BANDS)


def test_an_address_that_cannot_be() -> None:
    labs = {ANOMALY.name: ANOMALY.parameters()}
    scenario, notices = parse("?lab=anomaly&held=12&method=vae&score=plain&seed=x", labs)
    assert address(scenario) == "?lab=anomaly&held=9&method=autoencoder&score=plain&seed=1"
    assert [notice.name for notice in notices] == ["held", "method", "seed"]
