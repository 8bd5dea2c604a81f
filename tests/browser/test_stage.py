"""The stage stands still from the question to the answer, and in play it obeys mouse and keys."""

from __future__ import annotations

import json

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from core.data.pattern_families import load_family
from core.labs.strokes.lab import STROKES
from core.theory.surrogate import decode, reconstruct
from core.trial.scenario import parse
from tests.browser.fingers import PHONE, Fingers
from tests.browser.visit import FIRST, Visit, Visits

LEVELS = "all => all.map((each) => Number(each.getAttribute('fill-opacity')))"
# at another kind of damage any pixel may be lit, and each that is pressed changes what comes out
PLAYED = FIRST.replace("kind=mask", "kind=salt_pepper")
SCENARIO = parse(FIRST, {"strokes": STROKES.parameters()})[0]
HAPPENED = STROKES.outcome(SCENARIO)
ROWS, COLUMNS = load_family("segments").grid


def stage(visit: Visit) -> Locator:
    return visit.slot("stage").locator(".stage")


def output(visit: Visit) -> np.ndarray:
    """The levels of the output's pixels that are not empty."""
    levels = np.array(stage(visit).locator("rect.output").evaluate_all(LEVELS))
    return levels[levels > 0]


def seen(x_hat: np.ndarray) -> np.ndarray:
    levels = np.round(x_hat, 2)
    return levels[levels > 0]


def waits_for(visit: Visit, x_hat: np.ndarray) -> None:
    """The output comes to show this."""
    wanted = json.dumps(seen(x_hat).tolist())
    visit.page.wait_for_function(
        """wanted => {
          const root = document.querySelector("[data-slot=stage]").firstElementChild.shadowRoot;
          const drawn = [...root.querySelectorAll("rect.output")];
          const levels = drawn.map((each) => Number(each.getAttribute("fill-opacity")));
          return JSON.stringify(levels.filter(Boolean)) === JSON.stringify(JSON.parse(wanted));
        }""",
        arg=wanted,
    )


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desktop", "phone"])
def test_it_stands_still_and_is_sealed_until_the_reveal(visits: Visits, size: dict) -> None:
    visit = visits(**size).open_lab("strokes", FIRST)

    def place() -> tuple[float, float]:
        top, height = (
            stage(visit)
            .locator("svg")
            .evaluate(
                """svg => {
              const { top, height } = svg.getBoundingClientRect();
              return [top + scrollY, height];
            }"""
            )
        )
        return round(top), round(height)

    posed = place()
    beads = stage(visit).locator(".bead text")
    expect(beads).to_have_text(["?"] * 3)
    expect(stage(visit).get_by_text("sealed")).to_be_visible()
    expect(stage(visit).locator("rect.output, .writes, .missed, .invented")).to_have_count(0)
    visit.commit("blend")
    assert place() == posed
    expect(beads).to_have_text(["?"] * 3)
    visit.see()
    assert place() == posed
    expect(stage(visit).get_by_text("sealed")).to_be_hidden()
    np.testing.assert_allclose(output(visit), seen(HAPPENED.reconstruction.x_hat))
    expect(stage(visit).locator(".cells")).to_be_hidden()
    visit.play()
    assert place() == posed
    visit.next()
    assert place() == posed
    expect(stage(visit).locator("rect.output")).to_have_count(0)


def test_pixels_are_pressed_and_numbers_moved(visits: Visits) -> None:
    visit = visits().open_lab("strokes", PLAYED)
    visit.commit("blend").see().play()
    happened = STROKES.outcome(SCENARIO.with_values(kind="salt_pepper"))
    cells = stage(visit).locator(".cells")
    cells.scroll_into_view_if_needed()
    box = cells.bounding_box()
    assert box

    # by mouse: one pixel, then a stroke over a row
    given = happened.x_tilde.copy()
    across, down = box["width"] / COLUMNS, box["height"] / ROWS
    cells.click(position={"x": 2.5 * across, "y": 1.5 * down})
    given[COLUMNS + 2] = 1 - given[COLUMNS + 2]
    family = load_family("segments")
    waits_for(visit, reconstruct(family, given, 3, "salt_pepper", 0.4, "denoising").x_hat)
    level = 1 - given[0]
    visit.page.mouse.move(box["x"] + 0.5 * across, box["y"] + 0.5 * down)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + 4.5 * across, box["y"] + 0.5 * down, steps=12)
    visit.page.mouse.move(box["x"] + 9 * across, box["y"] - 9 * down, steps=3)  # out of it
    visit.page.mouse.up()
    given[:COLUMNS] = level
    own = reconstruct(family, given, 3, "salt_pepper", 0.4, "denoising")
    waits_for(visit, own.x_hat)

    # by keyboard: the pixel below the last one, told as it is
    cells.focus()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Space")
    at = 2 * COLUMNS - 1
    given[at] = 1 - given[at]
    state = "full" if given[at] else "empty"
    expect(stage(visit).get_by_role("status")).to_have_text(f"Row 2, column {COLUMNS}: {state}")
    own = reconstruct(family, given, 3, "salt_pepper", 0.4, "denoising")
    waits_for(visit, own.x_hat)

    # a number, by keyboard
    number = stage(visit).get_by_role("slider", name="Number 2")
    number.press("End")
    code = own.code.copy()
    code[1] = float(number.input_value())
    waits_for(visit, decode(code, own.directions, own.base, "denoising"))
    expect(visit.slot("verdict")).to_contain_text("set by hand")
    assert visit.search == PLAYED

    visit.button("Back to the case").click()
    waits_for(visit, happened.reconstruction.x_hat)
    assert len(visit.records()) == 2


def in_play(visit: Visit) -> Visit:
    return visit.open_lab("strokes", FIRST).commit("blend").see().play()


def width_of(visit: Visit) -> int:
    return stage(visit.settled()).locator(".bead").count()


def test_the_waist_is_pulled_apart_and_together(visits: Visits) -> None:
    visit = in_play(visits())
    mouse = visit.page.mouse
    for handle, away in (("upper", -1), ("handle:not(.upper)", 1)):
        for pull, width in ((2, 5), (-3, 2), (-9, 1), (2, 3)):
            grip = stage(visit).locator(f".{handle}")
            grip.hover()
            box = grip.bounding_box()
            assert box
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            mouse.down()
            mouse.move(x, y + 15 * away * pull, steps=4)
            mouse.up()
            assert width_of(visit) == width
    expect(visit.page.get_by_role("slider", name="Width m")).to_have_value("2")  # the third stop


def test_a_finger_pulls_the_waist_and_does_not_scroll(visits: Visits) -> None:
    phone = in_play(visits(**PHONE))
    fingers = Fingers(phone)
    start = fingers.at(stage(phone).locator(".upper"))
    top = phone.page.evaluate("scrollY")
    fingers.drag(start, (0, -32))
    assert width_of(phone) == 5
    assert phone.page.evaluate("scrollY") == top
    expect(stage(phone).locator(".heads")).to_have_css("height", "26px")  # in one line


def test_one_number_of_a_wide_code_is_moved(visits: Visits) -> None:
    visit = in_play(visits())
    widest = visit.page.get_by_role("slider", name="Width m")
    widest.press("End")
    visit.settled()
    wide = STROKES.outcome(SCENARIO.with_values(m=45)).reconstruction
    which, keys = stage(visit).get_by_label("Number", exact=True), visit.page.keyboard
    slider = stage(visit).get_by_role("slider")
    which.fill("2")
    expect(stage(visit).locator(".number.chosen")).to_have_count(1)
    assert stage(visit).locator(".number").nth(1).get_attribute("class") == "number chosen"
    slider.focus()
    keys.press("End")
    limit = float(slider.get_attribute("max") or "")
    code = wide.code.copy()
    code[1] = limit
    waits_for(visit, decode(code, wide.directions, wide.base, "denoising"))
    expect(stage(visit).locator(".one-number output")).to_have_text(f"{limit:.2f}")
    for entered, used in (("99", "45"), ("0", "1"), ("", "1"), ("2.6", "3")):
        which.fill(entered)
        which.press("Tab")
        expect(which).to_have_value(used)
    stage(visit).locator(".number").nth(1).click(force=True)
    expect(which).to_have_value("2")
