"""Fingers that scroll and zoom change nothing; one that moves along a slider or taps it sets it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from app.session.text_catalog import words
from tests.browser.fingers import PHONE, Fingers
from tests.browser.visit import FIRST, Visit, Visits

THUMB = 24  # CSS pixels
INK = """sheet => {
  const canvas = sheet.querySelector("canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((level, index) => index % 4 === 3 && level > 0).length;
}"""


@pytest.fixture(scope="module")
def phone(lasting: Visits) -> Visit:
    return lasting(**PHONE).open(FIRST).unfold()


def width(phone: Visit) -> Locator:
    return phone.page.get_by_role("slider", name="Width m")


def scrolled(visit: Visit, before: float) -> None:
    visit.page.wait_for_function("before => Math.abs(scrollY - before) > 60", arg=before)


@pytest.mark.parametrize("name", ["Width m", "Pixels masked"])
def test_a_swipe_that_begins_on_a_slider_scrolls_and_sets_nothing(phone: Visit, name: str) -> None:
    fingers, slider = Fingers(phone), phone.page.get_by_role("slider", name=name)
    for along in ((0, -240), (-50, -240), (0, 200)):
        before, address = slider.input_value(), phone.search
        start = fingers.at(slider, 0.8)
        top = phone.page.evaluate("scrollY")
        fingers.drag(start, along)
        scrolled(phone, top)
        assert slider.input_value() == before
        phone.settled()
        assert phone.search == address


def test_a_finger_along_a_slider_and_a_tap_set_it(phone: Visit) -> None:
    fingers, slider = Fingers(phone), width(phone)
    begun = slider.input_value()
    last = int(slider.get_attribute("max") or 0)
    start = fingers.at(slider, 0.5)
    fingers.put(start)
    assert slider.input_value() == begun  # it may yet scroll
    fingers.further(start, (80, 4))
    during = int(slider.input_value())
    assert during > last // 2  # and is followed
    fingers.lift()
    assert slider.input_value() == str(during)
    for across in (0.25, 0.75):
        point, box = fingers.at(slider, across), slider.bounding_box()
        assert box
        fingers.put(point)
        fingers.lift()
        wanted = last * (across * box["width"] - THUMB / 2) / (box["width"] - THUMB)
        places = "|".join(str(at) for at in range(last + 1) if abs(at - wanted) <= 1)
        expect(slider).to_have_value(re.compile(f"^({places})$"))
    value = slider.get_attribute("aria-valuetext")
    expect(phone.slot("width").locator("output")).to_have_text(value or "none")
    before = int(slider.input_value())
    slider.press("ArrowLeft")
    phone.settled()
    assert slider.input_value() == str(before - 1)


def test_two_fingers_on_a_slider_set_nothing(phone: Visit) -> None:
    fingers, before = Fingers(phone), width(phone).input_value()
    fingers.spread(fingers.at(width(phone), 0.4))
    assert width(phone).input_value() == before
    phone.settled()
    assert width(phone).input_value() == before


@pytest.mark.parametrize(
    "place",
    [
        "[data-slot=prediction] label >> nth=1", "[data-figure=stage] svg",
        "[data-slot=family] select", "[data-figure=gallery] .picture",
        ".storyboard .option", ".practice label.option", "textarea[data-try]", ".cell",
    ],
)  # fmt: skip
def test_a_swipe_scrolls_wherever_it_begins(phone: Visit, place: str) -> None:
    page, fingers = phone.page, Fingers(phone)
    if place.startswith((".practice", "textarea")):
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        place = place.replace(".practice ", ".item ")
    start = fingers.at(page.locator(place).first, 0.6)
    before = page.evaluate("scrollY")
    chosen = page.locator("input:checked, :focus").count()
    fingers.drag(start, (0, -240))
    scrolled(phone, before)
    assert page.locator("input:checked, :focus").count() == chosen


@pytest.fixture(scope="module")
def drawing(lasting: Visits) -> Visit:
    visit = lasting(**PHONE).expect("willReadFrequently").open_lab("digits")
    visit.commit("pca").see()
    return visit.play()


@pytest.fixture
def sheet(drawing: Visit) -> Locator:
    """The pad, empty."""
    say = words("digits")
    drawing.button(say("pad.clear")).click()
    drawing.settled()
    return drawing.page.get_by_role("application", name=say("pad.label"))


def test_a_second_finger_draws_nothing(drawing: Visit, sheet: Locator) -> None:
    fingers = Fingers(drawing)
    first, second = fingers.at(sheet, 0.3, 0.3), fingers.at(sheet, 0.7, 0.7)
    fingers.put(first)
    dot = sheet.evaluate(INK)
    fingers.put(first, second)
    assert sheet.evaluate(INK) == dot  # and no line from one to the other
    fingers.lift(first)
    assert sheet.evaluate(INK) == dot
    fingers.further(first, (30, 0))
    line = sheet.evaluate(INK)
    assert dot < line < 6 * dot  # the first one goes on
    fingers.lift()
    drawing.settled()
    assert sheet.evaluate(INK) == line


def test_a_stroke_that_the_system_takes_away_leaves_no_ink(drawing: Visit, sheet: Locator) -> None:
    fingers = Fingers(drawing)
    start = fingers.at(sheet, 0.3, 0.3)
    fingers.put(start)
    fingers.move((start[0] + 40, start[1]))
    assert sheet.evaluate(INK) > 0
    fingers.cancel()
    drawing.settled()
    assert sheet.evaluate(INK) == 0
    expect(sheet.locator(".pen.down")).to_have_count(0)
    fingers.drag(start, (40, 0))  # the next one draws
    drawing.settled()
    assert sheet.evaluate(INK) > 0


def test_a_mouse_may_leave_the_window_in_mid_stroke(drawing: Visit, sheet: Locator) -> None:
    x, y = Fingers(drawing).at(sheet, 0.2)
    mouse = drawing.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(-40, y, steps=4)
    mouse.up()
    drawing.settled()
    line = sheet.evaluate(INK)
    assert line > 0
    expect(sheet.locator(".pen.down")).to_have_count(0)
    mouse.move(x, y - 30)  # nothing is drawn any more
    assert sheet.evaluate(INK) == line


def test_the_page_scrolls_beside_the_pad(drawing: Visit, sheet: Locator) -> None:
    page, fingers = drawing.page, Fingers(drawing)
    box = sheet.bounding_box()
    assert box
    assert page.evaluate("innerWidth") - box["x"] - box["width"] > 44  # room for a finger
    x, y = fingers.at(sheet, 1.2)
    before = page.evaluate("scrollY")
    fingers.drag((x, y), (0, -200))
    scrolled(drawing, before)
    assert sheet.evaluate(INK) == 0
