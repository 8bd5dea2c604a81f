"""One learner's visit: a page of the site, what it did and said, and what a learner does to it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from app.session.page_messages import FROM_PAGE, FROM_PYTHON, check
from tests.browser.elsewhere import OutboundProxy
from tests.browser.site import PATIENCE, Site

HERE = Path(__file__).parent
TIME_LIMIT = PATIENCE * 1000
RECORDER = (HERE / "recorder.js").read_text("utf-8")
EVERYTHING = (HERE / "everything.js").read_text("utf-8")
DIGITS = "?lab=train&data=digits8"  # a training that takes seconds
FIRST = "?lab=strokes&family=segments&m=3&kind=mask&level=0.4&mode=denoising&seed=7"


WHICH = {"recovered": "is_1", "another": "is_2", "blend": "mixture", "kept": "damage"}


AT_REST = """() => new Promise((done) => {
  let [at, frames] = [scrollY, 0];
  const look = () => {
    [at, frames] = [scrollY, scrollY === at ? frames + 1 : 0];
    if (frames < 12) requestAnimationFrame(look);
    else done();
  };
  look();
})"""
WRITTEN = """async () => {
  const answer = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  for (const { name } of await indexedDB.databases()) {
    const base = await answer(indexedDB.open(name));
    const names = [...base.objectStoreNames];
    // answered when all that was being written is written
    await answer(base.transaction(names).objectStore(names[0]).count());
    base.close();
  }
}"""


def becomes(page: Page, script: str, argument: object = None) -> None:
    """Wait for what an asynchronous function of the page answers to be true.

    Playwright's `wait_for_function` takes the promise itself for an answer.
    """
    end = time.monotonic() + PATIENCE
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, f"not within {PATIENCE} s: {script}"
        page.wait_for_timeout(50)


def arrives(page: Page, heard: list[Any]) -> Any:
    """Wait for something that Playwright tells a listener, and take it from its list."""
    end = time.monotonic() + PATIENCE
    while not heard:
        assert time.monotonic() < end, f"not within {PATIENCE} s"
        page.wait_for_timeout(50)
    return heard.pop(0)


class Visit:
    """A page in a browser context of its own, or in that of another visit (a second tab)."""

    def __init__(self, context: BrowserContext, site: Site, scripts: Sequence[str] = ()) -> None:
        self.context, self.site = context, site
        self.beside: list[str] = []  # origins that are not the site's and may be asked, too
        self.requests: list[str] = []
        self.troubles: list[str] = []
        self.expected: list[str] = ["Service Worker registration blocked by Playwright"]
        self.page: Page = context.new_page()
        self.page.set_default_timeout(TIME_LIMIT)
        self.page.add_init_script(RECORDER)
        for script in scripts:
            self.page.add_init_script(script)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if message.type in {"error", "warning", "assert"}:
            where = message.location["url"]
            self.troubles.append(f"console {message.type}: {message.text} {where}")

    def expect(self, *patterns: str) -> Visit:
        """Declare troubles that this test causes on purpose (regular expressions)."""
        self.expected.extend(patterns)
        return self

    def check(self) -> None:
        """No request to another host, and no trouble that was not declared."""
        own = (self.site.origin, *self.beside, "blob:", "data:")
        foreign = [url for url in self.requests if not url.startswith(own)]
        assert not foreign, "requests to other hosts:\n" + "\n".join(foreign)
        surprises = [t for t in self.troubles if not any(re.search(e, t) for e in self.expected)]
        assert not surprises, "the browser said:\n" + "\n".join(surprises)

    def check_messages(self) -> None:
        """All that page and Python have said to each other is on the list of messages."""
        log: list[str] = self.page.evaluate("recorded.log")
        asked = [json.loads(text.removeprefix("to worker: ")) for text in log if text[0] == "t"]
        told = [json.loads(text.removeprefix("from worker: ")) for text in log if text[0] == "f"]
        for message in asked:
            if message.pop("number", None):  # else it is the worker's own
                check(message, FROM_PAGE)
        said = [message for each in told for message in each.get("messages", [])]
        for message in said:
            check(message, FROM_PYTHON)
        assert len(said) > 2, told

    # ---- where the page is

    def open(self, search: str = "", python: str = "live") -> Visit:
        """Go to an address as a link does, and wait for Python."""
        self.page.goto(self.site.home + search)
        return self.until(python)

    def open_lab(self, lab: str, search: str = "") -> Visit:
        """Go to a lab's own page, and wait for Python."""
        return self.open(f"labs/{lab}/{search}")

    def reload(self, python: str = "live") -> Visit:
        """Load the page anew, once what it is storing is stored."""
        self.page.evaluate(WRITTEN)
        self.page.reload()
        return self.until(python)

    def until(self, python: str) -> Visit:
        """Wait until data-python is as given."""
        expect(self.page.locator("html")).to_have_attribute("data-python", python)
        return self

    def go(self, search: str) -> Visit:
        """Go to an address within the page, as the back button does, unless it is there."""
        if self.search == search:
            return self.settled()
        before = self.page.evaluate("recorded.states.length")
        self.page.evaluate(
            """search => {
              history.pushState(null, "", search);
              dispatchEvent(new Event("popstate"));
            }""",
            search,
        )
        self.page.wait_for_function("before => recorded.states.length > before", arg=before)
        return self.settled()

    def end_worker(self) -> None:
        """Let Python's worker end, without a word, as a browser does that needs its memory."""
        self.page.evaluate("() => recorded.worker.terminate()")

    def break_worker(self) -> None:
        """Let an error in Python's worker reach the page."""
        self.page.evaluate("() => recorded.worker.dispatchEvent(new ErrorEvent('error'))")

    def settled(self) -> Visit:
        """Wait until Python has dealt with everything, and the page with what it said."""
        self.page.wait_for_function(
            "() => recorded.waiting.size === 0 && recorded.writing.size === 0"
        )
        return self

    def at_rest(self) -> Visit:
        """Wait until the page no longer scrolls, as it does to what comes next."""
        self.page.evaluate(AT_REST)
        return self

    @property
    def search(self) -> str:
        """The address's query."""
        return str(self.page.evaluate("location.search"))

    # ---- what is on it

    @property
    def lab(self) -> Locator:
        return self.page.locator("[data-lab]")

    def phase(self, phase: str) -> Visit:
        """Wait for a phase."""
        expect(self.lab).to_have_attribute("data-phase", phase)
        return self.settled()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def answer(self, choice: str) -> Locator:
        """The radio button of an outcome; of four verdicts, too, where the page's first case asks
        which pattern comes back, for most tests only need some answer.
        """
        same = f"[data-slot=prediction] input[value='{choice}']"
        other = WHICH.get(choice, choice)
        return self.page.locator(f"{same}, [data-slot=prediction] input[value='{other}']")

    @property
    def confidence(self) -> Locator:
        """The group of radio buttons."""
        return self.page.get_by_role("group", name="Confidence")

    def sure(self, percent: int) -> Locator:
        """The radio button of a confidence."""
        return self.slot("confidence").locator(f"input[value='{percent}']")

    @property
    def why(self) -> Locator:
        return self.page.get_by_role("textbox", name="Why, in your own words?")

    def slot(self, name: str) -> Locator:
        return self.page.locator(f"[data-slot={name}]")

    @property
    def verdict(self) -> str:
        """The sentences of what happened."""
        return self.slot("verdict").locator(".verdict").inner_text()

    @property
    def notices(self) -> list[str]:
        """The texts of the notices."""
        return self.page.locator(".notices .notice p").all_inner_texts()

    def everything(self) -> dict[str, str]:
        """All that the browser holds for this page, by place, as text."""
        held: dict[str, str] = self.page.evaluate(EVERYTHING)
        return {**held, "export": self.export()}

    # ---- what a learner does

    def predict(self, choice: str, place: int | None = None) -> Visit:
        """Choose an outcome and, by its place from 0 for a guess, how sure.

        Without a place that stays as it is, and is a guess if nothing was said. Where a picture is
        to be painted, a pixel of it is.
        """
        if self.paints:
            self.slot("painting").get_by_role("gridcell").nth(1).click()
        else:
            self.answer(choice).check()
        said = self.confidence.get_by_role("radio", checked=True)
        if place is not None or said.count() == 0:
            self.confidence.get_by_role("radio").nth(place or 0).check()
        return self

    def guess(self) -> Visit:
        """Predict something, whatever is asked, as a guess, and commit."""
        first = self.slot("prediction").locator("input").first
        return self.commit("" if self.paints else str(first.get_attribute("value")), 0)

    @property
    def paints(self) -> bool:
        """Whether a picture is to be painted."""
        cell = self.slot("painting").get_by_role("gridcell").first
        return bool(cell.count() and cell.is_visible())

    def commit(self, choice: str, place: int | None = None) -> Visit:
        self.predict(choice, place).button("Commit prediction").click()
        return self.phase("committed")

    def see(self) -> Visit:
        self.button("See what happened").click()
        return self.phase("revealed")

    def next(self) -> Visit:
        self.button("Next case").click()
        return self.phase("posed")

    def unfold(self) -> Visit:
        """Open the settings, which are folded until play."""
        if self.page.locator(".settings").get_attribute("open") is None:
            self.page.locator(".settings summary").click()
        return self

    def play(self) -> Visit:
        self.button("Play freely").click()
        expect(self.lab).to_have_attribute("data-playing", "")
        return self.settled()

    def export(self) -> str:
        """The learner's record as the file that "Save as a file" gives."""
        with self.page.expect_download() as download:
            self.button("Save as a file").click()
        return Path(download.value.path()).read_text("utf-8")

    def records(self) -> list[dict[str, Any]]:
        """The records of the export."""
        records: list[dict[str, Any]] = json.loads(self.export())["records"]
        return records

    def bring_in(self, text: str) -> Visit:
        """Import a ledger file."""
        file = {"name": "record.json", "mimeType": "application/json", "buffer": text.encode()}
        with self.page.expect_file_chooser() as chooser:
            self.button("Bring a file in").click()
        chooser.value.set_files(file)  # type: ignore[arg-type]
        return self


class Visits:
    """Opens visits, and when all is over checks and closes them."""

    def __init__(self, browser: Browser, site: Site, elsewhere: OutboundProxy) -> None:
        self._browser, self._site, self._elsewhere = browser, site, elsewhere
        self._contexts: list[BrowserContext] = []
        self._visits: list[Visit] = []

    def __call__(self, *scripts: str, clock: bool = False, **options: Any) -> Visit:
        """A visit in a fresh context. scripts: run before the page's; clock: time can be set."""
        proxy = {"server": self._elsewhere.address, "bypass": "127.0.0.1"}
        # a service worker would answer in place of the server, whose faults most tests are about
        settings = {"proxy": proxy, "service_workers": "block"} | options
        context = self._browser.new_context(**settings)
        self._contexts.append(context)
        if clock:
            context.clock.install()
        return self.tab(context, *scripts)

    def tab(self, context: BrowserContext, *scripts: str) -> Visit:
        """Another tab beside those of a context."""
        visit = Visit(context, self._site, scripts)
        self._visits.append(visit)
        return visit

    def close(self) -> None:
        for context in self._contexts:
            context.close()
        for visit in self._visits:
            visit.check()
        assert self._elsewhere.asked == []


Visitor = Callable[..., Visit]
