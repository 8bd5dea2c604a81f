"""A commitment cannot be altered: every value of an exported file, changed in every way."""

import copy
import json
import random
from typing import Any

import pytest

from core.ledger import Ledger, LedgerRefused, append, digest
from core.ledger_entry import Commitment, Happened, Why
from core.ledger_file import export_text, import_text

OUTCOMES = ("recovered", "another", "blend", "kept")
T = "2026-03-01T12:00:00.000Z"
HERE = "?lab=strokes&seed=7"
LEDGER = Ledger()
for _entry in (
    Commitment("1" * 16, OUTCOMES, "blend", 70),
    Happened("1" * 16, "blend", "kept"),
    Why("1" * 16, "too narrow"),
    Commitment("2" * 16, OUTCOMES, "kept", 25),
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
    record = append(Ledger(), Commitment("1" * 16, OUTCOMES, "kept", 100), HERE, T).records[0]
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
