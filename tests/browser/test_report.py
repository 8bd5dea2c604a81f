"""The class report, from files dropped to the table saved: read, marked, shown, on the wall."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from app.session.text_catalog import words
from core.classroom.class_csv import COLUMNS, FORMULA
from tests.browser.axe import violations
from tests.browser.visit import Visit, Visits
from tests.classes import CASES, a_class, assignment, falsify, rehashed, truths

SAY = words("report")
GIVEN = assignment(CASES[:5])
TRUTHS = truths(GIVEN.cases)
CLASS = a_class(30, GIVEN, TRUTHS, whole=1)
LONG = 45_000_000  # bytes


def file(name: str, text: str | bytes) -> FilePayload:
    held = text if isinstance(text, bytes) else text.encode()
    return {"name": name, "mimeType": "application/json", "buffer": held}


def opened(visits: Visits) -> Visit:
    return visits().open("report/index.html")


def part(page: Page, name: str) -> Any:
    return page.locator(f"[data-part={name}]")


def give(visit: Visit, *files: FilePayload | str) -> Visit:
    """Give files and wait until all of them are read."""
    part(visit.page, "files").set_input_files(list(files))
    return read(visit)


def read(visit: Visit) -> Visit:
    expect(visit.page.locator("html")).to_have_attribute("data-report", "done")
    return visit


@pytest.fixture(scope="module")
def visit(lasting: Visits) -> Visit:
    """A class of thirty, one of them with a false outcome, in a zip with folders."""
    false = json.loads(CLASS[4][1])

    falsify(false, random.Random(1))
    files = [*CLASS[:4], (CLASS[4][0], rehashed(false)), *CLASS[5:]]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in files:
            box.writestr(f"Week 3/שירה/{name}", text)
        box.writestr("__MACOSX/._a.json", b"\0")
    return give(opened(lasting), file("class.zip", held.getvalue()))


def test_a_class_is_shown_case_by_case(visit: Visit) -> None:
    page = visit.page
    cases = page.locator(".case-report")
    expect(cases).to_have_count(5)
    expect(cases.first.locator(".given svg")).to_be_visible()
    expect(cases.first.locator(".question p").first).not_to_be_empty()
    expect(cases.first.locator(".advice b")).to_be_visible()
    why = cases.first.locator("details.why")
    why.locator("summary").click()
    expect(why.locator("q").first).to_be_visible()
    said = {r["body"]["text"] for _, text in CLASS for r in json.loads(text)["records"]
            if r["kind"] == "why" and r["address"] == GIVEN.cases[0]}  # fmt: skip
    assert set(why.locator("q").all_text_contents()) <= said
    assert why.locator("q b").count() == 0  # no text becomes an element
    expect(part(page, "worth").locator("li").first).to_be_visible()
    # the false outcome, and that the files were made by another version of the site
    expect(part(page, "marks").locator("li")).to_have_count(2)


def test_learners_are_sorted_and_hidden(visit: Visit) -> None:
    page = visit.page
    rows = part(page, "learners").locator("tbody tr")
    expect(rows).to_have_count(30)
    head = part(page, "learners").get_by_role("columnheader", name=SAY("said.learners.head.points"))
    points = []
    for order in ("descending", "ascending"):
        head.get_by_role("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", order)
        points.append([int(text) for text in rows.locator("td:nth-of-type(4)").all_inner_texts()])
    assert points[0] == sorted(points[0], reverse=True)
    assert points[1] == sorted(points[1])
    expect(rows.get_by_text("🙂 Kim 3", exact=True)).to_be_visible()
    part(page, "hide-names").check()
    expect(part(page, "learners").get_by_text("Kim")).to_have_count(0)
    expect(part(page, "learners").get_by_text("hunch-0001")).to_have_count(0)
    part(page, "hide-names").uncheck()


def test_the_wall_by_keyboard_tells_the_answer_only_when_asked(visit: Visit) -> None:
    page = visit.page
    wall = part(page, "wall")
    part(page, "show-wall").press("Enter")
    expect(wall).to_be_visible()
    title = wall.locator("h2")
    expect(title).to_contain_text(re.compile("^Case 1 of 5"))
    told = wall.locator("[data-wall=told]")
    answer = wall.locator("[data-wall=answer]")
    for step in range(2, 5):
        page.keyboard.press("ArrowRight")
        expect(title).to_contain_text(f"Case {step} of 5")
        expect(told).to_be_empty()
        assert wall.locator(".right, .wrong").count() == 0
    answer.press("Enter")
    expect(told).not_to_be_empty()
    expect(wall.locator(".right")).not_to_have_count(0)
    assert violations(visit, "wall") == []
    page.keyboard.press("ArrowLeft")
    expect(told).to_be_empty()
    wall.locator("[data-wall=vote]").press("Enter")
    expect(wall.locator("[data-wall=which]")).to_contain_text("Second vote")
    assert not [name for name in ("Kim", "Åsa", "hunch-0") if name in wall.inner_text()]
    page.keyboard.press("Escape")
    expect(wall).to_be_hidden()
    expect(part(page, "show-wall")).to_be_focused()


def test_axe_on_a_whole_report(visit: Visit) -> None:
    for summary in visit.page.locator(".case-report:first-child summary").all():
        if not summary.locator("xpath=..").get_attribute("open"):
            summary.click()
    assert violations(visit, "report") == []


def test_the_table_is_saved_and_comes_back(visit: Visit) -> None:
    with visit.page.expect_download() as download:
        visit.button(SAY("table.save")).click()
    data = Path(download.value.path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 1 + 30 * 5 * 2
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    standing = COLUMNS.index("standing")
    assert [row[standing] for row in rows].count("otherwise") == 2
    visit.page.locator("[data-as-text] summary").last.click()
    field = visit.page.locator("[data-as-text] textarea").last
    expect(field).to_have_value(re.compile("^\ufefffile,"))


def test_bad_input_is_told_and_the_rest_goes_on(visits: Visits) -> None:
    cut = io.BytesIO()
    with zipfile.ZipFile(cut, "w") as box:
        box.writestr("a.json", CLASS[0][1])
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("inner.zip", cut.getvalue())
        box.writestr("=1+1\n🙂.json", CLASS[2][1])
        box.writestr("large.json", b"0" * 9_000_000)
    damaged = bytearray(cut.getvalue())
    damaged[200] ^= 1
    image = '<img src=x onerror="document.title = 1">'
    visit = give(
        opened(visits),
        file("empty.json", ""), file(f"{image}.json", image), file("cut.json", CLASS[0][1][:-99]),
        file("picture.png", b"\x89PNG\xff\xfe"), file("long.json", b"0" * LONG),
        file("nested.zip", nested.getvalue()), file("cut.zip", cut.getvalue()[:-30]),
        file("damaged.zip", bytes(damaged)), file("one.json", CLASS[0][1]),
        file("again.json", CLASS[0][1]), file("two.json", CLASS[1][1]),
    )  # fmt: skip
    page = visit.page
    broken = part(page, "broken")
    broken.locator("summary").click()
    told = broken.locator("li").all_inner_texts()
    for name, key in {
        "empty.json": "empty", image: "not_json", "cut.json": "not_json",
        "picture.png": "not_text", "long.json": "too_large", "nested.zip/inner.zip": "zip_nested",
        "nested.zip/large.json": "too_large", "cut.zip": "zip_damaged",
        "damaged.zip/a.json": "zip_damaged", "again.json": "duplicate",
    }.items():  # fmt: skip
        (line,) = (text for text in told if text.startswith(name))
        assert SAY(f"said.refused.{key}", limit=8, other="one.json") in line
    expect(part(page, "learners").locator("tbody tr")).to_have_count(3)
    assert page.title() == SAY("title")

    # nothing stays when all is removed; then texts are pasted, several at once
    part(page, "remove").click()
    part(page, "remove-all").click()
    expect(part(page, "results")).to_be_hidden()
    expect(broken).to_be_hidden()
    expect(part(page, "choose-files")).to_be_focused()
    page.locator("details.as-text summary").first.click()
    part(page, "paste").fill(f"Dear teacher,\n{CLASS[5][1]}\n\n{CLASS[6][1]}")
    part(page, "paste-take").click()
    expect(part(read(visit).page, "learners").locator("tbody tr")).to_have_count(2)


def test_without_python_it_says_so_and_can_be_tried_again(visits: Visits) -> None:
    visit = visits().expect("404", "Failed to load", "integrity")
    worker = next((visit.site.folder / "assets").glob("js*/classroom/report/report_worker.js"))
    with visit.site.broken(worker, "missing"):
        visit.open("report/index.html", python="failed")
        part(visit.page, "files").set_input_files([file(*CLASS[0])])
    visit.button(SAY("said.retry")).click()
    visit.until("live")
    expect(part(read(visit).page, "learners").locator("tbody tr")).to_have_count(1)
