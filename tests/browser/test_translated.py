"""A page that a translator rewrites still works; words from right to left stay whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.room import Room
from tests.browser.visit import FIRST, Visit, Visits

TRANSLATOR = (Path(__file__).parent / "translator.js").read_text("utf-8")
SHALOM = "שלום עולם"
DIRECTION = "field => getComputedStyle(field).direction"
TEXTS = """selector => [...document.querySelectorAll(selector)].map((one) => one.textContent)"""
UNTOUCHED = "math, svg, pre, code, .symbol, .seal, .citation"


def press(visit: Visit, slot: str) -> None:
    visit.slot(slot).locator("button").click()


def drawn(visit: Visit) -> Visit:
    """Once all of the lesson is laid out, with what its stages show."""
    expect(visit.page.locator(".part:not(.laid)")).to_have_count(0)
    expect(visit.page.locator("[data-stage] .stage svg:not([viewBox])")).to_have_count(0)
    return visit


def test_a_whole_visit_to_a_translated_page(visits: Visits) -> None:
    plain = drawn(visits().open(FIRST))
    untouched = plain.page.evaluate(TEXTS, UNTOUCHED)
    program = plain.page.locator(".cell > pre code").text_content()
    plain.page.close()

    visit = visits(TRANSLATOR).open(FIRST)
    page = visit.page
    expect(page.locator("#lab-title")).to_have_text("¿Will it come back??")
    assert page.locator("font math, math font, svg font, pre font, code font").count() == 0
    assert drawn(visit).page.evaluate(TEXTS, UNTOUCHED) == untouched

    # a trial
    visit.answer("blend").check()
    visit.sure(45).check()
    label = visit.slot("confidence").locator("label").nth(1)
    expect(label).to_have_text("¿leaning?¿45\u00a0%?")
    press(visit, "commit")
    visit.phase("committed")
    press(visit, "see")
    visit.phase("revealed")
    expect(visit.slot("verdict").locator("h3")).to_have_text("¿The 9 came back as a blend.?")
    press(visit, "play")
    expect(visit.lab).to_have_attribute("data-playing", "")
    visit.slot("width").locator("input").fill("11")
    visit.settled()
    expect(visit.slot("width").locator("output")).to_have_text("¿45 (all 45 pixels)?")
    assert page.locator("[data-figure=clean] summary").text_content() == "¿As text?"
    press(visit, "next")
    visit.phase("posed")
    expect(visit.slot("commit").locator("button")).to_have_text("¿Commit prediction?")

    # the same notice twice is one
    for _ in range(2):
        visit.go(f"{FIRST}&m=9")
    expect(page.locator(".notices .notice")).to_have_count(1)
    page.locator(".notices button").click()
    visit.go(f"{FIRST}&m=9")  # dismissed, it may come again
    expect(page.locator(".notices .notice")).to_have_count(1)

    # the storyboard
    board = page.locator("[data-storyboard]")
    frame = board.locator(".frame.now")
    frame.get_by_role("radio").first.check()
    frame.locator("[data-ask] button").click()
    expect(frame.locator(".told .yours")).to_have_count(1)
    board.locator("[data-step='1']").click()
    expect(board.get_by_role("status")).to_contain_text("2")

    # the program, which is run as it was written
    page.locator("[data-program]").scroll_into_view_if_needed()
    cell = page.locator("[data-program]")
    expect(cell.locator(".prism-code-editor textarea")).to_have_value(program or "none")
    cell.locator("[data-ask=cell-prediction] input").first.check()
    cell.locator("[data-ask=cell-prediction] button").click()
    cell.locator("[data-cell-run]").click()
    expect(cell.locator("[data-met]")).to_be_visible()
    expect(cell.locator("[data-told=cell-prediction]")).to_be_visible()
    assert cell.locator(".printed font, .prism-code-editor font").count() == 0

    # a note, deleted and brought back
    room = Room(visit)
    room.place.locator("[data-things]").select_option("claim:linear-pca")
    room.place.locator("[data-note-text]").fill("From a translated page.")
    row = room.rows.first
    expect(row.locator("[data-text]")).to_contain_text("From a translated page.")
    row.locator("[data-delete]").click()
    row.locator("[data-undo]").click()
    row.locator("[data-edit]").click()
    expect(room.place.locator("[data-note-text]")).to_have_value("From a translated page.")
    assert [note["note"] for note in room.kept()] == ["From a translated page."]


@pytest.fixture(scope="module")
def reader(lasting: Visits) -> Visit:
    visit = lasting().open(FIRST)
    visit.commit("blend", 1).see()
    return visit


def test_fields_take_the_direction_of_what_is_written(reader: Visit) -> None:
    room = Room(reader)
    room.things.select_option("claim:linear-pca")
    fields = [
        reader.why, reader.page.locator("[data-try]").first, room.note, room.next, room.search,
    ]  # fmt: skip
    for field in fields:
        assert field.evaluate(DIRECTION) == "ltr"
        field.fill(SHALOM)
        assert field.evaluate(DIRECTION) == "rtl"
    expect(room.rows.first.locator("[data-text]")).to_have_text(SHALOM)
    assert room.rows.first.locator("[data-text]").evaluate(DIRECTION) == "rtl"
    following = room.rows.first.locator("[data-next-text]")
    assert following.evaluate("one => getComputedStyle(one).unicodeBidi") == "isolate"
    assert room.prompt.evaluate("one => getComputedStyle(one).unicodeBidi") == "plaintext"


def test_foreign_words_in_a_sentence_keep_their_direction_to_themselves(reader: Visit) -> None:
    reader.go(f"?lab=strokes&family={SHALOM}")
    (text,) = [text for text in reader.notices if SHALOM in text]
    assert f"“\u2068{SHALOM}\u2069”" in text
    room = Room(reader)
    room.bring(f"# Notes\n\n- format: hunch-notes\n- version: 1\n- notes: 1\n\n{SHALOM}\n\nmore\n")
    expect(room.told).to_contain_text(f"\u2068{SHALOM}\u2069")
