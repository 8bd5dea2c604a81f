"""The path: its steps in order, across the labs' pages, to the card at its end."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from app.runtime.registry import REGISTERED_LABS
from app.session.text_catalog import words
from core.trial.scenario import lab_of
from tests.app.fake_browser import FakeBrowser, ledger_text
from tests.browser.axe import violations
from tests.browser.visit import Visit, Visits
from tests.supplied import provide

COLOURS = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""
SAY = words("path")
STEPS = SAY.at("steps")
CASES = [step["case"] for step in STEPS]


def dots(visit: Visit) -> list[str | None]:
    """How each step stands."""
    return [dot.get_attribute("data-state") for dot in visit.page.locator(".path ol a").all()]


def test_the_first_steps_follow_each_other_within_the_page(visits: Visits) -> None:
    visit = visits().open()
    assert visit.search == CASES[0]
    here = visit.page.locator(".path [aria-current=step]")
    expect(here).to_have_attribute("data-case", CASES[0])
    expect(visit.page.locator(".path-text")).to_have_text(
        f"{SAY('here', step=1, count=len(CASES))}: {STEPS[0]['text']}"
    )
    on = visit.page.locator(".path .path-on")
    below = visit.page.locator(".ways .path-on")
    for step in range(4):
        assert visit.search == CASES[step]
        expect(on).to_be_hidden()
        expect(below).to_be_hidden()
        visit.guess().see()
        expect(here).not_to_have_attribute("data-state", "ahead")
        expect(below).to_have_text(SAY("next", step=step + 2, text=STEPS[step + 1]["text"]))
        expect(on).to_be_hidden()
        if step == 1:
            assert violations(visit, "path") == []
        if step < 3:
            below.click()
            visit.phase("posed")
    assert "ahead" not in dots(visit)[:4]
    assert set(dots(visit)[4:]) == {"ahead"}
    expect(visit.slot("path_score")).to_contain_text("of 4 called")

    # the fifth is on another page; what was done is known there, too, and after a reload
    below.click()
    visit.page.wait_for_url("**/labs/digits/**")
    visit.until("live").phase("posed")
    assert visit.search == CASES[4]
    expect(visit.slot("path_score")).to_contain_text("of 4 called")
    visit.reload().phase("posed")
    expect(visit.slot("path_score")).to_contain_text("of 4 called")
    expect(visit.page.locator(".path-card")).to_be_hidden()

    # a step can be gone back to; off the path, the page says where to go on
    visit.page.locator(".path ol a").first.click()
    visit.page.wait_for_url("**/index.html?lab=strokes**")
    visit.until("live").phase("revealed")
    visit.next()
    expect(on).to_have_text(SAY("on", step=5, text=STEPS[4]["text"]))


def whole_path() -> str:
    """A ledger in which every step is answered, as a file."""
    provide()
    records: list[dict[str, object]] = []
    for number, case in enumerate(CASES):
        registration = REGISTERED_LABS[lab_of(case)]
        desk = FakeBrowser(records, lab=registration.lab, deck=registration.deck, start=9 * number)
        desk.session.load(records)
        desk.session.visit(case, {})
        session = desk.session
        session.commit(session.outcomes[0] * session.parts, 100)
        session.reveal()
        while session.running:
            session.advance()
        records = desk.records
    return ledger_text(records)


def test_the_card_at_the_end_is_a_picture_to_keep(visits: Visits) -> None:
    visit = visits().open()
    visit.bring_in(whole_path()).settled()
    card = visit.page.locator(".path-card")
    expect(card).to_be_visible()
    assert "ahead" not in dots(visit)
    card.click()
    picture = visit.page.get_by_role("img", name=re.compile("^Your card: "))
    expect(picture).to_be_visible()
    assert violations(visit, "card") == []
    assert picture.evaluate(COLOURS) > 20
    with visit.page.expect_download() as download:
        visit.button(SAY("save")).click()
    assert download.value.suggested_filename == "hunch.png"
    visit.page.keyboard.press("Escape")
    expect(picture).to_be_hidden()


def test_the_last_step_leads_to_the_card(visits: Visits) -> None:
    visit = visits().open(CASES[0])
    end = visit.button(SAY("end_card"))
    expect(end).to_be_hidden()
    visit.bring_in(whole_path()).settled()
    expect(visit.page.locator(".path-card")).to_be_visible()
    expect(end).to_be_hidden()
    visit.guess().see()
    end.press("Enter")
    expect(visit.page.get_by_role("img", name=re.compile("^Your card: "))).to_be_visible()


def test_sharing_that_is_refused_is_told(visits: Visits) -> None:
    refuse = """navigator.canShare = () => true;
    navigator.share = () => Promise.reject(new DOMException("no", "NotAllowedError"));"""
    visit = visits(refuse).open()
    visit.bring_in(whole_path()).settled()
    visit.page.locator(".path-card").click()
    visit.button(SAY("share")).click()
    expect(visit.page.get_by_text(SAY("refused"))).to_be_visible()
