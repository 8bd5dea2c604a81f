"""The features lab's view: nothing of what happened before, all of it after, words for all."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from app.labs.features.view import FeaturesView
from app.session.seen_cases import DeckRules
from app.session.session import Session
from app.session.text_catalog import words
from core.labs.features.lab import (
    ANSWERS,
    DECK,
    FEATURES,
    SCATTERED,
    SPACES,
    Accuracy,
    FeaturesOutcome,
    classify,
)
from core.trial.scenario import Scenario
from tests.supplied import provide

provide()
CASES = DECK.cases
TWO = CASES[0].with_values(k="2", n="20")
START = CASES[0]


def opened(scenario: Scenario) -> tuple[Session, FeaturesView]:
    """A view of this case."""
    posted: list[dict[str, Any]] = []
    deck = DeckRules(scenario, DECK.follow, DECK.follow, lambda _: DECK.cases)
    session = Session(FEATURES, deck, posted.append)
    return session, FeaturesView(session)


def drawn(view: FeaturesView) -> list[Any]:
    """What the sealed figures hold."""
    sources = [*view.accuracy._lines.values(), view.accuracy._labels, *view.codes._labels]
    notes = [view.accuracy_note.html, view.codes_note.html, view.verdict.html]
    held = [value for source in sources for value in source.data.values() if len(value)]
    return held + [note for note in notes if note]


def twin(plot: Any) -> dict[str, Any]:
    """Label, head and rows."""
    found: dict[str, Any] = next(tag["twin"] for tag in plot.tags if "twin" in tag)
    return found


@pytest.mark.parametrize("scenario", [START, TWO], ids=["four", "two"])
def test_nothing_before_and_everything_after(scenario: Scenario) -> None:
    session, view = opened(scenario)
    assert drawn(view) == []
    assert len(twin(view.labelled.plot)["rows"]) == 10
    session.predict("raw")
    session.commit(session.choice, 65)
    assert drawn(view) == []
    session.reveal()
    seen = 0
    while session.running:
        session.advance()
        if session.running:
            view.draw_step()
            assert not view.verdict.html
            assert not view.codes._labels[0].data["x"]
            seen = max(seen, len(view.accuracy._lines["raw"].data["x"]))
    assert seen > 2
    assert session.phase == "revealed"
    assert "<h3>" in view.verdict.html
    assert not re.search(r"[{}]", view.verdict.html + view.accuracy_note.html)
    assert len(twin(view.accuracy.plot)["rows"]) == 5
    assert len(view.codes._labels[1].data["x"]) == SCATTERED
    assert len(twin(view.codes.plot)["rows"]) == 10
    assert ("cannot be drawn" in view.codes_note.html) == (scenario != TWO)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("n", [20, 200])
@pytest.mark.parametrize("k", [2, 32])
def test_every_answer_has_a_headline_and_a_reason(answer: str, n: int, k: int) -> None:
    _, view = opened(START)
    shares = {space: 0.7 if space == answer else 0.5 for space in SPACES}
    at = Accuracy(n, 1, *shares.values())
    best = answer if answer in SPACES else "raw"
    second = next(space for space in SPACES if space != best)
    labels, codes = FEATURES.observe(START).labels, (np.zeros((20, 2)), np.zeros((20, 2)))
    made = FeaturesOutcome(answer, "linear", k, at, (at,), best, second, 0.2, labels, codes)
    said = view.phrases.headline(made) + view.phrases.why(made)
    assert not re.search(r"[{}]", said)
    assert words("features").has(f"outcomes.{answer}.hint")


@pytest.mark.parametrize(
    ("shares", "codes"), [((0.5, 0.7, 0.705), True), ((0.7, 0.7, 0.705), False)]
)
def test_two_codes_that_are_close_beat_the_pixels(
    shares: tuple[float, float, float], codes: bool
) -> None:
    _, view = opened(START)
    at = Accuracy(50, 1, *shares)
    answer, best, second, lead = classify(at)
    labels, drawn_codes = np.zeros(1, dtype=np.int64), (np.zeros((1, 2)), np.zeros((1, 2)))
    made = FeaturesOutcome(answer, "linear", 4, at, (at,), best, second, lead, labels, drawn_codes)
    assert ("Both codes beat raw pixels" in view.phrases.why(made)) == codes


HINTS = [
    (CASES[0], START.with_values(reader="neighbours"), "another reader"),
    (CASES[0], START.with_values(k="8"), "now k = 8"),
    (CASES[8], CASES[8].with_values(n="2000"), "now with 2,000 labels"),
    (CASES[7], CASES[7].with_values(n="200"), "now with 200 labels"),
    (START.with_values(seed=7), START, "other digits with labels"),
    (CASES[1], CASES[2], "another reader, width or number"),
]


@pytest.mark.parametrize(("now", "coming", "said"), HINTS, ids=[hint[2] for hint in HINTS])
def test_the_hint_names_what_changes(now: Scenario, coming: Scenario, said: str) -> None:
    _, view = opened(START)
    hint = view.phrases.next_hint(now, coming)
    assert said in hint
    assert not re.search(r"[{}]", hint)


def test_each_parameter_has_a_hint() -> None:
    assert set(words("features").at("next_hint")) == {*START.values, "other"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_setting_of_the_deck_has_words(case: Scenario) -> None:
    session, view = opened(case)
    assert view.phrases.next_hint(case, session.next_scenario)
    assert not re.search(r"[{}]", view.brief.html)
