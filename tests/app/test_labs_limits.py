"""The limits lab's view: sealed before, all there after, words for each question and answer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.kits import KITS
from app.labs.limits import LimitsView
from app.session import Session
from core.labs.limits import DECK, QUESTIONS
from tests.supplied import provide

FIRST = {case: next(s for s in DECK.cases if s.text("case") == case) for case in QUESTIONS}


@pytest.fixture
def view() -> LimitsView:
    provide()
    kit = KITS["limits"]
    return LimitsView(Session(kit.lab, kit.deck, lambda message: None))


def pose(view: LimitsView, case: str) -> None:
    while view.session.own != FIRST[case]:
        reveal(view)
        view.session.next_case()


def reveal(view: LimitsView) -> None:
    view.session.predict(view.session.outcomes[0])
    view.session.commit()
    view.session.reveal()


def sealed(view: LimitsView) -> list[object]:
    figures = (view.result, view.compared)
    return [
        view.verdict.html, view.notes["result"].html, view.notes["compared"].html,
        *(figure._images.data["image"] for figure in figures),
        *(figure._captions.data["text"] for figure in figures),
    ]  # fmt: skip


@pytest.mark.parametrize("case", QUESTIONS)
def test_nothing_is_drawn_before_and_all_after(view: LimitsView, case: str) -> None:
    pose(view, case)
    assert not any(map(len, sealed(view)))  # type: ignore[arg-type]
    assert len(view.given._images.data["image"]) == len(view.session.shown.images)
    assert view.brief.html.startswith("<p>")
    view.session.predict(view.session.outcomes[1])
    view.session.commit()
    assert not any(map(len, sealed(view)))  # type: ignore[arg-type]
    view.session.reveal()
    assert all(map(len, sealed(view)))  # type: ignore[arg-type]
    assert not re.search(r"[{}]", view.verdict.html)
    for figure, row in (
        (view.result, view.session.happened.result),
        (view.compared, view.session.happened.compared),
    ):
        assert len(figure._images.data["image"]) == len(row.images)
        (twin,) = (tag["twin"] for tag in figure.plot.tags if "twin" in tag)
        assert twin["label"]
        assert all(len(line) == len(twin["head"]) for line in twin["rows"])
    view.session.next_case()
    assert not any(map(len, sealed(view)))  # type: ignore[arg-type]


@pytest.mark.parametrize("case", QUESTIONS)
def test_every_answer_has_its_reason(view: LimitsView, case: str) -> None:
    pose(view, case)
    reveal(view)
    happened, reasons = view.session.happened, set()
    for answer in QUESTIONS[case].outcomes:
        for way in QUESTIONS[case].ways.allowed:
            scenario = happened.scenario.with_values(way=way)
            told = replace(happened, answer=answer, scenario=scenario)
            assert view.phrases.headline(told)
            reasons.add(view.phrases.why(told).split(". ")[0] + answer)
    assert len(reasons) == 4


def test_outcomes_and_labels_follow_the_question(view: LimitsView) -> None:
    session = view.session
    session.predict("few")
    session.change("case", "copy")
    assert session.choice == ""
    assert [option[0] for option in view.predicting.prediction.options] == [
        "hardly", "partly", "mainly", "more",
    ]  # fmt: skip
    assert "64 pixels" in view.settings.controls["m"].label
    assert view.settings.controls["m"].locked
    session.change("case", "walk")
    assert "Place" in view.settings.controls["level"].label


def test_captions_say_what_the_reader_says(view: LimitsView) -> None:
    reveal(view)
    row = view.session.happened.result
    texts = view.result._captions.data["text"]
    assert texts == [f"a {r.label}" if r.taken else "no digit" for r in row.readings]
    pose(view, "walk")
    assert [text.split()[0] for text in view.given._captions.data["text"]] == ["from", "to"]
    reveal(view)
    assert view.result._captions.data["text"][3].startswith("50 % ")


def test_the_ends_of_a_walk_are_mentioned_when_they_do_not_pass(view: LimitsView) -> None:
    pose(view, "walk")
    reveal(view)
    happened = view.session.happened
    failed = replace(happened.result.readings[0], taken=False)
    passed = replace(failed, taken=True)
    for ends, said in (((passed, passed), False), ((passed, failed), True)):
        readings = (ends[0], *happened.result.readings[1:-1], ends[1])
        told = replace(happened, result=replace(happened.result, readings=readings))
        assert ("Look at the ends" in view.phrases.why(told)) is said


def test_every_hint_has_words(view: LimitsView) -> None:
    for one in FIRST.values():
        for other in FIRST.values():
            assert view.phrases.next_hint(one, other)


def test_play_changes_the_question(view: LimitsView) -> None:
    reveal(view)
    view.session.play()
    for case in QUESTIONS:
        view.session.change("case", case)
        assert view.session.happened.scenario.text("case") == case
        assert len(view.result._images.data["image"]) == len(view.session.happened.result.images)
        assert "At these settings" in view.verdict.html
