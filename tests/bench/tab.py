"""One tab in a browser of its own: started on a profile, given a script to begin with, slowed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from playwright.sync_api import Page, Playwright

from builder.browsers import Browser
from tests.bench.processes import browser_of, peak_of_tab
from tests.bench.processor import slowed

PATIENCE_MS = 300_000
REST_MS = 1500  # a browser that has just been started has things of its own to do
SIZE = {"width": 1280, "height": 900}


class Tab:
    """A browser with one tab. Its profile is what it keeps: a fresh folder is a first visit."""

    def __init__(
        self, playwright: Playwright, browser: Browser, profile: Path, script: str
    ) -> None:
        self.context = playwright.chromium.launch_persistent_context(
            profile, executable_path=browser.executable, args=list(browser.args), viewport=SIZE
        )
        self.context.add_init_script(script)
        self.page: Page = self.context.pages[0]
        self.page.set_default_timeout(PATIENCE_MS)
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.process = browser_of(profile)
        self.page.wait_for_timeout(REST_MS)

    def __enter__(self) -> Tab:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()

    @contextmanager
    def slowed(self, factor: float) -> Iterator[None]:
        """Slow this browser's processor down for a while."""
        with slowed(self.process, factor):
            yield

    def go(self, address: str) -> None:
        """Begin to load a page."""
        self.page.goto(address, wait_until="commit")

    @property
    def peak(self) -> float | None:
        """Megabytes that the tab took at most."""
        return peak_of_tab(self.process)
