"""Which cases this learner knows the end of: those are neither asked next nor entered.

A case is known when the ledger holds its outcome, or when play has shown it. What play has shown
is kept by the browser (`seen` messages), per lab, as the marks of cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.session.ledger_store import LedgerStore
from core.trial.deck import next_unknown, only_itself
from core.trial.ledger import Ledger
from core.trial.ledger_entry import OutcomeEntry
from core.trial.scenario import Scenario, address


@dataclass(frozen=True)
class DeckRules:
    """Which case is asked: the first of all, the one that follows a case, another of its kind.

    cases: the deck that a case belongs to. tells: the cases whose answers its outcome shows.
    mark: what a case is remembered by.
    """

    first: Scenario
    follow: Callable[[Scenario], Scenario]
    another: Callable[[Scenario], Scenario]
    cases: Callable[[Scenario], tuple[Scenario, ...]]
    tells: Callable[[Scenario], Iterable[Scenario]] = only_itself
    mark: Callable[[Scenario], str] = address


class SeenCases:
    """What is known of a deck."""

    def __init__(self, lab: str, deck: DeckRules, books: LedgerStore) -> None:
        self.address = f"?lab={lab}"  # under which the browser keeps it, beside its trials
        self._deck, self._books = deck, books
        self._shown: set[str] = set()
        self._read = Ledger()
        self._answered: frozenset[str] = frozenset()
        self._coming: tuple[object, Scenario] | None = None

    def load(self, kept: Mapping[str, Any]) -> None:
        """Take what the browser kept; what is no list of texts says nothing."""
        held = kept.get(self.address)
        shown = held.get("seen") if isinstance(held, Mapping) else None
        if isinstance(shown, list):
            self._shown.update(mark for mark in shown if isinstance(mark, str))

    def show(self, scenario: Scenario) -> list[str]:
        """Take note of an outcome that play shows; what is new of it, for the browser to keep."""
        marks = dict.fromkeys(map(self._deck.mark, self._deck.tells(scenario)))
        new = [mark for mark in marks if mark not in self._shown]
        self._shown.update(new)
        return new

    def knows(self, scenario: Scenario) -> bool:
        """Whether the outcome of a case was answered or shown."""
        ledger = self._books.ledger
        if self._read is not ledger:
            happened = (r.address for r in ledger.records if isinstance(r.entry, OutcomeEntry))
            self._read, self._answered = ledger, frozenset(happened)
        return address(scenario) in self._answered or self._deck.mark(scenario) in self._shown

    def after(self, scenario: Scenario) -> Scenario:
        """The case that follows one: never one that is known."""
        now = scenario, self._books.ledger.head, len(self._shown)
        if self._coming is None or self._coming[0] != now:
            self._coming = now, self._next(self._deck.follow, scenario)
        return self._coming[1]

    def another(self, scenario: Scenario) -> Scenario:
        """Another of its kind, likewise."""
        return self._next(self._deck.another, scenario)

    def _next(self, follow: Callable[[Scenario], Scenario], scenario: Scenario) -> Scenario:
        return next_unknown(follow, scenario, self.knows, self._deck.cases(scenario))
