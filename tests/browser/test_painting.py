"""A painted prediction: by press, stroke, finger and keys; kept, locked, and no answer early."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Locator, expect

from app.session.text_catalog import words
from core.labs.strokes.lab import STROKES
from core.trial.lab import parameters_by_lab
from core.trial.scenario import parse
from tests.browser.axe import violations
from tests.browser.fingers import PHONE, Fingers
from tests.browser.visit import Visit, Visits

CASE = words("path").at("steps")[1]["case"]
ANSWER = STROKES.outcome(parse(CASE, parameters_by_lab([STROKES]))[0]).answer
SAY = words("strokes")


def cell(visit: Visit, pixel: int) -> Locator:
    return visit.page.get_by_role("grid", name="Your prediction").get_by_role("gridcell").nth(pixel)


def painted(visit: Visit) -> str:
    """The whole of it, a character for each pixel."""
    cells = visit.slot("painting").get_by_role("gridcell")
    levels: list[str] = cells.evaluate_all("all => all.map((one) => one.dataset.level)")
    return "".join(levels)


def test_a_picture_is_painted_and_scored_pixel_by_pixel(visits: Visits) -> None:
    visit = visits().open(CASE)
    page = visit.page
    assert painted(visit) == "0" * len(ANSWER)

    visit.button("Commit prediction").click()
    expect(page.get_by_role("alert")).to_contain_text("Paint what will come out first")
    assert visit.records() == []

    # a press goes through the levels, a stroke paints what its first pixel became
    for level in "210":
        cell(visit, 1).click()
        expect(cell(visit, 1)).to_have_attribute("data-level", level)
    expect(page.get_by_role("alert")).to_have_text("")
    cell(visit, 10).hover()
    page.mouse.down()
    cell(visit, 12).hover()
    page.mouse.up()
    assert painted(visit)[10:13] == "222"

    # by keyboard, to the edge and no further
    cell(visit, 0).focus()
    for key in ("ArrowUp", "ArrowRight", "1", "ArrowDown", "Space", "ArrowLeft", "ArrowLeft", "2"):
        page.keyboard.press(key)
    assert painted(visit)[:7] == "0100022"
    expect(page.get_by_role("status").filter(has_text="Row 2, column 1: full")).to_have_count(1)
    visit.button(SAY("painting.clear")).click()
    assert painted(visit) == "0" * len(ANSWER)

    # it is kept, and locked by the commit; the answer is nowhere yet
    cell(visit, 1).click()
    visit.settled().reload().phase("posed")
    assert painted(visit)[:3] == "020"
    visit.confidence.get_by_role("radio").nth(2).check()
    visit.button("Commit prediction").click()
    visit.phase("committed")
    cell(visit, 2).click(force=True)
    assert painted(visit)[:3] == "020"
    assert not any(ANSWER in text for text in visit.everything().values())
    assert violations(visit, "painted") == []
    visit.reload().phase("committed").see()
    assert any(ANSWER in text for text in visit.everything().values())  # the search finds it
    commitment, happened = (record["body"] for record in visit.records())
    assert commitment["parts"] == len(ANSWER)
    assert (commitment["choice"][:3], happened["answer"]) == ("020", ANSWER)
    right = sum(said == was for said, was in zip(commitment["choice"], ANSWER, strict=True))
    assert f"{right} of {len(ANSWER)} pixels" in visit.verdict
    assert json.loads(visit.export())["records"][0]["body"]["outcomes"] == ["0", "1", "2"]


@pytest.mark.parametrize("along", [(70, 0), (0, 70)])
def test_a_finger_paints_and_does_not_scroll(visits: Visits, along: tuple[int, int]) -> None:
    phone = visits(**PHONE).open(CASE)
    fingers = Fingers(phone)
    start = fingers.at(cell(phone, 6))
    top = phone.page.evaluate("scrollY")
    fingers.drag(start, along)
    phone.settled()
    assert painted(phone).count("2") >= 2
    assert phone.page.evaluate("scrollY") == top


def test_a_picture_of_another_size_is_not_taken_over(visits: Visits) -> None:
    visit = visits().open(CASE)
    cell(visit, 1).click()
    visit.settled().unfold()
    visit.slot("family").locator("select").select_option("toy")
    visit.settled()
    assert painted(visit) == "0" * 6
    visit.button("Commit prediction").click()
    expect(visit.page.get_by_role("alert")).to_contain_text("Paint what will come out first")
