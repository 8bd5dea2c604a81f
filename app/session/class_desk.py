"""What goes from a learner's session to a class and comes back: the file, the suspended text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.session.class_rules import ClassRules
from app.session.ledger_store import LedgerStore
from app.session.page_messages import Post
from app.session.suspended_trials import resumed_trials, suspended
from app.session.text_catalog import words
from core.classroom.hand_in import hand_in, write
from core.classroom.suspended import SuspendedRefused, unpack
from core.labs.ledger_check import Labs
from core.trial.path_standing import standings


class ClassDesk:
    """Does nothing where no assignment is open. kept: as the browser keeps it, by address."""

    def __init__(
        self, books: LedgerStore, labs: Labs, post: Post, clock: Callable[[], str]
    ) -> None:
        self._books = books
        self._labs = labs
        self._post = post
        self._clock = clock
        self._told = False  # that not all fits

    def hand_in(self, rules: ClassRules, name: str, content: str) -> None:
        """Post the file of the assignment. name: of the learner; content: the site's version."""
        if rules.assignment is None:
            return
        handed = hand_in(self._books.ledger, rules.assignment, name, content, self._clock())
        self._post({"type": "handed_in", "text": write(handed), "name": handed.name})

    def suspend(self, rules: ClassRules, kept: Mapping[str, Any]) -> None:
        """Post the text from which the assignment can be gone on with in another browser."""
        if rules.assignment is None:
            return
        ledger = self._books.ledger
        made = suspended(ledger, rules.assignment, kept)
        if made.left_out and not self._told:
            self._told = True
            self._notify("left_out", count=len(made.left_out))
        steps = standings(ledger, rules.cases, self._books.account.otherwise)
        earned = sum(step.points for step in steps if step is not None)
        self._post({
            "type": "suspended", "text": made.text, "finished": None not in steps,
            "score": earned / (100 * max(1, len(steps))),
        })  # fmt: skip

    def resume(self, rules: ClassRules, text: str, kept: Mapping[str, Any]) -> Mapping[str, Any]:
        """Take what `suspend` gave in another browser; return what is kept from then on.

        What this browser has of a case stands; a text that is none is told and changes nothing.
        """
        if rules.assignment is None or not text:
            return kept
        try:
            found = unpack(text, rules.assignment)
        except SuspendedRefused:
            self._notify("not_resumed")
            return kept
        here = {record.address for record in self._books.ledger.records}
        trials = resumed_trials(found, self._labs)
        fresh = {where: trial for where, trial in trials.items() if where not in here}
        for entry, where, at in found.rows:
            if where not in here:
                self._books.enter(entry, where, at)
        for trial in fresh.values():
            self._post(trial)
        return {**fresh, **kept}

    def _notify(self, key: str, **fields: object) -> None:
        self._post({"type": "notices", "texts": [words("notices")(key, **fields)]})
