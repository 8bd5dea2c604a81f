"""A policy in a page does not hold in its workers: they lock themselves, a header holds there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.site.policy import address_script, policy
from tests.browser.cell import Cell
from tests.browser.elsewhere import OutboundProxy
from tests.browser.site import Site
from tests.browser.visit import FIRST, Visits

ROOT = Path(__file__).parents[2]
REACH = (
    "fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource",
    "BroadcastChannel", "Worker", "SharedWorker", "importScripts", "indexedDB", "caches",
    "navigator", "location", "Request", "FileReader", "IDBFactory", "CacheStorage",
    "postMessage", "eval",
)  # fmt: skip
WRITES = b"""
try {
  self.postMessage(`${eval("6 * 7")} came of a text`);
} catch (error) {
  self.postMessage(error.name);
}
"""
TELLS = b"""{
const post = self.postMessage.bind(self);
self.addEventListener("message", (event) => {
  if (!event.data.look) return;
  event.stopImmediatePropagation();
  const left = event.data.look.filter((name) => name in self);
  post({ type: "done", left, written: (() => {}).constructor !== Object });
});
}
"""  # put before the worker's script
CATCHES = """window.Worker = class extends Worker {
  constructor(...how) {
    super(...how);
    window.caught = this;
  }
};"""
LEFT = """(look) => new Promise((resolve) => {
  caught.addEventListener("message", ({ data }) => data.left && resolve(data));
  caught.postMessage({ look });
})"""
ASK = """() => new Promise((resolve) => {
  new Worker("writes.js").onmessage = ({ data }) => resolve(data);
})"""


@pytest.fixture
def own(tmp_path: Path, site: Site) -> Iterator[Site]:
    copy = Site(site.folder, tmp_path / "site")
    (copy.folder / "writes.js").write_bytes(WRITES)
    yield copy
    copy.close()


def test_what_the_labs_run_in_is_locked_once_python_is_there(visits: Visits, site: Site) -> None:
    worker = site.file("**/js-*/python/worker.js")
    with site.broken(worker, TELLS + worker.read_bytes()):
        visit = visits(CATCHES).open(FIRST)
    answer = visit.page.evaluate(LEFT, REACH)
    assert (answer["left"], answer["written"]) == ([], False)
    visit.commit("blend").see()


def test_a_policy_that_the_host_sends_holds_in_workers_and_breaks_nothing(
    browser: Browser, own: Site, elsewhere: OutboundProxy
) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits().open(FIRST)
    assert visit.page.evaluate(ASK) == "42 came of a text"  # the page's own does not reach there
    own.headers["Content-Security-Policy"] = policy(address_script(ROOT / "app/page"))
    visit = visits().open(FIRST)
    assert visit.page.evaluate(ASK) == "EvalError"
    visit.commit("blend").see()
    assert Cell(visit).commit().run("import wave\nprint(wave.__name__)") == "wave\n"
    visits.close()
