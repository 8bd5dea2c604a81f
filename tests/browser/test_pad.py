"""One's own digit: drawn with mouse, finger, pen or keys, sent through all four; a blot is told."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from app.session.text_catalog import words
from tests.browser.keyboard import tab_to
from tests.browser.visit import Visit, Visits

SAY = words("digits")
STROKES = ([(0.3, 0.2), (0.7, 0.2), (0.45, 0.8)],)  # a seven, in shares of the sheet


@pytest.fixture
def visit(visits: Visits) -> Visit:
    visit = visits().open_lab("digits")
    visit.commit("pca").see()
    return visit.play()


def sheet(visit: Visit) -> Locator:
    return visit.page.get_by_role("application", name=SAY("pad.label"))


def note(visit: Visit) -> Locator:
    return visit.slot("drawn_note")


def shown(visit: Visit) -> str:
    return visit.slot("drawn").get_attribute("aria-label") or ""


def places(visit: Visit, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where points of the sheet, in shares of it, lie on the page."""
    box = sheet(visit.at_rest()).bounding_box()
    assert box
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]


def draw(visit: Visit, points: list[tuple[float, float]]) -> None:
    """Draw a line through points with the mouse."""
    mouse, (first, *others) = visit.page.mouse, places(visit, points)
    mouse.move(*first)
    mouse.down()
    for place in others:
        mouse.move(*place, steps=12)
    mouse.up()
    visit.settled()


def test_a_digit_drawn_with_the_mouse_is_brought_back_and_cleared(visit: Visit) -> None:
    sheet(visit).scroll_into_view_if_needed()
    before = shown(visit)
    for stroke in STROKES:
        draw(visit, stroke)
    expect(visit.slot("drawn")).not_to_have_attribute("aria-label", before)
    expect(note(visit)).to_contain_text("Nearest: ")
    visit.button(SAY("pad.clear")).click()
    expect(visit.slot("drawn")).to_have_attribute("aria-label", before)


@pytest.mark.parametrize("tool", ["finger", "pen"])
def test_a_digit_drawn_with_a_finger_or_a_pen(visit: Visit, tool: str) -> None:
    """The browser's own touch and pen input; the page stays where it is meanwhile."""
    sheet(visit).scroll_into_view_if_needed()
    before, top = shown(visit), visit.page.evaluate("scrollY")
    for stroke in STROKES:
        points = places(visit, stroke)
        steps = [points[0], *points, points[-1]]
        kinds = ["Start", *["Move"] * len(points), "End"]
        session = visit.context.new_cdp_session(visit.page)
        for kind, (x, y) in zip(kinds, steps, strict=True):
            if tool == "finger":
                touched = [] if kind == "End" else [{"x": x, "y": y}]
                given = {"type": f"touch{kind}", "touchPoints": touched}
                session.send("Input.dispatchTouchEvent", given)
            else:
                pressed = {"Start": "Pressed", "Move": "Moved", "End": "Released"}[kind]
                given = {"type": f"mouse{pressed}", "x": x, "y": y, "pointerType": "pen"}
                session.send(
                    "Input.dispatchMouseEvent",
                    given | {"button": "left", "buttons": int(kind != "End"), "clickCount": 1},
                )
    visit.settled()
    expect(visit.slot("drawn")).not_to_have_attribute("aria-label", before)
    expect(note(visit)).to_contain_text("Nearest: ")
    assert visit.page.evaluate("scrollY") == top


def test_a_blot_is_no_digit_and_says_so(visit: Visit) -> None:
    sheet(visit).scroll_into_view_if_needed()
    before = shown(visit)
    draw(visit, [(0.5, 0.5), (0.5, 0.5)])
    expect(note(visit)).to_contain_text(SAY("drawn.refused.dot"))
    assert shown(visit) == before


def test_a_digit_drawn_with_the_keys(visit: Visit) -> None:
    page = visit.page
    before = shown(visit)
    visit.page.locator(".outcome").focus()
    tab_to(page, SAY("pad.label"))
    page.keyboard.press("Space")
    for _ in range(14):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    visit.settled()
    expect(visit.slot("drawn")).not_to_have_attribute("aria-label", before)
