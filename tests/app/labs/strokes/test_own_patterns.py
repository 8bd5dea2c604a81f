"""Own patterns in play: drawn, answered for, refused with a word, passed on, kept on a reload."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import numpy as np
import pytest

from app.session.text_catalog import words
from core.data.own_patterns import own_family
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from core.trial.lab import parameters_by_lab
from core.trial.scenario import address, parse
from tests.app.fake_browser import FIRST
from tests.app.fake_page import FakePage

PAIR = "own-2x3-2-33-12"
SAY = words("strokes")


def in_play() -> FakePage:
    page = FakePage()
    page.commit()
    page.press("see")
    page.press("play")
    page.enter("family", "own")
    return page


def draw(page: FakePage, name: str) -> list[dict[str, Any]]:
    return page.ask(type="lab_input", control="own", value=name)


def test_play_offers_patterns_to_begin_with() -> None:
    page = in_play()
    begun = own_family("own").name
    editor, picker = page.models["own"], page.models["family"]
    assert (editor.value, editor.offered, editor.problem) == (begun, True, "")
    assert picker.value == begun
    assert picker.options[-1] == [begun, SAY("own.option")]
    assert "patterns that were drawn here" in page.models["brief"].html


def test_everything_answers_for_a_set_that_was_drawn() -> None:
    page = in_play()
    draw(page, PAIR)
    session = page.session
    assert session.scenario["family"] == PAIR
    assert session.outcome.target_name in "AB"
    assert page.models["stage"].shape == [2, 3]
    assert page.models["own"].problem == ""
    assert "“" not in page.models["verdict"].html
    assert re.search(r"[Pp]attern [AB]", page.models["verdict"].html)
    link = re.search(r'href="([^"]+)"', page.models["own_link"].html)
    assert link is not None
    scenario, notices = parse(unescape(link[1]), parameters_by_lab([STROKES]))
    assert (scenario, notices) == (default_scenarios(PAIR)[0], ())


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("own-2x3-3-33-12-00", "Pattern C is still empty"),
        ("own-2x3-3-33-12-33", "Patterns A and C look the same"),
        ("own-2x3-1-33", "Two patterns at least"),
        ("own-1x1-2-0-1", "One pixel is too few"),
        ("own-2x3-3-33-12", "cannot be read"),
        ("segments", "cannot be read"), ("", "cannot be read"),
    ],
)  # fmt: skip
def test_a_set_that_is_none_is_told_and_the_last_one_stays(name: str, told: str) -> None:
    page = in_play()
    draw(page, PAIR)
    draw(page, name)
    editor = page.models["own"]
    assert told in editor.problem
    assert page.session.scenario["family"] == PAIR
    assert editor.value == name  # what was drawn stays
    draw(page, "own-2x3-2-33-21")
    assert (editor.problem, page.session.scenario["family"]) == ("", "own-2x3-2-33-21")


def test_a_set_is_there_again_after_other_patterns() -> None:
    page = in_play()
    draw(page, PAIR)
    page.enter("family", "toy")
    assert not page.models["own"].offered
    assert page.models["own_link"].html == ""
    assert page.models["family"].options[-1][0] == PAIR
    page.enter("family", PAIR)
    assert page.models["own"].value == PAIR


def test_nothing_comes_of_it_while_a_case_is_committed() -> None:
    page = FakePage()
    page.enter("family", "own")
    page.commit("is_a" if page.session.scenario["ask"] == "which" else "blend")
    before = page.session.scenario
    draw(page, PAIR)
    assert page.session.scenario == before
    assert page.models["own"].value == before["family"]
    assert page.models["own"].locked


def test_a_reload_comes_back_to_the_set() -> None:
    page = in_play()
    draw(page, PAIR)
    *_, state = (m for m in page.ask(type="change", name="m", value=1) if m["type"] == "state")
    bench = state["bench"]
    assert bench == address(page.session.scenario)
    kept = {address(FIRST): {"trial": page_trial(page)}}
    again = FakePage(trials=kept, played={"address": address(FIRST), "bench": bench})
    assert again.session.playing
    assert again.session.scenario == page.session.scenario
    np.testing.assert_array_equal(again.session.outcome.x, page.session.outcome.x)


@pytest.mark.parametrize("bench", ["?lab=pca", "?lab=strokes&family=own-2x3-9", "nonsense", ""])
def test_what_play_had_set_may_be_anything(bench: str) -> None:
    page = in_play()
    kept = {address(FIRST): {"trial": page_trial(page)}}
    again = FakePage(trials=kept, played={"address": address(FIRST), "bench": bench})
    assert again.session.phase == "revealed"
    assert again.session.playing == ("pca" not in bench)
    # nothing was revealed, so nothing is shown
    fresh = FakePage(played={"address": address(FIRST), "bench": bench})
    assert (fresh.session.phase, fresh.session.playing) == ("posed", False)
    assert fresh.session.outcome is None
    other = {"address": address(FIRST.with_values(seed=9)), "bench": bench}
    assert not FakePage(trials=kept, played=other).session.playing  # it was in another case


def test_play_on_one_set_does_not_tell_another() -> None:
    page = in_play()
    draw(page, PAIR)
    case = default_scenarios("own-2x3-2-33-21")[0]
    page.ask(type="visit", search=address(case), played=None, trials={})
    assert page.session.counts
    page.ask(type="visit", search=address(page.session.scenario.with_values(family=PAIR,
             seed=FIRST["seed"])), played=None, trials={})  # fmt: skip
    assert not page.session.counts


def test_a_next_case_asks_of_the_same_set() -> None:
    case = default_scenarios(PAIR)[0]
    page = FakePage(search=address(case))
    assert page.session.trial_scenario == case
    page.commit("is_a")
    page.press("see")
    assert "the next" not in page.models["verdict"].html
    page.press("next")
    assert page.session.trial_scenario == default_scenarios(PAIR)[1]
    assert page.session.parts == 6


def page_trial(page: FakePage) -> Any:
    """What the browser was told to keep of the trial."""
    kept = [json.loads(text) for text in page.sent]
    return [message for message in kept if message["type"] == "keep"][-1]["trial"]
