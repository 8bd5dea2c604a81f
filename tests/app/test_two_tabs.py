"""Two tabs over one ledger, and ledgers from files."""

from __future__ import annotations

from typing import Any

import pytest

from app.keeping import refusal_text
from app.words import words
from core.ledger import LedgerRefused
from core.ledger_file import import_text
from core.scenario import address
from tests.app.desk import FIRST, Desk, ledger_text, state, through_json

HERE = address(FIRST)
ELSEWHERE = words("notices")("elsewhere")


def two_tabs() -> tuple[Desk, Desk]:
    one = Desk()
    one.session.predict("blend")
    return one, one.reloaded(HERE)


def test_a_commitment_in_another_tab_stands_here() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.session.load(ledger_text(one.records))
    assert two.session.trial == one.session.trial
    assert (two.session.choice, two.session.confidence) == ("kept", 90)
    assert two.told == [ELSEWHERE]
    assert two.posted[-1]["phase"] == "committed"
    two.session.load(ledger_text(one.records))
    assert two.told == [ELSEWHERE]
    two.session.reveal()
    assert two.session.phase == "revealed"


def test_a_reveal_in_both_tabs_is_entered_once() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.session.load(ledger_text(one.records))
    one.session.reveal()
    two.session.load(ledger_text(one.records))
    two.session.reveal()
    assert two.session.phase == "revealed"
    assert two.session.ledger == one.session.ledger


def test_a_record_is_entered_again_on_a_ledger_that_grew() -> None:
    other = Desk(start=500)
    other.session.visit("?lab=strokes&family=toy", {})
    other.committed()
    desk = Desk().committed()
    (mine,) = desk.records
    desk.records = list(other.records)
    desk.session.rebase(ledger_text(desk.records), mine)
    assert [r["number"] for r in desk.records] == [1, 2]
    assert desk.records[1]["body"] == mine["body"]
    import_text(ledger_text(desk.records))
    desk.session.rebase(ledger_text(desk.records), mine)
    assert len(desk.records) == 2
    desk.session.reveal()
    assert [r["kind"] for r in desk.records] == ["commitment", "commitment", "outcome"]


def test_a_second_commitment_to_one_trial_gives_way() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.committed("blend", 40)
    mine = two.records[-1]
    two.records = list(one.records)
    two.session.rebase(ledger_text(one.records), mine)
    assert two.records == one.records
    assert two.session.trial == one.session.trial
    assert two.told == [ELSEWHERE]


def test_forgetting_in_another_tab_does_not_break_the_open_trial() -> None:
    desk = Desk().committed()
    desk.records = []
    desk.session.load(ledger_text([]))
    desk.session.reveal()
    desk.records = []
    desk.session.load(ledger_text([]))
    desk.session.write("why")
    desk.session.settle()
    assert [r["kind"] for r in desk.records] == ["commitment", "outcome", "why"]
    import_text(ledger_text(desk.records))


def test_a_forgotten_outcome_brings_its_commitment_along() -> None:
    desk = Desk().revealed()
    outcome = desk.records[-1]
    desk.records = []
    desk.session.rebase(ledger_text([]), outcome)
    assert [r["kind"] for r in desk.records] == ["commitment", "outcome"]


def edited(records: list[dict[str, Any]]) -> str:
    changed = through_json(records)
    changed[0]["body"]["choice"] = "recovered"
    return ledger_text(changed)


def test_a_damaged_ledger_is_told_and_not_continued() -> None:
    desk = Desk().revealed("blend")
    damaged = Desk(start=3600)
    damaged.session.load(edited(desk.records))
    (told,) = damaged.told
    assert refusal_text(LedgerRefused("edited_record", 1)) in told
    damaged.revealed()
    assert damaged.session.phase == "revealed"
    assert damaged.of_type("append") == []
    assert damaged.records == []
    damaged.session.take(ledger_text(desk.records))  # not even a good file replaces it
    assert damaged.of_type("replace") == []
    assert damaged.told == [told, told]
    damaged.session.load(ledger_text([]))  # forgotten: from here on it is kept again
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
    desk = Desk().revealed()
    other = Desk(start=700).revealed("kept", 30)
    text = {"edited": edited(desk.records), "other": ledger_text(other.records)}.get(text, text)
    before, records = state(desk), list(desk.records)
    desk.session.take(text)
    assert state(desk) == before
    assert desk.records == records
    assert desk.of_type("replace") == []
    (told,) = desk.told
    number = {"edited_record": 1, "diverged": 1}.get(code)
    assert told.startswith(words("record")("refused.title"))
    assert told.endswith(refusal_text(LedgerRefused(code, number)))


def test_a_file_that_goes_on_is_taken_whole() -> None:
    older = Desk().committed()
    longer = Desk(older.records, older.trials)
    longer.session.load(ledger_text(older.records))
    longer.session.visit(HERE, older.trials)
    longer.session.reveal()
    older.session.take(ledger_text(longer.records))
    assert older.records == longer.records
    assert older.session.ledger == longer.session.ledger
    assert older.told == [words("record")("taken.text", count=2)]
    older.session.take(ledger_text(longer.records))
    assert older.told[1:] == [words("record")("taken.same")]
