"""The ledger: an append-only chain of commitments, outcomes and explanations.

Each record carries the hash of the one before, so that changing one breaks all that follow. That
makes an edited file noticed, not impossible: whoever recomputes every hash has written another
ledger. `core.ledger_file` exports and imports it.
"""

import hashlib
import json
from dataclasses import dataclass

from core.ledger_entry import Commitment, Entry, Happened, body_of
from core.ledger_refused import LedgerRefused, Refusal
from core.scoring import Result
from core.trial import check_instant

__all__ = [
    "GENESIS", "Ledger", "LedgerRefused", "Record", "Refusal",
    "append", "as_dict", "digest", "merge", "rebase", "results", "verify",
]  # fmt: skip

GENESIS = "0" * 64  # what the first record has for the hash of the one before
ADDRESS_LIMIT = 1000  # characters


@dataclass(frozen=True)
class Record:
    """One entry in its place. number counts from 1; at: ISO 8601 UTC; hash: 64 hex digits."""

    number: int
    at: str
    address: str
    entry: Entry
    prev: str
    hash: str

    @property
    def kind(self) -> str:
        """ "commitment", "outcome" or "why"."""
        return self.entry.kind


@dataclass(frozen=True)
class Ledger:
    """The records in order; `Ledger()` is the empty one."""

    records: tuple[Record, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the last record, GENESIS if there is none: it stands for all of them."""
        return self.records[-1].hash if self.records else GENESIS


def append(ledger: Ledger, entry: Entry, address: str, at: str) -> Ledger:
    """A new ledger that goes on with `entry`; LedgerRefused if it cannot follow.

    address: of the trial's scenario. at: given by the caller, ISO 8601 UTC.
    """
    number = len(ledger.records) + 1
    unsealed = Record(number, at, address, entry, ledger.head, hash="")
    _check_form(unsealed)
    _Trials(ledger.records).take(unsealed)
    sealed = Record(number, at, address, entry, ledger.head, digest(unsealed))
    return Ledger((*ledger.records, sealed))


def rebase(ledger: Ledger, record: Record) -> Ledger:
    """Append what a record says, written on an older head, to a chain that has grown since.

    For two tabs that wrote at once. The ledger itself if it already says the same; LedgerRefused
    if what was added meanwhile rules the record out, as a commitment to the same trial does.
    """
    said = (record.at, record.address, record.entry)
    if any((held.at, held.address, held.entry) == said for held in ledger.records):
        return ledger
    return append(ledger, record.entry, record.address, record.at)


def verify(ledger: Ledger) -> None:
    """Check every record, every link and their order; LedgerRefused at the first that fails."""
    prev, trials = GENESIS, _Trials()
    first_commitment = {
        r.entry.trial: r.number for r in reversed(ledger.records) if isinstance(r.entry, Commitment)
    }
    for number, record in enumerate(ledger.records, start=1):
        if record.number != number or record.prev != prev:
            raise LedgerRefused(
                "broken_chain", number, f"follows {record.prev:.16}, not {prev:.16}"
            )
        if record.hash != digest(record):
            raise LedgerRefused("edited_record", number, f"hashes to {digest(record):.16}")
        _check_form(record)
        if record.kind != "commitment" and first_commitment.get(record.entry.trial, 0) > number:
            raise LedgerRefused("commitment_after_outcome", number)
        trials.take(record)
        prev = record.hash


def merge(own: Ledger, imported: Ledger) -> Ledger:
    """The longer of two ledgers if it goes on where the other ends.

    LedgerRefused: as `verify` for the imported one, "diverged" at the first record that differs.
    """
    verify(imported)
    pairs = zip(own.records, imported.records, strict=False)
    for number, (mine, theirs) in enumerate(pairs, start=1):
        if mine != theirs:
            raise LedgerRefused(
                "diverged", number, f"{mine.hash:.16} here, {theirs.hash:.16} there"
            )
    return imported if len(imported.records) > len(own.records) else own


def results(ledger: Ledger) -> tuple[Result, ...]:
    """The revealed trials, in the order of their outcomes, for `core.scoring`."""
    committed = {r.entry.trial: r.entry for r in ledger.records if isinstance(r.entry, Commitment)}
    happened = [r.entry for r in ledger.records if isinstance(r.entry, Happened)]
    return tuple(
        Result(kept.outcomes, kept.choice, kept.confidence, each.answer)
        for each in happened
        for kept in (committed[each.trial],)
    )


def digest(record: Record) -> str:
    """SHA-256, in hex, of the record without its hash, as canonical JSON (sorted, ASCII)."""
    said = {name: value for name, value in as_dict(record).items() if name != "hash"}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def as_dict(record: Record) -> dict[str, object]:
    """The record in JSON's types, in reading order."""
    return {
        "number": record.number,
        "kind": record.kind,
        "at": record.at,
        "address": record.address,
        "body": body_of(record.entry),
        "prev": record.prev,
        "hash": record.hash,
    }


def _check_form(record: Record) -> None:
    """What can be wrong with a record on its own, beside its entry."""
    try:
        check_instant(record.at)
    except ValueError as error:
        raise LedgerRefused("bad_value", record.number, str(error)) from error
    text = record.address
    if not (text.startswith("?lab=") and text.isascii() and text.isprintable()):
        raise LedgerRefused("bad_value", record.number, f"address {text!r:.60}")
    if len(text) > ADDRESS_LIMIT:
        raise LedgerRefused("bad_value", record.number, f"address of {len(text)} characters")


class _Trials:
    """What the records so far say about each trial, and what may follow."""

    def __init__(self, records: tuple[Record, ...] = ()) -> None:
        self.committed: dict[str, tuple[Record, Commitment]] = {}
        self.revealed: set[str] = set()
        for record in records:
            self.take(record)

    def take(self, record: Record) -> None:
        """Add a record, or LedgerRefused if it cannot follow."""
        entry, number = record.entry, record.number
        if isinstance(entry, Commitment):
            if entry.trial in self.committed:
                first = self.committed[entry.trial][0].number
                raise LedgerRefused("already_committed", number, f"in record {first}")
            self.committed[entry.trial] = record, entry
            return
        if entry.trial not in self.committed:
            raise LedgerRefused("no_commitment", number, f"trial {entry.trial}")
        kept, commitment = self.committed[entry.trial]
        if kept.address != record.address:
            raise LedgerRefused("address_differs", number, f"from record {kept.number}")
        if isinstance(entry, Happened):
            self._check_outcome(number, entry, commitment)
            self.revealed.add(entry.trial)
        elif entry.trial not in self.revealed:
            raise LedgerRefused("why_before_outcome", number, f"trial {entry.trial}")

    def _check_outcome(self, number: int, entry: Happened, commitment: Commitment) -> None:
        if entry.trial in self.revealed:
            raise LedgerRefused("already_revealed", number, f"trial {entry.trial}")
        if entry.choice != commitment.choice:
            raise LedgerRefused("choice_differs", number, f"committed {commitment.choice!r}")
        if entry.answer not in commitment.outcomes:
            raise LedgerRefused("bad_value", number, f"answer {entry.answer!r:.60}")
