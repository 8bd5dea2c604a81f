"""An assignment, as its learners sit it: from the link to the file that is handed in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.session.text_catalog import words
from core.classroom.assignment import Assignment, write_code
from core.classroom.hand_in import HandIn, read
from core.trial.scenario import address
from tests.browser.axe import violations
from tests.browser.hidden_values.strokes import Haystack, hidden_values, scenarios
from tests.browser.site import STALLED
from tests.browser.visit import Visit, Visits

SAY = words("class")
FIRST, PAINTED, DIGITS = (words("path").at("steps")[step]["case"] for step in (0, 1, 4))
TITLE = "<b>Week 3</b> & more 🙂"
SEEN = "See what happened"


def link(*cases: str, **options: object) -> str:
    """What follows the site's address."""
    return f"index.html#class={write_code(Assignment(TITLE, cases, **options))}"  # type: ignore[arg-type]


def handed_in(visit: Visit, name: str = "") -> HandIn:
    """The file, made by hand."""
    box = visit.page.locator(".hand-in")
    if box.get_attribute("open") is None:
        box.locator("summary").first.click()
    if name:
        box.get_by_role("textbox").first.fill(name)
    tab = getattr(visit.page, "page", visit.page)  # of a frame
    with tab.expect_download() as download:
        visit.button(SAY("save")).click()
    return read(Path(download.value.path()).read_text("utf-8"))


def kinds(handed: HandIn) -> list[str]:
    return [record.kind for record in handed.ledger.records]


def test_two_votes_and_nothing_before_the_second(visits: Visits) -> None:
    case = scenarios()[0]
    asked = address(case)
    visit = visits().open(link(asked, DIGITS, text="Alone first.", votes=2, name="pseudonym"))
    assert visit.search == asked
    expect(visit.page.locator(".class-title")).to_have_text(TITLE)
    expect(visit.page.locator(".path ol a")).to_have_count(2)
    assert violations(visit, "assigned") == []
    visit.predict("kept", 2).button("Commit prediction").click()
    note = visit.slot("class_note")
    expect(note).to_contain_text("Your first vote: ")
    expect(note).to_be_focused()
    expect(visit.lab).to_have_attribute("data-phase", "posed")
    expect(visit.button(SEEN)).to_be_hidden()
    expect(visit.confidence.get_by_role("radio", checked=True)).to_have_count(0)
    hidden = hidden_values(case)
    assert [n for n in hidden if Haystack(visit.everything()).places(n)] == []
    assert violations(visit, "voted") == []

    visit.reload()
    expect(note).to_contain_text("Your first vote: ")
    assert kinds(handed_in(visit, "Blue owl")) == ["vote"]
    visit.commit("blend", 1)
    assert [n for n in hidden if Haystack(visit.everything()).places(n)] == []
    visit.see()
    expect(note).to_be_hidden()
    visit.why.fill("It fits both.")
    visit.page.locator(".ways .path-on").click()
    visit.page.wait_for_url("**/labs/digits/**")
    visit.until("live").phase("posed")
    assert visit.search == DIGITS
    handed = handed_in(visit)
    assert kinds(handed) == ["vote", "commitment", "outcome", "why"]
    assert (handed.name, handed.sealed, len(handed.content)) == ("Blue owl", True, 10)
    assert handed.assignment.cases == (asked, DIGITS)
    votes = [getattr(record.entry, "choice", "") for record in handed.ledger.records[:2]]
    assert votes == ["kept", "blend"]


def test_a_first_vote_before_python_is_there(visits: Visits) -> None:
    visit = visits()
    with visit.site.broken(visit.site.file("**/worker.js"), STALLED):
        visit.page.goto(visit.site.home + link(FIRST, votes=2))
        visit.predict("recovered", 2).button("Commit prediction").click()
        expect(visit.page.locator(".received")).to_have_text(words("lab")("said.voted"))
        expect(visit.page.locator(".received")).to_be_focused()
        expect(visit.confidence.get_by_role("radio", checked=True)).to_have_count(0)
        assert visit.site.stalled.wait(60)
    visit.until("live")
    expect(visit.slot("class_note")).to_contain_text("Your first vote: ")
    expect(visit.slot("class_note")).to_be_focused()
    visit.commit("recovered", 3)
    assert kinds(handed_in(visit)) == ["vote", "commitment"]


def test_feedback_at_the_end_opens_when_all_is_committed(visits: Visits) -> None:
    visit = visits().open(link(FIRST, PAINTED, feedback="end", locked=True, bare=True))
    expect(visit.page.locator("#labs")).to_be_hidden()
    expect(visit.page.locator("#lesson")).to_be_hidden()
    expect(visit.page.locator(".settings")).to_be_hidden()
    visit.guess()
    note, on = visit.slot("class_note"), visit.page.locator(".run .path-on")
    expect(note).to_contain_text("Stored, and sealed.")
    expect(note).to_be_focused()
    expect(visit.button(SEEN)).to_be_hidden()
    assert violations(visit, "sealed") == []
    assert kinds(handed_in(visit)) == ["commitment"]
    on.click()
    visit.phase("posed")
    assert visit.search == PAINTED
    visit.guess()
    expect(note).to_be_hidden()
    visit.see()
    expect(visit.button("Play freely")).to_be_hidden()
    visit.page.locator(".ways .path-on").click()
    visit.phase("committed").see()
    end = visit.button(SAY("said.end"))
    end.click()
    expect(visit.button(SAY("save"))).to_be_focused()
    expect(visit.page.locator(".class-so-far")).to_have_text(SAY("said.whole", count=2))
    assert kinds(handed_in(visit)) == ["commitment", "commitment", "outcome", "outcome"]
    assert violations(visit, "whole") == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("hello", "foreign"),
        ("2.00000000.AAAA", "newer"),
        (write_code(Assignment("Cut", (FIRST, DIGITS)))[:-3], "damaged"),
    ],
)
def test_a_link_that_holds_no_assignment_is_said(visits: Visits, code: str, reason: str) -> None:
    visit = visits().open(f"index.html#class={code}")
    expect(visit.page.locator(".notices")).to_contain_text(SAY(f"said.refused.{reason}"))
    expect(visit.page.locator(".class")).to_be_hidden()
    visit.guess().see()


def test_a_lab_that_is_not_here_is_left_out(visits: Visits) -> None:
    visit = visits().open(link(FIRST, "?lab=alchemy&seed=1", feedback="end"))
    expect(visit.page.locator(".notices")).to_contain_text("Case 2 of this assignment")
    expect(visit.page.locator(".path ol a")).to_have_count(1)
    visit.guess().see()
    expect(visit.button(SAY("said.end"))).to_be_visible()


def test_without_a_name_nothing_is_saved_and_starting_over_asks(visits: Visits) -> None:
    visit = visits().open(link(FIRST, name="name"))
    visit.guess()
    visit.page.locator(".hand-in summary").first.click()
    visit.button(SAY("save")).click()
    expect(visit.page.locator(".class [data-told]")).to_have_text(SAY("said.name_missing"))
    expect(visit.page.get_by_label(SAY("name"))).to_be_focused()
    visit.button(SAY("over")).click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    visit.page.keyboard.press("Escape")
    visit.phase("committed")
    visit.button(SAY("leave")).click()
    expect(visit.page.locator(".class")).to_be_hidden()
    visit.until("live")
    assert json.loads(visit.export())["count"] == 1
