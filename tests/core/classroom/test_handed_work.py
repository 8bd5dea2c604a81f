"""One file's work by case, and times that cannot be."""

from __future__ import annotations

import pytest

from core.classroom.assignment import Assignment
from core.classroom.hand_in import HandIn
from core.classroom.handed_work import extra_cases, impossible_times, instant, work_of
from core.trial.ledger import Ledger, append
from core.trial.ledger_entry import CommitmentEntry, Entry, OutcomeEntry, VoteEntry, WhyEntry

A, B, C = (f"?lab=strokes&seed={n}" for n in range(3))
NAMES = ("yes", "no")


def handed(*said: tuple[str, Entry, str], at: str = "59.000") -> HandIn:
    ledger = Ledger()
    for where, entry, second in said:
        ledger = append(ledger, entry, where, moment(second))
    return HandIn(Assignment("x", (A, B)), "", "", moment(at), ledger)


def moment(second: str) -> str:
    return f"2026-11-30T09:00:{second}Z"


def commitment(trial: str, choice: str = "yes", **more: bool) -> Entry:
    return CommitmentEntry(trial * 16, NAMES, choice, 70, **more)


def outcome(trial: str, answer: str = "no") -> Entry:
    return OutcomeEntry(trial * 16, "yes", answer)


def test_both_votes_outcome_and_words_of_a_trial() -> None:
    (work,) = work_of(
        handed(
            (A, VoteEntry("1" * 16, NAMES, "no", 50), "01"), (A, commitment("1"), "02"),
            (A, outcome("1"), "03"), (A, WhyEntry("1" * 16, "so"), "04"),
            (A, WhyEntry("1" * 16, "not so"), "05"),
        )
    ).values()  # fmt: skip
    assert [(vote.choice, vote.confidence, vote.at) for vote in work.votes] == [
        ("no", 50, moment("01")), ("yes", 70, moment("02"))
    ]  # fmt: skip
    assert (work.answer, work.revealed_at, work.why) == ("no", moment("03"), "not so")


def test_the_first_that_was_revealed_stands_or_the_last_begun() -> None:
    found = work_of(
        handed(
            (A, commitment("1"), "01"), (A, commitment("2"), "02"), (A, outcome("2"), "03"),
            (A, commitment("3"), "04"), (A, outcome("3"), "05"),
            (B, commitment("4"), "06"), (B, commitment("5", seen=True), "07"),
        )
    )  # fmt: skip
    assert [work.trial[0] for work in found.values()] == ["2", "5"]
    assert [work.seen for work in found.values()] == [False, True]


def test_a_first_vote_alone_is_told() -> None:
    (work,) = work_of(handed((B, VoteEntry("1" * 16, NAMES, "no", 50), "01"))).values()
    assert (work.last, len(work.votes), work.answer) == (None, 1, "")


def test_a_vote_on_another_question_is_no_first_vote() -> None:
    vote = VoteEntry("1" * 16, ("yes", "no", "maybe"), "maybe", 50)
    (work,) = work_of(handed((A, vote, "01"), (A, commitment("1"), "02"))).values()
    assert (work.first, work.outcomes) == (None, NAMES)


def test_what_nobody_asked_for() -> None:
    given = handed((A, commitment("1"), "01"), (C, commitment("2"), "02"))
    assert extra_cases(given) == {C}
    assert list(work_of(given)) == [A]


@pytest.mark.parametrize(
    ("times", "at", "wrong"),
    [
        (("01", "02"), "03", False), (("01", "01"), "01", False),
        (("02", "01"), "03", True), (("01", "04"), "03", True), (("04", "04"), "03", True),
        (("01.5", "01.50"), "01.500001", False), (("01.5", "01.4"), "02", True),
        (("01", "01.1"), "01.05", True),
    ],
)  # fmt: skip
def test_times_that_cannot_be(times: tuple[str, str], at: str, wrong: bool) -> None:
    given = handed((A, commitment("1"), times[0]), (A, outcome("1"), times[1]), at=at)
    assert impossible_times(given) == ([A] if wrong else [])


def test_trials_may_follow_in_any_order() -> None:
    given = handed((A, commitment("1"), "09"), (B, commitment("2"), "01"), (A, outcome("1"), "10"))
    assert impossible_times(given) == []


def test_moments_sort_with_any_fraction() -> None:
    told = [moment(second) for second in ("01", "01.000001", "01.01", "01.1", "02")]
    assert sorted(told, key=instant) == told
    assert instant(moment("01")) == instant(moment("01.0"))
