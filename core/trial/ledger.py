"""The ledger: an append-only chain of commitments, outcomes and explanations.

Each record carries the hash of the one before, so that changing one breaks all that follow. That
guards against accidents: a file that was damaged or edited is noticed. It proves nothing, for
whoever recomputes every hash has written another ledger. `ledger_file` exports and imports it,
`ledger_check` computes anew what it says has happened.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.trial.ledger_entry import (
    CommitmentEntry,
    Entry,
    OutcomeEntry,
    VoteEntry,
    WhyEntry,
    body_of,
)
from core.trial.ledger_errors import LedgerRefused, Refusal
from core.trial.prediction import is_prediction
from core.trial.trial import check_instant

__all__ = [
    "GENESIS", "Chain", "Ledger", "LedgerRefused", "Record", "Refusal",
    "append", "as_dict", "digest", "merge", "too_late", "verify",
]  # fmt: skip

GENESIS = "0" * 64  # what the first record has for the hash of the one before
ADDRESS_LIMIT = 1000  # characters
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode


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
        """ "vote", "commitment", "outcome" or "why"."""
        return self.entry.kind


@dataclass(frozen=True)
class Ledger:
    """The records in order; `Ledger()` is the empty one."""

    records: tuple[Record, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the last record, GENESIS if there is none: it stands for all of them."""
        return self.records[-1].hash if self.records else GENESIS


class Chain:
    """A ledger that grows: one more record takes the same time, however many there are."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        """records: of a ledger that was verified."""
        self.records = list(records)
        self._trials: dict[str, _Trial] = {}
        self._votes: dict[str, Record] = {}
        for record in self.records:
            self._follow(record)

    @property
    def ledger(self) -> Ledger:
        """The records so far."""
        return Ledger(tuple(self.records))

    @property
    def head(self) -> str:
        """As `Ledger.head`."""
        return self.records[-1].hash if self.records else GENESIS

    def append(self, entry: Entry, address: str, at: str) -> Record:
        """Go on with `entry`; LedgerRefused, and nothing changes, if it cannot follow.

        address: of the trial's scenario. at: given by the caller, ISO 8601 UTC.
        """
        unsealed = Record(len(self.records) + 1, at, address, entry, self.head, hash="")
        record = replace(unsealed, hash=digest(unsealed))
        self.take(record)
        return record

    def take(self, record: Record) -> None:
        """Go on with a whole record, links and all; LedgerRefused, and nothing changes, if not."""
        number = len(self.records) + 1
        if record.number != number or record.prev != self.head:
            raise LedgerRefused(
                "broken_chain", number, f"follows {record.prev:.16}, not {self.head:.16}"
            )
        if record.hash != digest(record):
            raise LedgerRefused("edited_record", number, f"hashes to {digest(record):.16}")
        _check_form(record)
        self._follow(record)
        self.records.append(record)

    def commitment(self, trial: str) -> Record | None:
        """The record that committed to the trial of this id."""
        held = self._trials.get(trial)
        return held.record if held else None

    def says(self, entry: Entry) -> bool:
        """Whether the last record of this kind and trial says the same."""
        if isinstance(entry, VoteEntry):
            vote = self._votes.get(entry.trial)
            return vote is not None and vote.entry == entry
        held = self._trials.get(entry.trial)
        return held is not None and entry in (held.commitment, held.happened, held.why)

    def vote(self, trial: str) -> Record | None:
        """The record of the first vote in the trial of this id."""
        return self._votes.get(trial)

    def _follow(self, record: Record) -> None:
        """Note what a record says of its trial, or LedgerRefused if it cannot follow."""
        entry, number = record.entry, record.number
        held, vote = self._trials.get(entry.trial), self._votes.get(entry.trial)
        if isinstance(entry, VoteEntry | CommitmentEntry):
            if held:
                raise LedgerRefused("already_committed", number, f"in record {held.record.number}")
            if vote and isinstance(entry, VoteEntry):
                raise LedgerRefused("already_voted", number, f"in record {vote.number}")
            if vote and vote.address != record.address:
                raise LedgerRefused("address_differs", number, f"from record {vote.number}")
            if isinstance(entry, VoteEntry):
                self._votes[entry.trial] = record
            else:
                self._trials[entry.trial] = _Trial(record, entry)
            return
        if not held:
            raise LedgerRefused("no_commitment", number, f"trial {entry.trial}")
        if held.record.address != record.address:
            raise LedgerRefused("address_differs", number, f"from record {held.record.number}")
        held.follow(number, entry)


@dataclass
class _Trial:
    """What the records so far say about one trial, and what may follow."""

    record: Record
    commitment: CommitmentEntry
    happened: OutcomeEntry | None = None
    why: WhyEntry | None = None

    def follow(self, number: int, entry: OutcomeEntry | WhyEntry) -> None:
        if isinstance(entry, WhyEntry):
            if self.happened is None:
                raise LedgerRefused("why_before_outcome", number, f"trial {entry.trial}")
            self.why = entry
            return
        if self.happened is not None:
            raise LedgerRefused("already_revealed", number, f"trial {entry.trial}")
        if entry.choice != self.commitment.choice:
            raise LedgerRefused("choice_differs", number, f"committed {self.commitment.choice!r}")
        if not is_prediction(entry.answer, self.commitment.outcomes, self.commitment.parts):
            raise LedgerRefused("bad_value", number, f"answer {entry.answer!r:.60}")
        self.happened = entry


def append(ledger: Ledger, entry: Entry, address: str, at: str) -> Ledger:
    """A new ledger that goes on with `entry`, as `Chain.append` does."""
    chain = Chain(ledger.records)
    chain.append(entry, address, at)
    return chain.ledger


def verify(ledger: Ledger) -> None:
    """Check every record, every link and their order; LedgerRefused at the first that fails."""
    chain = Chain()
    for record in ledger.records:
        try:
            chain.take(record)
        except LedgerRefused as refused:
            raise too_late(refused, record, ledger.records) from refused


def too_late(refused: LedgerRefused, record: Record, records: Iterable[Record]) -> LedgerRefused:
    """Say of what has no commitment before it if there is one after it, among `records`."""
    after = any(
        isinstance(each.entry, CommitmentEntry) and each.entry.trial == record.entry.trial
        for each in records
    )
    if refused.code == "no_commitment" and after:
        return LedgerRefused("commitment_after_outcome", record.number)
    return refused


def merge(own: Ledger, imported: Ledger) -> Ledger:
    """The longer of two verified ledgers if it goes on where the other ends.

    LedgerRefused: "diverged" at the first record that differs.
    """
    pairs = zip(own.records, imported.records, strict=False)
    for number, (mine, theirs) in enumerate(pairs, start=1):
        if mine.hash != theirs.hash:  # it stands for all that a record says
            raise LedgerRefused(
                "diverged", number, f"{mine.hash:.16} here, {theirs.hash:.16} there"
            )
    return imported if len(imported.records) > len(own.records) else own


def digest(record: Record) -> str:
    """SHA-256, in hex, of the record without its hash, as canonical JSON (sorted, ASCII)."""
    said = as_dict(record)
    del said["hash"]
    return hashlib.sha256(_canonical(said).encode("ascii")).hexdigest()


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
