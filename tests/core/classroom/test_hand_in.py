"""A hand-in holds what an assignment asks for and nothing else; what is changed is noticed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from core.classroom.assignment import Assignment
from core.classroom.hand_in import SIZE_LIMIT, HandInRefused, committed, hand_in, read, write
from core.trial.ledger import Ledger, append
from core.trial.ledger_entry import CommitmentEntry, Entry, OutcomeEntry, VoteEntry, WhyEntry

AT = "2026-11-30T10:00:00.000Z"
A, B, C, OTHER = (f"?lab=strokes&seed={n}" for n in range(4))
SET = Assignment("Week 3", (A, B, C), votes=2, name="name")
NAMES = ("yes", "no")


def vote(trial: str, choice: str) -> Entry:
    return VoteEntry(trial * 16, NAMES, choice, 70)


def commitment(trial: str, choice: str) -> Entry:
    return CommitmentEntry(trial * 16, NAMES, choice, 90)


def ledger_of(*said: tuple[str, Entry]) -> Ledger:
    ledger = Ledger()
    for number, (where, entry) in enumerate(said):
        ledger = append(ledger, entry, where, f"2026-11-30T09:00:{number:02}.000Z")
    return ledger


LEDGER = ledger_of(
    (OTHER, commitment("9", "yes")),
    (A, vote("1", "no")), (A, commitment("1", "yes")), (OTHER, OutcomeEntry("9" * 16, "yes", "no")),
    (A, OutcomeEntry("1" * 16, "yes", "yes")), (A, WhyEntry("1" * 16, "=1+1 „so“ 🙂")),
    (A, commitment("2", "no")), (A, OutcomeEntry("2" * 16, "no", "yes")),  # again: does not count
    (B, commitment("3", "no")), (B, commitment("4", "yes")),  # the last that was begun
)  # fmt: skip
HANDED = hand_in(LEDGER, SET, "Åsa  Öst\n", "0123456789", AT)
TEXT = write(HANDED)


def refused(text: str) -> tuple[str, int | None]:
    with pytest.raises(HandInRefused) as caught:
        read(text)
    return caught.value.code, caught.value.number


def test_it_holds_one_trial_a_case_and_nothing_else() -> None:
    said = [
        (record.address, record.kind, record.entry.trial[0]) for record in HANDED.ledger.records
    ]
    assert said == [
        (A, "vote", "1"), (A, "commitment", "1"), (A, "outcome", "1"), (A, "why", "1"),
        (B, "commitment", "4"),
    ]  # fmt: skip
    assert "strokes&seed=3" not in TEXT
    assert next(record.at for record in HANDED.ledger.records) == "2026-11-30T09:00:01.000Z"
    assert HANDED.name == "Åsa Öst"


def test_it_comes_back() -> None:
    assert read(TEXT) == HANDED
    assert read(f"\ufeff{TEXT}") == HANDED
    assert read(write(hand_in(Ledger(), SET, "", "", AT))).ledger == Ledger()


def test_names_as_they_come() -> None:
    for name in ("🙂" * 99, "שלום", "=HYPERLINK(1)", "a\u2028b", "\ud800x", "‮evil", "   "):
        handed = hand_in(LEDGER, SET, name, "", AT)
        assert read(write(handed)) == handed
        assert len(handed.name) <= 60
        assert "\n" not in handed.name


def test_what_was_changed_is_noticed() -> None:
    file = json.loads(TEXT)
    for name, other in (
        ("name", "Bo"), ("content", "1"), ("at", "2026-11-30T10:00:00.001Z"),
        ("fingerprint", "0" * 16), ("seal", "0" * 64),
    ):  # fmt: skip
        assert not read(json.dumps(file | {name: other})).sealed
    for number, record in enumerate(file["records"], start=1):
        for name, other in (("at", AT), ("address", C), ("number", 9), ("hash", "0" * 64)):
            records = [dict(one) for one in file["records"]]
            records[number - 1][name] = other
            assert refused(json.dumps(file | {"records": records}))[0] == "records"
        body = record["body"] | {"choice": "no" if record["body"].get("choice") != "no" else "yes"}
        records = [dict(one) for one in file["records"]]
        records[number - 1]["body"] = body
        assert refused(json.dumps(file | {"records": records})) == ("records", number)
    assert not read(json.dumps(file | {"records": file["records"][:-1]})).sealed
    assert refused(json.dumps(file | {"records": file["records"][::-1]}))[0] == "records"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("\ufeff \n", "empty"),
        ("x" * (SIZE_LIMIT + 1), "too_large"),
        ("PK\x03\x04", "not_json"),
        (TEXT[:-40], "not_json"),
        ("[" * 100_000, "not_json"),
        ('{"a": NaN}', "not_json"),
        ('{"format": 1, "format": 1}', "not_json"),
        ("[]", "foreign"),
        ("7", "foreign"),
        ('{"format": "hunch-ledger"}', "foreign"),
        ('{"format": "hunch-hand-in", "version": 2}', "newer_version"),
        ('{"format": "hunch-hand-in", "version": 1}', "wrong_type"),
        (json.dumps(json.loads(TEXT) | {"more": 1}), "wrong_type"),
        (json.dumps(json.loads(TEXT) | {"version": True}), "wrong_type"),
        (json.dumps(json.loads(TEXT) | {"name": None}), "wrong_type"),
        (json.dumps(json.loads(TEXT) | {"at": "yesterday"}), "wrong_type"),
        (json.dumps(json.loads(TEXT) | {"name": "\ud800"}), "wrong_type"),
        (json.dumps(json.loads(TEXT) | {"assignment": "hello"}), "assignment"),
        (json.dumps(json.loads(TEXT) | {"records": [7]}), "records"),
    ],
)
def test_what_is_no_hand_in(text: str, code: str) -> None:
    assert refused(text)[0] == code


def test_which_cases_are_committed() -> None:
    assert committed(LEDGER, SET.cases) == {A, B}
    assert committed(replace(LEDGER, records=()), SET.cases) == set()
