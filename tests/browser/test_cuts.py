"""The connection cut in each file of a first visit: it works, or says so, and nothing is lost."""

from __future__ import annotations

import random
import re
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.browser.site import MISSING, STALLED, Cut, Fault
from tests.browser.test_failures import FAILED, NETWORK, PAST_EVERY_LIMIT, failed, hurried, revived
from tests.browser.visit import Visit, Visits, becomes

AGAIN = "Load it again"
NOT_COME = re.compile(
    "A part of this page (did not come|has not come yet|is not on its server)"
    "|part of it does not come"
)
SAID = (
    *NETWORK,
    "integrity",
    "page error",
    "aborted",
    "AbortError",
    "importShim is not defined",
    "Error rendering",
    "Failed to fetch dynamically",
    "error occurred when fetching the script",
)
NEITHER = (FAILED["cut"]["what"], FAILED["missing"]["what"])
LESSON = "[data-storyboard].stepped"  # once the lesson's scripts are at work
WORKER = {
    "worker.js",
    "python_start.js",
    "sandbox.js",
    "pyodide_setup.js",
    "matmul_kernel.js",
    "snapshot_resume.js",
    "lab_data.js",
    "zstddec.js",
}  # of the page's scripts
LESSON_S = {"plain_key.js"}  # on this page nothing but the lesson imports it
WATCH, PICTURE = "load_guard-", ".svg"  # what the lab works without
KERNEL = "matmul_kernel.wasm"  # likewise, but slowly
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


@dataclass(frozen=True)
class Files:
    """What a first visit asks for after the page itself, by what needs it."""

    lab: list[Path]
    lesson: list[Path]
    worker: list[Path]


@pytest.fixture(scope="module")
def files(lasting: Visits) -> Files:
    visit = lasting().open()
    visit.page.locator(LESSON).wait_for(state="attached")
    home, folder = visit.site.home, visit.site.folder
    (scripts,) = folder.glob("assets/js-*")
    kinds = Files([], [], [])
    for url in dict.fromkeys(visit.requests):
        path = folder / url.removeprefix(home)
        if not url.startswith(home) or path == folder or path.name == KERNEL:
            continue
        if path.name in WORKER or folder / "runtime" in path.parents:
            kinds.worker.append(path)
        elif path.name in LESSON_S or (
            scripts / "lesson" in path.parents and path.name != "reader_storage.js"
        ):
            kinds.lesson.append(path)
        else:
            kinds.lab.append(path)
    return kinds


def told(visit: Visit) -> None:
    """The page's own sentence is to be seen, with a way out."""
    place = visit.page.locator(".stuck.told")
    expect(place).to_contain_text(NOT_COME)
    expect(place).to_be_visible()
    expect(place.get_by_role("link", name=AGAIN)).to_be_visible()


def drawn(visit: Visit) -> None:
    """The lab stands there, with what was entered before, and nothing says otherwise."""
    expect(visit.page.locator("html")).to_have_attribute("data-drawn", "")
    expect(visit.answer("another")).to_be_checked()
    expect(visit.sure(55)).to_be_checked()
    expect(visit.page.locator(".stuck")).to_have_count(0)


def test_in_the_files_of_the_lab(visits: Visits, files: Files) -> None:
    assert {"main.js", "slider.js", "store.js"} <= {path.name for path in files.lab}
    visit = visits().expect(*SAID).open()
    visit.predict("another", 2).settled()
    for path in files.lab:
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


def test_in_the_files_of_the_lesson(visits: Visits, files: Files) -> None:
    assert {"lesson.js", "question.js"} <= {path.name for path in files.lesson}
    visit = visits().expect(*SAID).open()
    visit.predict("another", 2).settled()
    some = random.Random(0).sample(files.lesson, 8)  # they all come by one import
    for path in some:
        (at,) = places(path, 1)
        with visit.site.broken(path, Cut(at)):
            visit.page.goto(visit.site.home, wait_until="commit")
            expect(visit.page.get_by_text("cannot answer you")).to_be_visible()
            drawn(visit)
    visit.button(AGAIN).click()
    visit.page.locator(LESSON).wait_for(state="attached")
    drawn(visit)


def test_in_the_files_of_the_worker(visits: Visits, files: Files) -> None:
    parts = files.worker
    assert {"snapshot_resume.js", "notes.json", "code.bin", "heap.bin"} <= {
        path.name for path in parts
    }
    visit = visits().expect(*SAID).open()
    site = visit.site
    cold = [
        site.file(f"**/{name}")
        for name in ("pyodide.asm.wasm", "python_stdlib.zip", "packages-*", "hunch-*.zip")
    ]
    notes = site.file("**/notes.json")
    faults = [(path, at, cold[-1]) for path in parts for at in places(path, 2)]
    faults += [(path, at, notes) for path in cold for at in places(path, 2)]
    visit.predict("another", 2).settled()
    began = False
    for path, at, other in faults:  # the other way does not lead to Python either
        rushed = nullcontext() if path.name == "python_start.js" else hurried(site)
        with rushed, site.broken(other, MISSING), site.broken(path, Cut(at)):
            if began:
                visit.button("Try again").click()
            else:
                visit.page.goto(site.home)
                began = True
            assert failed(visit).startswith(NEITHER)
            expect(visit.answer("another")).to_be_checked()
    revived(visit)


@pytest.mark.parametrize("fault", [MISSING, STALLED, Cut(0), Cut(-1), b"\0asm\1\0\0\0"])
def test_in_the_kernel(visits: Visits, fault: Fault) -> None:
    """NumPy does without, at its own pace."""
    visit = visits().expect(*SAID)
    with (
        visit.site.broken(visit.site.file(f"**/{KERNEL}"), fault),
        visit.page.expect_console_message(lambda said: "multiplied by NumPy" in said.text),
    ):
        visit.open().predict("another", 2)
        visit.button("Commit prediction").click()
        visit.phase("committed")


def test_in_the_page_itself(visits: Visits) -> None:
    visit = visits(clock=True).expect(*SAID).open()
    visit.predict("another", 2).settled()
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
                visit.page.clock.run_for(PAST_EVERY_LIMIT)
                visit.page.wait_for_timeout(50)
            told(visit)
        visit.page.get_by_role("link", name=AGAIN).click()
        drawn(visit)
    visit.until("live").phase("posed")
    drawn(visit)


def open_badly(visit: Visit) -> None:
    """Go to the page; that it does not come whole is the matter here."""
    with suppress(PlaywrightError):
        visit.page.goto(visit.site.home, wait_until="commit")


@pytest.mark.parametrize("name", ["service-worker.js", "manifest.json"])
def test_in_what_only_a_second_visit_needs(visits: Visits, name: str) -> None:
    visit = visits(service_workers="allow").expect(*SAID)
    path = visit.site.folder / name
    (at,) = places(path, 1)
    with visit.site.broken(path, Cut(at)):
        visit.open().predict("another", 2).settled()
        becomes(visit.page, NOT_INSTALLED)
    visit.reload()
    becomes(visit.page, INSTALLED)
    drawn(visit)
