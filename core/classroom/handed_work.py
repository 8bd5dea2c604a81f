"""What one file says of each case: both votes, what is said to have happened, the words on why.

Also the marks that a file earns by itself, without a look at others or at what is computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.classroom.hand_in import HandIn
from core.trial.ledger import Record
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry, VoteEntry

SECONDS = len("2026-03-01T12:00:00")
DIGITS = 6  # of a second's fraction


@dataclass(frozen=True)
class Vote:
    """One prediction: its choice, its confidence in percent, and when it was committed."""

    choice: str
    confidence: int
    at: str


@dataclass(frozen=True)
class Work:
    """One trial of a case.

    first: the vote before the talk with the neighbour, where there was one. last: the vote that
    counts, None while only the first was cast. answer: what the file says has happened, "" if it
    was not revealed. seen: whether the outcome had been shown before the commitment.
    """

    address: str
    trial: str
    outcomes: tuple[str, ...]
    parts: int
    first: Vote | None = None
    last: Vote | None = None
    answer: str = ""
    revealed_at: str = ""
    why: str = ""
    seen: bool = False

    @property
    def votes(self) -> tuple[Vote, ...]:
        """Those that were cast, in their order."""
        return tuple(vote for vote in (self.first, self.last) if vote)


def work_of(handed: HandIn) -> dict[str, Work]:
    """By address, what the file says of each case of its assignment.

    Of several trials of one case the first that was revealed stands, or else the last begun.
    """
    trials: dict[str, Work] = {}
    stands: dict[str, str] = {}
    for record in handed.ledger.records:
        where, trial = record.address, record.entry.trial
        if where not in handed.assignment.cases:
            continue
        trials[trial] = _followed(trials.get(trial), record)
        before = trials.get(stands.get(where, ""))
        if before is None or not before.answer:
            stands[where] = trial
    return {where: trials[stands[where]] for where in handed.assignment.cases if where in stands}


def extra_cases(handed: HandIn) -> set[str]:
    """Addresses of trials that the assignment does not ask for."""
    return {record.address for record in handed.ledger.records} - set(handed.assignment.cases)


def impossible_times(handed: HandIn) -> list[str]:
    """Addresses of cases whose times cannot be: a step before the one that it follows, or later
    than the file itself. Trials may follow in any order: a record can be written in two tabs.
    """
    last: dict[str, str] = {}
    wrong: dict[str, None] = {}
    end = instant(handed.at)
    for record in handed.ledger.records:
        trial, at = record.entry.trial, instant(record.at)
        if at > end or at < last.get(trial, ""):
            wrong[record.address] = None
        last[trial] = max(at, last.get(trial, ""))
    return list(wrong)


def instant(at: str) -> str:
    """A moment as `check_instant` takes it, in a form that sorts: its fraction has all digits."""
    return at[:SECONDS] + at[SECONDS:-1].lstrip(".").ljust(DIGITS, "0")


def moments(work: Work) -> Iterator[str]:
    """What two learners hardly have in common: the trial's id, and when it was voted."""
    yield work.trial
    for vote in work.votes:
        yield f"{work.address} {instant(vote.at)}"


def _followed(work: Work | None, record: Record) -> Work:
    """A trial with one more record; the ledger sees to it that it can follow."""
    entry = record.entry
    if isinstance(entry, VoteEntry | CommitmentEntry):
        begun = work or Work(record.address, entry.trial, entry.outcomes, entry.parts)
        vote = Vote(entry.choice, entry.confidence, record.at)
        if isinstance(entry, VoteEntry):
            return replace(begun, first=vote)
        same = (begun.outcomes, begun.parts) == (entry.outcomes, entry.parts)
        return replace(
            begun, outcomes=entry.outcomes, parts=entry.parts, last=vote, seen=entry.seen,
            first=begun.first if same else None,
        )  # fmt: skip
    assert work is not None  # the ledger refuses what follows no commitment
    if isinstance(entry, OutcomeEntry):
        return replace(work, answer=entry.answer, revealed_at=record.at)
    return replace(work, why=entry.text)
