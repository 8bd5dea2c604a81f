"""Files that are chosen and cannot be taken: told with the reason, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.room import Room
from tests.browser.visit import FIRST, Visit, Visits

READS = """{
  window.reads = 0;
  const read = File.prototype.arrayBuffer;
  File.prototype.arrayBuffer = function () {
    window.reads += 1;
    if (this.name.startsWith("gone")) return Promise.reject(new DOMException("", "NotFoundError"));
    return read.call(this);
  };
  File.prototype.text = File.prototype.stream = () => { throw new Error("another way"); };
}"""
VAST = 3 * 10**9  # bytes; none of them is on the disk


@pytest.fixture(scope="module")
def visit(lasting: Visits) -> Iterator[Visit]:
    visit = lasting(READS).open(FIRST)
    Room(visit).opened()
    yield visit
    visit.check()


@pytest.fixture
def vast(tmp_path: Path) -> Path:
    file = tmp_path / "vast.json"
    with file.open("wb") as written:
        written.truncate(VAST)
    return file


def bring(place: Locator, button: str, file: Any) -> None:
    with place.page.expect_file_chooser() as chooser:
        place.get_by_role("button", name=button).click()
    chooser.value.set_files(file)


@pytest.mark.parametrize(
    ("part", "button", "told", "limit", "refused"),
    [
        (".record", "Bring a file in", "[data-told]", 64, "your record is as it was."),
        ("[data-room]", "Bring notes in", "[data-exchanged]", 16, "your notes are as they were."),
    ],
    ids=["record", "notes"],
)
def test_what_cannot_be_read_is_told(
    visit: Visit, vast: Path, part: str, button: str, told: str, limit: int, refused: str
) -> None:
    place = visit.page.locator(part)
    said = place.locator(told)
    before = visit.page.evaluate("reads")
    bring(place, button, vast)
    expect(said).to_contain_text(f"This was not taken; {refused}")
    expect(said).to_contain_text(f"larger than {limit} MB")
    assert visit.page.evaluate("reads") == before  # refused by its size alone

    def file(name: str, body: bytes) -> Any:
        return {"name": name, "mimeType": "", "buffer": body}

    for _ in range(2):  # the same one may be chosen again
        bring(place, button, file("gone", b"{}"))
        expect(said).to_contain_text("It could not be read: it was moved, changed or deleted")
        bring(place, button, file("latin", b"caf\xe9"))
        expect(said).to_contain_text("It is no text in UTF-8")
    place.get_by_text("as text, to copy or to paste").click()
    place.locator("[data-text-in]").evaluate(  # as if it was pasted; to lay it out takes minutes
        "(field, size) => Object.defineProperty(field, 'value', { get: () => 'x'.repeat(size) })",
        limit * 10**6 + 1,
    )
    place.locator("[data-text-take]").click()
    expect(place.locator("[data-text-told]")).to_contain_text(f"larger than {limit} MB")
