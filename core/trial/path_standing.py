"""How far a learner is on a path: a list of cases, each of which is answered once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.trial.history import revealed
from core.trial.ledger import Ledger
from core.trial.scoring import brier_of, brier_of_guessing, points


@dataclass(frozen=True)
class Step:
    """A step that was answered. called: whether it came out as predicted. Points are 0 to 100."""

    called: bool
    points: float
    guessing: float


def standings(
    ledger: Ledger, cases: Sequence[str], otherwise: Collection[int] = ()
) -> tuple[Step | None, ...]:
    """For each case, by its address, the first time that it was answered; None where it was not.

    otherwise: the numbers of records that say what is not so, see `core.trial.scored_outcomes`.
    """
    found: dict[str, Step] = {}
    for past in revealed(ledger):
        if past.number in otherwise:
            continue
        if past.address in cases and past.address not in found:
            result = past.result
            guessing = points(brier_of_guessing(len(result.outcomes)))
            found[past.address] = Step(result.called, points(brier_of(result)), guessing)
    return tuple(found.get(case) for case in cases)
