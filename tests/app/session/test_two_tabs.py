"""Two tabs over one ledger, and ledgers from files."""

from __future__ import annotations

from typing import Any

import pytest

from app.session.ledger_store import refusal_text
from app.session.text_catalog import words
from core.trial.ledger import LedgerRefused
from core.trial.ledger_file import import_text
from core.trial.scenario import address
from tests.app.fake_browser import FIRST, FakeBrowser, ledger_text, moment, state, through_json

HERE = address(FIRST)
ELSEWHERE = words("notices")("elsewhere")


def two_tabs() -> tuple[FakeBrowser, FakeBrowser]:
    one = FakeBrowser()
    one.session.predict("blend")
    return one, one.reloaded(HERE)


def test_a_commitment_in_another_tab_stands_here() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.session.load(one.records)
    assert two.session.trial == one.session.trial
    assert (two.session.choice, two.session.confidence) == ("kept", 90)
    assert two.told == [ELSEWHERE]
    assert two.posted[-1]["phase"] == "committed"
    two.session.load(one.records)
    assert two.told == [ELSEWHERE]
    two.session.reveal()
    assert two.session.phase == "revealed"


def test_what_play_shows_in_one_tab_does_not_count_in_the_other() -> None:
    one = FakeBrowser().revealed()
    two = one.reloaded(address(FIRST.with_values(family="glyphs")))
    assert two.session.counts
    one.session.play()
    one.session.change("family", "glyphs")
    two.session.adopt_seen(one.trials)
    two.committed()
    assert two.records == one.records


def test_a_reveal_in_both_tabs_is_entered_once() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.session.load(one.records)
    one.session.reveal()
    two.session.load(one.records)
    two.session.reveal()
    assert two.session.phase == "revealed"
    assert two.session.ledger == one.session.ledger


def test_a_record_is_entered_again_on_a_ledger_that_grew() -> None:
    other = FakeBrowser(start=500)
    other.session.visit("?lab=strokes&family=toy", {})
    other.committed()
    desk = FakeBrowser().committed()
    (mine,) = desk.records
    desk.records = list(other.records)
    desk.session.rebase(desk.records, mine)
    assert [r["number"] for r in desk.records] == [1, 2]
    assert desk.records[1]["body"] == mine["body"]
    import_text(ledger_text(desk.records))
    desk.session.rebase(desk.records, mine)
    assert len(desk.records) == 2
    desk.session.reveal()
    assert [r["kind"] for r in desk.records] == ["commitment", "commitment", "outcome"]


def test_a_second_commitment_to_one_trial_gives_way() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.committed("blend", 40)
    mine = two.records[-1]
    two.records = list(one.records)
    two.session.rebase(one.records, mine)
    assert two.records == one.records
    assert two.session.trial == one.session.trial
    assert two.told == [ELSEWHERE]


def test_forgetting_in_another_tab_does_not_break_the_open_trial() -> None:
    desk = FakeBrowser().committed()
    desk.records = []
    desk.session.load([])
    desk.session.reveal()
    desk.records = []
    desk.session.load([])
    desk.session.edit_why("why")
    desk.session.save_why()
    assert [r["kind"] for r in desk.records] == ["commitment", "outcome", "why"]
    import_text(ledger_text(desk.records))


def test_a_forgotten_outcome_brings_its_commitment_along() -> None:
    desk = FakeBrowser().revealed()
    outcome = desk.records[-1]
    desk.records = []
    desk.session.rebase([], outcome)
    assert [r["kind"] for r in desk.records] == ["commitment", "outcome"]


def edited(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    changed: list[dict[str, Any]] = through_json(records)
    changed[0]["body"]["choice"] = "recovered"
    return changed


def test_a_damaged_ledger_is_told_and_not_continued() -> None:
    desk = FakeBrowser().revealed("blend")
    damaged = FakeBrowser(start=3600)
    damaged.session.load(edited(desk.records))
    (told,) = damaged.told
    assert refusal_text(LedgerRefused("edited_record", 1)) in told
    damaged.revealed()
    assert damaged.session.phase == "revealed"
    assert damaged.of_type("append") == []
    assert damaged.records == []
    damaged.session.import_file(ledger_text(desk.records))  # not even a good file replaces it
    assert damaged.of_type("extend") == []
    assert damaged.told == [told, told]
    damaged.session.load([])  # forgotten: from here on it is kept again
    damaged.session.next_case()
    damaged.committed()
    assert damaged.of_type("append")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"), ("[]", "foreign"), ('{"format": "other"}', "foreign"),
        ("edited", "edited_record"), ("other", "diverged"),
    ],
)  # fmt: skip
def test_a_file_is_refused_whole(text: str, code: str) -> None:
    desk = FakeBrowser().revealed()
    other = FakeBrowser(start=700).revealed("kept", 30)
    files = {"edited": edited(desk.records), "other": other.records}
    text = ledger_text(files[text]) if text in files else text
    before, records = state(desk), list(desk.records)
    desk.session.import_file(text)
    assert state(desk) == before
    assert desk.records == records
    assert desk.of_type("extend") == []
    (told,) = desk.told
    number = {"edited_record": 1, "diverged": 1}.get(code)
    assert told.startswith(words("record")("refused.title"))
    assert told.endswith(refusal_text(LedgerRefused(code, number)))


def test_a_file_that_goes_on_is_taken_whole() -> None:
    older = FakeBrowser().committed()
    longer = FakeBrowser(older.records, older.trials)
    longer.session.load(older.records)
    longer.session.visit(HERE, older.trials)
    longer.session.reveal()
    older.session.import_file(ledger_text(longer.records))
    assert older.records == longer.records
    assert older.session.ledger == longer.session.ledger
    assert older.told == [words("record")("taken.text", count=2)]
    older.session.import_file(ledger_text(longer.records))
    assert older.told[1:] == [words("record")("taken.same")]


def test_a_press_in_another_tab_is_a_commitment_to_that_tabs_trial() -> None:
    """Its Python may not have said so yet, and this tab may have kept a draft of its own since."""
    one, two = FakeBrowser(), FakeBrowser(start=60)
    pressed = {
        "choice": "kept", "confidence": 90, "at": moment(70),
        "posed_at": one.session.trial.at,
    }  # fmt: skip
    two.session.predict("blend")
    for kept in ({"address": HERE}, two.trials[HERE]):
        late = FakeBrowser(start=80)
        late.session.visit(HERE, {HERE: {**kept, "pressed": pressed}})
        first = FakeBrowser()
        first.committed("kept", 90)
        # both enter it: the same trial, so the second entry gives way
        (mine,) = late.records
        assert mine["body"] == first.records[0]["body"]
        late.records = list(first.records)
        late.session.rebase(first.records, mine)
        assert late.records == first.records
        assert late.session.trial == first.session.trial
        assert late.told == []
