"""Which of a ledger's outcomes count, kept up record by record.

Not counted are an outcome of a case that had been shown before it was committed, and one from a
file unless it was confirmed (see `core.labs.ledger_check`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.trial.ledger import Record
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry
from core.trial.scoring import Result

Check = Literal["unchecked", "confirmed", "otherwise", "unknown"]
# "unchecked": not yet, or data that it takes is not here. "otherwise": this version computes
# another outcome. "unknown": it has no such case.


@dataclass(frozen=True)
class Account:
    """What a ledger comes to.

    results: what counts, and how often the same came. The rest is not counted. otherwise: the
    numbers of records whose outcome this version computes otherwise.
    unchecked, unknown: how many from files are not checked yet, or are of cases that it has not.
    shown: how many are of cases that had been shown before.
    """

    results: Counter[Result] = field(default_factory=Counter)
    otherwise: tuple[int, ...] = ()
    unchecked: int = 0
    unknown: int = 0
    shown: int = 0


class Accountant:
    """Takes records in their order, and what was found of those from files."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        """checks: by hash, of outcomes from files; others were computed in this browser. It is
        looked up when a record is taken.
        """
        self.unchecked: dict[str, Record] = {}
        self._checks = checks
        self._committed: dict[str, Record] = {}
        self._shown: set[str] = set()  # addresses
        self._before: set[str] = set()  # trials of cases that had been shown
        self._results: Counter[Result] = Counter()
        self._otherwise: list[int] = []
        self._unknown = self._seen = 0

    @property
    def account(self) -> Account:
        """How things stand."""
        return Account(
            Counter(self._results), tuple(sorted(self._otherwise)), len(self.unchecked),
            self._unknown, self._seen,
        )  # fmt: skip

    def take(self, record: Record) -> None:
        """The next record of the chain."""
        entry = record.entry
        if isinstance(entry, CommitmentEntry):
            self._committed[entry.trial] = record
            if entry.seen or record.address in self._shown:
                self._before.add(entry.trial)
        elif isinstance(entry, OutcomeEntry):
            self._shown.add(record.address)
            check = self._checks.get(record.hash, "confirmed")
            if check == "unchecked":
                self.unchecked[record.hash] = record
            else:
                self._count(record, entry, check)

    def shown(self, address: str) -> bool:
        """Whether the outcome of the case at this address is among the records."""
        return address in self._shown

    def outcomes(self, record: Record) -> tuple[str, ...]:
        """What could be predicted in the trial of this record."""
        commitment = self._committed[record.entry.trial].entry
        assert isinstance(commitment, CommitmentEntry)
        return commitment.outcomes

    def check(self, digest: str, check: Check) -> None:
        """Take what was found of an unchecked outcome."""
        record = self.unchecked.pop(digest)
        assert isinstance(record.entry, OutcomeEntry)
        self._count(record, record.entry, check)

    def _count(self, record: Record, entry: OutcomeEntry, check: Check) -> None:
        if check == "otherwise":
            self._otherwise.append(record.number)
        elif check == "unknown":
            self._unknown += 1
        elif entry.trial in self._before:
            self._seen += 1
        else:
            commitment = self._committed[entry.trial].entry
            assert isinstance(commitment, CommitmentEntry)
            result = Result(
                commitment.outcomes, entry.choice, commitment.confidence, entry.answer,
                commitment.parts,
            )  # fmt: skip
            self._results[result] += 1
