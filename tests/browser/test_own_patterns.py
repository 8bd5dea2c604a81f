"""Patterns of one's own: drawn by mouse, finger and keys, answered for, kept, passed on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from app.session.text_catalog import words
from core.data.own_patterns import own_family, spelled
from core.labs.strokes.deck import default_scenarios
from core.trial.scenario import address
from tests.browser.axe import violations
from tests.browser.fingers import PHONE, Fingers
from tests.browser.visit import FIRST, Visit, Visits

SAY = words("strokes")
BEGUN = own_family("own")


def drawing(visit: Visit) -> Visit:
    """In play, with patterns of one's own."""
    visit.open(FIRST).guess().phase("committed").see().play()
    visit.slot("family").locator("select").select_option("own")
    expect(editor(visit)).to_be_visible()
    return visit.settled()


def editor(visit: Visit) -> Locator:
    return visit.page.get_by_role("group", name=SAY("own.label"))


def grid(visit: Visit) -> Locator:
    return editor(visit).get_by_role("grid")


def cell(visit: Visit, pixel: int) -> Locator:
    return grid(visit).get_by_role("gridcell").nth(pixel)


def pattern(visit: Visit, letter: str) -> Locator:
    return editor(visit).get_by_role("button", name=f"Pattern {letter}", exact=True)


def used(visit: Visit) -> str:
    """The set that answers, by its name."""
    visit.settled()
    return str(visit.slot("family").locator("select").input_value())


def test_patterns_are_drawn_and_everything_answers_for_them(visits: Visits) -> None:
    visit = drawing(visits())
    page, told = visit.page, editor(visit).locator(".problem")
    assert used(visit) == BEGUN.name
    expect(grid(visit)).to_have_attribute("aria-label", "Pattern A")

    # a new one is empty until it is drawn, and nothing else changes meanwhile
    visit.button(SAY("own.add")).click()
    expect(told).to_have_text("Pattern D is still empty. Until it is drawn, the last patterns "
                              "stay in use.")  # fmt: skip
    assert used(visit) == BEGUN.name
    expect(cell(visit, 0)).to_be_focused()
    cell(visit, 0).hover()
    page.mouse.down()
    cell(visit, 4).hover()
    page.mouse.up()
    expect(told).to_have_text("")
    bar = spelled(own_family(used(visit)).patterns[3:], (5, 5))
    assert bar == "own-5x5-1-1f00000"  # the top row, whole, though the mouse was seen twice

    # the same as another one is told, and takes nothing away
    pattern(visit, "C").click()
    visit.button("Clear").click()
    expect(told).to_contain_text("Pattern C is still empty")
    for pixel in range(5):
        cell(visit, pixel).click()
    expect(told).to_contain_text("Patterns C and D look the same")
    assert own_family(used(visit)).n == 4
    visit.button("Remove C").click()
    expect(told).to_have_text("")
    assert own_family(used(visit)).n == 3
    assert violations(visit, "own patterns") == []

    # the surrogate, the gallery and a network answer for these
    expect(visit.slot("verdict")).to_contain_text("attern")
    visit.button(SAY("trained.button")).click()
    expect(visit.slot("trained_told")).to_contain_text(SAY("trained.one"), timeout=60_000)
    visit.check_messages()

    # another grid keeps what fits on it
    before = used(visit)
    editor(visit).get_by_label("Rows").select_option("8")
    editor(visit).get_by_label("Columns").select_option("8")
    larger = own_family(used(visit))
    assert larger.grid == (8, 8)
    small = own_family(before).patterns.reshape(-1, 5, 5)
    assert (larger.patterns.reshape(-1, 8, 8)[:, :5, :5] == small).all()
    assert larger.patterns.sum() == small.sum()

    # what a smaller grid cuts off comes back with a larger one
    editor(visit).get_by_label("Rows").select_option("2")
    assert own_family(used(visit)).grid == (2, 8)
    editor(visit).get_by_label("Rows").select_option("8")
    assert own_family(used(visit)).name == larger.name

    # it is there again after a reload, still in play
    set_now = used(visit)
    page.wait_for_function("() => decodeURIComponent(history.state.played.bench).includes('8x8')")
    visit.reload().settled()
    expect(visit.lab).to_have_attribute("data-playing", "")
    assert used(visit) == set_now

    # and by its link for anybody else, who is asked first
    visit.page.get_by_role("link", name=SAY("own.link")).click()
    visit.until("live").phase("posed")
    assert visit.search == address(default_scenarios(set_now)[0])
    assert visit.answer("is_a").count() == 1
    visit.guess().phase("committed").see()
    assert "attern" in visit.verdict


def test_patterns_are_drawn_by_keyboard_alone(visits: Visits) -> None:
    visit = drawing(visits())
    keys = visit.page.keyboard
    pattern(visit, "B").focus()
    keys.press("Enter")
    expect(pattern(visit, "B")).to_be_focused()
    expect(pattern(visit, "B")).to_have_attribute("aria-pressed", "true")
    keys.press("Tab")
    keys.press("Tab")
    expect(cell(visit, 0)).to_be_focused()
    for key in ("Space", "ArrowRight", "1", "ArrowDown", "0", "ArrowUp", "ArrowUp"):
        keys.press(key)
    assert own_family(used(visit)).patterns[1][:7].tolist() == [0, 1, 0, 0, 1, 0, 0]
    for _ in range(2):
        keys.press("Tab")
    expect(visit.button("Remove B")).to_be_focused()
    keys.press("Enter")
    assert own_family(used(visit)).n == 2
    expect(visit.button("Remove B")).to_be_disabled()  # with one there is nothing to tell apart
    for at in range(10):
        visit.button(SAY("own.add")).focus()
        keys.press("Enter")
        expect(cell(visit, 0)).to_be_focused()
        for _ in range(at % 5):
            keys.press("ArrowRight")
        keys.press("Space")
        keys.press("ArrowDown")
        for _ in range(at // 5):
            keys.press("Space")
            keys.press("ArrowDown")
    assert own_family(used(visit)).n == 12
    expect(visit.button(SAY("own.add"))).to_be_disabled()
    expect(editor(visit).locator(".problem")).to_have_text(SAY("own.most"))


@pytest.mark.parametrize("along", [(90, 0), (0, 90)])
def test_a_finger_draws_and_does_not_scroll(visits: Visits, along: tuple[int, int]) -> None:
    phone = drawing(visits(**PHONE))
    fingers = Fingers(phone)
    pattern(phone, "C").click()
    start = fingers.at(cell(phone, 5))
    top = phone.page.evaluate("scrollY")
    before = own_family(used(phone)).patterns[2].sum()
    fingers.drag(start, along)
    assert own_family(used(phone)).patterns[2].sum() > before
    assert phone.page.evaluate("scrollY") == top
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("family", ["own-5x5-3-1f8c63f", "own-99x99-2-1-2", "own-2x2-0",
                                    "own-2x2-2-3-3", "own-"])  # fmt: skip
def test_an_address_of_patterns_that_are_none_is_told(visits: Visits, family: str) -> None:
    visit = visits().open(f"?lab=strokes&family={family}")
    (told,) = visit.notices
    assert "Patterns of your own: 2 to 12" in told
    assert "segments" in told
    assert "family=segments" in visit.search
