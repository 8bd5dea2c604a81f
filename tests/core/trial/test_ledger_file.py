import hashlib
import json

import pytest

from core.stepwise import run_to_end
from core.trial.ledger import Chain, Ledger, LedgerRefused, append
from core.trial.ledger_entry import CommitmentEntry, Entry, OutcomeEntry, WhyEntry
from core.trial.ledger_file import export_text, import_text, read_steps, seal

OUTCOMES = ("recovered", "another", "blend", "kept")
T = "2026-03-01T12:00:00.000Z"
HERE = "?lab=strokes&family=segments&m=3&kind=mask&level=0.4&mode=denoising&seed=7"
ENTRIES: list[Entry] = [
    CommitmentEntry("1" * 16, OUTCOMES, "blend", 70),
    OutcomeEntry("1" * 16, "blend", "kept"),
    WhyEntry("1" * 16, 'm is „small“ 🙂, "really"\nyes'),
    CommitmentEntry("2" * 16, OUTCOMES, "kept", 25),
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
    assert lines[:4] == ["{", '  "format": "hunch-ledger",', '  "version": 2,', '  "count": 4,']
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


def shortened(kept: int) -> dict[str, object]:
    """The file as a text editor leaves it: its end cut off, count and head put right."""
    file: dict[str, object] = json.loads(TEXT)
    records = LEDGER.records[:kept]
    return file | {
        "count": kept,
        "head": Ledger(records).head,
        "records": json.loads(TEXT)["records"][:kept],
    }


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_a_cut_is_noticed_when_count_and_head_are_put_right(kept: int) -> None:
    assert code_of(json.dumps(shortened(kept))) == ("seal_differs", None)
    whole_again = Ledger(LEDGER.records[:kept])
    forged = shortened(kept) | {"seal": seal(kept, whole_again.head)}
    assert import_text(json.dumps(forged)) == whole_again


def test_a_file_of_the_first_version_is_read_and_known_to_have_no_mark_of_its_end() -> None:
    file = json.loads(TEXT)
    del file["seal"]
    for records in (4, 3):
        old = shortened(records) | {"version": 1}
        del old["seal"]
        read = run_to_end(read_steps(json.dumps(old)))
        assert (read.ledger, read.sealed) == (Ledger(LEDGER.records[:records]), False)
    assert run_to_end(read_steps(TEXT)).sealed


def test_the_seal_worked_by_hand() -> None:
    text = f"hunch-ledger 2 4 {LEDGER.head}"
    assert json.loads(TEXT)["seal"] == hashlib.sha256(text.encode()).hexdigest()


def test_there_is_no_file_too_long_to_read() -> None:
    """Some 6,500 records were the most once, and a browser's own ledger went the same way."""
    chain = Chain()
    for number in range(4000):
        trial = f"{number:016x}"
        chain.append(CommitmentEntry(trial, OUTCOMES, "kept", 50), HERE, T)
        chain.append(OutcomeEntry(trial, "kept", "blend"), HERE, T)
    text = export_text(chain.ledger)
    assert len(text) > 4_000_000
    steps = 0
    for _ in (reader := read_steps(text + " " * 2_000_000)):
        steps += 1
    assert reader.gi_frame is None
    assert steps > 100
    assert import_text(text) == chain.ledger


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
        ('{"format": "hunch-ledger", "version": 3, "news": []}', "newer_version"),
        ('{"format": "hunch-ledger", "version": 0}', "unknown_version"),
        ('{"format": "hunch-ledger", "version": -1}', "unknown_version"),
        ('{"format": "hunch-ledger", "format": "hunch-ledger"}', "duplicate_key"),
        ('{"format": NaN}', "not_finite"),
        ('{"format": -Infinity}', "not_finite"),
        ('{"format": "hunch-ledger", "version": 2}', "wrong_type"),
        (json.dumps(json.loads(TEXT) | {"version": 1}), "wrong_type"),
        (TEXT.replace('"records": [', '"records": [,'), "not_json"),
        (TEXT.replace("]\n}", ",]\n}"), "not_json"),
        (TEXT.replace("]\n}", "}\n}"), "not_json"),
        (TEXT.replace('"records"', '"records": [], "records"'), "duplicate_key"),
        ('{"records": [' * 19 + "}" * 19, "not_json"),
        (f"[{TEXT}]", "foreign"),
    ],
    ids=range(36),
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
        ('"version": 2,', '"version": 2, "more": 1,', "wrong_type"),
    ],
)
def test_edits_in_the_text(old: str, new: str, code: str) -> None:
    assert old in TEXT
    assert code_of(TEXT.replace(old, new, 1))[0] == code


def test_brackets_in_a_text_are_no_nesting() -> None:
    ledger = append(LEDGER, WhyEntry("1" * 16, "\\" + '"[{' * 100), HERE, T)
    assert import_text(export_text(ledger)) == ledger


def test_a_refusal_names_the_record() -> None:
    assert code_of(TEXT.replace("„small“", "„large“")) == ("edited_record", 3)
    file = json.loads(TEXT)
    file["records"][1] = "gone"
    assert code_of(json.dumps(file)) == ("wrong_type", 2)
