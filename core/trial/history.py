"""The trials of a ledger that were revealed, each with the address of its case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.trial.ledger import Ledger
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry
from core.trial.scoring import Result


@dataclass(frozen=True)
class Past:
    """One trial. number: of the record of its outcome. seen: whether what happens in this case had
    been shown before it was committed, so that it does not count.
    """

    number: int
    address: str
    result: Result
    seen: bool


def revealed(ledger: Ledger) -> Iterator[Past]:
    """In the order of their outcomes."""
    committed: dict[str, CommitmentEntry] = {}
    known: set[str] = set()  # trials of cases that had been shown
    shown: set[str] = set()  # addresses
    for record in ledger.records:
        entry = record.entry
        if isinstance(entry, CommitmentEntry):
            committed[entry.trial] = entry
            if entry.seen or record.address in shown:
                known.add(entry.trial)
        elif isinstance(entry, OutcomeEntry):
            said = committed[entry.trial]
            result = Result(said.outcomes, said.choice, said.confidence, entry.answer, said.parts)
            shown.add(record.address)
            yield Past(record.number, record.address, result, entry.trial in known)
