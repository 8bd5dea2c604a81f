"""The walk lab's view: sealed before, all there after, and a flag that a hand moves."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.labs.walk.view import WalkView
from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from app.ui import hand
from core.labs.walk.by_hand import decoded_at
from core.labs.walk.lab import DECK, QUESTIONS, WALK
from core.numerics.picture_levels import levels
from core.trial.scenario import address
from tests.supplied import provide

FIRST = {ask: next(case for case in DECK.cases if case["ask"] == ask) for ask in QUESTIONS}


@pytest.fixture
def view() -> WalkView:
    provide()
    registration = REGISTERED_LABS["walk"]
    return WalkView(Session(registration.lab, registration.deck, lambda message: None))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(hand.time, "monotonic", lambda: now[0])
    return now


def pose(view: WalkView, ask: str) -> None:
    view.session.visit(address(FIRST[ask]), {})


def reveal(view: WalkView) -> None:
    view.session.predict(view.session.outcomes[0])
    view.session.commit(view.session.choice, 65)
    view.session.reveal()


def sealed(view: WalkView) -> list[Any]:
    figures = (view.rows.figures["result"], view.rows.figures["compared"])
    return [
        view.verdict.html, view.rows.notes["result"].html, view.rows.notes["compared"].html,
        *(figure._images.data["image"] for figure in figures),
    ]  # fmt: skip


@pytest.mark.parametrize("ask", QUESTIONS)
def test_nothing_is_drawn_before_and_all_after(view: WalkView, ask: str) -> None:
    pose(view, ask)
    assert not any(map(len, sealed(view)))
    assert (view.map.pixels, view.map.told, view.map.dots) == ("", "", [])
    assert view.map.sealed == (ask != "samples")
    assert len(view.map.points) == 3 * 1000
    view.session.predict(view.session.outcomes[1])
    view.session.commit(view.session.choice, 65)
    assert not any(map(len, sealed(view)))
    assert view.map.pixels == ""
    view.session.reveal()
    assert all(map(len, sealed(view)))
    assert bool(view.map.pixels) == bool(view.map.told) == (ask != "samples")
    assert len(view.map.dots) == (20 if ask == "samples" else 0)
    assert not re.search(r"[{}]", view.verdict.html + view.brief.html)


@pytest.mark.parametrize("scenario", DECK.cases, ids=address)
def test_every_case_of_the_deck_has_its_words(view: WalkView, scenario: Any) -> None:
    view.session.visit(address(scenario), {})
    reveal(view)
    told = view.verdict.html + view.rows.notes["result"].html + view.rows.notes["compared"].html
    assert not re.search(r"[{}]", told + view.map.label)
    (twin,) = [tag["twin"] for tag in view.map.tags]
    assert [row[0] for row in twin["rows"]] == list("0123456789")


def test_the_flag_moves_before_the_commit_and_nothing_is_decoded(
    view: WalkView, clock: list[float]
) -> None:
    pose(view, "flag")
    before = view.session.scenario
    view.own_input("mark", [0.5, 0.25])
    assert view.session.scenario == before  # the hand may move on
    assert view.running
    assert view.rest > 0.0
    view.advance()
    assert view.session.scenario == before
    clock[0] += 1.0
    view.advance()
    assert not view.running
    assert view.map.marks[-1] == pytest.approx([0.5, 0.25], abs=0.006)
    assert view.session.scenario != before
    assert view.map.pixels == ""
    assert view.session.phase == "posed"


def test_after_the_commit_the_flag_stands(view: WalkView, clock: list[float]) -> None:
    pose(view, "flag")
    view.session.predict("4")
    view.session.commit("4", 65)
    assert not view.map.free
    view.own_input("mark", [0.5, 0.25])
    assert not view.running
    view.session.reveal()
    view.own_input("mark", [0.5, 0.25])
    assert not view.running


def test_in_play_the_decoder_answers_the_hand_at_once(view: WalkView, clock: list[float]) -> None:
    pose(view, "flag")
    reveal(view)
    view.session.play()
    assert view.map.free
    view.own_input("mark", [-0.3, 0.7])
    image = decoded_at(view.session.scenario, [-0.3, 0.7])
    assert view.map.pixels == levels(image)
    clock[0] += 1.0
    view.advance()
    assert view.map.marks[-1] == pytest.approx([-0.3, 0.7], abs=0.006)
    assert view.session.outcome.answer == WALK.outcome(view.session.scenario).answer


def test_what_is_no_place_is_refused(view: WalkView) -> None:
    with pytest.raises(ValueError, match="two finite numbers"):
        view.own_input("mark", [1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="no control"):
        view.own_input("flagg", [1.0, 2.0])


def test_random_codes_have_no_flag(view: WalkView) -> None:
    pose(view, "samples")
    view.own_input("mark", [0.1, 0.1])
    assert not view.running


@pytest.mark.parametrize("beta", ["1", "10"])
def test_the_reason_is_the_one_that_decided(view: WalkView, beta: str) -> None:
    scenario, said = FIRST["flag"].with_values(model="vae", beta=beta), set()
    for seed in range(30):
        happened = WALK.outcome(scenario.with_values(seed=seed))
        if happened.answer != "none" or happened.figures["away"] > 0.12:
            continue
        why, votes = view.say.why(happened), int(happened.figures["votes"])
        assert ("0.71 is allowed" in why) is (votes >= 4)
        assert (f"only {votes} are the same" in why) is (votes < 4)
        said.add(votes >= 4)
    assert said == {False, True}


def test_random_codes_are_said_to_cost_what_they_cost(view: WalkView) -> None:
    said = set()
    for model, beta in (("vae", "1"), ("vae", "30"), ("autoencoder", "none")):
        for seed in range(6):
            scenario = FIRST["samples"].with_values(model=model, beta=beta, seed=seed)
            happened = WALK.outcome(scenario)
            costs = happened.figures["count"] / 20 < happened.figures["real"] / 8
            assert ("is what drawing at random costs" in view.say.why(happened)) is costs
            said.add(costs)
    assert said == {False, True}
