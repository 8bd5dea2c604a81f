"""The pca lab's view: nothing of what happened before, all of it after, words for every reason."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from app.labs.pca.view import PcaView
from app.session.seen_cases import DeckRules
from app.session.session import Session
from app.session.text_catalog import words
from core.labs.pca import convergence, nonlinear_comparison
from core.labs.pca.lab import DECK, PCA
from core.trial.scenario import Scenario
from tests.outcomes import outcome_of
from tests.supplied import provide

provide()
CASES = DECK.cases
START = CASES[0]
CURVED = START.with_values(model="nonlinear", data="small", n="100", k="2")
READY = START.with_values(model="nonlinear", data="large", n="4000", k="8")


def opened(scenario: Scenario) -> tuple[Session, PcaView]:
    """A view of this case."""
    posted: list[dict[str, Any]] = []
    deck = DeckRules(scenario, DECK.follow, DECK.follow, lambda _: DECK.cases)
    session = Session(PCA, deck, posted.append)
    return session, PcaView(session)


def reveal(session: Session) -> None:
    """Commit to the first answer and run to the end."""
    session.predict(session.outcomes[0])
    session.commit(session.choice, 65)
    session.reveal()
    while session.running:
        session.advance()


def drawn(view: PcaView) -> list[Any]:
    """What the sealed figures hold."""
    sources = [*view.curve._lines.values(), view.curve._labels, view.pictures._images]
    notes = [view.curve_note.html, view.pictures_note.html, view.verdict.html]
    held = [value for source in sources for value in source.data.values() if len(value)]
    return held + [note for note in notes if note]


def twin(plot: Any) -> dict[str, Any]:
    """Label, head and rows."""
    found: dict[str, Any] = next(tag["twin"] for tag in plot.tags if "twin" in tag)
    return found


@pytest.mark.parametrize("scenario", [START, CURVED, READY], ids=["linear", "curved", "ready"])
def test_nothing_before_and_everything_after(scenario: Scenario) -> None:
    session, view = opened(scenario)
    assert drawn(view) == []
    assert len(twin(view.spectrum.plot)["rows"]) == len(session.observation.shares)
    session.predict(session.outcomes[0])
    session.commit(session.choice, 65)
    assert drawn(view) == []
    reveal(session)
    assert session.phase == "revealed"
    assert "<h3>" in view.verdict.html
    assert not re.search(r"[{}]", view.verdict.html)
    assert view.pictures._images.data["image"]
    assert twin(view.pictures.plot)["rows"]
    assert bool(view.curve._names.data["x"]) == (scenario != READY)


def test_a_run_is_drawn_while_it_goes_on_and_only_its_curve() -> None:
    session, view = opened(CURVED)
    session.predict("tie")
    session.commit(session.choice, 65)
    session.reveal()
    while not view.curve._lines["unseen"].data["x"]:
        session.advance()
        view.draw_step()
    assert session.running
    assert not view.pictures._images.data["image"]
    assert not view.verdict.html
    session.pause()
    assert view.curve._lines["unseen"].data["x"]


def test_the_other_question_brings_its_own_answers() -> None:
    session, view = opened(START)
    session.predict("subspace")
    session.set_confidence(80)
    session.change("model", "nonlinear")
    assert session.choice == ""
    assert [option[0] for option in view.prediction.prediction.options] == list(
        nonlinear_comparison.ANSWERS
    )
    assert view.prediction.prediction.value == ""
    session.predict("pca")
    session.change("k", "8")
    assert (session.choice, session.confidence) == ("pca", 80)
    session.change("model", "linear")
    assert [option[0] for option in view.prediction.prediction.options] == list(convergence.ANSWERS)


def test_a_control_with_one_stop_is_locked() -> None:
    session, view = opened(START)
    assert view.settings.controls["n"].locked
    assert not view.settings.controls["steps"].locked
    session.change("model", "nonlinear")
    assert not view.settings.controls["n"].locked
    assert view.settings.controls["steps"].locked


def test_every_reason_and_every_answer_has_words() -> None:
    say = words("pca")
    for name in (*convergence.REASONS, *nonlinear_comparison.REASONS):
        assert say.has(f"why.{name}")
    for name in (*convergence.ANSWERS, *nonlinear_comparison.ANSWERS):
        for key in (f"outcomes.{name}.title", f"outcomes.{name}.hint", f"verdict.headline.{name}"):
            assert say.has(key)


def test_every_reason_is_said_with_its_numbers() -> None:
    view, said = opened(START)[1], set()
    for case, reasons in ((START, convergence.REASONS), (READY, nonlinear_comparison.REASONS)):
        happened = outcome_of(PCA, case)
        said |= {view.phrases.why(replace(happened, reason=reason)) for reason in reasons}
    assert len(said) == len(convergence.REASONS) + len(nonlinear_comparison.REASONS)
    assert not any(re.search(r"[{}]", text) for text in said)


def test_variances_that_differ_little_are_told_apart() -> None:
    _, view = opened(START)
    happened = outcome_of(PCA, CASES[4])
    assert happened.reason == "gap"
    assert "4 and 3.996" in view.phrases.why(happened)


def test_the_share_that_is_kept_is_not_that_of_the_bars_alone() -> None:
    session, view = opened(CASES[6])
    assert (
        f"together {100 * session.observation.kept:.0f}\u00a0%" in twin(view.spectrum.plot)["label"]
    )


HINTS = [
    (START.with_values(model="nonlinear"), "the other question"),
    (START.with_values(data="equal"), "other data"),
    (CURVED.with_values(n="400"), "another number of digits"),
    (START.with_values(k="1"), "now k = 2"),
    (START.with_values(start="saddle"), "begins elsewhere"),
    (START.with_values(steps="800"), "now for 200 steps"),
    (START.with_values(seed=7), "other random numbers"),
    (START.with_values(steps="800", seed=7), "now for 200 steps"),
    (START.with_values(k="3", start="saddle"), "Other settings"),
]


@pytest.mark.parametrize(("now", "said"), HINTS, ids=[said for _, said in HINTS])
def test_the_hint_names_what_changes(now: Scenario, said: str) -> None:
    _, view = opened(START)
    hint = view.phrases.next_hint(now, CURVED if now["n"] == "400" else START)
    assert said in hint
    assert not re.search(r"[{}]", hint)


def test_each_parameter_has_a_hint() -> None:
    assert set(words("pca").at("next_hint")) == {*START.values, "other"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_setting_of_the_deck_has_words(case: Scenario) -> None:
    session, view = opened(case)
    for control in view.settings.controls.values():
        assert all("{" not in str(option) for option in control.options)
    assert view.phrases.next_hint(case, session.next_scenario)
    assert not re.search(r"[{}]", view.brief.html)


def test_a_new_case_is_offered_where_there_is_another_one():
    for case in CASES:
        _, view = opened(case)
        assert view.settings.fresh.offered == (case["n"] != nonlinear_comparison.PRETRAINED)
