"""The pca lab: its two questions, its deck, and who wins against PCA."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from core.labs.pca import convergence, nonlinear_comparison
from core.labs.pca.convergence import ConvergenceOutcome
from core.labs.pca.lab import BARS, DECK, PCA, revealed_with
from core.labs.pca.nonlinear_comparison import ComparisonOutcome
from core.stepwise import run_to_end
from core.trial.lab import LiveLab, Outcome
from core.trial.scenario import Scenario, address, default_scenario, parse
from tests.outcomes import outcome_of

MARGIN = 0.03  # by which a ratio of the deck is away from what would change the answer
START = default_scenario("pca", PCA.parameters())
CASES = DECK.cases


def happened(scenario: Scenario) -> ConvergenceOutcome | ComparisonOutcome:
    """What a case comes to; each is run once."""
    result: ConvergenceOutcome | ComparisonOutcome = outcome_of(PCA, scenario)
    return result


def test_it_is_a_live_lab_with_four_answers_to_each_question() -> None:
    lab: LiveLab[object, Outcome] = PCA
    assert isinstance(lab, LiveLab)
    for model, answers in (
        ("linear", convergence.ANSWERS),
        ("nonlinear", nonlinear_comparison.ANSWERS),
    ):
        outcomes = lab.outcomes(START.with_values(model=model))
        assert outcomes == answers
        assert len(set(outcomes)) == 4


@pytest.mark.parametrize("case", CASES, ids=lambda case: address(case))
def test_each_case_has_an_answer_and_an_address(case: Scenario) -> None:
    assert happened(case).answer in PCA.outcomes(case)
    assert parse(address(case), {"pca": PCA.parameters()}) == (case, ())


def test_a_long_training_tells_the_answer_of_a_shorter_one() -> None:
    short, long = CASES[-2:]
    assert (short["steps"], long["steps"]) == ("200", "800")
    assert short in revealed_with(long)
    assert long not in revealed_with(short)
    one, other = happened(short), happened(long)
    assert isinstance(one, ConvergenceOutcome)
    assert isinstance(other, ConvergenceOutcome)
    place = other.curve.steps.index(200)
    assert other.curve.angles[place] == pytest.approx(one.curve.angles[-1])
    (contest_,) = revealed_with(CASES[2])  # whose curve is of epochs, and asked about at its end
    assert contest_ == CASES[2]


def test_no_answer_is_right_too_often() -> None:
    for model in ("linear", "nonlinear"):
        own = [case for case in CASES if case["model"] == model]
        found = Counter(happened(case).answer for case in own)
        assert max(found.values()) <= 0.6 * len(own)
        assert len(found) >= 3


@pytest.mark.parametrize("case", CASES, ids=lambda case: address(case))
def test_each_case_is_clear(case: Scenario) -> None:
    result = happened(case)
    if isinstance(result, ComparisonOutcome):
        ends = (
            nonlinear_comparison.FAR,
            1 - nonlinear_comparison.TIE,
            1 + nonlinear_comparison.TIE,
        )
        assert min(abs(result.ratio - end) for end in ends) >= MARGIN
        return
    angle = result.curve.angles[-1]
    assert all(not 0.8 < angle / end < 1.25 for end in (convergence.CLOSED, convergence.OPEN))
    if result.answer == "subspace":
        assert result.cosines.max(axis=1).min() < 0.99


@pytest.mark.parametrize(
    ("ratio", "answer"),
    [(0.7, "far"), (0.701, "less"), (0.949, "less"), (0.95, "tie"), (1.05, "tie"), (1.051, "pca")],
)
def test_the_winner_by_hand(ratio: float, answer: str) -> None:
    assert nonlinear_comparison.classify(ratio) == answer


def test_errors_are_those_of_digits_that_neither_has_seen() -> None:
    result = happened(CASES[2])
    assert isinstance(result, ComparisonOutcome)
    known, others = (nonlinear_comparison._digits("small", part).x for part in ("train", "test"))
    exact = nonlinear_comparison.pca_fitted("small", known[:1400], 8).reconstruct(
        others[: nonlinear_comparison.TEST]
    )
    assert result.pca_error == pytest.approx(
        ((exact - others[: nonlinear_comparison.TEST]) ** 2).mean()
    )
    assert result.curve.unseen[-1] == pytest.approx(result.autoencoder_error)
    assert result.ratio == pytest.approx(result.autoencoder_error / result.pca_error, abs=5e-4)
    assert 0.01 < result.autoencoder_error < 0.015  # facts: .0133 with a network of this size
    assert (
        result.x.shape
        == result.x_pca.shape
        == result.x_autoencoder.shape
        == (nonlinear_comparison.SHOWN_DIGITS, 64)
    )


def test_few_digits_and_a_wide_code_let_pca_win() -> None:
    few = happened(CASES[3])
    assert isinstance(few, ComparisonOutcome)
    assert (few.answer, few.reason) == ("pca", "few")
    assert few.autoencoder_train_error < few.pca_train_error < few.pca_error < few.autoencoder_error


BY_REASON = {
    "curved": CASES[2], "few": CASES[3], "behind": CASES[6], "wide": CASES[11],
    "little": CASES[3].with_values(k="1"),
}  # fmt: skip


@pytest.mark.parametrize("reason", nonlinear_comparison.REASONS)
def test_every_reason_of_the_contest_has_a_case(reason: str) -> None:
    result = happened(BY_REASON[reason])
    assert isinstance(result, ComparisonOutcome)
    assert result.reason == reason
    assert (result.autoencoder_train_error > result.pca_train_error) == (reason == "behind")


@pytest.mark.parametrize(
    ("answer", "errors", "reason"),
    [
        ("less", (0.09, 0.02, 0.03, 0.1), "curved"),
        ("tie", (0.09, 0.02, 0.021, 0.1), "behind"),
        ("pca", (0.09, 0.02, 0.02, 0.1), "few"),
        ("pca", (0.09, 0.05, 0.059, 0.1), "behind"),
        ("tie", (0.03, 0.01, 0.009, 0.1), "few"),
        ("tie", (0.012, 0.0099, 0.009, 0.1), "wide"),
        ("tie", (0.012, 0.011, 0.01, 0.1), "little"),
    ],
)
def test_the_reasons_by_hand(
    answer: str, errors: tuple[float, float, float, float], reason: str
) -> None:
    assert nonlinear_comparison.why(answer, *errors) == reason


@pytest.mark.parametrize("case", [CASES[2], CASES[3], CASES[6], CASES[11]], ids=address)
def test_all_directions_that_are_kept_are_summed(case: Scenario) -> None:
    shown = PCA.observe(case)
    x = nonlinear_comparison.training_rows(shown.data, shown.amount)
    whole = x.var(axis=0, dtype=np.float64).mean()
    lost = nonlinear_comparison._error(nonlinear_comparison.pca_fitted(shown.data, x, shown.k), x)
    assert shown.kept == pytest.approx(1 - lost / whole, abs=1e-3)
    assert (shown.kept > sum(shown.shares) + 0.01) == (shown.k > BARS)


@pytest.mark.parametrize("case", CASES[:4], ids=lambda case: address(case))
def test_what_is_shown_before_is_silent(case: Scenario) -> None:
    shown = PCA.observe(case)
    assert len(shown.shares) == min(BARS, shown.dimensions)
    assert sorted(shown.shares, reverse=True) == list(shown.shares)
    assert sum(shown.shares) <= 1 + 1e-5
    assert not set(vars(shown)) & {"answer", "angle", "curve", "ratio", "decoder"}


def test_a_run_is_the_outcome_whoever_watches() -> None:
    case = START.with_values(model="nonlinear", data="small", n="100", k="2")
    one, other = run_to_end(PCA.run(case)), PCA.outcome(case)
    assert isinstance(one, ComparisonOutcome)
    assert isinstance(other, ComparisonOutcome)
    assert one.ratio == other.ratio
    np.testing.assert_array_equal(one.x_autoencoder, other.x_autoencoder)
    totals = [(step.done, step.total) for step in PCA.run(case)]
    assert totals[-1][0] == totals[-1][1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?lab=pca&model=nonlinear&data=toy", ("small", "2")),
        ("?lab=pca&data=toy&k=5", ("toy", "2")),
        ("?lab=pca&model=nonlinear&data=large&n=4000&k=64", ("large", "2")),
        ("?lab=pca&model=nonlinear&data=large&n=4000&k=8&seed=3", ("large", "8")),
        ("?lab=pca&model=neither&k=nan", ("gaussian", "2")),
    ],
)
def test_an_address_that_cannot_be(query: str, expected: tuple[str, str]) -> None:
    scenario, notices = parse(query, {"pca": PCA.parameters()})
    assert (scenario["data"], scenario["k"]) == expected
    assert notices
