"""A whole trial by mouse and by keyboard, five of them, and free play."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from app.session.text_catalog import words
from core.labs.strokes.lab import STROKES
from core.trial.scenario import Scenario, parse
from tests.browser.hidden_values.strokes import headline
from tests.browser.keyboard import back, focus, focused, tab, tab_to
from tests.browser.visit import Visits


def scenario_at(search: str) -> Scenario:
    """The case of a canonical address."""
    scenario, notices = parse(search, {"strokes": STROKES.parameters()})
    assert notices == ()
    return scenario


def answer_at(search: str) -> str:
    """What really happens there."""
    return STROKES.outcome(scenario_at(search)).answer


def test_trials_by_mouse(visits: Visits) -> None:
    visit = visits().open()
    page = visit.page
    assert visit.search.startswith("?lab=strokes&family=segments&m=")

    # what other pages and tests hold on to
    expect(visit.lab).to_have_attribute("data-phase", "posed")
    group = page.get_by_role("group", name="Your prediction")
    expect(group.get_by_role("radio")).to_have_count(12)
    expect(visit.confidence).to_be_enabled()
    for name in ("See what happened", "Next case", "Play freely"):
        expect(visit.button(name)).to_have_count(0)

    # committing without a choice says what is missing, and commits nothing
    visit.button("Commit prediction").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose one of the outcomes")
    expect(visit.lab).to_have_attribute("data-phase", "posed")
    assert visit.records() == []

    # nor without saying how sure
    visit.answer("blend").check()
    expect(page.get_by_role("alert")).to_have_text("")
    expect(visit.confidence.get_by_role("radio", checked=True)).to_have_count(0)
    visit.button("Commit prediction").click()
    expect(page.get_by_role("alert")).to_contain_text("Say how sure you are")
    expect(visit.lab).to_have_attribute("data-phase", "posed")
    assert visit.records() == []

    # pressing twice is one commitment
    visit.predict("blend", 3)
    expect(page.get_by_role("alert")).to_have_text("")
    visit.button("Commit prediction").dblclick()
    visit.phase("committed")
    assert visit.notices == []
    assert [record["kind"] for record in visit.records()] == ["commitment"]
    for radio in (*group.get_by_role("radio").all(), *visit.confidence.get_by_role("radio").all()):
        expect(radio).to_be_disabled()
    expect(visit.button("New case")).to_have_count(0)
    expect(visit.slot("clean").locator("xpath=..").locator(".envelope")).to_be_visible()

    first = visit.search
    visit.see()
    expect(visit.slot("verdict").get_by_role("heading")).to_be_visible()
    expect(visit.slot("clean")).to_have_attribute("aria-label", re.compile("^The clean target"))
    answers = [answer_at(first)]
    told = visit.verdict
    assert ("You called it" in told) == (answers[0] == "mixture")

    # back and forth between cases
    visit.next()
    second = visit.search
    assert second != first
    page.go_back()
    visit.phase("revealed")
    assert visit.search == first
    assert visit.verdict == told
    page.go_forward()
    visit.phase("posed")
    assert visit.search == second

    # the rest of the deck but four, each kind of question, and the calibration plot
    plot = visit.slot("calibration")
    for count in range(2, 21):
        expect(plot).to_be_hidden()
        answers.append(answer_at(visit.search))
        visit.guess().see()
        expect(visit.slot("score")).to_contain_text(f"{count} ")
        if count < 20:
            visit.next()
    expect(plot).to_be_visible()
    expect(plot).to_have_attribute("aria-label", re.compile("95\u00a0% intervals"))
    outcomes = [r["body"]["answer"] for r in visit.records() if r["kind"] == "outcome"]
    assert outcomes == answers

    # play: each change shows its outcome at once
    visit.play()
    expect(visit.button("See what happened")).to_have_count(0)
    own, seen = scenario_at(visit.search), set()
    for width in (1, 5, 2, 45):
        page.get_by_role("slider", name="Width m").fill(str(width - 1))
        expected = headline(own.with_values(m=width))
        expect(visit.slot("verdict").get_by_role("heading")).to_have_text(expected)
        seen.add(expected)
        visit.settled()
        assert visit.lab.get_attribute("data-phase") == "revealed"
        assert scenario_at(visit.search) == own  # so that a reload brings back the trial
    assert len(seen) > 1
    assert len(visit.records()) == 40
    expect(visit.slot("map")).to_be_visible()
    visit.next()


def test_a_trial_by_keyboard(visits: Visits) -> None:
    visit = visits().open()
    page = visit.page

    steps = words("path").at("steps")
    dots = [f"{n}: {step['text']} (still to come)" for n, step in enumerate(steps, 1)]
    assert [tab(page) for _ in range(13 + len(dots))] == [
        "Skip to the lab", "Hunch", "Lab", "More labs", "Lesson", "Record", "Sources", *dots,
        "As text",
        "is_0", "8", "Commit prediction", "Settings", "As text",
    ]  # fmt: skip
    assert tab(page) == "Save as a file"
    assert [back(page) for _ in range(2)] == ["As text", "Settings"]
    page.keyboard.press("Enter")
    assert [tab(page) for _ in range(7)] == [
        "Width m", "Pixels masked", "denoising", "Damage", "Patterns", "New case", "As text",
    ]  # fmt: skip

    page.locator("h1").click()
    tab_to(page, "is_0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focus(page) == "is_2"
    expect(visit.answer("is_2")).to_be_checked()
    assert tab(page) == "8"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(visit.sure(30)).to_be_checked()
    visit.settled()
    assert focus(page) == "30"  # drawing anew does not take the focus away
    assert tab(page) == "Commit prediction"
    page.keyboard.press("Enter")
    visit.phase("committed")
    focused(page, "See what happened")
    page.keyboard.press("Space")
    visit.phase("revealed")
    focused(page, "What happened")
    commitment = visit.records()[0]["body"]
    assert (commitment["choice"], commitment["confidence"]) == ("is_2", 30)

    page.locator(".outcome").focus()  # saving the record took the focus with it
    assert tab_to(page, "Next case") < 12
    page.keyboard.press("Enter")
    visit.phase("posed")
    focused(page, "stage")
    assert tab_to(page, "is_0") < 12
