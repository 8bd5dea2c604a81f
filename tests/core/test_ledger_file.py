import json

import pytest

from core.ledger import Ledger, LedgerRefused, append
from core.ledger_entry import Commitment, Entry, Happened, Why
from core.ledger_file import SIZE_LIMIT, export_text, import_text

OUTCOMES = ("recovered", "another", "blend", "kept")
T = "2026-03-01T12:00:00.000Z"
HERE = "?lab=strokes&family=segments&m=3&kind=mask&level=0.4&mode=denoising&seed=7"
ENTRIES: list[Entry] = [
    Commitment("1" * 16, OUTCOMES, "blend", 70),
    Happened("1" * 16, "blend", "kept"),
    Why("1" * 16, 'm is „small“ 🙂, "really"\nyes'),
    Commitment("2" * 16, OUTCOMES, "kept", 25),
]
LEDGER = Ledger()
for _entry in ENTRIES:
    LEDGER = append(LEDGER, _entry, HERE, T)
TEXT = export_text(LEDGER)


def code_of(text: str) -> tuple[str, int | None]:
    with pytest.raises(LedgerRefused) as caught:
        import_text(text)
    return caught.value.code, caught.value.number


def test_an_export_comes_back() -> None:
    assert import_text(TEXT) == LEDGER
    assert import_text(export_text(Ledger())) == Ledger()
    assert export_text(import_text(TEXT)) == TEXT


def test_an_export_is_readable() -> None:
    lines = TEXT.splitlines()
    assert lines[:4] == ["{", '  "format": "hunch-ledger",', '  "version": 1,', '  "count": 4,']
    assert "„small“ 🙂" in TEXT
    assert TEXT.endswith("\n}\n")


def test_layout_is_no_edit() -> None:
    for text in (
        json.dumps(json.loads(TEXT)),
        json.dumps(json.loads(TEXT), sort_keys=True, indent=7),
    ):
        assert import_text(text) == LEDGER


def test_an_open_commitment_is_exported_without_its_answer() -> None:
    last = json.loads(TEXT)["records"][-1]
    assert last["kind"] == "commitment"
    assert "answer" not in json.dumps(last)


def test_every_cut_is_refused() -> None:
    for end in range(len(TEXT) - 2):
        code, _ = code_of(TEXT[:end])
        assert code == ("truncated" if end >= TEXT.index('",') + 1 else "not_json")


def test_records_cut_off_the_end_are_noticed() -> None:
    file = json.loads(TEXT)
    for kept in range(4):
        assert code_of(json.dumps(file | {"records": file["records"][:kept]})) == (
            "truncated",
            None,
        )
    shorter = file | {"records": file["records"][:3], "count": 3}
    assert code_of(json.dumps(shorter)) == ("head_differs", None)


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("hello", "not_json"),
        ("\ufeff{}", "not_json"),
        ("<!doctype html>", "not_json"),
        ("{'format': 'hunch-ledger'}", "not_json"),
        (nested(200_000), "not_json"),
        ('{"a":' * 900_000, "not_json"),
        ('"' + '\\"' * 2_000_000, "not_json"),
        ('{"format": ' + "9" * 5000 + "}", "not_json"),
        (TEXT + "x", "not_json"),
        (TEXT + TEXT, "not_json"),
        ("null", "foreign"),
        ("[]", "foreign"),
        ("{}", "foreign"),
        ('"hunch-ledger"', "foreign"),
        ('{"format": "other", "version": 1}', "foreign"),
        ('{"format": ["hunch-ledger"], "version": 1}', "foreign"),
        ('{"format": "hunch-ledger"}', "wrong_type"),
        ('{"format": "hunch-ledger", "version": "1"}', "wrong_type"),
        ('{"format": "hunch-ledger", "version": true}', "wrong_type"),
        ('{"format": "hunch-ledger", "version": 1.0}', "wrong_type"),
        ('{"format": "hunch-ledger", "version": 1}', "wrong_type"),
        ('{"format": "hunch-ledger", "version": 2, "news": []}', "newer_version"),
        ('{"format": "hunch-ledger", "version": 0}', "unknown_version"),
        ('{"format": "hunch-ledger", "version": -1}', "unknown_version"),
        ('{"format": "hunch-ledger", "format": "hunch-ledger"}', "duplicate_key"),
        ('{"format": NaN}', "not_finite"),
        ('{"format": -Infinity}', "not_finite"),
        ("x" * (SIZE_LIMIT + 1), "too_large"),
        (TEXT + " " * SIZE_LIMIT, "too_large"),
    ],
    ids=range(30),
)
def test_foreign_and_malformed_files(text: str, code: str) -> None:
    assert code_of(text) == (code, None)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"confidence": 70', '"confidence": 99', "edited_record"),
        ('"confidence": 70', '"confidence": 70.0', "bad_value"),
        ('"confidence": 70', '"confidence": NaN', "not_finite"),
        ('"confidence": 70', '"confidence": 1e999', "bad_value"),
        ('"confidence": 70', '"confidence": 70, "confidence": 99', "duplicate_key"),
        ('"confidence": 70', '"confidence": 70, "note": ""', "bad_value"),
        ('"choice": "blend"', '"choice": "kept"', "edited_record"),
        ('"choice": "blend"', '"choice": "win"', "bad_value"),
        ('"answer": "kept"', '"answer": "blend"', "edited_record"),
        ('"kind": "why"', '"kind": "note"', "unknown_kind"),
        ('"kind": "why"', '"kind": "outcome"', "bad_value"),
        ('"number": 1', '"number": true', "wrong_type"),
        ('"number": 1', '"number": 2', "broken_chain"),
        ("„small“", "„large“", "edited_record"),
        ("🙂", "\\ud83d", "bad_value"),
        ("level=0.4", "level=0.5", "edited_record"),
        ("12:00:00.000Z", "12:00:00.00Z", "edited_record"),
        ('"count": 4', '"count": 3', "head_differs"),
        ('"count": 4', '"count": 5', "truncated"),
        ('"version": 1,', '"version": 1, "more": 1,', "wrong_type"),
    ],
)
def test_edits_in_the_text(old: str, new: str, code: str) -> None:
    assert old in TEXT
    assert code_of(TEXT.replace(old, new, 1))[0] == code


def test_brackets_in_a_text_are_no_nesting() -> None:
    ledger = append(LEDGER, Why("1" * 16, "\\" + '"[{' * 100), HERE, T)
    assert import_text(export_text(ledger)) == ledger


def test_a_refusal_names_the_record() -> None:
    assert code_of(TEXT.replace("„small“", "„large“")) == ("edited_record", 3)
    file = json.loads(TEXT)
    file["records"][1] = "gone"
    assert code_of(json.dumps(file)) == ("wrong_type", 2)
