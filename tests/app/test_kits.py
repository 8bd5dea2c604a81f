"""Every lab of the page, whatever is set: the next case can always be told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.bench.settings import _stops
from app.kits import KITS
from app.session import Session
from core.scenario import Scenario, address
from tests.app.sealed import revealed
from tests.supplied import provide

LABS = [lab for lab in KITS if lab != "strokes"]  # whose hints are tested with its phrases


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
    kit = KITS[lab]
    session = Session(kit.lab, kit.deck, lambda message: None)
    view = kit.view(session)
    for scenario in varied(kit.deck.first):
        session.visit(address(scenario), {})
        hint = view.next_hint()
        assert hint
        assert ": ." not in hint
        assert "{" not in hint


@pytest.mark.parametrize("lab", LABS)
def test_a_new_case_is_seen_to_its_end(lab: str) -> None:
    provide()
    kit = KITS[lab]
    view = kit.view(Session(kit.lab, kit.deck, lambda message: None))
    view.session.new_case()
    assert view.session.scenario == kit.deck.another(kit.deck.first)
    happened = revealed(view, view.session.outcomes[0])
    assert happened.answer in view.session.outcomes
    assert view.verdict.html
    assert view.onward.next.hint
