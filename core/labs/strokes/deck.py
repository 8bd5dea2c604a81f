"""Which case comes next in the strokes lab: the decks of `decks.toml`, one for each family.

No rule here looks at an outcome, so the choice gives nothing away. A deck's cases come in pairs, a
case and its transfer case, and each has a draw of target and damage of its own: what one shows at
other widths and levels says nothing of another.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from core.data.own_patterns import PREFIX, is_own, own_seed
from core.labs.strokes.lab import STROKES, family_of
from core.trial.parameters import Value
from core.trial.scenario import Scenario, default_scenario


@lru_cache(maxsize=64)
def default_scenarios(family: str) -> tuple[Scenario, ...]:
    """The family's deck, in the order in which cases are asked; without one the default case.

    Raises ValueError for a case that the lab does not have.
    """
    start = default_scenario(STROKES.name, STROKES.parameters()).with_values(family=family)
    if is_own(family):
        return tuple(start.with_values(**given) for given in _own_cases(family))
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


def _own_cases(name: str) -> list[dict[str, Value]]:
    """What is asked of a learner's own patterns: as wide as there are patterns, then otherwise."""
    family, seed = family_of(name), own_seed(name)
    wide = min(family.n, family.d)
    cases: list[dict[str, Value]] = [
        {"m": wide, "level": 0.4, "ask": "which"},
        {"m": 1, "level": 0.4, "ask": "paint"},
        {"m": wide, "level": 0.7, "ask": "which"},
        {"m": 2, "level": 0.3, "ask": "which"},
        {"m": family.d, "level": 0.3, "mode": "plain", "ask": "which"},
        {"m": 2, "level": 0.5, "ask": "paint"},
    ]
    return [{**case, "seed": seed + at} for at, case in enumerate(cases)]


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

    They fix the clean pattern, and the map shows what comes of it at every width and level. All of
    a learner's own patterns count as one family: each has seeds of its own, and they are many.
    """
    family = scenario.text("family")
    name = PREFIX if is_own(family) else family
    return f"?lab={STROKES.name}&family={name}&seed={scenario['seed']}"
