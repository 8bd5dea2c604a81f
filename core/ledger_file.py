"""A ledger as a file: readable JSON out, and in again, whole or not at all."""

import json
import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, Final, NoReturn

from core.ledger import Ledger, LedgerRefused, Record, Refusal, as_dict, verify
from core.ledger_entry import ENTRIES, entry_from

FORMAT: Final = "hunch-ledger"
VERSION: Final = 1
SIZE_LIMIT = 5_000_000  # characters: some seven thousand records
DEPTH_LIMIT = 20  # brackets within brackets; an export has 5
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
FILE_FIELDS = {"format": str, "version": int, "count": int, "head": str, "records": list}
RECORD_FIELDS = {
    "number": int, "kind": str, "at": str, "address": str, "body": dict, "prev": str, "hash": str,
}  # fmt: skip


def export_text(ledger: Ledger) -> str:
    """The ledger as indented JSON with the format's name and version, ending with a newline."""
    file = {
        "format": FORMAT,
        "version": VERSION,
        "count": len(ledger.records),
        "head": ledger.head,
        "records": [as_dict(record) for record in ledger.records],
    }
    return json.dumps(file, indent=2, ensure_ascii=False) + "\n"


def import_text(text: str) -> Ledger:
    """The verified ledger of an exported file; LedgerRefused, and nothing else, for any other."""
    file = _read(text)
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise LedgerRefused("foreign", detail=f"no object with format {FORMAT!r}")
    version = file.get("version")
    if type(version) is not int:
        raise LedgerRefused("wrong_type", detail=f"version {version!r:.60}")
    if version != VERSION:
        code: Refusal = "newer_version" if version > VERSION else "unknown_version"
        raise LedgerRefused(code, detail=f"version {version!r:.60}, this is {VERSION}")
    _check_types(file, FILE_FIELDS, None)
    records = enumerate(file["records"], start=1)
    ledger = Ledger(tuple(record_from(number, raw) for number, raw in records))
    verify(ledger)
    if file["count"] > len(ledger.records):
        raise LedgerRefused("truncated", detail=f"{len(ledger.records)} of {file['count']} records")
    if file["count"] != len(ledger.records) or file["head"] != ledger.head:
        raise LedgerRefused("head_differs", detail=f"ends with {ledger.head:.16}")
    return ledger


def _read(text: str) -> object:
    if len(text) > SIZE_LIMIT:
        raise LedgerRefused("too_large", detail=f"{len(text)} characters, at most {SIZE_LIMIT}")
    if _depth(text) > DEPTH_LIMIT:  # deep recursion ends a browser's worker, not just the call
        raise LedgerRefused("not_json", detail=f"nested deeper than {DEPTH_LIMIT}")
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except LedgerRefused:
        raise
    except ValueError as error:  # also for a number of 5000 digits
        # an export ends with a brace of its own at the start of a line; a cut one does not
        ours = text.startswith(f'{{\n  "format": "{FORMAT}"')
        cut = ours and "\n}" not in text
        raise LedgerRefused("truncated" if cut else "not_json", detail=f"{error!s:.200}") from error


def _depth(text: str) -> int:
    """How deep the brackets outside of strings are nested."""
    brackets = re.findall(r"[\[\]{}]", QUOTED.sub("", text))
    return max(accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise LedgerRefused("duplicate_key", detail=f"among {[name for name, _ in pairs]!r:.200}")
    return made


def _refuse_constant(name: str) -> NoReturn:
    raise LedgerRefused("not_finite", detail=name)


def record_from(number: int, raw: object) -> Record:
    """A record with the right types; whether it fits the chain is for `verify`."""
    if not isinstance(raw, dict):
        raise LedgerRefused("wrong_type", number, f"a record is an object, got {raw!r:.60}")
    _check_types(raw, RECORD_FIELDS, number)
    kind, body = raw["kind"], raw["body"]
    if kind not in ENTRIES:
        raise LedgerRefused("unknown_kind", number, f"{kind!r:.60}, known: {tuple(ENTRIES)!r}")
    try:
        entry = entry_from(kind, body)
    except ValueError as error:
        raise LedgerRefused("bad_value", number, str(error)) from error
    return Record(raw["number"], raw["at"], raw["address"], entry, raw["prev"], raw["hash"])


def _check_types(raw: Mapping[str, Any], needed: Mapping[str, type], number: int | None) -> None:
    if set(raw) != set(needed):
        detail = f"fields {sorted(raw)!r:.200}, needed {sorted(needed)!r}"
        raise LedgerRefused("wrong_type", number, detail)
    for name, kind in needed.items():
        if type(raw[name]) is not kind:  # bool is no int here
            raise LedgerRefused("wrong_type", number, f"{name} {raw[name]!r:.60}")
