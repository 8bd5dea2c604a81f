"""No violation that axe can find, in any phase, light and dark, wide and narrow."""

from __future__ import annotations

from tests.browser.axe import violations
from tests.browser.visit import FIRST, Visits


def test_axe_in_every_phase(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.go(f"{FIRST}&m=9")  # with a notice on it
    found = violations(visit, "posed")
    visit.commit("blend", 1)
    found += violations(visit, "committed")
    visit.see()
    visit.lab.locator("summary").first.click()
    found += violations(visit, "revealed")
    visit.play()
    found += violations(visit, "play")
    assert found == []


def test_axe_on_a_failure(visits: Visits) -> None:
    visit = visits("delete window.WebAssembly;")
    visit.page.goto(visit.site.home)
    visit.until("failed")
    assert violations(visit, "failed") == []
