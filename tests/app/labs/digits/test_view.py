"""The digits lab's view: sealed before, all there after, a reason for every answer, one's own
digit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from app.labs.digits.view import DigitsView
from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from core.data.digit_normalization import Refusal
from core.labs.digits.drawn_digit import SIDE
from core.network.digit_denoisers import METHODS, Comparison
from tests.app.sealed import drawn, revealed
from tests.supplied import provide

SITUATIONS = {"clean": "none", "matched": "mask_30", "other": "gaussian_50"}
INK = "".join(
    "f" if 8 <= row < 48 and 26 <= column < 31 else "0"
    for row in range(SIDE)
    for column in range(SIDE)
)


@pytest.fixture
def view() -> DigitsView:
    provide()
    registration = REGISTERED_LABS["digits"]
    return DigitsView(Session(registration.lab, registration.deck, lambda message: None))


def reveal(view: DigitsView) -> Any:
    return revealed(view, "pca")


def test_nothing_is_drawn_before_and_all_after(view: DigitsView) -> None:
    assert set(drawn(view).values()) == {0}
    assert (view.verdict.html, view.errors_note.html, view.pad.offered) == ("", "", False)
    session = view.session
    session.predict("pca")
    session.commit(session.choice, 65)
    assert set(drawn(view).values()) == {0}
    session.reveal()
    session.advance()
    view.draw_step()
    assert "4,000" in view.errors_note.html
    assert set(drawn(view).values()) == {0}
    while session.step is None or session.step.snapshot.stage != "digits":
        session.advance()
    view.draw_step()
    assert drawn(view)["errors"] > 0
    assert drawn(view)["restored"] == 0
    while session.running:
        session.advance()
    there = drawn(view)
    assert there.pop("drawn") == 0
    assert all(there.values())
    assert "linear denoiser" in view.verdict.html
    assert f"{session.outcome.overall.errors[1]:.4f}" in view.verdict.html
    session.next_case()
    assert set(drawn(view).values()) == {0}
    assert view.verdict.html == ""


def test_every_answer_has_its_reason(view: DigitsView) -> None:
    happened = reveal(view)
    for situation, damage in SITUATIONS.items():
        for answer in METHODS:
            changed = replace(happened, answer=answer, damage=damage)
            assert view.phrases.headline(changed)
            reason = view.phrases.why(changed)
            assert f"{happened.overall.errors[METHODS.index(answer)]:.4f}" in reason, situation


def test_what_made_it_worse_is_named(view: DigitsView) -> None:
    happened = reveal(view)
    worse = Comparison((0.1, 0.2, 0.3, 0.4), 0.25)
    said = view.phrases.why(replace(happened, answer="pca", overall=worse))
    assert said.endswith("(0.2500): the plain autoencoder, the denoising autoencoder.")
    whole = replace(happened, overall=Comparison((0.1, 0.2, 0.3, 0.4), 0.0), damage="none")
    assert "Worse" not in view.phrases.why(whole)


def test_a_digit_that_disagrees_is_said_to(view: DigitsView) -> None:
    happened = reveal(view)
    assert "same one" in view.phrases.own_order(happened)
    other = replace(happened, own=Comparison((0.01, 0.02, 0.03, 0.04), 0.05))
    said = view.phrases.own_order(other)
    assert "PCA comes nearest, with 0.0100" in said
    assert "the linear denoiser leaves 0.0200" in said


def draw(view: DigitsView, ink: str) -> None:
    """Draw as the page does."""
    view.take({"type": "lab_input", "control": "pad", "value": ink})
    view.own_input("pad", ink)


def test_one_s_own_digit_is_for_play(view: DigitsView) -> None:
    reveal(view)
    draw(view, INK)
    assert drawn(view)["drawn"] == 0
    view.session.play()
    assert view.pad.offered
    assert len(view.drawn._images.data["image"]) == 6
    assert "Nearest" in view.drawn_note.html
    view.session.change("damage", "none")  # to be run first; what was drawn stays
    assert drawn(view)["drawn"] == 0
    assert view.pad.ink == INK
    view.session.reveal()
    while view.session.running:
        view.session.advance()
    assert len(view.drawn._images.data["image"]) == 6
    draw(view, "0" * SIDE**2)
    assert drawn(view)["drawn"] == 0
    assert "no ink" in view.drawn_note.html
    view.session.next_case()
    assert (view.pad.ink, view.pad.offered) == ("", False)


@pytest.mark.parametrize("code", ["none", *get_args(Refusal)])
def test_every_refusal_has_words(view: DigitsView, code: str) -> None:
    assert len(view.phrases.refused(code)) > 20


def test_every_hint_and_stage_has_words(view: DigitsView) -> None:
    case = view.session.deck.first
    for changes in ({"damage": "none"}, {"m": "16", "trained": "mask_50"}, {"m": "16"}):
        assert view.phrases.next_hint(case, case.with_values(**changes))
