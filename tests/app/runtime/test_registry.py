"""Every lab of the page, whatever is set: the next case can always be told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from app.ui.settings import _stops
from core.trial.scenario import Scenario, address
from tests.app.sealed import revealed
from tests.supplied import provide

LABS = [
    lab for lab in REGISTERED_LABS if lab != "strokes"
]  # whose hints are tested with its phrases


def varied(first: Scenario) -> Iterator[Scenario]:
    """The case with one setting changed, for each setting and some of its values; another seed."""
    for parameter in first.parameters:
        if parameter.name == "seed":
            yield first.with_values(seed=first.integer("seed") + 1)
            continue
        stops = _stops(first.kind(parameter.name))
        for stop in {stops[0], stops[len(stops) // 2], stops[-1]}:
            yield first.with_values(**{parameter.name: stop})


@pytest.mark.parametrize("lab", LABS)
def test_from_any_setting_the_next_case_is_told(lab: str) -> None:
    provide()
    registration = REGISTERED_LABS[lab]
    session = Session(registration.lab, registration.deck, lambda message: None)
    view = registration.view(session)
    for scenario in varied(registration.deck.first):
        session.visit(address(scenario), {})
        hint = view.next_hint()
        assert hint
        assert ": ." not in hint
        assert "{" not in hint


@pytest.mark.parametrize("lab", LABS)
def test_a_new_case_is_seen_to_its_end(lab: str) -> None:
    provide()
    registration = REGISTERED_LABS[lab]
    view = registration.view(Session(registration.lab, registration.deck, lambda message: None))
    view.session.new_case()
    assert view.session.scenario == registration.deck.another(registration.deck.first)
    happened = revealed(view, view.session.outcomes[0])
    assert happened.answer in view.session.outcomes
    assert view.verdict.html
    assert view.follow_up.next.hint
