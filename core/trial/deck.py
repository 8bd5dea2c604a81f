"""Decks: which case comes next, by its place alone and never by an outcome.

In a deck each case is followed by its transfer case: a related one that asks whether what was just
seen carries over. Seeds are kept apart: decks have theirs below FRESH. From there on lie those with
which a deck's settings are asked again once all of it is known, and from PLAY on those of play,
which shows outcomes without asking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from core.trial.lab import Lab, Outcome
from core.trial.parameters import Value
from core.trial.scenario import SEED_LIMIT, Scenario, default_scenario

FRESH, PLAY = 1_000_000_000, 2_000_000_000


def only_itself(scenario: Scenario) -> Iterable[Scenario]:
    """No answer but its own is seen with the outcome of a case."""
    return (scenario,)


@dataclass(frozen=True)
class Deck:
    """The cases in the order in which they are asked; after the last comes the first again.

    reveals: the cases whose answers are seen with the outcome of one, itself among them.
    """

    cases: tuple[Scenario, ...]
    reveals: Callable[[Scenario], Iterable[Scenario]] = only_itself

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


def deck_of(
    lab: Lab[Any, Outcome],
    changes: Sequence[Mapping[str, Value]],
    tells: Callable[[Scenario], Iterable[Scenario]] = only_itself,
) -> Deck:
    """A deck of the lab's default scenario with these changes."""
    start = default_scenario(lab.name, lab.parameters())
    return Deck(tuple(start.with_values(**change) for change in changes), tells)


def next_unknown(
    follow: Callable[[Scenario], Scenario],
    scenario: Scenario,
    known: Callable[[Scenario], bool],
    cases: Sequence[Scenario],
) -> Scenario:
    """The first case after `scenario` whose outcome is not known; once round, a fresh one.

    follow: the case after a case. cases: whose settings a fresh one takes, in turn.
    """
    walked: set[Scenario] = set()
    case = follow(scenario)
    while known(case):
        if case in walked:
            return _fresh(scenario, known, cases)
        walked.add(case)
        case = follow(case)
    return case


def _fresh(
    scenario: Scenario, known: Callable[[Scenario], bool], cases: Sequence[Scenario]
) -> Scenario:
    """The first fresh case after `scenario`. At least one of `cases` must leave the seed free."""
    first = scenario.integer("seed") + 1 - FRESH if is_fresh(scenario) else 0
    drawn = (cases[n % len(cases)].with_values(seed=FRESH + n) for n in count(first))
    return next(case for case in drawn if is_fresh(case) and not known(case))


def is_fresh(scenario: Scenario) -> bool:
    """Whether the seed is one of those that come after a whole deck."""
    return FRESH <= scenario.integer("seed") < PLAY


def in_play(scenario: Scenario) -> Scenario:
    """The same settings with another of the draws that are for play."""
    seed = scenario.integer("seed")
    room = SEED_LIMIT + 1 - PLAY
    return scenario.with_values(seed=PLAY + (seed + 1 - PLAY if seed >= PLAY else seed) % room)
