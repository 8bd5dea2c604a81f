"""Python that does not come: what happened, what to do, and a second try that loses nothing."""

from __future__ import annotations

from contextlib import AbstractContextManager
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import expect

from tests.browser.site import CUT, MISSING, PATIENCE, STALLED, Site
from tests.browser.visit import Visit, Visits

PARTS = {
    "pyodide.mjs": b"export const loadPyodide = ;",
    "pyodide.asm.mjs": b"export default null;",
    "pyodide.asm.wasm": b"\0asm\1\0\0\0 and nothing that is any good",
    "python_stdlib.zip": b"PK but no archive",
    "packages-*.zip": b"PK but no archive",
    "hunch-*.zip": b"PK but no archive",
    "worker.js": b"this is no script",
}  # each part of the runtime, and what it might be altered to
ALTERED = "altered"
PAST_EVERY_LIMIT = 61_000  # milliseconds
NETWORK = ("Failed to load resource", "net::ERR", "wasm streaming compile failed",
           "falling back to ArrayBuffer", "wasm instantiation failed",
           "Failed to asynchronously prepare wasm", "Aborted",
           "CompileError", "WebAssembly compilation aborted", "Failed to fetch",
           "installing the standard library",
           r"/pyodide\.asm\.mjs$")  # fmt: skip


def without_snapshot(site: Site) -> AbstractContextManager[None]:
    """Python can only start cold, from every part."""
    return site.broken(site.file("**/notes.json"), MISSING)


def failed(visit: Visit) -> str:
    """Wait for the failure; its sentences. A way out is offered."""
    visit.until("failed")
    expect(visit.button("Try again")).to_be_visible()
    place = visit.page.locator(".progress")
    what, help_ = place.locator(".line").inner_text(), place.locator(".help").inner_text()
    assert what.endswith((".", "."))
    assert len(help_) > 40
    assert "Traceback" not in help_
    return f"{what} {help_}"


def revived(visit: Visit) -> None:
    """The cause is gone: a second try brings Python, and what was chosen is still there."""
    visit.button("Try again").click()
    visit.until("live").phase("posed")
    expect(visit.button("Try again")).to_have_count(0)
    expect(visit.answer("another")).to_be_checked()
    expect(visit.confidence).to_have_value("7")
    visit.button("Commit prediction").click()
    visit.phase("committed")


def test_a_part_that_does_not_come_as_it_should(visits: Visits) -> None:
    visit = visits(clock=True).expect(*NETWORK)
    site = visit.site
    started = False
    for fault, (pattern, altered) in product((MISSING, CUT, STALLED, ALTERED), PARTS.items()):
        path = site.file(f"**/{pattern}")
        with without_snapshot(site), site.broken(path, altered if fault == ALTERED else fault):
            if started:
                visit.button("Try again").click()
            else:
                visit.page.goto(site.home)
                visit.predict("another", 7)
                started = True
            if fault == STALLED:
                assert site.stalled.wait(PATIENCE)
            if fault == STALLED or path.suffix in {".mjs", ".wasm"}:
                # Pyodide may wait for ever: past the page's own limit, as often as it begins anew
                while visit.page.locator("html[data-python=failed]").count() == 0:
                    visit.page.clock.fast_forward(PAST_EVERY_LIMIT)
            assert "Python" in failed(visit)
            expect(visit.answer("another")).to_be_checked()
    assert visit.records() == []
    revived(visit)


def test_no_webassembly_no_workers_and_an_exception(visits: Visits) -> None:
    visit = visits("window.kept = { WebAssembly, Worker }; delete window.WebAssembly;")
    visit.page.goto(visit.site.home)
    visit.predict("another", 7)
    assert "This browser has no WebAssembly" in failed(visit)
    assert visit.records() == []

    visit.page.evaluate(
        """() => {
          Object.assign(window, kept);
          window.Worker = function () { throw new Error("no"); };
        }"""
    )
    visit.button("Try again").click()
    expect(visit.page.get_by_text("does not allow workers")).to_be_visible()
    failed(visit)

    visit.page.evaluate("() => { Object.assign(window, kept); }")
    path = visit.site.file("**/hunch-*.zip")
    visit.expect(*NETWORK)
    with without_snapshot(visit.site), visit.site.broken(path, _with_broken_entry(path)):
        visit.button("Try again").click()
        expect(visit.page.get_by_text("Something went wrong inside")).to_be_visible()
        assert "(RuntimeError: out of luck)" in failed(visit)
    revived(visit)


def _with_broken_entry(path: Path) -> bytes:
    made = BytesIO()
    with ZipFile(path) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            broken = name == "app/entry.py"
            new.writestr(name, "raise RuntimeError('out of luck')\n" if broken else old.read(name))
    return made.getvalue()
