"""What the teacher's page offers: every case of every deck, and nothing of what happens in it."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from app.labs.registration import LabRegistration
from app.runtime.registry import REGISTERED_LABS
from app.session.text_catalog import words
from builder.site.offered_cases import Pool, deck_cases, offered, text_of
from builder.site.teach_page import teach
from core.labs.strokes.deck import default_scenarios
from core.trial.lab import parameters_by_lab
from core.trial.scenario import address, parse
from core.trial.scoring import confidences
from tests.supplied import provide

LABS = parameters_by_lab(each.lab for each in REGISTERED_LABS.values())
STEPS = [step["case"] for step in words("path").at("steps")]
LIMIT = 120_000  # bytes that the page's data may take when they are packed


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    """The page's data, made while nobody can compute what happens."""
    provide()

    def never(*_: object) -> None:
        raise AssertionError("an outcome was computed")

    with pytest.MonkeyPatch.context() as patch:
        for registration in REGISTERED_LABS.values():
            for name in ("outcome", "run"):
                if hasattr(registration.lab, name):
                    patch.setattr(type(registration.lab), name, never)
        return dict(teach({}).data)


def test_every_case_of_every_deck_and_step_is_offered_once(data: dict[str, Any]) -> None:
    found = [case["address"] for case in data["cases"]]
    assert len(set(found)) == len(found)
    for registration in REGISTERED_LABS.values():
        for case in registration.deck.cases(registration.deck.first):
            assert address(case) in found
    for family in ("segments", "glyphs", "toy"):
        assert {address(case) for case in default_scenarios(family)} <= set(found)
    assert set(STEPS) <= set(found)
    assert data["path"]["cases"] == STEPS


def test_each_says_what_is_asked_and_what_can_be_said(data: dict[str, Any]) -> None:
    for case in data["cases"]:
        scenario, notices = parse(case["address"], LABS)
        assert notices == ()
        outcomes = REGISTERED_LABS[case["lab"]].lab.outcomes(scenario)
        assert len(case["asked"]) > 20, case
        assert "<" not in case["asked"], case
        assert [percent for percent, _ in case["sure"]] == list(confidences(len(outcomes)))
        assert bool(case["sheet"]) != bool(case["choices"])
        if case["choices"]:
            assert len(case["choices"]) == len(outcomes)
        assert case["set"]
        assert case["layers"], case
        assert case["told"], case


def test_pictures_are_there_and_all_are_used(data: dict[str, Any]) -> None:
    used = {layer for case in data["cases"] for layer in case["layers"]}
    used |= {shown for case in data["cases"] for *_, shown in case["choices"] if shown is not None}
    assert used == set(range(len(data["pictures"])))
    assert all(one.startswith("data:image/") for one in data["pictures"])


def test_the_page_stays_light(data: dict[str, Any]) -> None:
    assert len(zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 9)) < LIMIT


def test_a_deck_of_one_list_is_that_list() -> None:
    registration: LabRegistration = REGISTERED_LABS["digits"]
    assert list(deck_cases(registration)) == list(registration.deck.cases(registration.deck.first))


def test_a_case_that_is_in_no_deck_comes_once_more() -> None:
    provide()
    other = "?lab=digits&m=32&trained=mask_30&damage=none&seed=4242"
    found = [case["address"] for case in offered([other, STEPS[0]], Pool())]
    assert found.count(other) == 1
    assert found.count(STEPS[0]) == 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>two</b>.</p><p>Three.</p>", "One two. Three."),
        ("a &lt; b &amp; c", "a < b & c"),
        ('<a href="x">link</a>', "link"),
        ("", ""),
    ],
)
def test_text_of(html: str, text: str) -> None:
    assert text_of(html) == text


def test_the_same_text_has_the_same_number() -> None:
    pool = Pool()
    assert [pool("a"), pool("b"), pool("a")] == [0, 1, 0]
    assert pool.texts == ["a", "b"]
