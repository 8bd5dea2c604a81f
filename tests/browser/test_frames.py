"""In a frame that may not do everything: the page works, or says what is forbidden and a way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.trial.ledger_file import import_text
from tests.browser.framing import ALL, NAME, Outer
from tests.browser.room import Room
from tests.browser.site import OPEN_TO_ALL, Cut, Site
from tests.browser.test_failures import NETWORK, failed, without_snapshot
from tests.browser.visit import FIRST, Visit, Visits

ALONE = "allow-scripts"  # without a site of its own: no storage, and every file is another origin's
SANDBOXES = {
    "all": ALL,
    "no forms": ALL.replace("allow-forms", ""),
    "no downloads": ALL.replace("allow-downloads", ""),
    "scripts alone": ALONE,
}
NO_WAY = "may forbid saving. If no file came, copy the text below."
FORBIDDEN = ("Download is disallowed", "Clipboard API has been blocked")  # as the browser says
OPENS = """window.opened = [];
window.really = window.open;
window.open = (address) => { window.opened.push(address); return {}; };"""
HASHES = """async ({ name, sizes }) => {
  const boot = document.querySelector("script[src$='main.js']").src;
  const { digested } = await import(new URL(name, boot));
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return sizes.map((size) => hex(digested(Uint8Array.from({ length: size }, (_, at) => at * 7))));
}"""


@pytest.fixture(scope="module")
def outer() -> Iterator[Outer]:
    server = Outer()
    yield server
    server.close()


@pytest.fixture
def open_site(site: Site) -> Iterator[Site]:
    """The site on a host that lets any origin read it, as GitHub Pages does."""
    site.headers |= OPEN_TO_ALL
    yield site
    site.headers.clear()


def said(page: Page) -> list[str]:
    """From here on what the page says in the console."""
    texts: list[str] = []
    page.on("console", lambda message: texts.append(message.text))
    return texts


def questions(visit: Visit) -> None:
    """The lesson's questions answer to a click and to Enter."""
    expect(visit.page.locator(".part:not(.laid)")).to_have_count(0)
    one, two = visit.page.locator(".inquiry").nth(0), visit.page.locator(".inquiry").nth(1)
    one.get_by_role("radio").nth(1).check()
    one.get_by_role("button", name="Commit").click()
    expect(one.locator(".told .right")).to_be_visible()
    two.get_by_role("radio").first.press("Enter")
    expect(two.get_by_role("alert")).to_be_visible()
    two.get_by_role("radio").first.press("Space")
    two.get_by_role("radio").first.press("Enter")
    expect(two.locator(".told .right")).to_be_visible()
    expect(two.locator(".told summary")).to_be_focused()


def records(visit: Visit) -> tuple[str, int]:
    """The record as the page shows it as text, and how many entries it has."""
    text = visit.page.get_by_label("Your record as text").input_value()
    return text, len(import_text(text).records)


@pytest.mark.parametrize("name", SANDBOXES)
def test_a_whole_stay_in_a_frame(visits: Visits, outer: Outer, open_site: Site, name: str) -> None:
    visit = visits().expect(*FORBIDDEN)
    console = said(visit.page)
    around = outer.show(visit, SANDBOXES[name], FIRST)
    visit.until("live").phase("posed")
    assert "hunch: Python is live: resumed" in console
    visit.commit("blend", 1).see()
    questions(visit)

    # saved as a file where that is allowed, and as text anywhere
    record = visit.page.locator(".record")
    if "allow-downloads" in SANDBOXES[name]:
        with around.expect_download() as download:
            visit.button("Save as a file").click()
        file = Path(download.value.path()).read_text("utf-8")
    else:
        visit.button("Save as a file").click()
        file = ""
    expect(record.locator("[data-told]")).to_contain_text(NO_WAY)
    expect(visit.page.get_by_label("Your record as text")).to_have_value(re.compile("outcome"))
    text, count = records(visit)
    assert count == 2
    assert file in ("", text)
    visit.next().commit("kept", 2).see()
    text, count = records(visit)
    assert count == 4  # it follows what happens
    visit.button("Copy the record").click()
    expect(record.locator("[data-text-told]")).to_have_text("Copied.")

    # forgotten, and pasted again
    visit.button("Forget everything here").click()
    visit.button("Keep them").click()
    expect(record.get_by_role("dialog")).to_be_hidden()
    visit.button("Forget everything here").click()
    visit.page.evaluate("window.before = true")
    visit.button("Delete them").click()
    visit.page.wait_for_function("() => !window.before && document.body")
    visit.until("live").phase("posed")
    expect(visit.slot("score")).to_contain_text("No prediction revealed yet")
    visit.page.get_by_text("The record as text, to copy or to paste").click()
    visit.button("Bring this record in").click()
    expect(record.locator("[data-text-told]")).to_contain_text("paste the text first")
    visit.page.get_by_label("Paste a record that you saved").fill(text)
    visit.button("Bring this record in").click()
    expect(record.locator("[data-text-told]")).to_contain_text("at the top of the page")
    taken = visit.page.locator(".notices").get_by_text("Taken: 4 records.")
    expect(taken.first).to_be_visible()
    expect(visit.slot("score")).to_contain_text("2 predictions revealed")

    # a frame that is cut off says so, and promises nothing
    apart = SANDBOXES[name] == ALONE
    told = [notice for notice in visit.notices if visit.site.home in notice]
    assert len(told) == apart
    assert not apart or "keeps it from storing anything" in told[0]
    expect(record.get_by_text("Kept in this browser only")).to_be_visible(visible=not apart)
    expect(record.get_by_text("Not kept: nothing can be stored here")).to_be_visible(visible=apart)


def test_notes_as_text_and_the_program_in_a_frame_that_is_cut_off(
    visits: Visits, outer: Outer, open_site: Site
) -> None:
    visit = visits().expect(*FORBIDDEN)
    outer.show(visit, ALONE)
    visit.until("live")
    room = Room(visit).opened()
    room.choose("claim:lost").write("mine", "go on")
    room.button("Save notes as Markdown").click()
    expect(room.told).to_have_text(re.compile(rf"Notes in the file: 1\..*{NO_WAY}"))
    shown = room.place.get_by_label("All notes as text")
    expect(shown).to_have_value(re.compile("> mine\n"))
    room.write("mine, changed")
    expect(shown).to_have_value(re.compile("> mine, changed\n"))
    room.place.get_by_label("Paste notes that you saved").fill(
        shown.input_value().replace("mine", "yours")
    )
    room.button("Bring these notes in").click()
    became = room.place.locator("[data-text-told]")
    expect(became).to_contain_text("Taken. New notes: 1.")
    expect(became).to_contain_text("stores nothing more")
    room.place.get_by_label("Paste notes that you saved").fill("Dear diary")
    room.button("Bring these notes in").click()
    expect(became).to_contain_text("This was not taken; your notes are as they were. Line 1:")
    expect(visit.page.locator("[data-kept]:visible")).to_have_count(0)

    program = visit.page.locator("[data-program]")
    program.get_by_role("radio").first.check()
    program.get_by_role("button", name="Commit").click()
    program.get_by_role("button", name="Run").click()
    expect(program.locator("[data-cell-status]")).to_contain_text("Done after")

    visit.button("Copy the citation").click()
    expect(visit.page.locator("[data-cite-done]")).to_have_text("Copied.")


def test_links_to_other_sites_leave_the_page_where_it_is(
    visits: Visits, outer: Outer, open_site: Site
) -> None:
    visit = visits(OPENS).expect("'allow-popups' permission is not set")
    outer.show(visit, ALL.replace("allow-popups", ""))
    visit.until("live")
    link = visit.page.locator(".sources a").first
    link.click()
    assert visit.page.evaluate("opened") == [link.get_attribute("href")]
    expect(visit.page.locator(".link-told")).to_have_count(0)
    visit.page.evaluate("() => { window.open = really; }")  # which the frame forbids
    for _ in range(2):
        link.click()
    expect(visit.page.locator(".link-told")).to_have_count(1)
    expect(visit.page.locator(".link-told")).to_contain_text(str(link.get_attribute("href")))


def test_python_started_cold_and_a_missing_part_in_a_frame_that_is_cut_off(
    visits: Visits, outer: Outer, open_site: Site
) -> None:
    """There the worker has the page's policy, and no text may run as JavaScript."""
    visit = visits().expect(*NETWORK)
    console = said(visit.page)
    with without_snapshot(open_site):
        with open_site.broken(open_site.file("**/packages-*.zip"), Cut(1000)):
            outer.show(visit, ALONE)
            visit.predict("another", 2)
            assert "could not be loaded into this frame" in failed(visit)
        visit.button("Try again").click()
        visit.until("live").phase("posed")
    assert any(text.startswith("hunch: Python is live: cold") for text in console)
    expect(visit.answer("another")).to_be_checked()
    visit.button("Commit prediction").click()
    visit.phase("committed").see()


def test_a_host_that_gives_nothing_to_a_frame_that_is_cut_off(visits: Visits, outer: Outer) -> None:
    visit = visits().expect(".")  # the browser names every file
    outer.show(visit, ALONE, FIRST)
    line = visit.page.locator(".stuck")
    expect(line).to_contain_text("the server lets no such frame load the parts")
    expect(line).to_contain_text(f"Its address is {visit.site.home}{FIRST}")
    expect(line.get_by_role("link")).to_be_hidden()
    ground = visit.page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert ground == "rgb(251, 250, 246)"  # what can be read has its looks
    expect(line).to_have_count(1)


def test_a_frame_without_scripts_can_be_read(visits: Visits, outer: Outer, open_site: Site) -> None:
    visit = visits().expect("Blocked script execution")
    visit.beside.append(outer.origin)
    visit.page.goto(outer.address(visit.site.home, ""))
    frame = visit.page.frame(name=NAME)
    assert frame
    notice = frame.locator("noscript p.notice")  # (no search by text looks into a <noscript>)
    expect(notice).to_have_text(re.compile("The lab runs in your browser and needs JavaScript"))
    expect(notice).to_be_visible()
    expect(frame.locator(".stuck")).to_be_hidden()


def test_a_hash_without_the_browsers_own(visits: Visits) -> None:
    """A worker in a frame that is cut off has none; see test_a_whole_stay_in_a_frame."""
    visit = visits()
    visit.page.goto(visit.site.home)
    sizes = [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000, 100_001]
    wanted = [sha256(bytes(at * 7 % 256 for at in range(size))).hexdigest() for size in sizes]
    assert visit.page.evaluate(HASHES, {"name": "storage/sha256.js", "sizes": sizes}) == wanted
