"""The film on the page: points before, each frame once while it is trained, all of it after."""

from __future__ import annotations

from typing import Any

import pytest

from app.labs.train.view import TrainView
from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from app.session.text_catalog import words
from app.ui.film import thousandths
from core.data import added_points
from core.labs.train.decoded_curve import ARROWS, FRAMES, REASONS, CurveOutcome
from tests.app.sealed import drawn, revealed
from tests.supplied import provide

NOISY = "?lab=train&data=ring&noise=0.2&seed=4"
LINEAR = "?lab=train&data=s&noise=0&model=linear&seed=0"
PICTURES = "?lab=train&data=toy&m=2&noise=0.3&penalty=none&seed=1"


@pytest.fixture
def view() -> TrainView:
    provide()
    registration = REGISTERED_LABS["train"]
    view = TrainView(Session(registration.lab, registration.deck, lambda message: None))
    view.session.visit(NOISY, {})
    return view


def table(view: TrainView) -> dict[str, Any]:
    twin: dict[str, Any] = next(tag["twin"] for tag in view.film.film.tags if "twin" in tag)
    return twin


def test_before_there_are_points_and_marks_and_nothing_else(view: TrainView) -> None:
    film = view.film.film
    shown = view.session.observation
    assert film.points == thousandths(shown.x)
    assert len(film.damaged) == 2 * ARROWS
    assert [letter for letter, *_ in film.marks] == ["A", "B", "C", "D"]
    assert film.frames == film.axis == []
    assert film.worst == view.verdict.html == ""
    assert film.sketching
    assert not film.adding
    assert [row[0] for row in table(view)["rows"]] == ["A", "B", "C", "D"]
    assert set(drawn(view).values()) == {0}


def test_each_frame_is_sent_once_while_it_is_trained_and_the_film_is_whole(
    view: TrainView,
) -> None:
    sent: list[list[Any]] = []
    view.film.film.param.watch(lambda event: sent.append(event.new), "frames")
    session = view.session
    session.predict("a")
    session.commit("a", 65)
    assert not view.film.film.sketching
    session.reveal()
    count = 0
    while session.running:
        session.advance()
        count += 1
        if count % 7 == 0:
            view.draw_step()
    view.draw()  # what else is entered sends nothing again
    firsts = [chunk[0] for chunk in sent]
    frames = [frame for chunk in sent for frame in chunk[1:]]
    assert len(sent) > 3
    assert firsts == [sum(len(chunk) - 1 for chunk in sent[:at]) for at in range(len(sent))]
    assert len(frames) == view.film.film.total == FRAMES + 1
    happened = session.outcome
    assert isinstance(happened, CurveOutcome)
    for frame, computed in zip(frames, happened.film.frames, strict=True):
        assert frame["curve"] == thousandths(computed.curve)
        assert frame["text"].startswith(f"Step {computed.step:,}: ")


def test_after_it_all_is_said(view: TrainView) -> None:
    happened = revealed(view, "b")
    film = view.film.film
    assert film.worst == happened.answer.upper()
    assert words("train")(
        "verdict.missed", letter=film.worst, away=f"{max(happened.miss):.2f}"
    ) in (view.verdict.html)
    assert len(table(view)["rows"]) == 11
    assert film.axis == []  # of a curved network PCA's axis says nothing
    assert {name for name, _ in film.key} == {"damaged", "decoded", "misses", "arrows"}


def test_the_line_of_a_linear_network_is_seen_beside_pca_s_axis(view: TrainView) -> None:
    view.session.visit(LINEAR, {})
    assert view.film.film.axis == []
    happened = revealed(view, "b")
    assert view.film.film.axis == thousandths(happened.film.axis)
    assert "pca_axis" in {name for name, _ in view.film.film.key}
    assert "from PCA's axis" in view.film.film.frames[-1]["text"]
    assert "0.0°" in view.verdict.html


def test_the_other_question_leaves_nothing_of_the_film(view: TrainView) -> None:
    revealed(view, "b")
    view.session.visit(PICTURES, {})
    film = view.film.film
    assert film.points == film.damaged == film.marks == film.frames == film.tags == []
    view.session.visit(NOISY, {})
    assert film.points
    assert film.frames == []


def test_points_are_added_in_play_and_taken_away(view: TrainView) -> None:
    film, session = view.film.film, view.session
    count = len(film.points)
    view.own_input("point", [0.5, 0.5])  # not before
    assert len(film.points) == count
    revealed(view, "b")
    session.play()
    assert film.adding
    assert not film.removable
    view.own_input("point", [0.5, -0.25])
    assert len(film.points) == count + 2
    assert film.frames == []
    assert film.removable
    added = added_points.read(session.scenario.text("added"))
    assert added.ravel() == pytest.approx([0.5, -0.25], abs=0.01)
    session.reveal()
    while session.running:
        session.advance()
    assert film.frames != []
    view.own_input("remove", None)
    assert len(film.points) == count
    assert session.trial_scenario["added"] == added_points.NONE


@pytest.mark.parametrize("reason", [*REASONS, "few"])
def test_each_reason_has_its_sentence(reason: str) -> None:
    assert words("train")(f"why.{reason}", letter="A", angle="0.1°")


def test_points_that_were_added_are_counted_among_the_settings(view: TrainView) -> None:
    scenario = view.session.scenario
    assert view.say.setting("added", scenario.with_values(added="80ff80ff")) == "Points added: 2"
    assert view.say.setting("added", scenario) == "Points added: none"
