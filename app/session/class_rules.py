"""What an assignment changes for the learner's session: two votes, feedback at the end, no play."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from core.classroom.assignment import Assignment, AssignmentRefused, read_code
from core.classroom.hand_in import committed
from core.trial.ledger import Ledger
from core.trial.scenario import lab_of


@dataclass(frozen=True)
class ClassRules:
    """The rules of the assignment that is open; without one all is as it is. where: an address.

    cases: those of the assignment whose labs are here.
    """

    assignment: Assignment | None = None
    cases: tuple[str, ...] = ()

    def votes_twice(self, where: str) -> bool:
        """Tell whether this case is predicted before and after a talk with the neighbour."""
        return self._has(where) and self._set.votes == 2

    def withholds(self, where: str, ledger: Ledger) -> bool:
        """Tell whether what happens here stays sealed until all cases are committed."""
        if not self._has(where) or self._set.feedback == "once":
            return False
        return len(committed(ledger, self.cases)) < len(self.cases)

    def forbids_play(self, where: str) -> bool:
        """Tell whether the settings stay as they are."""
        return self._has(where) and self._set.locked

    @property
    def _set(self) -> Assignment:
        assert self.assignment is not None
        return self.assignment

    def _has(self, where: str) -> bool:
        return self.assignment is not None and where in self.cases


def rules_of(code: str, labs: Collection[str]) -> ClassRules:
    """The rules of a link's code; none for "" and for what is no assignment. labs: those here."""
    try:
        assignment = read_code(code) if code else None
    except AssignmentRefused:  # the page, which reads it first, has said so
        assignment = None
    if assignment is None:
        return ClassRules()
    return ClassRules(assignment, tuple(c for c in assignment.cases if lab_of(c) in labs))
