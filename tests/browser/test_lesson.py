"""The lesson in the browser: storyboard, inquiry, practice, witnesses, reading, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from core.witnesses import WITNESSES
from tests.browser.axe import violations
from tests.browser.visit import FIRST, Visit, Visits


@pytest.fixture(scope="module")
def reader(lasting: Visits) -> Visit:
    """A visit with the lesson's scripts running and Python live."""
    visit = lasting().open()
    expect(visit.page.locator("[data-storyboard].stepped")).to_be_visible()
    return visit


def test_the_storyboard_by_keyboard(reader: Visit) -> None:
    page = reader.page
    board = page.locator("[data-storyboard]")
    frames = board.locator(".frame")
    expect(frames.locator("visible=true")).to_have_count(1)
    board.get_by_role("button", name="Next frame").focus()
    page.keyboard.press("ArrowRight")
    expect(board.get_by_role("status")).to_contain_text("Commit to an answer")
    for place in range(frames.count() - 1):
        now = frames.nth(place)
        now.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        now.get_by_role("button", name="Commit").press("Enter")
        expect(now.locator(".told")).to_be_visible()
        expect(now.locator(".yours")).to_have_count(1)
        page.keyboard.press("ArrowRight")
        expect(frames.nth(place + 1)).to_be_visible()
        expect(now).to_be_hidden()
    expect(board.get_by_role("button", name="Next frame")).to_be_disabled()
    page.keyboard.press("ArrowLeft")
    expect(frames.nth(frames.count() - 2)).to_be_visible()
    board.get_by_role("button", name="From the start").click()
    expect(frames.first.locator(".told")).to_be_hidden()


def test_each_frame_of_the_storyboard_has_its_stage(reader: Visit) -> None:
    """All are drawn, for print shows all; beads and output fill from frame to frame."""
    stages = reader.page.locator("[data-storyboard] .stage svg")
    expect(stages).to_have_count(8)
    expect(stages.first).to_have_attribute("aria-label", "Six pixels: three full, three empty.")
    beads = [stage.locator(".bead text").all_text_contents() for stage in stages.all()]
    assert beads[0] == beads[1] == ["?", "?"]
    assert beads[2] == ["−0.2", "+0.1"]
    assert beads[-1] == ["−1.0", "+1.0"]
    assert [stage.locator(".output").count() for stage in stages.all()] == [0] * 4 + [6] * 4
    drawn = [stage.locator(".missed, .invented").count() for stage in stages.all()]
    assert drawn == [0] * 5 + [6, 6, 0]


def test_an_inquiry_is_committed_before_it_is_told(reader: Visit) -> None:
    one = reader.page.locator(".inquiry").first
    expect(one.locator(".after")).to_be_hidden()
    expect(one.locator(".told")).to_be_hidden()
    one.get_by_role("button", name="Commit").click()
    expect(one.get_by_role("alert")).to_be_visible()
    one.get_by_role("radio").nth(1).check()
    one.get_by_role("button", name="Commit").click()
    expect(one.locator(".after")).to_be_visible()
    expect(one.locator(".told .right")).to_be_visible()
    expect(one.get_by_role("radio").first).to_be_disabled()


def test_every_witness_holds_in_the_browser(reader: Visit) -> None:
    page = reader.page
    page.get_by_role("button", name="Check all of them here").click()
    done = f"{len(WITNESSES)} of {len(WITNESSES)} hold."
    expect(page.locator("[data-witness-status]")).to_have_text(done, timeout=120_000)
    expect(page.locator("output[data-state=holds]")).to_have_count(len(WITNESSES))
    told = page.locator("[data-witness=blank_is_averaged] output")
    expect(told).to_have_text("0.5, at least 0.4: holds.")
    reader.settled()


def test_a_term_says_what_it_means_on_focus(reader: Visit) -> None:
    page = reader.page
    term = page.locator("a.term").first
    term.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    assert term.get_attribute("aria-describedby") == tip.get_attribute("id")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_case_sets_the_lab_without_a_new_page(reader: Visit) -> None:
    page = reader.page
    page.evaluate("window.same = true")
    page.locator("#case-straight a").click()
    page.wait_for_function("() => location.search.includes('family=glyphs')")
    reader.settled()
    assert page.evaluate("window.same")
    assert reader.notices == []
    reader.phase("posed")


def test_practice_and_place_are_kept(visits: Visits) -> None:
    visit = visits().open()
    page = visit.page
    item = page.locator("[data-item]").first
    expect(item.locator(".model")).to_be_hidden()
    expect(item.locator("[data-nudge='2']")).to_be_hidden()
    item.locator("[data-nudge='1'] summary").click()
    expect(item.locator("[data-nudge='2']")).to_be_visible()
    item.get_by_role("textbox").fill("The clean one is the target.")
    expect(item.locator(".model")).to_be_visible()
    item.locator(".model summary").click()
    item.get_by_role("checkbox").nth(1).check()
    page.locator("#separations").scroll_into_view_if_needed()
    page.locator("#separations").evaluate("head => head.scrollIntoView()")
    page.wait_for_function("() => JSON.stringify(localStorage).includes('separations')")
    expect(page.locator(".contents [aria-current]")).to_contain_text("Mathematics")

    visit.reload()
    expect(item.get_by_role("textbox")).to_have_value("The clean one is the target.")
    expect(item.locator("[data-criterion='2']")).to_be_checked()
    expect(page.locator("[data-resume]")).to_contain_text("Three separations")
    page.get_by_role("link", name="Go on there").click()
    expect(page.locator("#separations")).to_be_in_viewport()

    visit.button("Forget everything here").click()
    with page.expect_navigation():
        visit.button("Delete them").click()
    visit.until("live")
    expect(item.get_by_role("textbox")).to_have_value("")


def test_storage_refused(visits: Visits) -> None:
    refuse = "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); };"
    visit = visits(refuse).open()
    expect(visit.page.locator("[data-forsaken]")).to_be_visible()
    item = visit.page.locator("[data-item]").first
    item.get_by_role("textbox").fill("Still long enough a try.")
    expect(item.locator(".model")).to_be_visible()


def _all_readable(page: Page) -> None:
    for place in page.locator(".frame, .inquiry .after, [data-nudge], .item .model").all():
        expect(place).to_be_visible()


def test_everything_can_be_read_without_scripts(visits: Visits) -> None:
    visit = visits(java_script_enabled=False)
    page = visit.page
    page.goto(visit.site.home)
    _all_readable(page)
    assert page.locator("math").count() > 100
    assert page.locator("svg.drawing").count() > 10
    expect(page.locator("#eq-denoising math")).to_be_visible()
    expect(page.locator(".lesson button:visible, .lesson textarea:visible")).to_have_count(0)
    expect(page.locator("noscript .notice")).to_be_visible()


def test_all_of_it_is_printed(reader: Visit) -> None:
    reader.page.emulate_media(media="print")
    _all_readable(reader.page)
    expect(reader.page.locator(".derivation p").first).to_be_visible()
    expect(reader.page.locator(".contents")).to_be_hidden()
    reader.page.emulate_media(media="screen")


def test_axe_with_everything_open(visits: Visits) -> None:
    visit = visits().open(FIRST)
    expect(visit.page.locator("[data-storyboard].stepped")).to_be_visible()
    visit.page.evaluate(
        "for (const one of document.querySelectorAll('.lesson details')) one.open = true;"
    )
    assert violations(visit, "lesson") == []
