"""Letters twice as large, on a phone: nothing is cut off, and nothing lies over another."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.runtime.registry import REGISTERED_LABS
from tests.browser.room import Room
from tests.browser.visit import FIRST, Visit, Visits

MISFITS = (Path(__file__).parent / "misfits.js").read_text("utf-8").split("\n", 2)[2]
LETTERS = 32  # CSS pixels, the browser's own setting
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
OTHERS = [lab for lab in REGISTERED_LABS if lab != "strokes"]


@pytest.fixture
def visit(visits: Visits) -> Visit:
    return visits(viewport={"width": 360, "height": 780}, reduced_motion="reduce")


def enlarge(visit: Visit) -> None:
    """Set the browser's default size of letters; what emulates a device takes it back."""
    session = visit.context.new_cdp_session(visit.page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": LETTERS, "fixed": LETTERS}})
    size = "() => getComputedStyle(document.documentElement).fontSize"
    assert visit.page.evaluate(size) == f"{LETTERS}px"


def misfits(visit: Visit, where: str) -> list[str]:
    visit.settled()
    return [f"{where}: {told}" for told in visit.page.evaluate(MISFITS)]


def a_trial(visit: Visit) -> list[str]:
    """What does not fit in any phase."""
    enlarge(visit)
    found = misfits(visit, "posed")
    first = visit.page.locator("[data-slot=prediction] input").first
    visit.commit(first.get_attribute("value") or "", 1)
    found += misfits(visit, "committed")
    visit.see()
    visit.page.evaluate(OPEN)
    found += misfits(visit, "revealed")
    visit.play()
    return found + misfits(visit, "play")


def test_a_trial_and_the_lesson_in_large_letters(visit: Visit) -> None:
    visit.open(FIRST)
    expect(visit.page.locator(".part:not(.laid)")).to_have_count(0)
    visit.go(f"{FIRST}&m=9")  # with a notice on it
    found = a_trial(visit)
    room = Room(visit).choose("claim:linear-pca").write("A note of some length, to be read again.")
    visit.page.locator("[data-program]").scroll_into_view_if_needed()
    expect(visit.page.locator("[data-program].live")).to_be_visible()
    room.page.evaluate(OPEN)
    found += misfits(visit, "lesson")
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.parametrize("lab", OTHERS)
def test_a_trial_of_each_lab_in_large_letters(visit: Visit, lab: str) -> None:
    found = a_trial(visit.open_lab(lab))
    assert not found, "\n".join(found)


def test_what_is_said_while_python_is_away_in_large_letters(visit: Visit) -> None:
    visit.page.add_init_script("delete window.WebAssembly;")
    visit.page.goto(visit.site.home)
    visit.until("failed")
    enlarge(visit)
    assert misfits(visit, "failed") == []
