"""What the cases of a class come to, each computed once, however many files hold it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Literal

from core.classroom.handed_work import Work
from core.data.provided_files import MissingData
from core.labs.ledger_check import Labs, answer_steps, case_of
from core.trial.lab import parts_of

State = Literal["unknown", "waiting", "computed", "unchecked"]


@dataclass(eq=False)
class Case:
    """A case and what is known of it.

    state: "unknown" to this version; "waiting" to be computed; "computed"; "unchecked" where data
    that it takes did not come. answer: what happens, "" until it is computed.
    """

    address: str
    state: State = "unknown"
    outcomes: tuple[str, ...] = ()
    parts: int = 1
    answer: str = ""

    def fits(self, work: Work) -> bool:
        """Whether a trial is one of this case: it had the same outcomes to choose from."""
        same = (work.outcomes, work.parts) == (self.outcomes, self.parts)
        return self.state != "unknown" and same

    def belies(self, work: Work) -> bool:
        """Whether a trial says that something else has happened than what was computed."""
        return self.state == "computed" and bool(work.answer) and work.answer != self.answer


class CaseAnswers:
    """All cases that were asked for, by address; computes those that wait."""

    def __init__(self, labs: Labs, ready: Callable[[str], bool] = lambda _: True) -> None:
        """ready: whether the data of a lab is here, or will not come."""
        self._labs, self._ready = labs, ready
        self._cases: dict[str, Case] = {}
        self._waiting: dict[str, str] = {}  # address and lab
        self._run: tuple[Case, Generator[None, None, str]] | None = None

    def case(self, where: str) -> Case:
        """The case at an address, which is then computed in its turn."""
        if where not in self._cases:
            case = self._cases[where] = Case(where)
            if found := case_of(where, self._labs):
                lab, scenario = found
                case.state, case.outcomes = "waiting", lab.outcomes(scenario)
                case.parts = parts_of(lab, scenario)
                self._waiting[where] = lab.name
        return self._cases[where]

    @property
    def working(self) -> bool:
        """Whether there is something to compute now."""
        return self._run is not None or self._next(()) is not None

    def advance(self, preferred: Iterable[str] = ()) -> Case | None:
        """Take one step; the case that is settled by it, if one is. preferred: what goes first."""
        if self._run is None:
            where = self._next(preferred)
            if where is None:
                return None
            del self._waiting[where]
            found = case_of(where, self._labs)
            assert found is not None  # else it did not wait
            self._run = self._cases[where], answer_steps(*found)
        case, steps = self._run
        try:
            next(steps)
        except StopIteration as end:
            case.state, case.answer = "computed", end.value
        except MissingData:
            case.state = "unchecked"
        else:
            return None
        self._run = None
        return case

    def _next(self, preferred: Iterable[str]) -> str | None:
        for where in (*preferred, *self._waiting):
            if where in self._waiting and self._ready(self._waiting[where]):
                return where
        return None
