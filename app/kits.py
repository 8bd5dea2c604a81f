"""The labs: each with its deck, its view, and the data that it needs, in the page's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.labs.anomaly import AnomalyView
from app.labs.digits import DigitsView
from app.labs.features import FeaturesView
from app.labs.limits import LimitsView
from app.labs.pca import PcaView
from app.labs.strokes import StrokesView
from app.labs.train import TrainView
from app.session import Session
from app.state import Deck
from core import cases
from core.decks import Listed
from core.lab import Lab
from core.labs import anomaly, digits, features, limits, pca, train
from core.labs.strokes import STROKES
from core.scenario import SEED_LIMIT, Scenario, default_scenario


@dataclass(frozen=True)
class Kit:
    """A lab and what belongs to it. supplies: its data, by name in `core.supplies`."""

    lab: Lab[Any, Any]
    deck: Deck
    view: Callable[[Session], Any]
    supplies: tuple[str, ...] = ()


def _strokes() -> Kit:
    family = default_scenario(STROKES.name, STROKES.parameters()).text("family")
    deck = Deck(cases.default_scenarios(family)[0], cases.follow_up, cases.next_case)
    return Kit(STROKES, deck, StrokesView)


def _listed(
    lab: Lab[Any, Any], deck: Listed, view: Callable[[Session], Any], supplies: tuple[str, ...]
) -> Kit:
    return Kit(lab, Deck(deck.first, deck.follow, _other_seed), view, supplies)


def _other_seed(scenario: Scenario) -> Scenario:
    """The same settings with other draws."""
    return scenario.with_values(seed=(scenario.integer("seed") + 1) % (SEED_LIMIT + 1))


KITS: dict[str, Kit] = {
    kit.lab.name: kit
    for kit in (
        _strokes(),
        _listed(train.TRAIN, train.DECK, TrainView, train.SUPPLIES),
        _listed(pca.PCA, pca.DECK, PcaView, pca.SUPPLIES),
        _listed(digits.DIGITS, digits.DECK, DigitsView, digits.SUPPLIES),
        _listed(anomaly.ANOMALY, anomaly.DECK, AnomalyView, anomaly.SUPPLIES),
        _listed(features.FEATURES, features.DECK, FeaturesView, features.SUPPLIES),
        _listed(limits.LIMITS, limits.DECK, LimitsView, limits.SUPPLIES),
    )
}
