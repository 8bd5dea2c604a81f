"""The connection cut in each file of a first visit: it works, or says so, and nothing is lost."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, expect

from tests.browser.site import MISSING, PATIENCE, Cut
from tests.browser.test_failures import NETWORK, PAST_EVERY_LIMIT, failed, revived
from tests.browser.visit import Visit, Visits

AGAIN = "Load it again"
SAID = (
    *NETWORK,
    "integrity",
    "page error",
    "aborted",
    "AbortError",
    "importShim is not defined",
    "Error rendering",
    "Failed to fetch dynamically",
)
WATCH, PICTURE = "watch-", ".svg"  # what the lab works without
INSTALLED = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)"
NOT_INSTALLED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  return !registration?.installing && !registration?.active;
}"""


def places(path: Path, count: int) -> list[int]:
    """Where to cut this file: before or after its first byte, anywhere, before its last."""
    chance = random.Random(path.name)
    anywhere = chance.randrange(2, path.stat().st_size - 1)
    return chance.sample([0, 1, anywhere, -1], count)


@pytest.fixture(scope="module")
def files(lasting: Visits) -> tuple[list[Path], list[Path]]:
    """The files that a first visit asks for after the page itself: the page's, the worker's."""
    visit = lasting().open()
    home, folder = visit.site.home, visit.site.folder
    names = [url.removeprefix(home) for url in visit.requests if url.startswith(home)]
    paths = [folder / name for name in dict.fromkeys(names) if name]
    worker = next(n for n, path in enumerate(paths) if path.name == "worker.js")
    return paths[:worker], paths[worker:]


def told(visit: Visit) -> None:
    """The page's own sentence is to be seen, with a way out."""
    place = visit.page.locator(".stuck.told")
    expect(place).to_contain_text("A part of this page did not come.")
    expect(place).to_be_visible()
    expect(place.get_by_role("link", name=AGAIN)).to_be_visible()


def drawn(visit: Visit) -> None:
    """The lab stands there, with what was entered before, and nothing says otherwise."""
    expect(visit.page.locator("html")).to_have_attribute("data-drawn", "")
    expect(visit.answer("another")).to_be_checked()
    expect(visit.confidence).to_have_value("7")
    expect(visit.page.locator(".stuck")).to_have_count(0)


def test_in_the_files_of_the_page(visits: Visits, files: tuple[list[Path], list[Path]]) -> None:
    parts, _ = files
    assert {"boot.js", "slider.js", "store.js"} <= {path.name for path in parts}
    visit = visits().expect(*SAID).open()
    visit.predict("another", 7).settled()
    for path in parts:
        harmless = path.name.startswith(WATCH) or path.suffix == PICTURE
        for at in places(path, 2 if path.parent.name == "vendor" else 1):
            with visit.site.broken(path, Cut(at)):
                visit.page.goto(visit.site.home, wait_until="commit")
                (drawn if harmless else told)(visit)
        if not harmless:
            visit.page.get_by_role("link", name=AGAIN).click()
            drawn(visit)
    visit.until("live").phase("posed")
    drawn(visit)


def test_in_the_files_of_the_worker(visits: Visits, files: tuple[list[Path], list[Path]]) -> None:
    _, parts = files
    assert {"restore.js", "notes.json", "pyodide.asm.wasm"} <= {path.name for path in parts}
    visit = visits(clock=True).expect(*SAID).open()
    site = visit.site
    cold = [site.file(f"**/{name}") for name in ("python_stdlib.zip", "packages-*", "hunch-*.zip")]
    notes = site.file("**/notes.json")
    alike = set(notes.parent.glob("*.wasm"))  # the libraries
    faults = [(p, at, cold[-1]) for p in parts for at in places(p, 1 if p in alike else 2)]
    faults += [(path, at, notes) for path in cold for at in places(path, 2)]
    visit.predict("another", 7).settled()
    began = False
    for path, at, other in faults:  # the other way does not lead to Python either
        with site.broken(other, MISSING), site.broken(path, Cut(at)):
            if began:
                visit.button("Try again").click()
            else:
                visit.page.goto(site.home)
                began = True
            while visit.page.locator("html[data-python=failed]").count() == 0:
                visit.page.clock.fast_forward(PAST_EVERY_LIMIT)  # Pyodide may wait for ever
            assert "Python" in failed(visit)
            expect(visit.answer("another")).to_be_checked()
    revived(visit)


def test_in_the_page_itself(visits: Visits) -> None:
    visit = visits(clock=True).expect(*SAID).open()
    visit.predict("another", 7).settled()
    page = visit.site.folder / "index.html"
    text, chance = page.read_bytes(), random.Random(page.name)
    speaks = text.index(b"></script>") + len(b"></script>")
    for at in (0, 1, chance.randrange(2, speaks)):
        with visit.site.broken(page, Cut(at)):  # nothing of ours is there yet: the browser speaks
            open_badly(visit)
            expect(visit.page.locator(".stuck, [data-drawn]")).to_have_count(0)
    for at in (speaks, *(chance.randrange(speaks, len(text)) for _ in range(5)), -1):
        with visit.site.broken(page, Cut(at)):
            open_badly(visit)
            for _ in range(3):  # a script of ours may begin to wait a little later
                visit.page.clock.fast_forward(PAST_EVERY_LIMIT)
                visit.page.wait_for_timeout(50)
            told(visit)
        visit.page.get_by_role("link", name=AGAIN).click()
        drawn(visit)
    visit.until("live").phase("posed")
    drawn(visit)


def becomes(page: Page, script: str, argument: object = None) -> None:
    """Wait for what an asynchronous function of the page answers to be true."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, f"not within {PATIENCE} s: {script}"
        page.wait_for_timeout(50)


def open_badly(visit: Visit) -> None:
    """Go to the page; that it does not come whole is the matter here."""
    with suppress(PlaywrightError):
        visit.page.goto(visit.site.home, wait_until="commit")


@pytest.mark.parametrize("name", ["service-worker.js", "manifest.webmanifest"])
def test_in_what_only_a_second_visit_needs(visits: Visits, name: str) -> None:
    visit = visits(service_workers="allow").expect(*SAID)
    path = visit.site.folder / name
    (at,) = places(path, 1)
    with visit.site.broken(path, Cut(at)):
        visit.open().predict("another", 7).settled()
        becomes(visit.page, NOT_INSTALLED)
    visit.reload()
    becomes(visit.page, INSTALLED)
    drawn(visit)
