"""The film of a training: each frame under the scrubber, the picture in view, sketch and points."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from app.session.text_catalog import words
from core.data import added_points
from core.labs.train.decoded_curve import FRAMES
from tests.browser.visit import Visit, Visits

SAY = words("train")
RING = "?lab=train&data=ring&m=1&noise=0.2&penalty=none&seed=4"
PART = """const part = (slot, selector) =>
  document.querySelector(`[data-slot=${slot}]`).firstElementChild.shadowRoot.querySelector(selector);"""
SEE = f"() => {{ {PART} part('see', 'button').click(); }}"
WATCHED = f"""async () => {{ // in one go: a short run ends soon
  {PART}
  const frame = () => new Promise(requestAnimationFrame);
  const lab = document.querySelector("[data-lab]");
  const drawn = () => part("film", ".decoded").getAttribute("d");
  while (!lab.hasAttribute("data-running") || !drawn()) await frame();
  await frame();
  const inView = (element) => {{
    const {{ top, bottom, height }} = element.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= innerHeight;
  }};
  const stop = part("stop", "button");
  const found = {{ picture: inView(part("film", ".sheet-of-points")), stop: inView(stop) }};
  stop.click();
  return found;
}}"""


def film(visit: Visit, part: str) -> Locator:
    return visit.slot("film").locator(part)


def scrubber(visit: Visit) -> Locator:
    return visit.page.get_by_role("slider", name=SAY("film.scrubber"))


def drawn(visit: Visit, part: str = ".decoded") -> str:
    return film(visit, part).get_attribute("d") or ""


def place(visit: Visit, x: float, y: float) -> tuple[float, float]:
    """Where a place of the plane, in shares of it, lies on the page."""
    plane = film(visit.at_rest(), ".sheet-of-points")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    assert box
    return box["x"] + x * box["width"], box["y"] + y * box["height"]


def test_the_scrubber_goes_over_every_frame_by_the_keys(visits: Visits) -> None:
    visit = visits().open_lab("train", RING)
    expect(scrubber(visit)).to_be_hidden()
    assert drawn(visit) == drawn(visit, ".arrows") == ""
    visit.commit("a").see()
    slider = scrubber(visit)
    expect(slider).to_have_attribute("max", str(FRAMES))
    expect(slider).to_have_value(str(FRAMES))
    last = drawn(visit)
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Step 0: error "))
    pictures, steps = set(), set()
    for _ in range(FRAMES + 1):
        pictures.add((drawn(visit), drawn(visit, ".arrows"), drawn(visit, ".misses")))
        steps.add(slider.get_attribute("aria-valuetext"))
        slider.press("ArrowRight")
    assert len(pictures) == len(steps) == FRAMES + 1
    assert drawn(visit) == last
    slider.press("Home")
    film(visit, "button").get_by_text(SAY("film.play"), exact=True).click()
    expect(slider).to_have_value(str(FRAMES))


@pytest.mark.parametrize("size", [(360, 740), (1280, 900)])
def test_the_picture_is_in_view_while_it_trains(visits: Visits, size: tuple[int, int]) -> None:
    width, height = size
    room = {"width": width, "height": height}
    visit = visits(viewport=room, reduced_motion="reduce").open_lab("train", RING)
    visit.commit("a").page.evaluate(SEE)
    assert visit.page.evaluate(WATCHED) == {"picture": True, "stop": True}
    expect(visit.lab).not_to_have_attribute("data-running", "")
    assert 0 < int(scrubber(visit).input_value()) < FRAMES
    scrubber(visit).press("Home")  # what was computed can be looked at, and more comes meanwhile
    visit.button("Go on").click()
    visit.phase("revealed")
    expect(scrubber(visit)).to_have_attribute("max", str(FRAMES))
    expect(scrubber(visit)).to_have_value("0")


def test_a_sketch_stays_beside_the_curve_and_goes_with_its_case(visits: Visits) -> None:
    visit = visits().open_lab("train", RING)
    mouse = visit.page.mouse
    mouse.move(*place(visit, 0.2, 0.2))
    mouse.down()
    mouse.move(*place(visit, 0.8, 0.3), steps=5)
    mouse.up()
    sketch = drawn(visit, ".sketch")
    assert sketch.count("L") >= 4
    expect(film(visit, "li")).to_contain_text([SAY("film.sketched")])
    visit.commit("a").see()
    assert drawn(visit, ".sketch") == sketch
    visit.next()
    expect(film(visit, ".sketch")).to_have_attribute("d", "")


def test_a_sketch_by_keys_outlasts_a_reload_and_is_forgotten(visits: Visits) -> None:
    visit = visits().open_lab("train", RING)
    plane: Any = visit.page.get_by_role("application", name=re.compile("points in the plane"))
    for key in (" ", "ArrowLeft", "ArrowUp", " ", "ArrowUp", " ", "Backspace"):
        plane.press(key)
    assert drawn(visit, ".sketch") == "M1100,1100L1050,1050"
    visit.reload()
    expect(film(visit, ".sketch")).to_have_attribute("d", "M1100,1100L1050,1050")
    expect(film(visit, "li")).to_contain_text([SAY("film.sketched")])
    visit.page.evaluate("() => sessionStorage.setItem('hunch.sketch', '{\"of\": 3')")
    visit.reload()
    expect(film(visit, ".sketch")).to_have_attribute("d", "")
    plane.press(" ")
    visit.commit("a").see()
    expect(plane).to_have_count(0)  # a picture only
    visit.button("Forget everything here").click()
    with visit.page.expect_navigation():
        visit.button("Delete them").click()
    visit.until("live")
    assert visit.page.evaluate("() => sessionStorage.length") == 0


def test_a_finger_scrolls_over_the_plane_until_it_is_told_to_sketch(visits: Visits) -> None:
    visit = visits(viewport={"width": 360, "height": 740}, has_touch=True).open_lab("train", RING)
    plane = film(visit, ".sheet-of-points")
    touch = "element => getComputedStyle(element).touchAction"
    assert plane.evaluate(touch) != "none"
    button = visit.button(SAY("film.sketch"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert plane.evaluate(touch) == "none"
    button.click()
    assert plane.evaluate(touch) != "none"


def test_points_are_added_in_play_by_press_and_by_keys(visits: Visits) -> None:
    visit = visits().open_lab("train", RING)
    visit.commit("a").see()
    before = drawn(visit, ".points").count("M")
    visit.page.mouse.click(*place(visit, 0.5, 0.5))  # not before play
    visit.settled()
    assert drawn(visit, ".points").count("M") == before
    visit.play()
    visit.page.mouse.click(*place(visit, 0.5, 0.5))
    expect(visit.button(SAY("film.remove"))).to_be_visible()
    plane: Any = visit.page.get_by_role("application", name=re.compile("points in the plane"))
    plane.press("ArrowLeft")
    plane.press(" ")
    visit.settled()
    assert drawn(visit, ".points").count("M") == before + 2
    visit.button("Run it with these settings").click()
    expect(visit.slot("verdict").get_by_role("heading")).to_be_visible()
    assert drawn(visit)
    visit.button(SAY("film.remove")).click()
    visit.settled()
    assert drawn(visit, ".points").count("M") == before
    assert drawn(visit) == ""


def test_an_address_that_cannot_be_is_told(visits: Visits) -> None:
    visit = visits().open_lab("train", "?lab=train&data=ring&noise=0.9&seed=-3&added=80f")
    assert len(visit.notices) == 3
    assert visit.search == "?lab=train&data=ring&m=1&noise=0.3&penalty=none&seed=0"
    visit.open_lab("train", f"?lab=train&data=ring&added={'80ff' * added_points.MOST}")
    assert visit.notices == []
