"""A deck as a list of cases: which comes next, by its place alone and never by an outcome.

In the list each case is followed by its transfer case: a related one that asks whether what was
just seen carries over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.lab import Lab, Outcome
from core.parameters import Value
from core.scenario import Scenario, default_scenario


@dataclass(frozen=True)
class Listed:
    """The cases in the order in which they are asked; after the last comes the first again."""

    cases: tuple[Scenario, ...]

    def __post_init__(self) -> None:
        if not self.cases or len(set(self.cases)) != len(self.cases):
            raise ValueError(f"a deck holds different cases, at least one, got {self.cases!r:.200}")

    @property
    def first(self) -> Scenario:
        """What is asked first of all."""
        return self.cases[0]

    def follow(self, scenario: Scenario) -> Scenario:
        """The case after this one; after a case that is not in the deck, the first."""
        if scenario not in self.cases:
            return self.first
        return self.cases[(self.cases.index(scenario) + 1) % len(self.cases)]


def listed(lab: Lab[Any, Outcome], changes: Sequence[Mapping[str, Value]]) -> Listed:
    """A deck of the lab's default scenario with these changes."""
    start = default_scenario(lab.name, lab.parameters())
    return Listed(tuple(start.with_values(**change) for change in changes))
