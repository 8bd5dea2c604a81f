"""A next case says which settings differ from the case before it, in every lab."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from app.runtime.registry import REGISTERED_LABS
from app.session.text_catalog import words
from core.trial.scenario import address, default_scenario
from tests.app.fake_browser import DECK, FIRST, FakeBrowser
from tests.app.fake_page import FakePage


@pytest.mark.parametrize("lab", REGISTERED_LABS)
def test_each_step_of_each_deck_is_told(lab: str) -> None:
    registration = REGISTERED_LABS[lab]
    say = registration.view.wording(lab)
    cases = registration.deck.cases(registration.deck.first)
    same = words(lab)("changed.draw")
    for before, now in pairwise(cases):
        told = say.changed(before, now)
        assert not re.search(r"None|[{}]|: [,.]", told), told
        differ = {name for name in now.values if before[name] != now[name]} - {"seed"}
        if not differ:
            assert same in told
        elif same not in told:
            assert any(say.setting(name, now) in told for name in differ)
            kept = {name for name in now.values if before[name] == now[name]} - {"seed"}
            assert not any(say.setting(name, now) in told for name in kept)


def test_by_hand() -> None:
    say = REGISTERED_LABS["train"].view.wording("train")
    lab = REGISTERED_LABS["train"].lab
    case = default_scenario("train", lab.parameters()).with_values(m=8, noise=0.0)
    told = say.changed(case, case.with_values(m=16, noise=0.3))
    assert "Width m: 16" in told
    assert "30\u00a0%" in told


def test_it_is_told_of_a_next_case_alone() -> None:
    page = FakePage()
    line = page.models["changed"]
    assert "changed" not in line.html
    page.commit()
    page.press("see")
    page.press("next")
    coming = page.session.trial_scenario
    assert "changed" in line.html
    page.commit(page.session.outcomes[0] * page.session.parts)
    assert "changed" not in line.html
    page.ask(type="visit", search=address(coming), played=None, trials={})
    assert "changed" not in line.html


def test_the_case_before_is_known_until_the_next_visit() -> None:
    desk = FakeBrowser().revealed()
    assert desk.session.before is None
    desk.session.next_case()
    assert desk.session.before == FIRST
    desk.session.visit(address(DECK.follow(FIRST)), desk.trials)
    assert desk.session.before is None
