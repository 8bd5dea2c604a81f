"""Measure the built site: time until Python is live, bytes of a first visit.

`python -m tests.browser.measure`, after `make site`. Each visit is in a fresh browser context.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Request, sync_playwright

from builder.browser import FOUND, ensure
from tests.browser.site import PATIENCE, Site

VISITS = 5
LIVE = "html[data-python=live]"


def visit(browser: Browser, home: str) -> tuple[float, float, int, int]:
    """Seconds from navigation until the documents are drawn and until Python is live; bytes and
    number of the answers, those to the worker included."""
    context = browser.new_context()
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))
    start = perf_counter()
    page.goto(home, wait_until="commit")
    page.locator("[data-slot=prediction] input").first.wait_for(timeout=PATIENCE * 1000)
    drawn = perf_counter() - start
    page.locator(LIVE).wait_for(state="attached", timeout=PATIENCE * 1000)
    live = perf_counter() - start
    sizes = [request.sizes() for request in finished]  # as they came over the wire
    sent = sum(size["responseHeadersSize"] + size["responseBodySize"] for size in sizes)
    context.close()
    return drawn, live, sent, len(sizes)


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
    print(f"medians of {VISITS}: documents drawn {drawn:.1f} s, Python live {live:.1f} s")
    print("each: " + ", ".join(f"{row[1]:.1f} s" for row in figures))
    print(
        f"first visit: {sent:,.0f} bytes (this server does not compress), {requests:.0f} requests"
    )


if __name__ == "__main__":
    main()
