"""Only another case in the history changes the bench; links within the page do not."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.site import STALLED
from tests.browser.visit import DIGITS, FIRST, Visit, Visits

WIDER = FIRST.replace("m=3", "m=5")
RECORD = "header nav a[href='#record']"
LINKS = ("a.skip", RECORD, ".contents a", "a.term")
DEAF = "window.BroadcastChannel = class { constructor() { throw new Error('put aside'); } };"


def width(visit: Visit) -> Locator:
    return visit.page.get_by_role("slider", name="Width m")


def press(visit: Visit, link: str) -> None:
    """Follow a link within the page, by keyboard, for the skip link is no more than that."""
    before = visit.page.url
    visit.page.locator(link).first.press("Enter")
    visit.page.wait_for_function("before => location.href !== before", arg=before)
    visit.settled()


def back_to(visit: Visit, anchor: str) -> None:
    visit.page.go_back()
    visit.page.wait_for_function("anchor => location.hash === anchor", arg=anchor)
    visit.settled()


def own_case(visit: Visit) -> Locator:
    """A link of the lesson, made to lead to the first case."""
    link = visit.page.locator("a.case").first
    link.evaluate("(link, search) => { link.href = `${search}#lab`; }", FIRST)
    return link


def test_play_outlasts_links_within_the_page(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend", 1).see().play()
    width(visit).fill("11")
    visit.settled()
    told = visit.verdict
    for link in LINKS:
        press(visit, link)
        assert (width(visit).input_value(), visit.search) == ("11", FIRST)
    for _ in LINKS[1:]:
        visit.page.go_back()
    back_to(visit, "")
    visit.page.go_forward()
    visit.page.wait_for_function("() => location.hash === '#lab'")
    visit.settled()
    assert (width(visit).input_value(), visit.verdict) == ("11", told)
    expect(visit.lab).to_have_attribute("data-playing", "")

    # a link to this very case asks for it as it was
    own_case(visit).press("Enter")
    expect(visit.lab).not_to_have_attribute("data-playing", "")
    visit.phase("revealed")
    assert visit.verdict != told
    played, told, count = told, visit.verdict, visit.page.evaluate("history.length")
    own_case(visit).press("Enter")  # and then there is nothing to do but to go there
    expect(visit.lab).to_be_focused()
    assert (visit.verdict, visit.page.evaluate("history.length")) == (told, count)
    back_to(visit, "#lab")  # to where one played: what was set comes back with it
    expect(visit.lab).to_have_attribute("data-playing", "")
    visit.settled()
    assert (width(visit).input_value(), visit.verdict) == ("11", played)


def test_a_run_outlasts_links_within_the_page(visits: Visits) -> None:
    visit = visits().open_lab("train", DIGITS)
    address = visit.search
    visit.commit("half")
    visit.button("See what happened").click()
    visit.page.locator("[data-lab][data-running]").wait_for()
    press(visit, RECORD)
    press(visit, "a.skip")
    back_to(visit, "#record")
    visit.phase("revealed")
    assert visit.notices == []  # such as that it was cut off
    assert visit.search == address


def test_a_training_outlasts_the_same_case_and_ends_with_another(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend", 1).see()
    visit.slot("train").get_by_role("button").click()
    own_case(visit).press("Enter")
    press(visit, RECORD)
    expect(visit.slot("trained_told")).to_contain_text("The trained network")  # it came to its end
    visit.slot("train").get_by_role("button").click()
    visit.page.locator("#case-straight a").press("Enter")
    visit.phase("posed")
    assert "family=glyphs" in visit.search
    back_to(visit, "#record")
    visit.phase("revealed")
    assert visit.search == FIRST
    expect(visit.slot("train").get_by_role("button")).to_be_visible()


def test_what_is_set_after_a_jump_stays_when_one_goes_back(visits: Visits) -> None:
    visit = visits()
    visit.page.goto(f"{visit.site.home}{FIRST}#lesson")
    visit.until("live").settled()
    assert visit.page.url.endswith(f"{FIRST}#lesson")
    press(visit, RECORD)
    width(visit.unfold()).fill("4")
    visit.settled()
    assert visit.page.url.endswith(f"{WIDER}#record")
    back_to(visit, "#lesson")
    assert width(visit).input_value() == "4"
    assert visit.search == WIDER  # so that a reload, too, brings this case
    visit.commit("blend", 1).see().next()
    following = visit.search
    visit.page.go_back()
    visit.phase("revealed")
    assert visit.search == WIDER
    visit.page.go_forward()
    visit.phase("posed")
    assert visit.search == following


def test_the_history_moves_while_python_starts(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend", 1).see().next()
    second = visit.search
    with visit.site.broken(visit.site.file("runtime/snapshot-*/heap.bin"), STALLED):
        visit.reload("starting")
        expect(visit.page.locator("html[data-drawn]")).to_be_attached()
        visit.page.go_back()
        visit.page.wait_for_function("second => location.search !== second", arg=second)
        expect(visit.page.locator(".waiting")).to_be_visible()
    visit.until("live").phase("revealed")
    assert visit.search == FIRST
    visit.page.go_forward()
    visit.phase("posed")
    assert visit.search == second


def test_links_within_the_page_while_python_starts(visits: Visits) -> None:
    visit = visits()
    with visit.site.broken(visit.site.file("runtime/snapshot-*/heap.bin"), STALLED):
        visit.open(python="starting")
        expect(visit.page.locator("html[data-drawn]")).to_be_attached()
        visit.predict("blend", 2)
        press(visit, RECORD)
        expect(visit.page.locator(".waiting")).to_be_hidden()
    visit.until("live").settled()
    expect(visit.answer("blend")).to_be_checked()
    first = visit.search
    back_to(visit, "")
    assert visit.search == first
    expect(visit.answer("blend")).to_be_checked()


def test_a_page_that_was_put_aside_hears_what_it_missed(visits: Visits) -> None:
    one = visits(DEAF).open(FIRST)
    visits.tab(one.context).open(FIRST).commit("blend", 1)
    expect(one.lab).to_have_attribute("data-phase", "posed")
    one.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    one.phase("committed")
    assert len(one.records()) == 1
