"""What axe finds on a page as it stands: in one look, or with `HUNCH_LOOKS=all` in all four."""

from __future__ import annotations

import os

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.visit import Visit

ALL_LOOKS = [(width, scheme) for width in (1280, 360) for scheme in ("light", "dark")]
ONE_LOOK = [(360, "dark")]
LOOKS = ALL_LOOKS if os.environ.get("HUNCH_LOOKS") == "all" else ONE_LOOK


def violations(visit: Visit, phase: str) -> list[str]:
    """What axe finds, and whether the page is too wide."""
    found = []
    page = visit.page
    expect(page.locator("html[data-drawn]")).to_be_attached()
    expect(page.locator(".part:not(.laid)")).to_have_count(0)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        where = f"{phase}, {width}, {scheme}"
        for violation in Axe().run(page).response["violations"]:
            nodes = [f"{n['target']}: {n.get('failureSummary')}" for n in violation["nodes"]]
            found.append(f"{where}: {violation['id']}: " + "; ".join(nodes))
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{where}: the page is {wide} pixels wide")
    return found
