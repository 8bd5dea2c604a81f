"""A trial after a reload, and what is done about what cannot be read."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.session.text_catalog import words
from core.labs.strokes.lab import STROKES
from core.trial.scenario import address
from tests.app.fake_browser import DECK, FIRST, FakeBrowser, moment

HERE = address(FIRST)
TRUTH = STROKES.outcome(FIRST)
WRONG = next(o for o in STROKES.outcomes(FIRST) if o != TRUTH.answer)
UNREADABLE = words("notices")("unreadable")
SHOWN = words("notices")("shown_before")
DRAFT = words("notices")("unreadable_draft")
ELSEWHERE = words("notices")("elsewhere")


def test_the_first_visit_is_to_the_first_case() -> None:
    assert FakeBrowser().reloaded().session.trial_scenario == FIRST


def test_an_address_is_gone_to_and_what_is_wrong_is_told() -> None:
    desk = FakeBrowser().reloaded("?lab=strokes&family=toy&m=99&seed=4")
    assert desk.session.scenario["family"] == "toy"
    assert desk.told == ["m “99” is out of range. Allowed: 1 to 6. Shown instead: 6."]
    assert desk.posted[-1]["address"] == address(desk.session.scenario)


def test_a_posed_trial_comes_back_with_its_draft() -> None:
    desk = FakeBrowser()
    desk.session.predict("kept")
    desk.session.set_confidence(85)
    again = desk.reloaded(HERE).session
    assert (again.trial, again.choice, again.confidence) == (desk.session.trial, "kept", 85)


def test_a_draft_alone_comes_back() -> None:
    desk = FakeBrowser(trials={HERE: {"address": HERE, "draft": {"choice": "kept"}}})
    again = desk.reloaded(HERE).session
    assert (again.phase, again.choice, again.confidence) == ("posed", "kept", 0)


@pytest.mark.parametrize("search", [HERE, ""])
def test_a_committed_trial_comes_back_and_cannot_change(search: str) -> None:
    desk = FakeBrowser().committed("kept", 90)
    again = desk.reloaded(search)
    assert again.session.trial == desk.session.trial
    assert (again.session.choice, again.session.confidence) == ("kept", 90)
    assert again.told == []
    assert again.records == desk.records
    again.session.reveal()
    assert [r["kind"] for r in again.records] == ["commitment", "outcome"]


@pytest.mark.parametrize("trial", ["kept", "missing"])
def test_a_pressed_commitment_binds_although_python_never_heard_of_it(trial: str) -> None:
    desk = FakeBrowser()
    desk.session.predict("blend")
    pressed = {"choice": "kept", "confidence": 65, "at": moment(99)}
    kept: dict[str, Any] = {"address": HERE, "pressed": pressed}
    if trial == "kept":
        kept["trial"] = desk.trials[HERE]["trial"]
    desk.trials[HERE] = kept
    again = desk.reloaded(HERE)
    session = again.session
    assert (session.phase, session.choice, session.confidence) == ("committed", "kept", 65)
    assert session.trial.at == moment(99)
    assert session.trial.posed.at <= session.trial.at
    assert [r["kind"] for r in again.records] == ["commitment"]
    # the worker dies before `keep` is stored: the same press must not count twice
    again.trials[HERE] = kept
    third = again.reloaded(HERE)
    assert third.session.trial == session.trial
    assert third.records == again.records


def test_a_revealed_trial_comes_back_with_its_why() -> None:
    desk = FakeBrowser().revealed("kept", 90)
    desk.session.edit_why("the evidence")
    again = desk.reloaded(HERE)
    assert again.session.phase == "revealed"
    assert again.session.trial == desk.session.trial
    assert again.session.outcome.answer == TRUTH.answer
    assert again.session.why == "the evidence"
    assert again.records == desk.records


def test_without_an_address_the_case_after_the_last_revealed_one_is_posed() -> None:
    again = FakeBrowser().revealed().reloaded()
    assert (again.session.phase, again.session.trial_scenario) == ("posed", DECK.follow(FIRST))


def kept_in(phase: str) -> tuple[FakeBrowser, dict[str, Any]]:
    desk = FakeBrowser()
    if phase == "posed":
        desk.session.predict("kept")
    elif phase == "committed":
        desk.committed("kept", 90)
    else:
        desk.revealed("kept", 90)
    return desk, desk.trials[HERE]


DAMAGE: list[tuple[str, tuple[str, ...], Any]] = [
    ("posed", (), None), ("posed", (), []), ("posed", (), "x"), ("posed", (), 3),
    ("posed", ("trial",), []), ("posed", ("trial",), {}), ("posed", ("trial", "phase"), "open"),
    ("posed", ("trial", "version"), 2), ("posed", ("trial", "outcomes"), ["a", "b"]),
    ("posed", ("trial", "posed_at"), "yesterday"), ("posed", ("trial", "answer"), "kept"),
    ("posed", ("trial", "address"), "?lab=strokes&m=3"), ("posed", ("pressed",), "now"),
    ("posed", ("pressed",), {"choice": "kept"}),
    ("posed", ("pressed",), {"choice": "no", "confidence": 50, "at": moment(9)}),
    ("posed", ("pressed",), {"choice": "kept", "confidence": 5, "at": moment(9)}),
    ("posed", ("pressed",), {"choice": "kept", "confidence": 50, "at": "9"}),
    ("posed", ("pressed",), {"choice": "kept", "confidence": 50, "at": 9}),
    ("committed", ("trial", "choice"), "blend"), ("committed", ("trial", "confidence"), 101),
    ("committed", ("trial", "committed_at"), None),
    ("revealed", ("trial", "answer"), WRONG), ("revealed", ("trial", "answer"), "x"),
    ("revealed", ("trial", "choice"), "blend"), ("revealed", ("trial", "why"), 3),
]  # fmt: skip
DRAFTS: list[tuple[tuple[str, ...], Any]] = [
    (("draft",), []), (("draft", "choice"), "all"), (("draft", "choice"), []),
    (("draft", "choice"), 0), (("draft", "confidence"), 24), (("draft", "confidence"), 101),
    (("draft", "confidence"), "50"), (("draft", "confidence"), True), (("draft",), "x"),
    (("draft", "confidence"), 50.5), (("draft", "why"), 3), (("draft", "why"), "x" * 501),
    (("draft", "begun"), []), (("draft", "vote"), 3), (("draft", "vote"), {"choice": "kept"}),
    (("draft", "vote"), {"choice": "no", "confidence": 50, "at": moment(9)}),
    (("draft", "vote"), {"choice": "kept", "confidence": 5, "at": moment(9)}),
    (("draft", "vote"), {"choice": "kept", "confidence": 50, "at": "9"}),
]  # fmt: skip


@pytest.mark.parametrize(("phase", "path", "value"), DAMAGE)
def test_what_cannot_be_read_is_posed_anew(phase: str, path: tuple[str, ...], value: Any) -> None:
    desk, kept = kept_in(phase)
    if phase == "committed" and path == ("trial", "choice"):
        desk.records.clear()  # or the ledger would put the choice right
        value = "gone"
    node: Any = {"kept": kept}
    *steps, last = ("kept", *path)
    for step in steps:
        node = node[step]
    node[last] = value
    if not path:
        desk.trials[HERE] = value
    records = copy.deepcopy(desk.records)
    again = desk.reloaded(HERE)
    session = again.session
    assert (session.phase, session.trial_scenario, session.choice, session.why) == (
        "posed",
        FIRST,
        "",
        "",
    )
    assert session.outcome is None
    assert again.told == [UNREADABLE, *([SHOWN] if phase == "revealed" else [])]
    assert again.records == records
    assert again.of_type("append") == []
    again.committed()
    assert session.phase == "committed"


@pytest.mark.parametrize("phase", ["posed", "committed", "revealed"])
@pytest.mark.parametrize(("path", "value"), DRAFTS)
def test_a_draft_that_cannot_be_read_takes_no_trial_along(
    phase: str, path: tuple[str, ...], value: Any
) -> None:
    desk, kept = kept_in(phase)
    node: Any = kept
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    again = desk.reloaded(HERE)
    assert again.session.trial == desk.session.trial
    assert again.records == desk.records
    assert again.told == ([] if path[-1] == "begun" else [DRAFT])
    assert again.of_type("discard") == []
    choice = "" if phase == "posed" and path[-1] != "begun" else "kept"
    assert (again.session.choice, again.session.why) == (choice, "")


def test_a_kept_answer_that_never_happened_is_not_entered() -> None:
    desk, kept = kept_in("revealed")
    kept["trial"]["answer"] = WRONG
    desk.records.clear()  # nor is there a ledger that knows better
    again = desk.reloaded(HERE)
    assert (again.session.phase, again.records) == ("posed", [])
    assert again.told == [UNREADABLE]


def test_what_was_kept_of_another_case_is_not_taken() -> None:
    desk, kept = kept_in("committed")
    other = address(DECK.another(FIRST))
    desk.trials[other] = kept
    again = desk.reloaded(other)
    assert (again.session.phase, again.session.trial_scenario) == ("posed", DECK.another(FIRST))
    assert again.told == [UNREADABLE]


def test_the_ledgers_commitment_stands_over_what_was_kept() -> None:
    desk, kept = kept_in("committed")
    kept["trial"]["choice"], kept["trial"]["confidence"] = "blend", 30
    again = desk.reloaded(HERE)
    assert (again.session.choice, again.session.confidence) == ("kept", 90)
    assert (again.session.trial.choice, again.session.phase) == ("kept", "committed")
    assert again.records == desk.records
    assert again.told == [ELSEWHERE]
