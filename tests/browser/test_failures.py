"""Python that does not come: what happened, what to do, and a second try that loses nothing."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from playwright.sync_api import expect

from builder.site.offline import integrity
from tests.browser.conftest import ROOT
from tests.browser.site import CUT, MISSING, PATIENCE, STALLED, Site
from tests.browser.visit import Visit, Visits

PARTS = {
    "pyodide.js": b"export const loadPyodide = ;",
    "pyodide.asm.js": b"export default null;",
    "pyodide.asm.wasm": b"\0asm\1\0\0\0 and nothing that is any good",
    "python_stdlib.zip": b"PK but no archive",
    "packages-*.zip": b"PK but no archive",
    "hunch-*.zip": b"PK but no archive",
    "worker.js": b"this is no script",
}  # each part of the runtime, and what it might be altered to
ALTERED = "altered"
CAUSE = {MISSING: "missing", CUT: "cut", STALLED: "slow", ALTERED: "altered"}
PAST_EVERY_LIMIT = 61_000  # milliseconds
FAILED = tomllib.loads((ROOT / "content/en/page.toml").read_text("utf-8"))["page"]["failed"]
NETWORK = ("Failed to load resource", "net::ERR", "wasm streaming compile failed",
           "falling back to ArrayBuffer", "wasm instantiation failed",
           "Failed to asynchronously prepare wasm", "Aborted",
           "CompileError", "WebAssembly compilation aborted", "Failed to fetch", "integrity",
           "installing the standard library",
           r"/pyodide\.asm\.js$")  # fmt: skip


def without_snapshot(site: Site) -> AbstractContextManager[None]:
    """Python can only start cold, from every part."""
    return site.broken(site.file("**/notes.json"), MISSING)


@contextmanager
def as_built(site: Site, path: Path, data: bytes) -> Iterator[None]:
    """This file is another one, and as the page has it listed: as if it had been built so."""
    listed = site.file("assets/parts-*.json")
    before = site.faults.get(listed.name)
    assert before is None or isinstance(before, bytes)
    known = json.loads(before or listed.read_bytes())
    known[path.relative_to(site.folder).as_posix()] = integrity(data)
    with site.broken(path, data):
        site.faults[listed.name] = json.dumps(known).encode()
        try:
            yield
        finally:
            del site.faults[listed.name]
            if before:
                site.faults[listed.name] = before


def hurried(site: Site) -> AbstractContextManager[None]:
    """The worker waits a second for what does not come, and two where there is no other way."""
    script = site.file("**/python_start.js")
    text = script.read_text("utf-8")
    for limit, less in {"SHORT = 10;": "SHORT = 1;", "LONG = 30;": "LONG = 2;"}.items():
        assert text.count(limit) == 1
        text = text.replace(limit, less)
    return as_built(site, script, text.encode())


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
    expect(visit.sure(55)).to_be_checked()
    visit.button("Commit prediction").click()
    visit.phase("committed")


def test_a_part_that_does_not_come_as_it_should(visits: Visits) -> None:
    visit = visits(clock=True).expect(*NETWORK)
    site = visit.site
    started = False
    for fault, (pattern, altered) in product((MISSING, CUT, STALLED, ALTERED), PARTS.items()):
        path = site.file(f"**/{pattern}")
        made = altered if fault == ALTERED else fault
        with hurried(site), without_snapshot(site), site.broken(path, made):
            if started:
                visit.button("Try again").click()
            else:
                visit.page.goto(site.home)
                visit.predict("another", 2)
                started = True
            if fault == STALLED and pattern == "worker.js":  # the page alone can notice that
                assert site.stalled.wait(PATIENCE)
                visit.page.clock.run_for(PAST_EVERY_LIMIT)
            told = failed(visit)
            assert told.startswith(FAILED[CAUSE[fault]]["what"]), (fault, pattern, told)
            assert path.name in told
            expect(visit.answer("another")).to_be_checked()
    assert visit.records() == []
    revived(visit)


def test_no_webassembly_no_workers_and_an_exception(visits: Visits) -> None:
    visit = visits("window.kept = { WebAssembly, Worker }; delete window.WebAssembly;")
    visit.page.goto(visit.site.home)
    visit.predict("another", 2)
    assert "This browser has no WebAssembly" in failed(visit)
    assert visit.records() == []

    visit.page.evaluate(
        """() => {
          Object.assign(window, kept);
          window.Worker = function () { throw new Error("no"); };
        }"""
    )
    visit.button("Try again").click()
    expect(visit.page.get_by_text(FAILED["no_worker"]["what"])).to_be_visible()
    failed(visit)

    visit.page.evaluate("() => { Object.assign(window, kept); }")
    path = visit.site.file("**/hunch-*.zip")
    visit.expect(*NETWORK)
    with without_snapshot(visit.site), as_built(visit.site, path, _with_broken_entry(path)):
        visit.button("Try again").click()
        expect(visit.page.get_by_text("Something went wrong inside")).to_be_visible()
        assert "(RuntimeError: out of luck)" in failed(visit)
    revived(visit)


def _with_broken_entry(path: Path) -> bytes:
    """The archive with a fault in it, just as long as it was: the page knows how long it is."""
    made = BytesIO()
    with ZipFile(path) as old, ZipFile(made, "w", ZIP_DEFLATED, compresslevel=9) as new:
        for name in old.namelist():
            broken = name == "app/runtime/lab_runtime.py"
            new.writestr(name, "raise RuntimeError('out of luck')\n" if broken else old.read(name))
    short = made.getvalue()
    missing = path.stat().st_size - len(short)  # a comment makes up for it; its length ends a file
    return short[:-2] + missing.to_bytes(2, "little") + b" " * missing
