"""A prediction is one outcome, or one for each part of a picture."""

import pytest

from core.trial.ledger_entry import CommitmentEntry, body_of, entry_from
from core.trial.prediction import by_part, check_outcomes, is_prediction, share_right
from core.trial.scenario import default_scenario
from core.trial.scoring import Result, brier_of, summary
from core.trial.trial import CommitRefused, Posed, commit, reveal
from core.trial.trial_json import from_record, to_record
from tests.asked import LABS

GREYS = ("0", "1", "2")


def test_one_outcome_or_one_for_each_part() -> None:
    assert is_prediction("kept", ("kept", "blend"))
    assert not is_prediction("no", ("kept", "blend"))
    assert is_prediction("0120", GREYS, 4)
    for wrong in ("012", "01200", "0123", "", 7, None):
        assert not is_prediction(wrong, GREYS, 4)
    assert by_part("kept", 1) == ("kept",)
    assert by_part("012", 3) == GREYS


@pytest.mark.parametrize("parts", [0, 1025, True, "4", 1.5])
def test_parts_are_a_number_within_reason(parts: object) -> None:
    with pytest.raises(ValueError, match="parts must be 1 to 1024"):
        check_outcomes(GREYS, parts)


def test_outcomes_of_parts_are_single_characters() -> None:
    with pytest.raises(ValueError, match="distinct names"):
        check_outcomes(("half", "full"), 2)


def test_a_painting_is_scored_part_by_part() -> None:
    """Three of four parts right at 70 %: 0.3² + 2 · 0.15² each; the fourth 0.7² + 0.85² + 0.15²."""
    result = Result(GREYS, "0120", 70, "0121", 4)
    assert result.right == share_right("0120", "0121", 4) == 0.75
    assert brier_of(result) == pytest.approx((3 * 0.135 + 1.235) / 4)
    told = summary([result])
    assert told is not None
    assert (told.right, told.bins[0].right) == (0.75, 0.75)
    for choice, answer in (("012", "0121"), ("0120", "013x")):
        with pytest.raises(ValueError, match="must be one of"):
            Result(GREYS, choice, 70, answer, 4)


def test_a_painted_trial_keeps_its_parts_wherever_it_is_written() -> None:
    posed = Posed(default_scenario("strokes", LABS["strokes"]), GREYS, "2026-03-01T12:00:00Z", 4)
    with pytest.raises(CommitRefused, match="unknown_choice"):
        commit(posed, "012", 70, "2026-03-01T12:00:01Z")
    committed = commit(posed, "0120", 70, "2026-03-01T12:00:01Z")
    with pytest.raises(ValueError, match="for each of 4 parts"):
        reveal(committed, "01", "2026-03-01T12:00:02Z")
    revealed = reveal(committed, "0000", "2026-03-01T12:00:02Z")
    for trial in (posed, committed, revealed):
        record = to_record(trial)
        assert record["parts"] == 4
        assert from_record(record, LABS) == trial
        for wrong in (1, "4", True):
            with pytest.raises(ValueError, match=r"parts|fields"):
                from_record({**record, "parts": wrong}, LABS)


def test_an_entry_says_its_parts_only_where_there_are_several() -> None:
    one = CommitmentEntry("0" * 16, ("kept", "blend"), "kept", 70)
    assert body_of(one).keys() == {"trial", "outcomes", "choice", "confidence"}
    four = CommitmentEntry("0" * 16, GREYS, "0120", 70, parts=4)
    assert body_of(four)["parts"] == 4
    assert entry_from("commitment", body_of(four)) == four
    for wrong in (1, True, "4"):
        with pytest.raises(ValueError, match=r"parts|fields"):
            entry_from("commitment", {**body_of(four), "parts": wrong})
