"""The limits lab's view: sealed before, all there after, words for each question and answer."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from app.labs.limits.view import LimitsView
from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from core.labs.limits.heavy_damage import TRAINED
from core.labs.limits.lab import DECK, QUESTIONS
from tests.supplied import provide

FIRST = {case: next(s for s in DECK.cases if s.text("case") == case) for case in QUESTIONS}


@pytest.fixture
def view() -> LimitsView:
    provide()
    registration = REGISTERED_LABS["limits"]
    return LimitsView(Session(registration.lab, registration.deck, lambda message: None))


def pose(view: LimitsView, case: str) -> None:
    while view.session.trial_scenario != FIRST[case]:
        reveal(view)
        view.session.next_case()


def reveal(view: LimitsView) -> None:
    view.session.predict(view.session.outcomes[0])
    view.session.commit(view.session.choice, 65)
    view.session.reveal()


def sealed(view: LimitsView) -> list[object]:
    figures = (view.rows.figures["result"], view.rows.figures["compared"])
    return [
        view.verdict.html, view.rows.notes["result"].html, view.rows.notes["compared"].html,
        *(figure._images.data["image"] for figure in figures),
        *(figure._captions.data["text"] for figure in figures),
    ]  # fmt: skip


@pytest.mark.parametrize("case", QUESTIONS)
def test_nothing_is_drawn_before_and_all_after(view: LimitsView, case: str) -> None:
    pose(view, case)
    assert not any(map(len, sealed(view)))  # type: ignore[arg-type]
    assert len(view.given._images.data["image"]) == len(view.session.observation.images)
    assert view.brief.html.startswith("<p>")
    view.session.predict(view.session.outcomes[1])
    view.session.commit(view.session.choice, 65)
    assert not any(map(len, sealed(view)))  # type: ignore[arg-type]
    view.session.reveal()
    assert all(map(len, sealed(view)))  # type: ignore[arg-type]
    assert not re.search(r"[{}]", view.verdict.html)
    for figure, row in (
        (view.rows.figures["result"], view.session.outcome.result),
        (view.rows.figures["compared"], view.session.outcome.compared),
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
    happened, reasons = view.session.outcome, set()
    for answer in QUESTIONS[case].outcomes:
        for way in QUESTIONS[case].ways.allowed:
            scenario = happened.scenario.with_values(way=way)
            told = replace(happened, answer=answer, scenario=scenario)
            assert view.phrases.headline(told)
            reasons.add(view.phrases.why(told))
            assert not re.search(r"[{}<]", view.phrases.why(told))
    assert len(reasons) >= 4


def test_outcomes_and_labels_follow_the_question(view: LimitsView) -> None:
    session = view.session
    session.predict("few")
    session.change("case", "copy")
    assert session.choice == ""
    assert [option[0] for option in view.prediction.prediction.options] == [
        "hardly", "partly", "mainly", "more",
    ]  # fmt: skip
    assert "64 pixels" in view.settings.controls["m"].label
    assert view.settings.controls["m"].locked
    session.change("case", "walk")
    assert "Place" in view.settings.controls["level"].label


def test_captions_say_what_the_reader_says(view: LimitsView) -> None:
    reveal(view)
    row = view.session.outcome.result
    texts = view.rows.figures["result"]._captions.data["text"]
    assert texts == [
        ("an 8" if r.label == 8 else f"a {r.label}") if r.accepted else "none" for r in row.readings
    ]
    pose(view, "walk")
    assert [text.split()[0] for text in view.given._captions.data["text"]] == ["from", "to"]
    reveal(view)
    assert view.rows.figures["result"]._captions.data["text"][3].startswith("50\u00a0%\n")


@pytest.mark.parametrize("case", ["random", "walk", "average"])
def test_what_does_not_pass_is_marked_and_the_mark_explained(view: LimitsView, case: str) -> None:
    pose(view, case)
    reveal(view)
    for name in ("result", "compared"):
        figure = view.rows.figures[name]
        captions = figure._captions.data["text"]
        lines = [line for caption in captions for line in caption.split("\n")]
        assert all(len(line) <= len("mean of all") for line in lines)  # fits above its image
        assert ("“None”" in view.rows.notes[name].html) is ("none" in lines)
        (twin,) = (tag["twin"] for tag in figure.plot.tags if "twin" in tag)
        if len(captions) > 3:
            whole = [text.replace("\n", " ").replace("none", "no digit")
                     for text in captions]  # fmt: skip
            assert [row[1] for row in twin["rows"]] == whole


@pytest.mark.parametrize(
    ("answer", "arrived", "said"),
    [("pixels", 2.0, "At both ends"), ("neither", 2.0, "At both ends"),
     ("pixels", 1.0, "The place is not all"), ("neither", 0.0, "The place is not all"),
     ("both", 0.0, "Look at the ends, too"), ("code", 1.0, "Look at the ends, too"),
     ("both", 2.0, ""), ("code", 2.0, "")],
)  # fmt: skip
def test_the_ends_of_a_walk_say_whether_the_place_is_to_blame(
    view: LimitsView, answer: str, arrived: float, said: str
) -> None:
    pose(view, "walk")
    reveal(view)
    told = replace(view.session.outcome, answer=answer, figures={"arrived": arrived, "real": 1.0})
    starts = ("At both ends", "The place is not all", "Look at the ends, too")
    assert [start for start in starts if start in view.phrases.why(told)] == [said] * bool(said)


def test_a_mixture_that_passes_shares_ink_only_in_the_middle(view: LimitsView) -> None:
    pose(view, "walk")
    reveal(view)
    for level in (0.1, 0.5, 0.9):
        scenario = view.session.trial_scenario.with_values(level=level)
        told = replace(view.session.outcome, answer="pixels", scenario=scenario)
        why = view.phrases.why(told)
        assert ("share so much ink" in why) is (level == 0.5)
        assert ("mostly one of the two" in why) is (level != 0.5)


@pytest.mark.parametrize(("way", "trained"), TRAINED.items())
def test_other_damage_than_in_training_is_named(view: LimitsView, way: str, trained: float) -> None:
    pose(view, "average")
    reveal(view)
    for level in (0.3, 0.5, 0.9):
        scenario = view.session.trial_scenario.with_values(way=way, level=level)
        told = replace(view.session.outcome, scenario=scenario)
        average, other = (
            view.phrases.why(replace(told, answer=answer)) for answer in ("average", "other")
        )
        assert ("the best answer is none of them" in average) is (level == trained)
        assert ("no best answer either" in average) is (level != trained)
        assert ("It was trained on other damage" in other) is (level != trained)


def test_draws_crowd_only_if_they_are_much_narrower(view: LimitsView) -> None:
    reveal(view)
    scenario = view.session.trial_scenario.with_values(way="normal")
    for wide in (1.9, 2.0):
        figures = {**view.session.outcome.figures, "wide": wide}
        told = replace(view.session.outcome, scenario=scenario, figures=figures)
        assert ("which crowd" in view.phrases.why(told)) is (wide >= 2.0)


def test_digits_have_their_articles(view: LimitsView) -> None:
    pose(view, "average")
    reveal(view)
    happened = view.session.outcome
    told = replace(happened, answer="other", figures={**happened.figures, "label": 8.0})
    assert "It was an 8 and came back as " in view.phrases.headline(told)


def test_every_hint_has_words(view: LimitsView) -> None:
    for one in FIRST.values():
        for other in FIRST.values():
            assert view.phrases.next_hint(one, other)


def test_the_next_case_after_a_new_one_of_the_same_settings(view: LimitsView) -> None:
    case = DECK.first
    hint = view.phrases.next_hint(case.with_values(seed=case.integer("seed") + 1), case)
    assert hint == "The next case of the deck."
    assert view.phrases.next_hint(case.with_values(m="8"), case) != hint


def test_play_changes_the_question(view: LimitsView) -> None:
    reveal(view)
    view.session.play()
    for case in QUESTIONS:
        view.session.change("case", case)
        assert view.session.outcome.scenario.text("case") == case
        assert len(view.rows.figures["result"]._images.data["image"]) == len(
            view.session.outcome.result.images
        )
        assert "At these settings" in view.verdict.html
