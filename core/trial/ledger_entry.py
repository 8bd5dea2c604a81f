"""What a ledger's records say: a first vote, a commitment, an outcome, or the learner's own why.

Each entry is a frozen dataclass that raises ValueError for what it may not hold; `entry_from`
reads one from a JSON object, strictly.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from core.trial.prediction import check_outcomes
from core.trial.trial import Committed, Revealed, check_commitment, check_why


@dataclass(frozen=True)
class CommitmentEntry:
    """What was predicted. trial: the trial's id; confidence: whole percent.

    seen: whether this case's outcome had been shown in that browser before; said only if it had.
    parts: see `core.trial.prediction`; said only if there are several.
    """

    kind: ClassVar[str] = "commitment"
    trial: str
    outcomes: tuple[str, ...]
    choice: str
    confidence: int
    seen: bool = False
    parts: int = 1

    def __post_init__(self) -> None:
        _check_id(self.trial)
        if type(self.seen) is not bool:
            raise ValueError(f"seen must be true or false, got {self.seen!r:.60}")
        check_commitment(
            check_outcomes(self.outcomes, self.parts), self.choice, self.confidence, self.parts
        )


@dataclass(frozen=True)
class VoteEntry:
    """What was predicted before a talk with the neighbour, where the class votes twice.

    The commitment of the same trial is the second vote. Fields as in `CommitmentEntry`.
    """

    kind: ClassVar[str] = "vote"
    trial: str
    outcomes: tuple[str, ...]
    choice: str
    confidence: int
    parts: int = 1

    def __post_init__(self) -> None:
        _check_id(self.trial)
        check_commitment(
            check_outcomes(self.outcomes, self.parts), self.choice, self.confidence, self.parts
        )


@dataclass(frozen=True)
class OutcomeEntry:
    """What happened, and again what had been chosen."""

    kind: ClassVar[str] = "outcome"
    trial: str
    choice: str
    answer: str

    def __post_init__(self) -> None:
        _check_id(self.trial)
        if {type(self.choice), type(self.answer)} != {str}:
            got = f"{self.choice!r:.60} and {self.answer!r:.60}"
            raise ValueError(f"choice and answer must be names, got {got}")


@dataclass(frozen=True)
class WhyEntry:
    """The learner's own explanation; the last one of a trial stands."""

    kind: ClassVar[str] = "why"
    trial: str
    text: str

    def __post_init__(self) -> None:
        _check_id(self.trial)
        check_why(self.text)


Entry = VoteEntry | CommitmentEntry | OutcomeEntry | WhyEntry
ENTRIES: Mapping[str, type[Entry]] = {
    each.kind: each for each in (VoteEntry, CommitmentEntry, OutcomeEntry, WhyEntry)
}
UNSAID: Mapping[str, object] = {"seen": False, "parts": 1}  # where it is so, it is left out
FIELDS = {kind: {f.name for f in fields(each)} for kind, each in ENTRIES.items()}


def commitment_of(trial: Committed, seen: bool = False) -> CommitmentEntry:
    """The entry that records a commitment; seen: see `CommitmentEntry`."""
    posed = trial.posed
    return CommitmentEntry(
        posed.id, posed.outcomes, trial.choice, trial.confidence, seen, posed.parts
    )


def vote_of(trial: Committed) -> VoteEntry:
    """The entry that records a first vote: `trial` as it would be if that were the commitment."""
    posed = trial.posed
    return VoteEntry(posed.id, posed.outcomes, trial.choice, trial.confidence, posed.parts)


def outcome_of(trial: Revealed) -> OutcomeEntry:
    """The entry that records what happened."""
    return OutcomeEntry(trial.committed.posed.id, trial.committed.choice, trial.answer)


def why_of(trial: Revealed) -> WhyEntry:
    """The entry that records the learner's explanation; ValueError if there is none."""
    return WhyEntry(trial.committed.posed.id, check_why(trial.why))


def body_of(entry: Entry) -> dict[str, object]:
    """The entry in JSON's types."""
    held = {field.name: getattr(entry, field.name) for field in fields(entry)}
    body = {n: x for n, x in held.items() if n not in UNSAID or x != UNSAID[n]}
    return {name: list(held) if isinstance(held, tuple) else held for name, held in body.items()}


def entry_from(kind: str, body: Mapping[str, Any]) -> Entry:
    """The entry of a JSON object; KeyError for an unknown kind, ValueError for a wrong body."""
    made: Any = ENTRIES[kind]
    names = FIELDS[kind] - UNSAID.keys()
    more = {name: body[name] for name in UNSAID if name in body and name in FIELDS[kind]}
    if body.keys() - more.keys() != names or any(more[name] == UNSAID[name] for name in more):
        raise ValueError(f"a {kind} has the fields {sorted(names)!r}, got {sorted(body)!r:.200}")
    held = {name: tuple(x) if isinstance(x, list) else x for name, x in body.items()}
    entry: Entry = made(**held)
    return entry


def _check_id(trial: object) -> None:
    if not isinstance(trial, str) or not re.fullmatch("[0-9a-f]{16}", trial):
        raise ValueError(f"trial must be 16 hex digits, got {trial!r:.60}")
