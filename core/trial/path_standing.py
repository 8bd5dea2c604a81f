"""How far a learner is on a path: a list of cases, each of which is answered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.trial.ledger import Ledger
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry
from core.trial.scoring import Result, brier_of, brier_of_guessing, points


@dataclass(frozen=True)
class Step:
    """A step that was answered. called: whether it came out as predicted. Points are 0 to 100."""

    called: bool
    points: float
    guessing: float


def standings(ledger: Ledger, cases: Sequence[str]) -> tuple[Step | None, ...]:
    """For each case, by its address, the first time that it was answered; None where it was not."""
    wanted = set(cases)
    committed: dict[str, CommitmentEntry] = {}
    found: dict[str, Step] = {}
    for record in ledger.records:
        entry = record.entry
        if record.address not in wanted or record.address in found:
            continue
        if isinstance(entry, CommitmentEntry):
            committed[entry.trial] = entry
        elif isinstance(entry, OutcomeEntry):
            said = committed[entry.trial]
            result = Result(said.outcomes, said.choice, said.confidence, entry.answer, said.parts)
            guessing = points(brier_of_guessing(len(said.outcomes)))
            found[record.address] = Step(result.called, points(brier_of(result)), guessing)
    return tuple(found.get(case) for case in cases)
