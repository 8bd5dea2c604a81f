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
from tests.browser.fingers import PHONE
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
    return np.array(stage(visit).locator("rect.output").evaluate_all(LEVELS))


def seen(x_hat: np.ndarray) -> np.ndarray:
    return np.round(x_hat[x_hat > 0], 2)


def waits_for(visit: Visit, x_hat: np.ndarray) -> None:
    """The output comes to show this."""
    wanted = json.dumps(seen(x_hat).tolist())
    visit.page.wait_for_function(
        """wanted => {
          const root = document.querySelector("[data-slot=stage]").firstElementChild.shadowRoot;
          const drawn = [...root.querySelectorAll("rect.output")];
          const levels = drawn.map((each) => Number(each.getAttribute("fill-opacity")));
          return JSON.stringify(levels) === JSON.stringify(JSON.parse(wanted));
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
