"""The program's bench on a page: what a reader does there, and what it shows."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.visit import Visit

RIGHT = 1  # the place of the answer that the program bears out


class Cell:
    """The program's bench on a page."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.place = self.page.locator("[data-program]")
        self.text = self.page.get_by_role("textbox", name="The program, yours to change")
        self.status = self.part("status")
        self.output = self.part("output")
        self.error = self.place.get_by_role("alert").locator("visible=true")
        self.place.scroll_into_view_if_needed()
        expect(self.text).to_be_visible()

    def part(self, name: str) -> Locator:
        return self.page.locator(f"[data-cell-{name}]")

    def button(self, name: str) -> Locator:
        return self.place.get_by_role("button", name=name, exact=True)

    def commit(self, choice: int = RIGHT) -> Cell:
        self.place.get_by_role("radio").nth(choice).check()
        self.button("Commit").click()
        return self

    def start(self, program: str) -> Cell:
        """Run a program, and wait until it is running or over."""
        self.text.fill(program)
        self.button("Run").click()
        return self

    def run(self, program: str, status: str = "Done") -> str:
        """Run a program to its end; what it printed."""
        self.start(program)
        expect(self.status).to_contain_text(status)
        return self.output.inner_text()

    def line(self, number: int) -> Locator:
        return self.place.locator(".pce-line").nth(number - 1)

    def row(self, name: str) -> Locator:
        return self.page.locator(f"#code-{name}")

    def number(self, name: str) -> Locator:
        """The button that shows the line of a row."""
        return self.row(name).locator(".at").get_by_role("button")
