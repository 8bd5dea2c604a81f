"""A ledger as a file: readable JSON out, and in again, whole or not at all.

A seal stands for where the file ends, so that records cut off its end are noticed, too. Files of
the first version have none: of them it is not known.
"""

import hashlib
import json
from collections.abc import Generator, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from core.stepwise import run_to_end, with_progress
from core.trial.json_in_pieces import loads, parted
from core.trial.ledger import Chain, Ledger, LedgerRefused, Record, Refusal, as_dict, too_late
from core.trial.ledger_entry import ENTRIES, entry_from

FORMAT: Final = "hunch-ledger"
VERSION: Final = 2
BITE = 50  # records between two pauses, some milliseconds
FILE_FIELDS = {"format": str, "version": int, "count": int, "head": str, "records": list}
SEALED_FIELDS = FILE_FIELDS | {"seal": str}
RECORD_FIELDS = {
    "number": int, "kind": str, "at": str, "address": str, "body": dict, "prev": str, "hash": str,
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """What a file holds. sealed: whether it says where it ends, so that nothing was cut off."""

    chain: Chain
    sealed: bool

    @property
    def ledger(self) -> Ledger:
        """The records, verified."""
        return self.chain.ledger


def export_text(ledger: Ledger) -> str:
    """The ledger as indented JSON with the format's name and version, ending with a newline."""
    file = {
        "format": FORMAT,
        "version": VERSION,
        "count": len(ledger.records),
        "head": ledger.head,
        "seal": seal(len(ledger.records), ledger.head),
        "records": [as_dict(record) for record in ledger.records],
    }
    return json.dumps(file, indent=2, ensure_ascii=False) + "\n"


def seal(count: int, head: str) -> str:
    """SHA-256, in hex, of what a file says of its end."""
    return hashlib.sha256(f"{FORMAT} {VERSION} {count} {head}".encode()).hexdigest()


def import_text(text: str) -> Ledger:
    """The verified ledger of an exported file; LedgerRefused, and nothing else, for any other."""
    return run_to_end(read_steps(text)).ledger


def read_steps(text: str) -> Generator[int, None, File]:
    """The file that `text` is, in steps of some milliseconds; yields the records read so far."""
    try:
        head, spans = yield from with_progress(parted(text, "records"), lambda _: 0)
        file = loads(head)
        _check_head(file)
        assert isinstance(file, dict)
        chain = Chain()
        raws = (loads(text[slice(*span)]) for span in spans)
        yield from chain_steps(chain, raws)
    except LedgerRefused:
        raise
    except ValueError as error:  # also for a number of 5000 digits
        # an export ends with a brace of its own at the start of a line; a cut one does not
        ours = text.startswith(f'{{\n  "format": "{FORMAT}"')
        cut = ours and "\n}" not in text
        raise LedgerRefused("truncated" if cut else "not_json", detail=f"{error!s:.200}") from error
    count, last = len(chain.records), chain.head
    if file["count"] > count:
        raise LedgerRefused("truncated", detail=f"{count} of {file['count']} records")
    if file["count"] != count or file["head"] != last:
        raise LedgerRefused("head_differs", detail=f"ends with {last:.16}")
    if "seal" in file and file["seal"] != seal(count, last):
        raise LedgerRefused("seal_differs", detail=f"sealed with {file['seal']:.16}")
    return File(chain, "seal" in file)


def chain_steps(chain: Chain, raws: Iterable[object]) -> Generator[int, None, None]:
    """Go on with records as JSON has them, in steps of some milliseconds; LedgerRefused at the
    first that cannot follow. Yields how many the chain has.
    """  # fmt: skip
    rest = iter(raws)
    for raw in rest:
        record = record_from(len(chain.records) + 1, raw)
        try:
            chain.take(record)
        except LedgerRefused as refused:
            if refused.code != "no_commitment":
                raise
            raise too_late(refused, record, _readable(rest)) from refused
        if not len(chain.records) % BITE:
            yield len(chain.records)


def _readable(raws: Iterable[object]) -> Iterable[Record]:
    for raw in raws:
        with suppress(LedgerRefused):
            yield record_from(0, raw)


def _check_head(file: object) -> None:
    """Refuse a file that is none of ours, or not one of a version that is read here."""
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise LedgerRefused("foreign", detail=f"no object with format {FORMAT!r}")
    version = file.get("version")
    if type(version) is not int:
        raise LedgerRefused("wrong_type", detail=f"version {version!r:.60}")
    if not 1 <= version <= VERSION:
        code: Refusal = "newer_version" if version > VERSION else "unknown_version"
        raise LedgerRefused(code, detail=f"version {version!r:.60}, this is {VERSION}")
    _check_types(file, SEALED_FIELDS if version > 1 else FILE_FIELDS, None)


def record_from(number: int, raw: object) -> Record:
    """A record with the right types; whether it fits the chain is for `Chain.take`."""
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
    if raw.keys() != needed.keys():
        detail = f"fields {sorted(raw)!r:.200}, needed {sorted(needed)!r}"
        raise LedgerRefused("wrong_type", number, detail)
    for name, kind in needed.items():
        if type(raw[name]) is not kind:  # bool is no int here
            raise LedgerRefused("wrong_type", number, f"{name} {raw[name]!r:.60}")
