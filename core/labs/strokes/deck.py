"""Which case comes next in the strokes lab: the decks of `decks.toml`, one for each family.

No rule here looks at an outcome, so the choice gives nothing away. A deck's cases come in pairs, a
case and its transfer case, and each has a draw of target and damage of its own: what one shows at
other widths and levels says nothing of another.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from core.labs.strokes.lab import STROKES
from core.trial.scenario import Scenario, default_scenario


@cache
def default_scenarios(family: str) -> tuple[Scenario, ...]:
    """The family's deck, in the order in which cases are asked; without one the default case.

    Raises ValueError for a case that the lab does not have.
    """
    start = default_scenario(STROKES.name, STROKES.parameters()).with_values(family=family)
    decks = tomllib.loads(
        resources.files("core.labs.strokes").joinpath("decks.toml").read_text("utf-8")
    )
    cases = []
    for given in decks.get(family, [{}]):
        case = start.with_values(**given)
        if any(case[name] != value for name, value in given.items()):
            raise ValueError(f"decks.toml: {family} has {given!r}; the nearest is {case!r:.200}")
        cases.append(case)
    return tuple(cases)


def next_case(scenario: Scenario) -> Scenario:
    """The case of the family's deck that follows this one; from outside the deck, its first.

    A case whose settings were changed is still found, by its draw.
    """
    deck = default_scenarios(scenario.text("family"))
    draws = [draw_of(case) for case in deck]
    here = draw_of(scenario)
    return deck[(draws.index(here) + 1) % len(deck)] if here in draws else deck[0]


def draw_of(scenario: Scenario) -> str:
    """What a case is remembered by: the family and the seed.

    They fix the clean pattern, and the map shows what comes of it at every width and level.
    """
    return f"?lab={STROKES.name}&family={scenario['family']}&seed={scenario['seed']}"
