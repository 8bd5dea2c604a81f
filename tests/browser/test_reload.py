"""A trial outlives a reload and the worker's death, and a commitment does not change."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry, WhyEntry
from core.trial.ledger_file import import_text
from tests.browser.test_failures import hurried
from tests.browser.visit import FIRST, WHICH, Visit, Visits

SET_FROM_THE_CONSOLE = """() => {
  const say = (detail) => dispatchEvent(new CustomEvent("hunch:input", { detail }));
  for (const root of Bokeh.documents[0].roots()) {
    const { data } = root;
    if (data?.name === "prediction") data.value = "recovered";
    if (data?.name === "confidence") data.value = 100;
    if (data?.name === "width") data.position = 7;
    if (["prediction", "confidence", "width"].includes(data?.name)) data.locked = false;
  }
  say({ type: "predict", choice: "recovered" });
  say({ type: "confidence", confidence: 100 });
  say({ type: "change", name: "m", value: 8 });
  say({ type: "commit" });
}"""
BECAUSE = "Two strokes are gone, so it cannot know."


def entries(visit: Visit) -> list[Any]:
    """What the exported ledger says, its chain checked."""
    return [record.entry for record in import_text(visit.export()).records]


def only_commitment(visit: Visit) -> CommitmentEntry:
    (entry,) = entries(visit)
    assert isinstance(entry, CommitmentEntry)
    return entry


def test_each_phase_comes_back(visits: Visits) -> None:
    visit = visits().open(FIRST)

    visit.predict("kept", 1).settled().reload().phase("posed")
    assert visit.search == FIRST
    expect(visit.answer("kept")).to_be_checked()
    expect(visit.sure(45)).to_be_checked()
    assert entries(visit) == []

    visit.commit("kept").reload().phase("committed")
    expect(visit.answer("kept")).to_be_checked()
    commitment = only_commitment(visit)
    assert (commitment.choice, commitment.confidence) == ("kept", 45)

    # nor does it change from the console
    visit.page.evaluate(SET_FROM_THE_CONSOLE)
    visit.settled()
    expect(visit.answer("kept")).to_be_checked()
    expect(visit.sure(45)).to_be_checked()
    assert visit.search == FIRST
    assert visit.lab.get_attribute("data-phase") == "committed"
    assert only_commitment(visit) == commitment

    visit.see()
    verdict = visit.verdict
    visit.why.fill(f"{BECAUSE} ")
    visit.button("Save as a file").focus()
    visit.page.wait_for_function("() => recorded.log.some((text) => text.includes('cannot know'))")
    visit.settled().reload().phase("revealed")
    assert visit.verdict == verdict
    expect(visit.why).to_have_value(BECAUSE)
    first, second, third = entries(visit)
    assert first == commitment
    assert isinstance(second, OutcomeEntry)
    assert isinstance(third, WhyEntry)
    assert third.text == BECAUSE

    # without an address the learner goes on where they stopped
    visit.next()
    coming = visit.search
    visit.commit("blend").open("").phase("committed")
    assert visit.search == coming


def test_a_second_tab_cannot_change_a_commitment(visits: Visits) -> None:
    one = visits().open(FIRST)
    two = visits.tab(one.context).open(FIRST)
    two.predict("recovered", 4).settled()
    one.commit("kept", 1)
    two.phase("committed")  # it hears of it
    expect(two.answer("kept")).to_be_checked()
    assert two.notices == ["This case was committed in another tab; that commitment stands."]

    one.see()
    two.see()
    assert two.verdict == one.verdict
    assert [type(entry) for entry in entries(two)] == [CommitmentEntry, OutcomeEntry]
    assert entries(two)[0].choice == "kept"

    # what is forgotten in one tab is gone in the other
    one.next().commit("blend")
    two.button("Forget everything here").click()
    with one.page.expect_navigation(), two.page.expect_navigation():
        two.button("Delete them").click()
    for visit in (one, two):
        visit.until("live").phase("posed")
        assert entries(visit) == []


def test_a_commitment_from_before_python_stands(visits: Visits) -> None:
    visit = visits()
    stalls = visit.site.broken(visit.site.file("**/pyodide.asm.js"), "stalled")
    with hurried(visit.site), stalls:
        visit.page.goto(visit.site.home)
        visit.predict("another", 3)
        assert visit.page.evaluate("() => document.querySelector('.settings').inert")
        visit.button("Commit prediction").dblclick()
        expect(visit.answer("another")).to_be_disabled()
        visit.until("failed")
    visit.button("Try again").click()
    visit.until("live").phase("committed")
    assert visit.notices == []
    commitment = only_commitment(visit)
    assert (commitment.choice, commitment.confidence) == (WHICH["another"], 75)
    assert not visit.page.evaluate("() => document.querySelector('.settings').inert")


def test_a_commitment_from_before_python_is_the_one_revealed(visits: Visits) -> None:
    visit = visits()
    with visit.site.broken(visit.site.file("**/worker.js"), "stalled"):
        visit.page.goto(visit.site.home)
        visit.button("Commit prediction").click()
        told = visit.page.get_by_role("alert").filter(has_text="Choose one of the outcomes")
        expect(told).to_be_visible()
        visit.predict("another", 3)
        expect(told).to_have_count(0)
        visit.button("Commit prediction").dblclick()
        expect(visit.lab).to_have_attribute("data-phase", "committed")
        expect(visit.answer("another")).to_be_disabled()
        expect(visit.button("Commit prediction")).to_have_count(0)
        expect(visit.page.get_by_text("Your prediction is stored and stands.")).to_be_focused()
        assert visit.site.stalled.wait(60)
        expect(visit.page.locator("html")).to_have_attribute("data-python", "starting")
    visit.until("live").phase("committed")
    expect(visit.button("See what happened")).to_be_focused()
    expect(visit.page.get_by_text("Your prediction is stored and stands.")).to_have_count(0)
    visit.see()
    commitment, happened = entries(visit)
    assert (commitment.choice, commitment.confidence) == (WHICH["another"], 75)
    assert isinstance(happened, OutcomeEntry)
    expect(visit.answer("another")).to_be_checked()


@pytest.mark.parametrize("pressed", [False, True], ids=["sealed", "pressed"])
def test_the_worker_dies_between_commit_and_reveal(visits: Visits, pressed: bool) -> None:
    visit = visits(clock=True).open(FIRST)
    if pressed:  # it dies before it has heard of the commitment
        visit.predict("kept", 1).settled()
        visit.end_worker()
        visit.button("Commit prediction").click()
    else:
        visit.commit("kept", 1)
        visit.end_worker()
        visit.button("See what happened").click()
    expect(visit.answer("kept")).to_be_disabled()
    visit.until("failed")
    expect(visit.page.get_by_text("Python's worker has ended.")).to_be_visible()
    assert len(entries(visit)) == (0 if pressed else 1)

    visit.button("Try again").click()
    visit.until("live").phase("committed")
    expect(visit.answer("kept")).to_be_checked()
    commitment = only_commitment(visit)
    assert (commitment.choice, commitment.confidence) == ("kept", 45)
    visit.see()
    assert [type(entry) for entry in entries(visit)] == [CommitmentEntry, OutcomeEntry]

    if not pressed:  # it dies once more; what is typed meanwhile is kept
        visit.end_worker()
        why = visit.why
        why.fill("Said into the void.")
        visit.until("failed")
        visit.button("Try again").click()
        visit.until("live").phase("revealed")
        expect(why).to_have_value("Said into the void.")

        visit.end_worker()
        visit.until("failed")
        why.fill("Said while nobody listened. ")
        visit.page.clock.run_for(1000)
        visit.button("Try again").click()
        visit.until("live").phase("revealed")
        expect(why).to_have_value("Said while nobody listened.")
