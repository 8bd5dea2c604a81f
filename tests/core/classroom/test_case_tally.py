"""Votes are counted as by hand; what is advised follows the share that is right."""

from __future__ import annotations

import pytest

from core.classroom.case_answers import Case, CaseAnswers
from core.classroom.case_tally import CaseTally, advised
from core.classroom.handed_work import Vote, Work
from core.data.provided_files import MissingData
from core.labs.strokes.lab import STROKES
from tests.classes import CASES, LABS

AT = "2026-11-30T10:00:00Z"
NAMES = ("a", "b", "c")
CASE = Case("?lab=x", "computed", NAMES, 1, "b")


def work(last: str, sure: int, first: str = "", first_sure: int = 50) -> Work:
    vote = Vote(first, first_sure, AT) if first else None
    return Work("?lab=x", "0" * 16, NAMES, 1, vote, Vote(last, sure, AT) if last else None)


def tallied(case: Case, *given: Work) -> CaseTally:
    tally = CaseTally(case)
    for each in given:
        tally.add(each)
    return tally


WORKS = [work("b", 100, "a", 60), work("b", 80, "b"), work("a", 90, "b"), work("c", 50, "a", 100),
         work("", 0, "c")]  # fmt: skip


def test_a_case_by_hand() -> None:
    told = tallied(CASE, *WORKS).figures()
    assert (told.first, told.last, told.stayed) == (5, 4, 1)
    assert told.right_first == pytest.approx(2 / 5)
    assert told.right == pytest.approx(2 / 4)
    assert told.sure == pytest.approx(0.8)
    assert told.sure_right == pytest.approx(0.9)
    assert told.sure_wrong == pytest.approx(0.7)
    assert told.confident_errors == pytest.approx((0.9 + 0.5) / 4)
    assert sorted(told.moved) == [("a", "b", 1), ("a", "c", 1), ("b", "a", 1)]
    assert told.advice == "discuss"
    a, b, _ = told.choices
    assert (a.first, a.last, a.confidences, a.first_confidences) == (
        2, 1, ((90, 1),), ((60, 1), (100, 1))
    )  # fmt: skip
    assert [choice.right for choice in told.choices] == [False, True, False]
    assert b.confidences == ((80, 1), (100, 1))


def test_what_is_taken_back_was_never_there() -> None:
    tally = tallied(CASE, *WORKS, work("a", 100))
    tally.add(work("a", 100), -1)
    assert tally.figures() == tallied(CASE, *WORKS).figures()


def test_before_an_answer_nobody_is_right_or_wrong() -> None:
    told = tallied(Case("?lab=x", "waiting", NAMES), *WORKS).figures()
    assert (told.right, told.right_first, told.advice) == (None, None, None)
    assert told.confident_errors == 0
    assert {choice.right for choice in told.choices} == {None}
    assert told.last == 4


def test_a_case_without_votes() -> None:
    told = tallied(CASE).figures()
    assert (told.first, told.last, told.sure, told.right, told.advice) == (0, 0, None, None, None)
    assert tallied(CASE).results().total() == 0


def test_of_many_paintings_the_most_frequent_are_told_one_by_one() -> None:
    case = Case("?lab=x", "computed", ("0", "1"), 4, "0101")
    paintings = [f"{number:04b}" for number in range(12)] + ["0101"] * 3
    works = [Work("?lab=x", "0" * 16, ("0", "1"), 4, None, Vote(p, 60, AT)) for p in paintings]
    told = tallied(case, *works).figures()
    assert (told.choices[0].name, told.choices[0].last, told.choices[0].right) == ("0101", 4, True)
    assert (told.choices[-1].name, told.choices[-1].right) == ("", None)
    assert sum(choice.last for choice in told.choices) == 15
    assert told.right == pytest.approx(4 / 15)


@pytest.mark.parametrize(
    ("right", "advice"),
    [(0, "hint"), (0.34, "hint"), (0.35, "discuss"), (0.7, "discuss"), (0.71, "explain")],
)
def test_what_peer_instruction_advises(right: float, advice: str) -> None:
    assert advised(right) == advice


def test_cases_wait_for_their_data_and_those_preferred_go_first() -> None:
    here: set[str] = set()
    answers = CaseAnswers(LABS, here.__contains__)
    for where in CASES[:3]:
        answers.case(where)
    assert answers.case("?lab=none").state == "unknown"
    assert answers.case(f"{CASES[0]}&more=1").state == "unknown"
    assert not answers.working
    assert answers.advance() is None
    here.add("strokes")
    settled = answers.advance([CASES[2]])
    assert settled is answers.case(CASES[2])
    assert settled.state == "computed"
    while answers.working:
        answers.advance()
    assert {answers.case(where).state for where in CASES[:3]} == {"computed"}


def test_without_its_data_a_case_is_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(*_: object) -> None:
        raise MissingData("digits")

    monkeypatch.setattr(type(STROKES), "outcome", lacks)
    answers = CaseAnswers(LABS)
    case = answers.case(CASES[0])
    while answers.working:
        answers.advance()
    assert (case.state, case.answer) == ("unchecked", "")
