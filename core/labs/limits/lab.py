"""The limits lab: four questions about what an autoencoder cannot do, or does against its purpose.

The parameter "case" says which; the others, and the possible answers, depend on it.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.labs.limits.copying import COPY
from core.labs.limits.heavy_damage import AVERAGE
from core.labs.limits.question import LimitsObservation, LimitsOutcome, Question
from core.labs.limits.random_codes import RANDOM
from core.labs.limits.walk import WALK
from core.trial.deck import Deck, deck_of
from core.trial.parameters import Choice, Decimal, Integer, Parameter, Value
from core.trial.scenario import SEED_LIMIT, Scenario

QUESTIONS: Mapping[str, Question] = {
    "random": RANDOM, "walk": WALK, "copy": COPY, "average": AVERAGE,
}  # fmt: skip
SUPPLIES = (
    *(f"digits-{side}-{part}" for side in (28, 8) for part in ("train", "test")),
    *(f"network-plain-{m}" for m in RANDOM.widths.allowed),
    "network-small-overcomplete",
    "network-small-overcomplete-mask-0.3",
    "network-small-overcomplete-mask-0.9",
)


def _ways(before: Mapping[str, Value]) -> Choice:
    return QUESTIONS[str(before["case"])].ways


def _widths(before: Mapping[str, Value]) -> Choice:
    return QUESTIONS[str(before["case"])].widths


def _levels(before: Mapping[str, Value]) -> Decimal:
    return QUESTIONS[str(before["case"])].levels


_PARAMETERS = (
    Parameter("case", Choice(tuple(QUESTIONS), "random")),
    Parameter("way", _ways),
    Parameter("m", _widths),
    Parameter("level", _levels),
    Parameter("seed", Integer(0, SEED_LIMIT, 1)),
)


class LimitsLab:
    """See `core.trial.lab.Lab`."""

    name = "limits"

    def parameters(self) -> tuple[Parameter, ...]:
        """Which question, in which way, at which width and level, and which digits or codes."""
        return _PARAMETERS

    def observe(self, scenario: Scenario) -> LimitsObservation:
        """What goes in."""
        return _question(scenario).observe(scenario)

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """The answers to the scenario's question."""
        return _question(scenario).outcomes

    def outcome(self, scenario: Scenario) -> LimitsOutcome:
        """What comes out."""
        return _question(scenario).outcome(scenario)


def _question(scenario: Scenario) -> Question:
    return QUESTIONS[scenario.text("case")]


LIMITS = LimitsLab()


def revealed_with(scenario: Scenario) -> tuple[Scenario, ...]:
    """The cases whose answers its outcome shows: of a walk all places."""
    if scenario.text("case") != "walk":
        return (scenario,)
    return tuple(scenario.with_values(level=level) for level in WALK.levels.values())


DECK: Deck = deck_of(
    LIMITS,
    (
        {"case": "random", "way": "fitted", "m": "32", "level": 1.0, "seed": 2},
        {"case": "random", "way": "fitted", "m": "2", "level": 1.0, "seed": 1},
        {"case": "walk", "way": "different", "m": "8", "level": 0.5, "seed": 10},
        {"case": "walk", "way": "different", "m": "2", "level": 0.5, "seed": 10},
        {"case": "copy", "way": "plain", "level": 0.3, "seed": 1},
        {"case": "copy", "way": "denoising", "level": 0.3, "seed": 1},
        {"case": "average", "way": "heavily", "level": 0.9, "seed": 1},
        {"case": "average", "way": "heavily", "level": 0.5, "seed": 6},
        {"case": "random", "way": "normal", "m": "8", "level": 1.0, "seed": 3},
        {"case": "random", "way": "fitted", "m": "2", "level": 2.0, "seed": 2},
        {"case": "walk", "way": "same", "m": "8", "level": 0.5, "seed": 12},
        {"case": "walk", "way": "same", "m": "2", "level": 0.5, "seed": 12},
        {"case": "copy", "way": "denoising", "level": 0.05, "seed": 4},
        {"case": "copy", "way": "denoising", "level": 0.1, "seed": 4},
        {"case": "average", "way": "lightly", "level": 0.9, "seed": 2},
        {"case": "average", "way": "heavily", "level": 0.3, "seed": 3},
    ),
    revealed_with,
)
