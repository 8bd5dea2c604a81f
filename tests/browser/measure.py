"""Measure the built site: time until Python is live, bytes of a first visit.

`python -m tests.browser.measure`, after `make site`. Each visit is in a fresh browser context.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from builder.browser import FOUND, ensure
from tests.browser.site import PATIENCE, Site

VISITS = 5
LIVE = "html[data-python=live]"


def visit(browser: Browser, home: str) -> tuple[float, float, int, int]:
    """Seconds from navigation until the documents are drawn and until Python is live; bytes sent
    and requests made, those of the worker included."""
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    session = context.new_cdp_session(page)

    def note(session_id: str | None = None) -> Any:
        return lambda event: sizes.append(int(event["encodedDataLength"]))

    session.on("Network.loadingFinished", note())
    session.send("Network.enable")
    start = perf_counter()
    page.goto(home, wait_until="commit")
    page.locator("[data-slot=prediction] input").first.wait_for(timeout=PATIENCE * 1000)
    drawn = perf_counter() - start
    page.locator(LIVE).wait_for(state="attached", timeout=PATIENCE * 1000)
    live = perf_counter() - start
    entries = page.evaluate("() => performance.getEntriesByType('resource').length")
    context.close()
    return drawn, live, sum(sizes), max(len(sizes), int(entries))


def main() -> None:
    """Print the medians."""
    found = ensure(FOUND)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path("dist"), Path(folder))
        browser = playwright.chromium.launch(
            executable_path=found.executable, args=list(found.args)
        )
        try:
            print(f"Chromium {browser.version}")
            figures = [visit(browser, site.home) for _ in range(VISITS)]
        finally:
            browser.close()
            site.close()
    drawn, live, sent, requests = (median(column) for column in zip(*figures, strict=True))
    print(f"documents drawn after {drawn:.1f} s, Python live after {live:.1f} s (of {VISITS} visits)")
    print("each: " + ", ".join(f"{row[1]:.1f} s" for row in figures))
    print(f"first visit: {sent:,.0f} bytes (uncompressed: this server does not) in {requests:.0f} requests")


if __name__ == "__main__":
    main()
