"""The walk lab: where one stands in a code of two numbers, and what the decoder draws there.

The parameter "ask" says which question it is; the map belongs to "model" and "beta".
"""

from __future__ import annotations

from collections.abc import Mapping

from core.labs.walk.code_map import BETAS, MODELS, NETWORKS, NO_BETA
from core.labs.walk.flag import FLAG
from core.labs.walk.line import LINE
from core.labs.walk.question import Question, WalkObservation, WalkOutcome
from core.labs.walk.samples import SAMPLES
from core.trial.deck import Deck, deck_of
from core.trial.parameters import Choice, Decimal, Integer, Parameter, Value
from core.trial.scenario import SEED_LIMIT, Scenario

QUESTIONS: Mapping[str, Question] = {"flag": FLAG, "line": LINE, "samples": SAMPLES}
SUPPLIES = ("digits-28-train", "digits-28-test", *NETWORKS)
FAR = 2.0  # map units: from one edge to the other


def _betas(before: Mapping[str, Value]) -> Choice:
    vae = before["model"] == "vae"
    return Choice(BETAS, BETAS[0]) if vae else Choice((NO_BETA,), NO_BETA)


def _offsets(before: Mapping[str, Value]) -> Decimal:
    moved = 0.0 if before["ask"] == "samples" else FAR
    return Decimal(-moved, moved, 0.01, 0.0)


_PARAMETERS = (
    Parameter("ask", Choice(tuple(QUESTIONS), "flag")),
    Parameter("model", Choice(MODELS, MODELS[0])),
    Parameter("beta", _betas),
    Parameter("x", _offsets),
    Parameter("y", _offsets),
    Parameter("seed", Integer(0, SEED_LIMIT, 1)),
)


class WalkLab:
    """See `core.trial.lab.Lab`."""

    name = "walk"

    def parameters(self) -> tuple[Parameter, ...]:
        """Which question, whose map, how far the mark is moved from the seed's place, and that."""
        return _PARAMETERS

    def observe(self, scenario: Scenario) -> WalkObservation:
        """The map and what is marked on it."""
        return _question(scenario).observe(scenario)

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """The answers to the scenario's question."""
        return _question(scenario).outcomes

    def outcome(self, scenario: Scenario) -> WalkOutcome:
        """What the decoder draws."""
        return _question(scenario).outcome(scenario)


def _question(scenario: Scenario) -> Question:
    return QUESTIONS[scenario.text("ask")]


WALK = WalkLab()

_VAE, _PLAIN, _PCA = {"model": "vae"}, {"model": "autoencoder"}, {"model": "pca"}

DECK: Deck = deck_of(
    WALK,
    (
        {"ask": "flag", **_VAE, "beta": "1", "seed": 6},
        {"ask": "flag", **_PLAIN, "seed": 12},
        {"ask": "flag", **_PLAIN, "seed": 75},
        {"ask": "flag", **_VAE, "beta": "1", "seed": 81},
        {"ask": "line", **_VAE, "beta": "1", "seed": 15},
        {"ask": "line", **_PLAIN, "seed": 33},
        {"ask": "samples", **_PLAIN, "seed": 2},
        {"ask": "samples", **_VAE, "beta": "1", "seed": 1},
        {"ask": "flag", **_PCA, "seed": 5},
        {"ask": "line", **_PCA, "seed": 51},
        {"ask": "flag", **_VAE, "beta": "10", "seed": 9},
        {"ask": "flag", **_VAE, "beta": "0.1", "seed": 64},
        {"ask": "line", **_VAE, "beta": "0.1", "seed": 37},
        {"ask": "line", **_VAE, "beta": "4", "seed": 13},
        {"ask": "flag", **_VAE, "beta": "4", "seed": 18},
        {"ask": "line", **_VAE, "beta": "1", "seed": 98},
        {"ask": "flag", **_VAE, "beta": "30", "seed": 3},
        {"ask": "flag", **_PLAIN, "seed": 110},
        {"ask": "samples", **_VAE, "beta": "10", "seed": 7},
    ),
)
