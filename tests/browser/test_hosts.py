"""Hosts that redirect pages, take slashes away, know no index or few types, at both visits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.elsewhere import OutboundProxy
from tests.browser.hosts import Bare, Cloudflare, Stripping
from tests.browser.site import MISSING, Site, SiteHandler
from tests.browser.test_cuts import INSTALLED
from tests.browser.test_offline import KEPT, deploy
from tests.browser.test_snapshot import NETWORK, started
from tests.browser.visit import FIRST, Visit, Visits, becomes

LAB = "?lab=train&data=toy&m=3&seed=5"
FAULTY = """
const FOLDER = new URL("./", self.location.href);
const OURS = `hunch:${FOLDER.pathname}:first`;
const keep = async () => (await caches.open(OURS)).add(new URL("index.html", FOLDER));
self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("fetch", (event) => event.respondWith(answer(event.request)));
async function answer(request) {
  const page = request.url.replace(/\\/(\\?.*)?$/, "/index.html");
  return (await (await caches.open(OURS)).match(page)) ?? fetch(request);
}
"""  # what the first versions did: a redirected answer is stored, and given to a navigation
CACHES = "async () => (await caches.keys()).length"
REDIRECTED = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) kept.push((await cache.match(key)).redirected);
  }
  return { all: kept.length, redirected: kept.filter(Boolean).length };
}"""
ALTER = """async (end) => {
  const cache = await caches.open((await caches.keys())[0]);
  for (const key of await cache.keys()) {
    if (key.url.endsWith(end)) await cache.put(key, new Response("altered", { status: 200 }));
  }
}"""
UNALTERED = """async (end) => {
  const cache = await caches.open((await caches.keys())[0]);
  const key = (await cache.keys()).find(({ url }) => url.endsWith(end));
  return Boolean(key) && (await (await cache.match(key)).text()) !== "altered";
}"""
STORES = "async () => (await indexedDB.databases()).map(({ name }) => name)"

Hosted = Callable[[type[SiteHandler]], Visit]


@pytest.fixture
def hosted(
    browser: Browser, site: Site, elsewhere: OutboundProxy, tmp_path: Path
) -> Iterator[Hosted]:
    """Opens a visit to a copy of the site on a host of this kind, service workers allowed."""
    ends: list[Callable[[], None]] = []

    def open_at(handler: type[SiteHandler]) -> Visit:
        own = Site(site.folder, tmp_path / "own", handler)
        visits = Visits(browser, own, elsewhere)
        ends.extend([visits.close, own.close])
        return visits(service_workers="allow")

    yield open_at
    for end in ends:
        end()


@pytest.mark.parametrize("handler", [Cloudflare, Stripping, Bare])
def test_every_page_opens_by_its_links_at_the_first_visit_and_the_second(
    hosted: Hosted, handler: type[SiteHandler]
) -> None:
    visit = hosted(handler)
    visit.open("index.html")
    visit.commit("blend").see()
    becomes(visit.page, INSTALLED)
    assert visit.page.evaluate(STORES) == ["hunch:/some/where/"]
    for _ in ("network", "cache"):
        visit.page.goto(visit.site.home + "index.html")
        assert len(visit.until("live").records()) == 2  # what was stored before was found
        visit.page.get_by_role("link", name="Train: what will it have learned?").first.click()
        expect(visit.page.locator("[data-lab=train]")).to_be_visible()
        visit.until("live").phase("posed")
        visit.page.get_by_role("link", name="Hunch", exact=True).first.click()
        visit.until("live")
        assert visit.page.evaluate(STORES) == ["hunch:/some/where/"]
    assert visit.page.evaluate(REDIRECTED)["redirected"] == 0
    assert visit.page.evaluate("Boolean(navigator.serviceWorker.controller)")
    visit.site.close()
    visit.page.goto(visit.site.home + "index.html")
    assert len(visit.until("live").records()) == 2


def test_a_query_arrives_where_the_host_drops_it_on_the_way(hosted: Hosted) -> None:
    visit = hosted(Stripping)
    home = visit.site.home.rstrip("/")
    visit.page.goto(home + LAB)
    expect(visit.page.locator("[data-lab=train]")).to_be_visible()
    visit.until("live")
    assert visit.search.startswith(LAB[: LAB.index("&seed")])
    assert "seed=5" in visit.search
    assert visit.page.evaluate("location.hash") == ""
    visit.page.goto(home + FIRST + "#labs")
    visit.until("live")
    assert (visit.search, visit.page.evaluate("location.hash")) == (FIRST, "#labs")


def test_no_type_but_the_commonest_is_needed(hosted: Hosted) -> None:
    visit = hosted(Bare).expect(*NETWORK)
    assert started(visit, "index.html") == "hunch: Python is live: resumed"
    with visit.site.broken(visit.site.file("**/notes.json"), MISSING):
        visit.page.goto("about:blank")
        told = started(visit, "index.html?cold")
    assert told.startswith("hunch: Python is live: cold (notes.json")


@pytest.mark.parametrize("handler", [Cloudflare, Stripping])
def test_a_worker_that_lets_no_page_open_is_replaced_by_the_next_deploy(
    hosted: Hosted, handler: type[SiteHandler]
) -> None:
    visit = hosted(handler).expect("ERR_FAILED", "redirected response")
    script = visit.site.folder / "service-worker.js"
    ours = script.read_text("utf-8")
    script.write_text(FAULTY, "utf-8")
    visit.open()
    becomes(visit.page, INSTALLED)
    visit.page.goto("about:blank")
    with pytest.raises(PlaywrightError, match="ERR_FAILED"):
        visit.page.goto(visit.site.home)

    script.write_text(ours, "utf-8")
    other = visit.context.new_page()
    with pytest.raises(
        PlaywrightError, match="ERR_FAILED"
    ):  # the browser asks for a new worker then
        other.goto(visit.site.home)
    watching = visit.context.new_page()
    watching.goto(visit.site.origin + "/robots.txt")  # the same origin, of no worker's concern
    becomes(watching, "async () => !(await caches.keys()).some((name) => name.endsWith(':first'))")
    for page in (other, watching):
        page.close()
    visit.page.goto(visit.site.home)
    visit.until("live").commit("blend")
    becomes(visit.page, "async () => (await caches.keys()).length === 1")
    visit.reload().phase("committed")


def test_what_is_kept_and_no_longer_what_it_was_is_not_given_out(hosted: Hosted) -> None:
    visit = hosted(SiteHandler).expect("integrity", "MIME type", "page error", "Failed to load")
    visit.open().page.evaluate(KEPT)
    visit.reload().commit("blend")
    for part in ("index.html", "/main.js", "/worker.js", "/heap.bin"):
        visit.page.evaluate(ALTER, part)
        visit.page.goto(
            visit.site.home
        )  # a page comes as it should at once, its parts after a reload
        if part != "index.html":
            visit.page.reload()
        visit.until("live").phase("committed")
        becomes(visit.page, UNALTERED, part)


def test_a_page_of_a_newer_version_is_not_sought_in_the_cache_of_an_older_tab(
    hosted: Hosted,
) -> None:
    visit = hosted(SiteHandler)
    visit.open_lab("train").page.evaluate(KEPT)
    becomes(visit.page, UNALTERED, "labs/train/index.html")
    visit.reload()
    older = Visit(visit.context, visit.site).open_lab("train")
    deploy(visit.site, ("index.html", "labs/train/index.html"), ["labs/"])
    visit.reload()
    visit.button("Use it now").click()
    expect(visit.page).to_have_title("Second")
    visit.until("live")
    assert visit.page.evaluate(CACHES) == 2  # the older tab's parts are there
    older.commit("b")
    older.page.goto(visit.site.home + "labs/train/")
    expect(older.page).to_have_title("Second")
    older.until("live").phase("committed")
    becomes(older.page, "async () => (await caches.keys()).length === 1")
