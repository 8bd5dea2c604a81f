"""A whole trial in each lab: by mouse, by keyboard, looked over by axe; nothing is told early."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.runtime.registry import REGISTERED_LABS
from core.trial.scenario import Scenario, parse
from tests.browser.axe import violations
from tests.browser.hidden_values.strokes import Haystack, HiddenValue
from tests.browser.keyboard import focus, focused, tab, tab_to
from tests.browser.site import MISSING
from tests.browser.visit import DIGITS, Visit, Visits
from tests.supplied import provide

LABS = [lab for lab in REGISTERED_LABS if lab != "strokes"]  # which has tests of its own
LIVE = [lab for lab in LABS if hasattr(REGISTERED_LABS[lab].lab, "run")]
ANSWER = '"answer":'
HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def _supplied() -> None:
    provide()


def hidden_values_of(lab: str) -> Callable[[Scenario], list[HiddenValue]]:
    """What must stay hidden in a lab, as its file beside this one tells."""
    found: Callable[[Scenario], list[HiddenValue]] = importlib.import_module(
        f"tests.browser.hidden_values.{lab}"
    ).hidden_values
    return found


def scenario_at(visit: Visit, lab: str) -> Scenario:
    """The case that the page's address names."""
    scenario, notices = parse(visit.search, {lab: REGISTERED_LABS[lab].lab.parameters()})
    assert notices == ()
    return scenario


def found_in(visit: Visit, hidden: list[HiddenValue]) -> dict[str, set[str]]:
    """By kind, the places in which something that is to be hidden lies."""
    haystack = Haystack(visit.everything())
    places: dict[str, set[str]] = {}
    for needle in hidden:
        if where := haystack.places(needle):
            places.setdefault(needle.kind, set()).update(where)
    return places


def outcomes(visit: Visit) -> list[str]:
    return [r["body"]["answer"] for r in visit.records() if r["kind"] == "outcome"]


@pytest.mark.parametrize("lab", LABS)
def test_a_trial_by_mouse(visits: Visits, lab: str) -> None:
    visit = visits().open_lab(lab)
    scenario = scenario_at(visit, lab)
    assert scenario == REGISTERED_LABS[lab].deck.first
    expect(visit.lab).to_have_attribute("data-lab", lab)
    expect(visit.lab).to_have_attribute("data-phase", "posed")
    group = visit.page.get_by_role("group", name="Your prediction")
    answers = REGISTERED_LABS[lab].lab.outcomes(scenario)
    expect(group.get_by_role("radio")).to_have_count(len(answers))
    hidden = hidden_values_of(lab)(scenario)
    assert {needle.kind for needle in hidden} > {"verdict"}
    assert found_in(visit, hidden) == {}

    visit.commit(answers[-1], 1)
    for radio in group.get_by_role("radio").all():
        expect(radio).to_be_disabled()
    assert found_in(visit, hidden) == {}
    visit.reload().phase("committed")
    held = visit.everything()
    assert not any(ANSWER in text.replace(": ", ":") for text in held.values())
    assert found_in(visit, hidden) == {}

    visit.see()
    happened = REGISTERED_LABS[lab].lab.outcome(scenario)
    assert outcomes(visit) == [happened.answer]
    assert ("You called it" in visit.verdict) == (happened.answer == answers[-1])
    told = found_in(visit, hidden)
    assert {"verdict"} < set(told), told  # the search itself finds what is there
    assert {"bokeh", "messages"} <= set.union(*told.values())

    visit.play()
    for picker in visit.page.locator(".settings select").all():
        if picker.is_disabled():  # one before it has left no choice
            continue
        values = picker.locator("option").evaluate_all("all => all.map((one) => one.value)")
        picker.select_option(values[-1])
        visit.settled()
    run = visit.button("Run it with these settings")
    if run.count():
        run.click()
        expect(visit.slot("verdict").get_by_role("heading")).to_be_visible()
    visit.check_messages()
    visit.next()
    following = REGISTERED_LABS[lab].deck.follow(scenario)
    assert scenario_at(visit, lab) == following
    assert len(visit.records()) == 2
    assert (
        found_in(visit, hidden_values_of(lab)(following)).keys() <= found_in(visit, hidden).keys()
    )


@pytest.mark.parametrize("lab", LABS)
def test_a_trial_by_keyboard(visits: Visits, lab: str) -> None:
    visit = visits().open_lab(lab)
    page = visit.page
    answers = REGISTERED_LABS[lab].lab.outcomes(scenario_at(visit, lab))
    page.locator("h1").click()
    tab_to(page, answers[0])
    page.keyboard.press("ArrowDown")
    assert focus(page) == answers[1]
    tab(page)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    visit.settled()
    expect(visit.confidence.get_by_role("radio").nth(1)).to_be_checked()
    assert tab(page) == "Commit prediction"
    page.keyboard.press("Enter")
    visit.phase("committed")
    focused(page, "See what happened")
    page.keyboard.press("Space")
    visit.phase("revealed")
    focused(page, "What happened")
    assert [r["body"]["choice"] for r in visit.records()][:1] == [answers[1]]
    page.locator(".outcome").focus()
    tab_to(page, "Next case")
    page.keyboard.press("Enter")
    visit.phase("posed")
    assert scenario_at(visit, lab) == REGISTERED_LABS[lab].deck.follow(
        REGISTERED_LABS[lab].deck.first
    )


@pytest.mark.parametrize("lab", LABS)
def test_axe_in_every_phase(visits: Visits, lab: str) -> None:
    visit = visits().open_lab(lab)
    answers = REGISTERED_LABS[lab].lab.outcomes(scenario_at(visit, lab))
    found = violations(visit, "posed")
    visit.commit(answers[0], 1)
    found += violations(visit, "committed")
    if lab in LIVE:
        visit.button("See what happened").click()
        visit.page.locator("[data-lab]:is([data-running], [data-phase=revealed])").wait_for()
        # pressed so, for a short run may have ended by now
        visit.slot("stop").locator("button").evaluate("button => button.click()")
        visit.page.locator("[data-lab]:not([data-running])").wait_for()
        found += violations(visit, "stopped")
    if visit.lab.get_attribute("data-phase") == "committed":
        visit.page.get_by_role("button", name=re.compile("^(See what happened|Go on)$")).click()
    visit.phase("revealed")
    visit.page.locator(".twin summary").first.click()
    found += violations(visit, "revealed")
    visit.play()
    found += violations(visit, "play")
    assert found == []


def test_an_address_of_another_lab_leads_there(visits: Visits) -> None:
    visit = visits()
    visit.page.goto(f"{visit.site.home}?lab=train&data=toy&m=3&seed=5")
    expect(visit.page.locator("[data-lab=train]")).to_be_visible()
    visit.until("live")
    scenario = scenario_at(visit, "train")
    assert (scenario["data"], scenario["m"], scenario["seed"]) == ("toy", 3, 5)
    assert visit.page.url.startswith(f"{visit.site.home}labs/train/")


def test_the_labs_share_one_record(visits: Visits) -> None:
    visit = visits().open_lab("train", "?lab=train&data=toy")
    visit.commit("most").see()
    visit.page.get_by_role("link", name="Strokes: will it come back?").click()
    expect(visit.page.locator("[data-lab=strokes]")).to_be_visible()
    visit.until("live").phase("posed")
    visit.commit("blend").see()
    labs = [record["address"].partition("&")[0] for record in visit.records()]
    assert labs == ["?lab=train"] * 2 + ["?lab=strokes"] * 2


def test_a_run_is_stopped_goes_on_and_begins_again_after_a_reload(visits: Visits) -> None:
    visit = visits().open_lab("train", DIGITS)
    scenario = scenario_at(visit, "train")
    visit.commit("half")
    visit.button("See what happened").click()
    visit.button("Stop").click()
    line = visit.slot("meter").locator("p")
    expect(line).to_have_text(re.compile("^Stopped after step "))
    expect(visit.lab).to_have_attribute("data-phase", "committed")
    at = line.inner_text()
    visit.settled()
    assert line.inner_text() == at  # nothing goes on
    assert outcomes(visit) == []
    visit.button("Go on").click()
    visit.button("Stop").click()

    visit.reload().phase("committed")
    expect(visit.page.locator(".notices")).to_contain_text("It begins anew, with the same seed")
    visit.see()
    assert outcomes(visit) == [REGISTERED_LABS["train"].lab.outcome(scenario).answer]

    visit.reload().phase("revealed")  # what was seen is come to once more
    expect(visit.slot("verdict").get_by_role("heading")).to_be_visible()
    assert len(visit.records()) == 2


@pytest.mark.parametrize("width", [360, 1280])
def test_figures_keep_their_order_when_all_are_open(visits: Visits, width: int) -> None:
    visit = visits(viewport={"width": width, "height": 800}).open_lab(
        "train", "?lab=train&data=toy"
    )
    evidence = visit.page.locator(".evidence .panel:visible")
    names = evidence.evaluate_all("all => all.map((each) => each.dataset.figure)")
    assert names == ["samples", "damaged"]
    visit.commit("most").see()
    places = evidence.evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect()).map(({ top, left }) => [top, left])"
    )
    assert places == sorted(places)


def test_missing_digits_are_said_and_asked_for_again(visits: Visits) -> None:
    visit = visits().expect("404", "Failed to load resource")
    path = visit.site.file("**/digits-8-train-*.bin")
    with visit.site.broken(path, MISSING):
        visit.page.goto(f"{visit.site.home}labs/train/")
        visit.until("failed")
        expect(visit.page.locator(".progress")).to_contain_text("digits-8-train")
        visit.predict("b")
    visit.button("Try again").click()
    visit.until("live")
    expect(visit.answer("b")).to_be_checked()
