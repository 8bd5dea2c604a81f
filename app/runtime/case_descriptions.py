"""What a report says of a case: what its lab asks, what came in, what could be said of it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from app.ui.lab_phrases import LabPhrases, capital
from app.ui.lab_view import LabView
from app.ui.small_grid import small_grid
from core.data.provided_files import MissingData
from core.labs.ledger_check import Labs, case_of
from core.trial.lab import Lab, parts_of
from core.trial.scenario import Scenario, lab_of

FULL = 2  # what the last level of a painted pixel is called


class CaseDescriptions:
    """Words and pictures of cases by address, each made once."""

    def __init__(self) -> None:
        self.labs: Labs = {name: each.lab for name, each in REGISTERED_LABS.items()}
        self._phrases: dict[str, LabPhrases] = {}
        self._views: dict[str, tuple[Session, LabView]] = {}
        self._questions: dict[str, str] = {}
        self._pictures: dict[str, str] = {}
        self._said: dict[tuple[str, str], str] = {}
        self._columns: dict[str, int] = {}  # of a painting; 0 where none is painted
        self._cases: dict[str, tuple[Lab[Any, Any], Scenario] | None] = {}

    def lab(self, where: str) -> str:
        """The lab's title, or what the address calls it."""
        name = lab_of(where)
        return self._wording(name).words("title") if name in self.labs else name

    def picture(self, where: str) -> str:
        """What was given, as SVG of ours, or ""."""
        if where not in self._pictures:
            found = self._case(where)
            picture = self._wording(lab_of(where)).picture(found[1]) if found else ""
            self._pictures[where] = picture
        return self._pictures[where]

    def said(self, choice: str, where: str) -> str:
        """A choice in words, "" of a painting; as it is, where the case has no such."""
        key = choice, where
        if key not in self._said:
            self._said[key] = self._in_words(choice, where)
        return self._said[key]

    def painting(self, choice: str, where: str) -> str:
        """A painted choice as SVG of ours, or "" where none is painted."""
        if where not in self._columns:
            found = self._case(where)
            painted = found is not None and parts_of(*found) > 1
            self._columns[where] = found[0].observe(found[1]).grid[1] if found and painted else 0
        columns = self._columns[where]
        if not columns or not choice:
            return ""
        return small_grid([int(level) / FULL for level in choice], columns, "reconstruction")

    def question(self, where: str) -> str:
        """What is asked, as HTML of ours; "" before `ask`."""
        return self._questions.get(where, "")

    def ask(self, where: str) -> None:
        """Have the lab ask. The first time takes long: a view is made. Without the lab's data, and
        of a lab that is not known, there is no question.
        """
        self._questions[where] = ""
        name = lab_of(where)
        if name not in self.labs:
            return
        with suppress(MissingData):
            session, view = self._view(name)
            session.visit(where, {})
            self._questions[where] = view.brief.html

    def asked(self, where: str) -> bool:
        """Whether `ask` was called."""
        return where in self._questions

    def _in_words(self, choice: str, where: str) -> str:
        found = self._case(where)
        if found is None:
            return choice
        if parts_of(*found) > 1:
            return ""
        try:
            return capital(self._wording(lab_of(where)).said(choice, found[1]))
        except KeyError:
            return choice

    def _view(self, name: str) -> tuple[Session, LabView]:
        if name not in self._views:
            registration = REGISTERED_LABS[name]
            session = Session(
                registration.lab, registration.deck, lambda _: None, all_labs=self.labs
            )
            self._views[name] = session, registration.view(session)
        return self._views[name]

    def _case(self, where: str) -> tuple[Lab[Any, Any], Scenario] | None:
        if where not in self._cases:
            self._cases[where] = case_of(where, self.labs)
        return self._cases[where]

    def _wording(self, name: str) -> LabPhrases:
        if name not in self._phrases:
            self._phrases[name] = REGISTERED_LABS[name].view.wording(name)
        return self._phrases[name]
