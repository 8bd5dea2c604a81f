"""What a ledger's records say: a commitment, an outcome, or the learner's own why.

Each entry is a frozen dataclass that raises ValueError for what it may not hold; `entry_from`
reads one from a JSON object, strictly.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from core.trial import Committed, Revealed, check_commitment, check_outcomes, check_why


@dataclass(frozen=True)
class Commitment:
    """What was predicted. trial: the trial's id; confidence: whole percent."""

    kind: ClassVar[str] = "commitment"
    trial: str
    outcomes: tuple[str, ...]
    choice: str
    confidence: int

    def __post_init__(self) -> None:
        _check_id(self.trial)
        check_commitment(check_outcomes(self.outcomes), self.choice, self.confidence)


@dataclass(frozen=True)
class Happened:
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
class Why:
    """The learner's own explanation; the last one of a trial stands."""

    kind: ClassVar[str] = "why"
    trial: str
    text: str

    def __post_init__(self) -> None:
        _check_id(self.trial)
        check_why(self.text)


Entry = Commitment | Happened | Why
ENTRIES: Mapping[str, type[Entry]] = {each.kind: each for each in (Commitment, Happened, Why)}


def commitment_of(trial: Committed) -> Commitment:
    """The entry that records a commitment."""
    return Commitment(trial.posed.id, trial.posed.outcomes, trial.choice, trial.confidence)


def outcome_of(trial: Revealed) -> Happened:
    """The entry that records what happened."""
    return Happened(trial.committed.posed.id, trial.committed.choice, trial.answer)


def why_of(trial: Revealed) -> Why:
    """The entry that records the learner's explanation; ValueError if there is none."""
    return Why(trial.committed.posed.id, check_why(trial.why))


def body_of(entry: Entry) -> dict[str, object]:
    """The entry in JSON's types."""
    body = asdict(entry)
    return {name: list(held) if isinstance(held, tuple) else held for name, held in body.items()}


def entry_from(kind: str, body: Mapping[str, Any]) -> Entry:
    """The entry of a JSON object; KeyError for an unknown kind, ValueError for a wrong body."""
    made: Any = ENTRIES[kind]
    names = {field.name for field in fields(made)}
    if set(body) != names:
        raise ValueError(f"a {kind} has the fields {sorted(names)!r}, got {sorted(body)!r:.200}")
    held = {name: tuple(x) if isinstance(x, list) else x for name, x in body.items()}
    entry: Entry = made(**held)
    return entry


def _check_id(trial: object) -> None:
    if not isinstance(trial, str) or not re.fullmatch("[0-9a-f]{16}", trial):
        raise ValueError(f"trial must be 16 hex digits, got {trial!r:.60}")
