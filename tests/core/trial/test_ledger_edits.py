"""A commitment cannot be altered: every value of an exported file, changed in every way."""

import copy
import json
import random
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest

from core.trial.ledger import GENESIS, Chain, Ledger, LedgerRefused, append, digest
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry, WhyEntry
from core.trial.ledger_file import export_text, import_text, record_from

OUTCOMES = ("recovered", "another", "blend", "kept")
T = "2026-03-01T12:00:00.000Z"
HERE = "?lab=strokes&seed=7"
LEDGER = Ledger()
for _entry in (
    CommitmentEntry("1" * 16, OUTCOMES, "blend", 70),
    OutcomeEntry("1" * 16, "blend", "kept"),
    WhyEntry("1" * 16, "too narrow"),
    CommitmentEntry("2" * 16, OUTCOMES, "kept", 25),
):
    LEDGER = append(LEDGER, _entry, HERE, T)
FILE: dict[str, Any] = json.loads(export_text(LEDGER))
Path = tuple[Any, ...]


def paths(value: Any, path: Path = ()) -> list[Path]:
    """The place of every value in a JSON document, containers too."""
    found = [path] if path else []
    keys: Any = ()
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        found += paths(value[key], (*path, key))
    return found


def others(value: Any, rng: random.Random) -> list[Any]:
    """Values unlike `value`: near ones of its type, and some of every other type."""
    near: list[Any] = []
    if isinstance(value, str):
        at = rng.randrange(len(value))
        swapped = value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
        near = [swapped, value + " ", value[:-1], value.upper() + "!", rng.choice(OUTCOMES)]
    if isinstance(value, int):
        near = [value + 1, value - 1, 100, 25, float(value), str(value)]
    if isinstance(value, list):
        near = [value[::-1], value[:-1], value[1:], value + value[:1]]
    if isinstance(value, dict):
        near = [
            value | {"extra": 1},
            *({k: value[k] for k in value if k != gone} for gone in value),
        ]
    every = [*near, None, True, 0, -1, 1.5, "", "x", [], {}, [value], {"value": value}]
    return [new for new in every if type(new) is not type(value) or new != value]


def put(path: Path, value: Any) -> Any:
    changed = copy.deepcopy(FILE)
    held: Any = changed
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = value
    return changed


def refuse(file: Any) -> str:
    with pytest.raises(LedgerRefused) as caught:
        import_text(json.dumps(file))
    return caught.value.code


@pytest.mark.parametrize("path", paths(FILE), ids=lambda path: ".".join(map(str, path)))
def test_every_edit_of_every_value_is_refused(path: Path) -> None:
    value: Any = FILE
    for key in path:
        value = value[key]
    rng = random.Random(str(path))
    for _ in range(5):
        for new in others(value, rng):
            refuse(put(path, new))


def test_the_unedited_file_passes() -> None:
    """Else the loop above would prove nothing."""
    assert import_text(json.dumps(FILE)) == LEDGER


@pytest.mark.parametrize("seed", range(5))
def test_random_characters_put_in(seed: int) -> None:
    """One character of the file changed: refused, or (blanks, escapes) the very same ledger."""
    rng, text = random.Random(seed), export_text(LEDGER)
    refusals = 0
    for _ in range(400):
        at = rng.randrange(len(text))
        edited = text[:at] + chr(rng.choice((rng.randrange(32, 127), 10, 0x2028))) + text[at + 1 :]
        try:
            assert import_text(edited) == LEDGER
        except LedgerRefused:
            refusals += 1
    assert refusals > 300


def test_a_commitment_rewritten_with_its_own_hash_breaks_the_chain() -> None:
    file = copy.deepcopy(FILE)
    record = append(Ledger(), CommitmentEntry("1" * 16, OUTCOMES, "kept", 100), HERE, T).records[0]
    assert record.hash == digest(record)
    file["records"][0]["body"] |= {"choice": "kept", "confidence": 100}
    file["records"][0]["hash"] = record.hash
    assert refuse(file) == "broken_chain"


def test_swapped_doubled_and_dropped_records_are_refused() -> None:
    records = FILE["records"]
    for i in range(4):
        assert refuse(FILE | {"records": records[:i] + records[i + 1 :]}) != ""
        assert (
            refuse(FILE | {"records": [*records[:i], records[i], *records[i:]]}) == "broken_chain"
        )
        for j in range(i):
            swapped = [*records]
            swapped[i], swapped[j] = swapped[j], swapped[i]
            assert refuse(FILE | {"records": swapped}) == "broken_chain"


# ---- by chance, many times

SEED, EDITS = 20261, 12_000
TEXTS = ("why", "it is „small“ 🙂", '"quoted", [bracketed] {braced}', "\\ two\nlines", "x" * 500)


def chance_ledger(rng: random.Random) -> Ledger:
    """Some trials in any order, not all of them revealed, some explained twice."""
    chain = Chain()
    waiting: list[tuple[str, list[Any]]] = []
    for number in range(rng.randrange(2, 9)):
        trial, where = f"{rng.getrandbits(64):016x}", f"?lab=strokes&seed={number}"
        choice, answer = rng.choice(OUTCOMES), rng.choice(OUTCOMES)
        seen = rng.random() < 0.2
        entries: list[Any] = [
            CommitmentEntry(trial, OUTCOMES, choice, rng.randrange(25, 101), seen)
        ]
        if rng.random() < 0.8:
            entries.append(OutcomeEntry(trial, choice, answer))
            entries += [WhyEntry(trial, rng.choice(TEXTS)) for _ in range(rng.randrange(3))]
        waiting.append((where, entries))
    while waiting:
        where, entries = rng.choice(waiting)
        chain.append(entries.pop(0), where, f"2026-03-01T12:00:{len(chain.records):02}.000Z")
        waiting = [each for each in waiting if each[1]]
    return chain.ledger


def edited_text(text: str, rng: random.Random) -> str:
    """One to three characters changed, put in, or taken out."""
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(text))
        new = rng.choice(("", chr(rng.randrange(32, 127)), rng.choice('"{}[],:\\0\n🙂')))
        text = text[:at] + new + text[at + rng.randrange(2) :]
    return text


def edited_values(file: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """One value anywhere put to another."""
    path = rng.choice(paths(file))
    held: Any = file
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = rng.choice(others(held[path[-1]], rng))
    return file


def edited_records(file: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Records swapped, doubled, dropped or cut off, with count and head put right as by hand."""
    records = file["records"]
    i, j = rng.randrange(len(records)), rng.randrange(len(records))
    match rng.randrange(5):
        case 0:
            records[i], records[j] = records[j], records[i]
        case 1:
            records.insert(j, copy.deepcopy(records[i]))
        case 2:
            del records[i]
        case 3:
            del records[i:]
        case 4:  # another answer or choice, with the one record's own hash computed anew
            body = records[i]["body"]
            name = rng.choice(sorted(body))
            body[name] = rng.choice(others(body[name], rng))
            with suppress(LedgerRefused):
                records[i]["hash"] = digest(record_from(i + 1, records[i]))
    if rng.random() < 0.7:
        file["count"] = len(records)
        file["head"] = records[-1]["hash"] if records else GENESIS
    return file


@pytest.mark.long
def test_no_edit_by_chance_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """Edited as by a text editor: no hash but the one record's is computed anew."""
    rng = random.Random(SEED)
    refusals: Counter[str] = Counter()
    for number in range(EDITS):
        if not number % 50:
            ledger = chance_ledger(rng)
            text = export_text(ledger)
            assert import_text(text) == ledger
        edit = rng.choice((edited_text, edited_values, edited_records))
        if edit is edited_text:
            edited = edited_text(text, rng)
        else:
            file = json.loads(text)
            edited = json.dumps(edit(file, rng), ensure_ascii=rng.random() < 0.5)
        try:
            taken = import_text(edited)
        except LedgerRefused as refused:
            refusals[refused.code] += 1
        else:
            assert taken == ledger, edited  # blanks, escapes, a record swapped with itself
            refusals["the same"] += 1
    assert len(refusals) > 10
    assert refusals["the same"] < EDITS / 5
    with capsys.disabled():
        print(f"\nledger edits: seed {SEED}, {EDITS} edits, {dict(refusals.most_common())}")
