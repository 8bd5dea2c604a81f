"""Which case comes next in the strokes lab: decks, next cases, transfer cases.

All rules look at the settings alone and never at an outcome, so the choice gives nothing away.
"""

from __future__ import annotations

from core.data.pattern_families import load_family
from core.labs.strokes.lab import STROKES
from core.trial.scenario import SEED_LIMIT, Scenario, default_scenario

TRANSFER_STRIDE = 1_000_000  # "other damage" adds this to the seed; deck seeds stay below it


def default_scenarios(family: str) -> tuple[Scenario, ...]:
    """The family's deck, in the order in which cases are asked."""
    start = default_scenario(STROKES.name, STROKES.parameters())
    return tuple(start.with_values(family=family, **case) for case in load_family(family).deck)


def next_case(scenario: Scenario) -> Scenario:
    """The deck's next case of the same family.

    The place in the deck is found by the seed (a transfer case keeps it up to the stride); a seed
    that is not in the deck starts at its remainder. Nothing about the outcome is looked at.
    """
    deck = default_scenarios(scenario.text("family"))
    seed = scenario.integer("seed") % TRANSFER_STRIDE
    seeds = [case.integer("seed") for case in deck]
    place = seeds.index(seed) + 1 if seed in seeds else seed
    return deck[place % len(deck)]


def transfer_case(scenario: Scenario) -> Scenario:
    """A related case, by a rule that looks at nothing but the settings.

    Always another draw of target and damage (the seed moves by TRANSFER_STRIDE), for the outcome
    map has just shown this one at every width. Odd seed: all else the same. Even seed: a far
    width, too, half the map's rows away.
    """
    seed = scenario.integer("seed")
    moved = seed + TRANSFER_STRIDE
    moved = moved if moved <= SEED_LIMIT else seed % TRANSFER_STRIDE
    if seed % 2:
        return scenario.with_values(seed=moved)
    widths, m = load_family(scenario.text("family")).map_widths, scenario.integer("m")
    row = sum(width < m for width in widths)  # the first row that is at least m
    far = (row + len(widths) // 2) % len(widths)
    return scenario.with_values(seed=moved, m=widths[far])


def draw_of(scenario: Scenario) -> str:
    """What a case is remembered by: the family and the seed.

    They fix the clean pattern, and the map shows what comes of it at every width and level.
    """
    return f"?lab={STROKES.name}&family={scenario['family']}&seed={scenario['seed']}"


def follow_up(scenario: Scenario) -> Scenario:
    """What is asked after a case: its transfer case, and after that the deck's next case."""
    if scenario.integer("seed") < TRANSFER_STRIDE:
        return transfer_case(scenario)
    return next_case(scenario)
