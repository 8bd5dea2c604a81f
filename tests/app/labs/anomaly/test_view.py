"""The anomaly lab's view: sealed before, all there after, a threshold to move, every reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.labs.anomaly.view import FALSE_ALARMS, USUAL, AnomalyView
from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from core.labs.anomaly.lab import BANDS, EXAMPLES, SCORES
from tests.app.sealed import drawn, revealed
from tests.supplied import provide


@pytest.fixture
def view() -> AnomalyView:
    provide()
    registration = REGISTERED_LABS["anomaly"]
    return AnomalyView(Session(registration.lab, registration.deck, lambda message: None))


def reveal(view: AnomalyView) -> Any:
    return revealed(view, "mostly")


def test_nothing_is_drawn_before_and_all_after(view: AnomalyView) -> None:
    assert set(drawn(view).values()) == {0}
    assert view.verdict.html == view.flagged.html == view.hidden_note.html == ""
    assert len(view.examples._images.data["image"]) == 2 * EXAMPLES
    session = view.session
    session.predict("mostly")
    session.commit(session.choice, 65)
    session.reveal()
    session.advance()
    view.draw_step()
    assert "50 digits" in view.flagged.html
    assert set(drawn(view).values()) == {0}
    while session.running:
        session.advance()
    assert all(drawn(view).values())
    assert f"{session.outcome.auroc:.3f}" in view.verdict.html
    session.next_case()
    assert set(drawn(view).values()) == {0}
    assert view.verdict.html == view.flagged.html == ""


def move(view: AnomalyView, position: int) -> None:
    """Move the threshold as the page does."""
    message = {"type": "lab_input", "control": "threshold", "value": FALSE_ALARMS[position]}
    view.take(message)
    view.own_input("threshold", message["value"])


def test_the_threshold_moves_in_play(view: AnomalyView) -> None:
    happened = reveal(view)
    view.session.play()
    before = view.scores._threshold.data["x"]
    assert FALSE_ALARMS[view.threshold.position] == 0.05
    move(view, len(FALSE_ALARMS) - 1)
    assert view.scores._threshold.data["x"] < before
    assert "100\u00a0% of the normal digits are flagged, and 100\u00a0%" in view.flagged.html
    move(view, 0)
    assert ">At this threshold 0\u00a0%" in view.flagged.html
    assert view.scores._threshold.data["x"] == [1.0]
    view.session.change("score", "energy")
    assert view.threshold.position == 0
    assert happened is not None
    view.session.next_case()
    assert view.threshold.position == USUAL


def test_every_answer_and_every_share_of_ink_has_its_reason(view: AnomalyView) -> None:
    happened = reveal(view)
    said = {
        view.phrases.headline(replace(happened, answer=answer))
        + view.phrases.why(replace(happened, answer=answer, score=score, energy=(100.0, unseen)))
        for answer in BANDS
        for score in SCORES
        for unseen in (50.0, 100.0, 150.0)
    }
    assert len(said) == len(BANDS) * len(SCORES) * 3


def test_every_hint_has_words(view: AnomalyView) -> None:
    case = view.session.deck.first
    changed = [{"held": 8}, {"method": "pca"}, {"score": "energy"}, {"held": 1, "method": "pca"},
               {"method": "pca", "score": "energy"}]  # fmt: skip
    hints = [view.phrases.next_hint(case, case.with_values(**each)) for each in changed]
    assert len(set(hints)) == len(changed)
    assert ["held out" in hint and "same digit" not in hint.lower() for hint in hints] == [
        "held" in each for each in changed
    ]
    assert "an 8" in hints[0]


def test_the_next_case_after_a_new_one_of_the_same_settings(view: AnomalyView) -> None:
    case = view.session.deck.first
    hint = view.phrases.next_hint(case.with_values(seed=case.integer("seed") + 1), case)
    assert hint == "The next case of the deck."


def test_a_tenth_less_or_more_ink_is_told(view: AnomalyView) -> None:
    happened = reveal(view)
    for unseen, said in ((89.0, "less ink"), (91.0, "about that"), (109.0, "about that"),
                         (111.0, "more ink")):  # fmt: skip
        for score in SCORES:
            told = replace(happened, score=score, energy=(100.0, unseen))
            assert said in view.phrases.why(told)
