"""The train lab's view: nothing before, everything after, each reason has its sentence."""

from __future__ import annotations

import pytest

from app.labs.train.view import TrainView
from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from app.session.text_catalog import words
from tests.app.sealed import drawn, revealed
from tests.supplied import provide

QUICK = "?lab=train&data=toy&m=2&noise=0.3&penalty=none&seed=1"


@pytest.fixture
def view() -> TrainView:
    provide()
    registration = REGISTERED_LABS["train"]
    view = TrainView(Session(registration.lab, registration.deck, lambda message: None))
    view.session.visit(QUICK, {})
    return view


def test_nothing_is_drawn_before_and_all_after(view: TrainView) -> None:
    assert set(drawn(view).values()) == {0}
    assert view.verdict.html == view.pictures.strokes_note.html == ""
    happened = revealed(view, "half")
    assert all(drawn(view).values())
    assert f"{100 * happened.left:.0f}\u00a0%" in view.verdict.html
    assert f"{happened.error:.4f}" in view.verdict.html


def test_a_share_below_a_band_does_not_read_as_its_end(view: TrainView) -> None:
    view.session.change("tied", "yes")
    happened = revealed(view, "half")
    assert (happened.answer, f"{100 * happened.left:.0f}") == ("little", "40")  # it is less
    assert "39.8\u00a0% of the damage is left" in view.verdict.html


def test_it_is_watched_and_can_be_stopped(view: TrainView) -> None:
    session = view.session
    session.predict("half")
    session.commit(session.choice, 65)
    session.reveal()
    assert view.prediction.stop.offered
    session.advance()
    view.draw_step()
    assert view.prediction.meter.shown
    assert session.step is not None
    assert view.pictures.loss._lines["left"].data["x"] != []
    assert view.verdict.html == ""
    session.pause()
    assert view.prediction.see.label == words("lab")("buttons.go_on")
    assert view.prediction.meter.text.startswith("Stopped after step 1 of 400")
    assert session.phase == "committed"


def test_a_setting_that_changes_in_play_takes_the_outcome_away(view: TrainView) -> None:
    revealed(view, "half")
    view.session.play()
    assert not view.prediction.see.offered
    view.session.change("m", 3)
    assert set(drawn(view).values()) == {0}
    assert view.verdict.html == ""
    assert view.prediction.see.label == words("lab")("buttons.run")


@pytest.mark.parametrize(
    "reason", ["learned", "copies", "heavy", "narrow", "penalised", "collapsed", "diverged"]
)
def test_each_reason_has_its_sentence(reason: str) -> None:
    assert words("train")(f"why.{reason}", numbers="four numbers")


def test_the_next_case_is_told_from_any(view: TrainView) -> None:
    for search in ("", QUICK):
        view.session.visit(search, {})
        assert view.next_hint()
