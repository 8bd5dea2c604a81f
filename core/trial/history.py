"""The trials of a ledger that were revealed, each with the address of its case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.trial.ledger import Ledger
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry
from core.trial.scoring import Result


@dataclass(frozen=True)
class Past:
    """One trial. at: when it was revealed, ISO 8601 in UTC."""

    address: str
    at: str
    result: Result


def revealed(ledger: Ledger) -> Iterator[Past]:
    """In the order of their outcomes."""
    committed: dict[str, CommitmentEntry] = {}
    for record in ledger.records:
        entry = record.entry
        if isinstance(entry, CommitmentEntry):
            committed[entry.trial] = entry
        elif isinstance(entry, OutcomeEntry):
            said = committed[entry.trial]
            result = Result(said.outcomes, said.choice, said.confidence, entry.answer, said.parts)
            yield Past(record.address, record.at, result)
