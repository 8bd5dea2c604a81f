"""A part of another page: `?embed=1`, at every width, with or without storage, seen or not yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from builder.browsers import firefox as firefox_here
from core.trial.scenario import lab_of
from tests.browser.axe import violations
from tests.browser.firefox import Firefox
from tests.browser.framing import NAME, Outer
from tests.browser.site import OPEN_TO_ALL, Site
from tests.browser.test_firefox import BUTTON, commit
from tests.browser.test_path import CASES
from tests.browser.test_storage import THROWS
from tests.browser.visit import FIRST, Visit, Visits

EMBED = f"{FIRST}&embed=1"
ALONE = "allow-scripts"
PYTHON = ("/runtime/", "/snapshot", "python/worker.js")
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
ANEW = "() => !window.before && document.body"
CUT = "() => document.documentElement.getBoundingClientRect().height - innerHeight"


@pytest.fixture(scope="module")
def outer() -> Iterator[Outer]:
    server = Outer()
    yield server
    server.close()


def heights(around: Any) -> list[int]:
    """What the frame has told of its height so far."""
    heard = around.evaluate("heard")
    return [told["height"] for told in heard if told["subject"] == "lti.frameResize"]


def fits(visit: Visit, around: Any) -> None:
    """The frame is as high as its page and no narrower, and it has said so each time once."""
    visit.page.wait_for_function(f"() => Math.abs(({CUT})()) < 1")
    assert visit.page.evaluate(OVERFLOW) <= 0
    told = heights(around)
    assert all(one != other for one, other in pairwise(told))


def python_asked(visit: Visit) -> list[str]:
    return [url for url in visit.requests if any(part in url for part in PYTHON)]


def hidden_of(visit: Visit) -> None:
    """What leads elsewhere is not there; the record is."""
    for part in ("header.site", "footer.site", ".labs", ".lesson"):
        expect(visit.page.locator(part).first).to_be_hidden()
    expect(visit.page.get_by_role("heading", name="Your record")).to_be_visible()


@pytest.mark.parametrize(
    ("sandbox", "scripts", "width"),
    [(None, (), 320), (ALONE, (), 360), (None, (THROWS,), 800)],
    ids=["another origin", "scripts alone", "storage refused"],
)
def test_a_whole_trial(
    visits: Visits, outer: Outer, site: Site, sandbox: str | None, scripts: tuple[str, ...],
    width: int,
) -> None:  # fmt: skip
    site.headers |= OPEN_TO_ALL if sandbox else {}
    visit = visits(*scripts)
    try:
        around = outer.show(visit, sandbox, EMBED, width=width, above=40)
        visit.until("live").phase("posed")
        assert around.evaluate("document.activeElement.tagName") == "BODY"
        assert around.evaluate("scrollY") == 0
        hidden_of(visit)
        fits(visit, around)
        forgets = bool(sandbox or scripts)
        assert len(visit.notices) == forgets
        for notice in visit.notices:
            assert "stands in a frame that keeps it from storing anything" in notice
            assert notice.endswith(f"Its address is {visit.site.home}{FIRST}")
        kept = visit.page.get_by_text("This page stands within another one.")
        expect(kept).to_be_visible(visible=not forgets)
        visit.commit("blend", 1).see()
        fits(visit, around)
        visit.next()
        assert visit.search.endswith("&embed=1")
        visit.commit("kept", 2).see()
        expect(visit.slot("score")).to_contain_text("2 predictions revealed")
        fits(visit, around)
        print(f"{width} px: told its height {len(heights(around))} times in two trials")
    finally:
        site.headers.clear()


def test_below_the_fold_nothing_begins_before_it_is_seen(visits: Visits, outer: Outer) -> None:
    visit = visits()
    around = outer.show(visit, None, EMBED, width=600, above=4000)
    visit.page.wait_for_function("() => document.documentElement.hasAttribute('data-resting')")
    # it has told its height, so all that comes with the page has come
    around.wait_for_function("() => heard.length > 0")
    around.wait_for_load_state("load")
    assert python_asked(visit) == []
    expect(visit.page.locator(".progress")).to_be_hidden()
    expect(visit.page.locator(".stuck")).to_be_hidden()
    around.evaluate("scrollTo(0, 3800)")
    visit.until("live").phase("posed")
    assert python_asked(visit)
    assert around.evaluate("document.activeElement.tagName") == "BODY"
    visit.commit("blend", 1).see()


def test_a_press_begins_what_is_not_seen(visits: Visits, outer: Outer) -> None:
    visit = visits()
    around = outer.show(visit, None, EMBED, width=600, above=4000)
    visit.page.wait_for_function("() => document.documentElement.hasAttribute('data-resting')")
    assert python_asked(visit) == []
    visit.page.locator("[data-apart]").evaluate("link => link.focus({ preventScroll: true })")
    visit.until("live").phase("posed")
    assert around.evaluate("scrollY") == 0


def test_embedding_stays_over_reload_labs_and_forgetting(visits: Visits, outer: Outer) -> None:
    visit = visits()
    outer.show(visit, None, "labs/pca/?embed=1&lab=pca&k=3#lab", width=700, above=0)
    visit.until("live").phase("posed")
    assert visit.search.startswith("?lab=pca&")
    assert visit.search.endswith("&embed=1")
    assert visit.notices == []
    visit.page.evaluate("() => { window.before = true; location.reload(); }")
    visit.page.wait_for_function(ANEW)
    visit.until("live").phase("posed")
    hidden_of(visit)
    visit.page.locator(".path ol a").first.click()
    visit.page.wait_for_url("**/index.html?lab=strokes**")
    visit.until("live").phase("posed")
    assert visit.search == f"{CASES[0]}&embed=1"
    hidden_of(visit)
    visit.page.locator(".path ol a").nth(1).click()  # within the page
    visit.page.wait_for_function("wanted => location.search.startsWith(wanted)", arg=CASES[1])
    visit.settled()
    assert visit.search == f"{CASES[1]}&embed=1"
    visit.page.evaluate("window.before = true")
    visit.button("Forget everything here").click()
    visit.button("Delete them").click()
    visit.page.wait_for_function(ANEW)
    visit.until("live").phase("posed")
    hidden_of(visit)


def test_it_opens_in_a_tab_of_its_own(visits: Visits, outer: Outer) -> None:
    visit = visits()
    around = outer.show(visit, None, EMBED, width=700, above=0)
    visit.until("live").phase("posed")
    with around.expect_popup() as popup:
        visit.page.get_by_role("link", name="Open in a tab of its own").click()
    tab = popup.value
    tab.wait_for_url(f"{visit.site.home}{FIRST}")
    expect(tab.locator("header.site")).to_be_visible()
    assert tab.evaluate("window.opener") is None
    tab.close()


def test_a_frame_that_opens_nothing_tells_the_address(
    visits: Visits, outer: Outer, site: Site
) -> None:
    site.headers |= OPEN_TO_ALL
    visit = visits().expect("Blocked opening")
    try:
        outer.show(visit, ALONE, EMBED, width=700, above=0)
        visit.until("live")
        visit.page.get_by_role("link", name="Open in a tab of its own").click()
        told = visit.page.locator(".link-told")
        expect(told).to_contain_text(f"{visit.site.home}{FIRST}")
    finally:
        site.headers.clear()


def test_by_itself_an_embedded_page_works_and_leads_on(visits: Visits) -> None:
    visit = visits().open(EMBED).phase("posed")
    hidden_of(visit)
    assert visit.search == EMBED
    visit.commit("blend", 1).see().next()
    assert visit.search.endswith("&embed=1")
    visit.page.go_back()
    visit.phase("revealed")
    assert visit.search == EMBED
    assert lab_of(visit.search) == "strokes"


def test_axe(visits: Visits) -> None:
    visit = visits().open_lab("pca", "?embed=1").phase("posed")
    assert violations(visit, "embedded") == []


def test_a_trial_in_firefox(site: Site, outer: Outer, tmp_path: Path) -> None:
    firefox = Firefox(firefox_here(), tmp_path / "firefox")
    try:
        firefox.open(outer.address(f"{site.home}?embed=1", None))
        told = "return window.wrappedJSObject.heard.length > 0"
        firefox.until(lambda: firefox.run(told), "its height")
        firefox.enter(NAME)
        firefox.shows("data-python", "live")
        commit(firefox)
        firefox.click(BUTTON, "See what happened")
        firefox.shows("data-phase", "revealed")
        assert firefox.run("return location.search").endswith("&embed=1")
    finally:
        firefox.close()
