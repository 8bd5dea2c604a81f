"""A second visit without network, and a second version beside the first."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.runtime.registry import REGISTERED_LABS
from builder.site.offline import offline
from tests.browser.conftest import ROOT
from tests.browser.elsewhere import OutboundProxy
from tests.browser.site import PATIENCE, STALLED, Site
from tests.browser.visit import Visit, Visits, becomes

SCRIPT = ROOT / "app" / "page" / "storage" / "root" / "service-worker.js"
KEPT = """async () => {
  await navigator.serviceWorker.ready;
  return (await caches.keys()).filter((name) => name.startsWith("hunch:")).length;
}"""

USED = """async (count) => {
  const [name] = await caches.keys();
  if (!name) return false;
  const kept = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return kept.filter((url) => url.includes("/data/") || url.includes("/labs/")).length === count;
}"""
TIDIED = """async () => {
  navigator.serviceWorker.controller.postMessage("here");
  await fetch("./");  // it deals with one thing after the other
  await caches.keys();
}"""
GONE = """async () => {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith("hunch:")).length === 1;
}"""


@pytest.fixture
def own(site: Site, tmp_path: Path) -> Iterator[Site]:
    """A copy of the site on a server that this test may stop."""
    copy = Site(site.folder, tmp_path / "own")
    yield copy
    copy.close()


def through(visit: Visit) -> None:
    """A trial from the prediction to the reveal."""
    visit.predict("blend", 2)
    visit.button("Commit prediction").click()
    visit.phase("committed")
    visit.button("See what happened").click()
    visit.phase("revealed")


def test_a_whole_trial_without_network_reload_included(
    browser: Browser, own: Site, elsewhere: OutboundProxy
) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits(service_workers="allow").open()
    assert visit.page.evaluate(KEPT) == 1
    visit.page.goto("about:blank")
    own.stop()
    visit.open()
    through(visit)
    visit.reload().phase("revealed")
    visit.button("Next case").click()
    visit.phase("posed")
    through(visit)
    visits.close()


def test_a_lab_that_was_visited_and_one_that_was_not(
    browser: Browser, own: Site, elsewhere: OutboundProxy
) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits(service_workers="allow").open_lab("anomaly")
    becomes(visit.page, USED, len(REGISTERED_LABS["anomaly"].supplies) + 1)
    visit.page.goto("about:blank")
    own.stop()
    visit.open_lab("anomaly").phase("posed")
    visit.expect("503").page.goto(own.home + "labs/digits/")
    expect(visit.page.get_by_text("kept from its first visit on")).to_be_visible()
    visits.close()


def test_a_second_version_waits_until_it_is_asked_for(
    browser: Browser, own: Site, elsewhere: OutboundProxy
) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits(service_workers="allow").open()
    assert visit.page.evaluate(KEPT) == 1
    visit.reload()
    visit.predict("blend", 2)
    visit.button("Commit prediction").click()
    visit.phase("committed")

    deploy(own)
    with own.broken(own.file("**/js-second/lab/text_alternatives.js"), STALLED):
        visit.reload().phase("committed")  # still the first version, whole
        assert own.stalled.wait(PATIENCE)
        visit.page.evaluate(TIDIED)  # which must not take the second for an older one
    expect(visit.page).not_to_have_title("Second")
    offer = visit.button("Use it now")
    expect(offer).to_be_visible()
    visit.phase("committed")
    offer.click()
    expect(visit.page).to_have_title("Second")
    visit.until("live").phase("committed")
    visit.button("See what happened").click()
    visit.phase("revealed")
    becomes(visit.page, GONE)
    visits.close()


def deploy(site: Site, pages: Sequence[str] = ("index.html",), cold: Sequence[str] = ()) -> None:
    """Put a second version in place of the first: other pages, and all assets under new names."""
    (folder,) = site.folder.glob("assets/js-*")
    shutil.move(folder, folder.with_name("js-second"))
    for name in pages:
        page = site.folder / name
        text = page.read_text("utf-8")
        start, end = text.index("<title>") + len("<title>"), text.index("</title>")
        text = text[:start] + "Second" + text[end:]
        page.write_text(text.replace(folder.name, "js-second"), "utf-8")
    offline(SCRIPT, site.folder, cold, "")


def test_what_only_teachers_need_is_not_fetched_ahead(site: Site) -> None:
    text = (site.folder / "service-worker.js").read_text("utf-8")
    known, _ = json.JSONDecoder().raw_decode(text, text.index('{"version"'))
    places = (
        "/classroom/teach/", "/classroom/report/", "/classroom/scorm/", "assets/teach-",
        "assets/report-", "teach/index.html", "report/index.html",
    )  # fmt: skip
    ahead, cold = ([file["path"] for file in known[kind]] for kind in ("files", "cold"))
    for place in places:
        assert not [path for path in ahead if place in path]
        assert [path for path in cold if place in path]
    assert [path for path in ahead if path.endswith("/classroom/assigned.js")]
