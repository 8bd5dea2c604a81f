"""What a lab says of itself: its folder registers it by being there, see `app.runtime.registry`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.session.seen_cases import DeckRules
from app.ui.lab_view import LabView
from core.trial.deck import Deck
from core.trial.lab import Lab
from core.trial.scenario import SEED_LIMIT, Scenario


@dataclass(frozen=True)
class LabRegistration:
    """A lab and what belongs to it.

    place: its number in the list of labs, from 1. supplies: its data, by name in
    `core.data.provided_files`.
    """

    place: int
    lab: Lab[Any, Any]
    deck: DeckRules
    view: type[LabView]
    supplies: tuple[str, ...] = ()


def with_deck(
    place: int, lab: Lab[Any, Any], deck: Deck, view: type[LabView],
    supplies: tuple[str, ...] = (),
) -> LabRegistration:  # fmt: skip
    """A lab whose deck is a list of cases; another case of a kind has another seed."""
    rules = DeckRules(deck.first, deck.follow, _other_seed, lambda _: deck.cases, deck.reveals)
    return LabRegistration(place, lab, rules, view, supplies)


def _other_seed(scenario: Scenario) -> Scenario:
    """The same settings with other draws."""
    return scenario.with_values(seed=(scenario.integer("seed") + 1) % (SEED_LIMIT + 1))
