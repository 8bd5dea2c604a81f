"""What scripts make accessible is accessible before them: axe on pages without scripts."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app.runtime.registry import REGISTERED_LABS
from tests.browser.site import MISSING, STALLED
from tests.browser.visit import FIRST, Visit, Visits

PAGES = {"lesson": ""} | {lab: f"labs/{lab}/" for lab in REGISTERED_LABS}
SAMPLER = """window.nameless = new Set();
(function sample() {
  for (const slot of document.querySelectorAll("[data-figure] .picture > [data-slot]")) {
    const named = slot.role === "img" && slot.ariaLabel;
    const bare = !named || [...slot.children].some((one) => !one.inert);
    const drawn = slot.children.length && slot.dataset.slot !== "pad";
    if (drawn && bare) nameless.add(slot.dataset.slot);
  }
  if (!document.documentElement?.hasAttribute("data-drawn")) requestAnimationFrame(sample);
})();"""


def found_by_axe(visit: Visit) -> list[str]:
    found = []
    for width in (360, 1280):
        visit.page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for violation in Axe().run(visit.page).response["violations"]:
                nodes = [str(node["target"]) for node in violation["nodes"]]
                found.append(f"{width}, {scheme}: {violation['id']}: {', '.join(nodes)}")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_axe_before_any_script_of_ours(visits: Visits, page: str) -> None:
    visit = visits()
    with visit.site.broken(visit.site.file("**/main.js"), STALLED):
        visit.page.goto(visit.site.home + PAGES[page], wait_until="commit")
        expect(visit.page.locator("#documents")).to_be_attached()
        assert found_by_axe(visit) == []
        figures = visit.page.locator("[data-figure] [data-slot][role=img]")
        assert figures.count() >= 2
        for label in figures.evaluate_all("all => all.map((one) => one.ariaLabel)"):
            assert label
        visit.page.close()


def test_axe_before_the_lesson_has_come_to_life(visits: Visits) -> None:
    visit = visits().expect("404", "Failed to load resource", "Failed to fetch dynamically")
    with visit.site.broken(visit.site.file("**/lesson/lesson.js"), MISSING):
        visit.open(FIRST)
        expect(visit.page.locator(".notices .notice")).to_have_count(1)
        assert found_by_axe(visit) == []


@pytest.mark.parametrize("lab", ["strokes", "digits"])
def test_no_figure_is_ever_without_its_name(visits: Visits, lab: str) -> None:
    visit = visits(SAMPLER).open_lab(lab)
    assert visit.page.evaluate("[...nameless]") == []
