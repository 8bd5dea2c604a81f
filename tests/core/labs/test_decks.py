"""Decks of all labs but strokes, which has its own test: nothing gives a case's answer away."""

from __future__ import annotations

import pytest

from app.runtime.registry import REGISTERED_LABS
from core.trial.scenario import Scenario
from tests.guesser import guesser_share, modal_share
from tests.outcomes import outcome_of
from tests.supplied import provide

LABS = [lab for lab in REGISTERED_LABS if lab != "strokes"]
HARDLY_SEED = {"anomaly", "features"}  # what one draw shows nearly holds for another


def cases_of(lab: str) -> tuple[Scenario, ...]:
    provide()
    deck = REGISTERED_LABS[lab].deck
    return deck.cases(deck.first)


@pytest.mark.parametrize("lab", LABS)
def test_the_settings_do_not_give_the_answer_away(lab: str) -> None:
    cases = [(case, outcome_of(REGISTERED_LABS[lab].lab, case).answer) for case in cases_of(lab)]
    assert guesser_share(cases) <= 0.55
    assert modal_share(cases) <= 0.45


@pytest.mark.parametrize("lab", LABS)
def test_no_reveal_shows_the_answer_of_a_later_case(lab: str) -> None:
    deck, shown = REGISTERED_LABS[lab].deck, set()
    for case in cases_of(lab):
        key = case.with_values(seed=0) if lab in HARDLY_SEED else case
        assert key not in shown, dict(case.values)
        told = set(deck.tells(case))
        shown |= {one.with_values(seed=0) for one in told} if lab in HARDLY_SEED else told
