"""No violation that axe can find, in any phase, light and dark, wide and narrow."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import FIRST, Visit, Visits


def violations(visit: Visit, phase: str) -> list[str]:
    """What axe finds in both schemes and widths, and whether the page is too wide."""
    found = []
    expect(visit.page.locator("html[data-drawn]")).to_be_attached()
    expect(visit.page.locator(".part:not(.laid)")).to_have_count(0)
    for width in (1280, 360):
        visit.page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            where = f"{phase}, {width}, {scheme}"
            for violation in Axe().run(visit.page).response["violations"]:
                nodes = [f"{n['target']}: {n.get('failureSummary')}" for n in violation["nodes"]]
                found.append(f"{where}: {violation['id']}: " + "; ".join(nodes))
        wide = visit.page.evaluate("() => document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{phase}, {width}: the page is {wide} pixels wide")
    return found


def test_axe_in_every_phase(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.go(f"{FIRST}&m=9")  # with a notice on it
    found = violations(visit, "posed")
    visit.commit("blend", 3)
    found += violations(visit, "committed")
    visit.see()
    visit.page.locator("summary").first.click()
    found += violations(visit, "revealed")
    visit.play()
    found += violations(visit, "play")
    assert found == []


def test_axe_on_a_failure(visits: Visits) -> None:
    visit = visits("delete window.WebAssembly;")
    visit.page.goto(visit.site.home)
    visit.until("failed")
    assert violations(visit, "failed") == []
