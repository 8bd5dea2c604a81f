"""What a learner can do to a trial, what stays hidden, what comes back after a reload."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.labs.strokes.lab import STROKES
from core.trial.scenario import address
from core.trial.trial import WHY_LIMIT, CommitRefused
from tests.app.fake_browser import DECK, FIRST, FakeBrowser, moment, state
from tests.app.search import SECRETS, reachable, secrets_in
from tests.results import results_of

HERE = address(FIRST)
TRUTH = STROKES.outcome(FIRST)


class Watched:
    """The lab, with a note of every outcome that was computed."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(STROKES, name)

    def outcome(self, scenario: Any) -> Any:
        self.asked.append(address(scenario))
        return STROKES.outcome(scenario)


# ---- from posed to revealed


def test_a_trial_from_posed_to_revealed() -> None:
    lab = Watched()
    desk = FakeBrowser(lab=lab)
    session = desk.session
    assert (session.phase, session.choice, session.confidence) == ("posed", "", 0)
    desk.committed("blend", 70)
    assert session.phase == "committed"
    assert lab.asked == []
    session.reveal()
    assert lab.asked == [HERE]
    assert session.phase == "revealed"
    assert session.outcome.answer == session.trial.answer == TRUTH.answer
    assert [record["kind"] for record in desk.records] == ["commitment", "outcome"]
    (result,) = results_of(session.ledger)
    assert (result.choice, result.confidence, result.answer) == ("blend", 70, TRUTH.answer)


def test_the_commitment_is_posted_before_anything_is_computed() -> None:
    desk = FakeBrowser().committed()
    assert [m["type"] for m in desk.posted][-3:] == ["append", "keep", "state"]
    assert desk.posted[-1]["phase"] == "committed"


@pytest.mark.parametrize(
    ("choice", "confidence", "code"),
    [
        ("blend", 24, "confidence_range"), ("blend", 101, "confidence_range"),
        ("no", 50, "unknown_choice"), ("", 50, "unknown_choice"),
    ],
)  # fmt: skip
def test_an_impossible_commit_is_refused(choice: str, confidence: int, code: str) -> None:
    desk = FakeBrowser()
    with pytest.raises(CommitRefused, match=code):
        desk.session.commit(choice, confidence)
    assert (desk.session.phase, desk.records) == ("posed", [])
    desk.committed()
    assert desk.session.phase == "committed"


def test_what_the_question_has_not_is_not_taken() -> None:
    desk = FakeBrowser()
    desk.session.predict("no")
    desk.session.set_confidence(5)
    desk.session.set_confidence(101)
    assert (desk.session.choice, desk.session.confidence) == ("", 0)
    assert desk.posted == []


@pytest.mark.parametrize("phase", ["committed", "revealed"])
def test_what_was_committed_is_locked(phase: str) -> None:
    desk = (
        FakeBrowser().committed("blend", 70)
        if phase == "committed"
        else FakeBrowser().revealed("blend", 70)
    )
    before, posted = state(desk), len(desk.posted)
    session = desk.session
    for name, value in (("m", 5), ("family", "toy"), ("kind", "gaussian"), ("seed", 3)):
        session.change(name, value)
    session.predict("kept")
    session.set_confidence(95)
    session.commit(session.choice, session.confidence)
    session.new_case()
    if phase == "committed":
        session.next_case()
        session.play()
        session.edit_why("because")
        session.save_why()
    else:
        session.reveal()
    assert state(desk) == before
    assert len(desk.posted) == posted


def test_before_the_commit_nothing_can_be_revealed_or_explained() -> None:
    desk = FakeBrowser()
    before = state(desk)
    for act in (desk.session.reveal, desk.session.play, desk.session.save_why):
        act()
    desk.session.edit_why("because")
    assert state(desk) == before
    assert desk.posted == []


def test_doing_the_same_again_says_nothing() -> None:
    desk = FakeBrowser()
    desk.session.predict("blend")
    desk.session.set_confidence(25)
    posted = len(desk.posted)
    desk.session.predict("blend")
    desk.session.set_confidence(25)
    desk.session.change("m", FIRST["m"])
    assert len(desk.posted) == posted


# ---- settings


def test_settings_pose_another_trial_and_keep_the_draft() -> None:
    desk = FakeBrowser()
    desk.session.predict("blend")
    desk.session.set_confidence(80)
    old = desk.session.trial
    desk.session.change("m", 7)
    assert desk.session.trial.id != old.id
    assert (desk.session.choice, desk.session.confidence) == ("blend", 80)
    assert desk.session.trial_scenario["m"] == desk.session.observation.m == 7
    assert desk.told == []


def test_a_value_that_has_to_move_is_told() -> None:
    desk = FakeBrowser()
    desk.session.change("m", 40)
    desk.session.change("family", "toy")
    (notice,) = desk.told
    assert notice == "m “40” is out of range. Allowed: 1 to 6. Shown instead: 6."


def test_a_new_case_is_the_decks_next_with_nothing_entered() -> None:
    desk = FakeBrowser()
    desk.session.predict("blend")
    desk.session.set_confidence(80)
    desk.session.new_case()
    assert desk.session.trial_scenario == DECK.another(FIRST)
    assert (desk.session.choice, desk.session.confidence) == ("", 0)
    assert desk.posted[-1]["fresh"]


# ---- after the reveal


def test_the_next_case_enters_the_why_and_begins_anew() -> None:
    desk = FakeBrowser().revealed()
    desk.session.edit_why("  the 5 fits a 3 as well ")
    desk.session.next_case()
    assert [record["kind"] for record in desk.records] == ["commitment", "outcome", "why"]
    assert desk.records[-1]["body"]["text"] == "the 5 fits a 3 as well"
    session = desk.session
    assert session.trial_scenario == DECK.follow(FIRST)
    assert (session.phase, session.choice, session.confidence, session.why) == ("posed", "", 0, "")
    assert session.outcome is None
    assert desk.posted[-1] == {
        "type": "state", "lab": "strokes", "phase": "posed", "playing": False, "running": False,
        "begun": False,
        "address": address(DECK.follow(FIRST)), "posed_at": moment(4), "fresh": True,
        "bench": address(DECK.follow(FIRST)), "voted": False, "withheld": False,
    }  # fmt: skip


def test_the_last_wording_of_a_why_stands() -> None:
    desk = FakeBrowser().revealed()
    for text in ("a", "a", "b", "a"):
        desk.session.edit_why(text)
        desk.session.save_why()
        desk.session.save_why()
    said = [r["body"]["text"] for r in desk.records if r["kind"] == "why"]
    assert said == ["a", "b", "a"]


def test_a_why_is_never_too_long_for_the_ledger() -> None:
    desk = FakeBrowser().revealed()
    desk.session.edit_why("x" * (WHY_LIMIT + 7))
    desk.session.save_why()
    assert len(desk.records[-1]["body"]["text"]) == WHY_LIMIT


def test_play_shows_each_settings_outcome_and_leaves_the_trial_alone() -> None:
    desk = FakeBrowser().revealed()
    session = desk.session
    trial, ledger, kept = session.trial, session.ledger, len(desk.of_type("keep"))
    session.play()
    for name, value in (("m", 1), ("mode", "plain"), ("kind", "gaussian"), ("family", "glyphs")):
        session.change(name, value)
        assert session.outcome.answer == STROKES.outcome(session.scenario).answer
    session.new_case()
    assert session.scenario != session.trial_scenario
    assert (session.trial, session.ledger) == (trial, ledger)
    assert len(desk.of_type("keep")) == kept
    assert desk.posted[-1]["playing"]
    session.next_case()
    assert (session.phase, session.playing, session.trial_scenario) == (
        "posed",
        False,
        DECK.follow(FIRST),
    )
    assert session.outcome is None


# ---- hiding


def test_nothing_of_the_answer_exists_before_the_reveal() -> None:
    desk = FakeBrowser()
    assert secrets_in(reachable(desk), TRUTH) == set()
    desk.committed()
    assert secrets_in(reachable(desk), TRUTH) == set()
    assert "answer" not in json.dumps([desk.records, desk.trials])
    desk.session.reveal()
    assert secrets_in(reachable(desk), TRUTH) == SECRETS - {"target"}  # it is views that name it
    assert "answer" in json.dumps(desk.trials)


def test_the_next_case_forgets_the_answer_and_holds_no_new_one() -> None:
    desk = FakeBrowser().revealed()
    desk.session.next_case()
    own = STROKES.outcome(desk.session.trial_scenario)
    assert secrets_in(reachable(desk.session), own) == set()
    desk.session.predict("kept")
    desk.session.commit(desk.session.choice, 65)
    assert secrets_in(reachable(desk.session), own) == set()
