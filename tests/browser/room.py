"""The research room as a learner uses it, and its own modules called in the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.visit import Visit

KEPT = """() => Object.entries(localStorage).filter(([name]) => name.includes("#note "))
  .map(([, text]) => JSON.parse(text)).sort((a, b) => (a.written < b.written ? -1 : 1))"""
MODULES = """const boot = document.querySelector("script[src$='main.js']").src;
  const at = (name) => new URL(`lesson/room/${name}.js`, boot);
  const { write, read, plain } = await import(at("notes_file"));
  const { join } = await import(at("merge"));
  const { Things } = await import(at("objects"));
  const inlined = (id) => JSON.parse(document.getElementById(id).textContent);
  const home = location.origin + location.pathname;
  const things = new Things(inlined("objects"), inlined("lesson-words").room, home);
  const reason = (text) => {
    try { return read(text, things); }
    catch (error) { return `${error.line}: ${error.reason}`; }
  };"""


class Room:
    """The room on a visit's page."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.place = visit.page.locator("[data-room]")
        self.note = self.place.get_by_label("Your note")
        self.next = self.place.get_by_label("One next action")
        self.search = self.place.get_by_label("Search")
        self.things = self.place.get_by_label("What is it about?")
        self.desk = self.place.locator("[data-desk]")
        self.rows = self.place.locator("[data-notes] > li")
        self.told = self.place.locator("[data-exchanged]")
        self.prompt = self.place.locator("[data-prompt]")

    def enter(self, search: str = "") -> Room:
        """Go to the page, and wait until the room is open."""
        self.page.goto(self.visit.site.home + search)
        return self.opened()

    def opened(self) -> Room:
        expect(self.page.locator(".part:not(.laid)")).to_have_count(0)
        expect(self.place).to_be_visible()
        return self

    def again(self) -> Room:
        self.page.reload()
        return self.opened()

    def button(self, name: str) -> Locator:
        return self.place.get_by_role("button", name=name)

    def choose(self, key: str) -> Room:
        self.things.select_option(key)
        return self

    def write(self, note: str, following: str = "") -> Room:
        self.note.fill(note)
        self.next.fill(following)
        return self

    def kept(self) -> list[dict[str, str]]:
        """The notes in the browser's storage, in the order in which they were begun."""
        notes: list[dict[str, str]] = self.page.evaluate(KEPT)
        return notes

    def save(self) -> str:
        """The notes as the file that the button gives."""
        with self.page.expect_download() as download:
            self.button("Save notes as Markdown").click()
        assert download.value.suggested_filename.endswith(".md")
        return Path(download.value.path()).read_bytes().decode("utf-8")

    def bring(self, text: str | bytes) -> Room:
        """Choose a file with this text."""
        raw = text.encode() if isinstance(text, str) else text
        with self.page.expect_file_chooser() as chooser:
            self.button("Bring notes in").click()
        file: Any = {"name": "notes.md", "mimeType": "text/markdown", "buffer": raw}
        chooser.value.set_files(file)
        return self

    def call(self, body: str, argument: Any = None) -> Any:
        """Run JavaScript that knows the room's modules; `given` is the argument."""
        return self.page.evaluate(f"async (given) => {{ {MODULES} {body} }}", argument)
