"""In a class: a first vote, then the commitment; feedback at the end; no play; the file."""

from __future__ import annotations

from typing import Any

import pytest

from core.classroom.assignment import Assignment, write_code
from core.classroom.hand_in import read
from core.trial.scenario import address
from core.trial.trial import CommitRefused
from tests.app.fake_browser import DECK, FIRST, FakeBrowser, moment

HERE, NEXT = address(FIRST), address(DECK.follow(FIRST))


def desk_of(**options: Any) -> FakeBrowser:
    """A learner at the first case of an assignment of two."""
    desk = FakeBrowser()
    return assigned(desk, **options)


def assigned(desk: FakeBrowser, **options: Any) -> FakeBrowser:
    desk.session.assign(write_code(Assignment("Week 3", (HERE, NEXT), **options)))
    desk.session.visit(HERE, desk.trials)
    return desk


def kinds(desk: FakeBrowser) -> list[str]:
    return [record["kind"] for record in desk.records]


def state(desk: FakeBrowser) -> dict[str, Any]:
    return [message for message in desk.posted if message["type"] == "state"][-1]


def test_a_first_vote_is_stored_and_nothing_is_computed() -> None:
    desk = desk_of(votes=2)
    session = desk.session
    assert session.first_vote_due
    session.commit("kept", 50)
    session.reveal()
    assert (session.phase, kinds(desk)) == ("posed", [])  # it is not the time for that
    session.cast_vote("kept", 50, moment(9))
    assert (session.phase, session.choice, session.confidence) == ("posed", "", 0)
    assert kinds(desk) == ["vote"]
    assert state(desk)["voted"]
    assert not session.first_vote_due
    session.reveal()
    assert session.outcome is None
    session.cast_vote("blend", 99, moment(9))  # once only
    session.change("m", 2)
    assert kinds(desk) == ["vote"]
    assert session.trial_scenario == FIRST
    session.commit("blend", 80)
    session.reveal()
    assert kinds(desk) == ["vote", "commitment", "outcome"]
    assert len({record["body"]["trial"] for record in desk.records}) == 1


def test_a_first_vote_comes_back() -> None:
    desk = desk_of(votes=2)
    desk.session.cast_vote("kept", 50, moment(9))
    again = assigned(desk.reloaded(HERE), votes=2)
    vote = again.session.vote
    assert vote is not None
    assert (vote.choice, vote.confidence, vote.at) == ("kept", 50, moment(9))
    assert not again.session.first_vote_due
    assert kinds(again) == ["vote"]
    again.session.commit("blend", 80)
    assert kinds(again) == ["vote", "commitment"]


def test_a_vote_that_the_page_stored_while_python_was_away_is_entered() -> None:
    desk = FakeBrowser()
    vote = {"choice": "kept", "confidence": 50, "at": moment(9)}
    desk.trials[HERE] = {"address": HERE, "draft": {"vote": vote}}
    assigned(desk, votes=2)
    assert kinds(desk) == ["vote"]
    assert not desk.session.first_vote_due


def test_an_impossible_vote_is_refused() -> None:
    desk = desk_of(votes=2)
    for choice, confidence in (("nothing", 50), ("kept", 5), ("kept", 101)):
        with pytest.raises(CommitRefused):
            desk.session.cast_vote(choice, confidence, moment(9))
    assert kinds(desk) == []


def test_outside_of_the_assignment_all_is_as_ever() -> None:
    desk = desk_of(votes=2, feedback="end", locked=True)
    desk.session.visit(address(DECK.follow(DECK.follow(FIRST))), {})
    desk.session.cast_vote("kept", 50, moment(9))
    assert kinds(desk) == []
    desk.session.commit("kept", 50)
    desk.session.reveal()
    desk.session.play()
    assert desk.session.playing


def test_what_happens_is_sealed_until_all_is_committed() -> None:
    desk = desk_of(feedback="end")
    session = desk.session
    session.commit("kept", 50)
    assert state(desk)["withheld"]
    session.reveal()
    assert (session.phase, session.outcome) == ("committed", None)
    session.visit(NEXT, desk.trials)
    session.commit("kept", 50)
    assert not state(desk)["withheld"]
    session.reveal()
    assert session.phase == "revealed"
    session.visit(HERE, desk.trials)
    session.reveal()
    assert session.phase == "revealed"


def test_locked_settings_are_not_played_with() -> None:
    for locked in (True, False):
        desk = desk_of(locked=locked)
        desk.session.commit("kept", 50)
        desk.session.reveal()
        desk.session.play()
        assert desk.session.playing is not locked


def test_the_file_holds_the_assignment_and_no_more() -> None:
    desk = desk_of(votes=2)
    session = desk.session
    session.cast_vote("kept", 50, moment(9))
    session.commit("blend", 80)
    session.reveal()
    session.edit_why("It could not fit.")
    session.save_why()
    session.visit(address(DECK.follow(DECK.follow(FIRST))), {})
    session.commit("kept", 50)
    session.hand_in("  Åsa\nÖst ", "0123")
    said = desk.posted[-1]
    handed = read(said["text"])
    assert (said["name"], handed.name, handed.content) == ("Åsa Öst", "Åsa Öst", "0123")
    assert [record.kind for record in handed.ledger.records] == [
        "vote", "commitment", "outcome", "why"
    ]  # fmt: skip
    assert {record.address for record in handed.ledger.records} == {HERE}
    assert handed.sealed


@pytest.mark.parametrize("code", ["", "hello", "1.00000000.AAAA"])
def test_without_an_assignment_nothing_is_handed_in(code: str) -> None:
    desk = FakeBrowser()
    desk.session.assign(code)
    desk.session.hand_in("x", "y")
    assert desk.posted == []
    assert not desk.session.withheld
    assert not desk.session.first_vote_due


def test_an_assignment_goes_on_in_another_browser() -> None:
    desk = desk_of(votes=2)
    session = desk.session
    session.cast_vote("kept", 50, moment(9))
    session.commit("blend", 80)
    session.reveal()
    session.edit_why("It could not fit.")
    session.save_why()
    session.visit(NEXT, desk.trials)
    session.cast_vote("kept", 50, moment(9))
    session.suspend(desk.trials)
    said = desk.posted[-1]
    assert (said["type"], said["finished"]) == ("suspended", False)
    assert 0 < said["score"] < 0.5

    other = FakeBrowser()
    other.session.assign(write_code(Assignment("Week 3", (HERE, NEXT), votes=2)))
    other.session.visit(NEXT, other.session.resume(said["text"], {}))
    assert [record["body"] for record in other.records] == [r["body"] for r in desk.records]
    assert not other.session.first_vote_due
    other.session.commit("blend", 80)
    assert kinds(other) == [*kinds(desk), "commitment"]
    other.session.visit(HERE, other.trials)
    assert other.session.phase == "revealed"
    assert other.session.why == "It could not fit."
    assert len({record["body"]["trial"] for record in other.records}) == 2


def test_what_this_browser_has_of_a_case_stands() -> None:
    desk = desk_of()
    desk.session.commit("kept", 50)
    desk.session.suspend(desk.trials)
    text = desk.posted[-1]["text"]
    own = desk_of()
    own.session.commit("blend", 90)
    records = list(own.records)
    assert own.session.resume(text, own.trials) == own.trials
    assert own.records == records


@pytest.mark.parametrize("text", ["hello", "1.00000000.AAAA"])
def test_what_cannot_be_resumed_is_said(text: str) -> None:
    desk = desk_of()
    assert desk.session.resume(text, {"x": 1}) == {"x": 1}
    assert desk.posted[-1]["type"] == "notices"
    assert desk.records == []
