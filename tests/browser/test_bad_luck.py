"""Evicted caches, refused storage, forbidden WebAssembly, a stall, and deploys in mid-visit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.elsewhere import OutboundProxy
from tests.browser.site import STALLED, Site
from tests.browser.test_cuts import AGAIN, SAID, drawn, open_badly, told
from tests.browser.test_failures import FAILED, PAST_EVERY_LIMIT, failed, hurried, revived
from tests.browser.test_offline import KEPT, deploy, through
from tests.browser.test_snapshot import started
from tests.browser.visit import Visit, Visits, becomes

EVICT = """async (part) => {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const all = await cache.keys();
    for (const key of all) if (key.url.endsWith(part)) await cache.delete(key);
  }
}"""
WHOLE = """async (count) => {
  const [name] = await caches.keys();
  return (await (await caches.open(name)).keys()).length >= count;
}"""
COUNT = "async () => (await (await caches.open((await caches.keys())[0])).keys()).length"
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
REFUSED = """
const refuse = async () => { throw new DOMException("no", "SecurityError"); };
for (const name of ["open", "keys", "match", "has", "delete"]) caches[name] = refuse;
"""
NO_SERVICE_WORKER = """navigator.serviceWorker.register = async () => {
  throw new DOMException("no", "SecurityError");
};"""
FORBIDDEN = {
    "deleted": b"delete self.WebAssembly;",
    "throws": b"for (const name of ['instantiate', 'instantiateStreaming', 'compileStreaming'])"
    b" WebAssembly[name] = async () => { throw new Error('out of reach'); };",
}  # put before the worker's script


@pytest.fixture
def own(site: Site, tmp_path: Path) -> Iterator[Site]:
    """A copy of the site on a server that this test may change and stop."""
    copy = Site(site.folder, tmp_path / "own")
    yield copy
    copy.close()


@pytest.fixture
def kept(browser: Browser, own: Site, elsewhere: OutboundProxy) -> Iterator[Visit]:
    """A second visit, after one that kept everything, with something entered."""
    visits = Visits(browser, own, elsewhere)
    visit = visits(service_workers="allow").expect(*SAID).open()
    assert visit.page.evaluate(KEPT) == 1
    visit.reload().predict("another", 2).settled()
    yield visit
    visits.close()


def test_the_cache_is_evicted_between_two_visits(kept: Visit, own: Site) -> None:
    page = kept.page
    count = page.evaluate(COUNT)
    for part in (".bin", "main.js", ""):
        page.evaluate(EVICT, part)
        kept.reload()  # the network gives what is missing, and it is kept again
        drawn(kept)
        becomes(page, WHOLE, count)

    own.stop()
    page.evaluate(EVICT, ".bin")
    open_badly(kept)
    assert failed(kept).startswith(FAILED["cut"]["what"])
    drawn(kept)
    page.evaluate(EVICT, "main.js")
    open_badly(kept)
    told(kept)
    page.evaluate(EVICT, ".html")
    open_badly(kept)
    expect(page.get_by_text("until the browser needs the room")).to_be_visible()
    expect(page.get_by_role("link", name=AGAIN)).to_be_visible()


def test_evicted_and_renewed_on_the_server(kept: Visit, own: Site) -> None:
    """What is missing is gone from the server, too: the way out is the newer version."""
    kept.page.evaluate(EVICT, "main.js")
    deploy(own)
    open_badly(kept)
    told(kept)
    becomes(kept.page, WAITING)
    kept.page.get_by_role("link", name=AGAIN).click()
    expect(kept.page).to_have_title("Second")
    kept.until("live")
    drawn(kept)


def test_an_older_tab_beside_a_newer_version(kept: Visit, own: Site) -> None:
    """After "Use it now" in one tab the other goes on, starts Python anew, and both write."""
    other = Visit(kept.context, own).open()
    deploy(own)
    kept.reload()
    kept.button("Use it now").click()
    expect(kept.page).to_have_title("Second")
    kept.until("live").phase("posed")
    expect(other.page).not_to_have_title("Second")
    through(other)
    own.stop()
    other.break_worker()
    failed(other)
    other.button("Try again").click()
    other.until("live").phase("revealed")
    assert len(kept.records()) == len(other.records()) == 2


@pytest.mark.parametrize("older", [True, False], ids=["old page", "new page"])
def test_a_deploy_between_the_page_and_its_parts(
    browser: Browser, own: Site, elsewhere: OutboundProxy, older: bool
) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits().expect(*SAID).open()
    visit.predict("another", 2).settled()
    page = own.folder / "index.html"
    first = page.read_bytes()
    (scripts,) = own.folder.glob("assets/js-*")
    second = first.replace(scripts.name.encode(), b"js-second")
    if older:
        scripts.rename(scripts.with_name("js-second"))
    else:
        page.write_bytes(second)
    open_badly(visit)
    told(visit)
    if older:
        page.write_bytes(second)
    else:
        scripts.rename(scripts.with_name("js-second"))
    visit.page.get_by_role("link", name=AGAIN).click()
    drawn(visit)
    visit.until("live")
    visits.close()


def test_nothing_of_what_the_page_asks_for_is_there(
    browser: Browser, own: Site, elsewhere: OutboundProxy
) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits().expect(*SAID).open()
    visit.predict("another", 2).settled()
    assets = own.folder / "assets"
    assets.rename(own.folder / "away")
    open_badly(visit)
    expect(visit.page.get_by_text("If this line stays, a part of it does not come")).to_be_visible()
    (own.folder / "away").rename(assets)
    visit.page.get_by_role("link", name=AGAIN).click()
    drawn(visit)
    visits.close()


def test_a_deploy_in_mid_visit(browser: Browser, own: Site, elsewhere: OutboundProxy) -> None:
    """Python's parts are gone when it is needed again: trying again loads the new page."""
    visits = Visits(browser, own, elsewhere)
    visit = visits().expect(*SAID).open()
    visit.predict("another", 2).settled()
    deploy(own)
    visit.break_worker()
    failed(visit)
    visit.button("Try again").click()
    expect(visit.page).to_have_title("Second")
    visit.until("live")
    drawn(visit)
    visits.close()


def test_the_service_worker_finds_its_storage_refused(
    browser: Browser, own: Site, elsewhere: OutboundProxy
) -> None:
    visits = Visits(browser, own, elsewhere)
    script = own.folder / "service-worker.js"
    text = script.read_text("utf-8")
    listens = text.index('self.addEventListener("message"')
    never_installs = text[:listens] + REFUSED + text[listens:]
    script.write_text(never_installs, "utf-8")
    visit = visits(service_workers="allow").expect(*SAID, "SecurityError").open()
    through(visit)
    # refused only after it has taken over: whatever it is asked for, the network answers
    script.write_text(
        text.replace("install())", "0)", 1).replace("activate())", "self.clients.claim())", 1)
        + REFUSED,
        "utf-8",
    )
    visit.reload().phase("revealed")
    visit.page.wait_for_function("() => Boolean(navigator.serviceWorker.controller)")
    visit.reload().phase("revealed")
    visits.close()


def test_no_service_worker_is_allowed(visits: Visits) -> None:
    visit = visits(NO_SERVICE_WORKER, service_workers="allow").open()
    through(visit)
    visit.reload().phase("revealed")


@pytest.mark.parametrize("how", [*FORBIDDEN, "policy"])
def test_webassembly_is_forbidden_in_the_worker(visits: Visits, how: str) -> None:
    visit = visits().expect(*SAID, "WebAssembly", "Content Security Policy")
    path = visit.site.file("**/worker.js")
    if how == "policy":
        policy = {"Content-Security-Policy": "script-src 'self' blob:"}
        visit.context.route(
            re.compile(r"/worker\.js$"),
            lambda route: route.fulfill(
                response=(got := route.fetch()), headers=got.headers | policy
            ),
        )
        visit.page.goto(visit.site.home)
    else:
        with visit.site.broken(path, FORBIDDEN[how] + path.read_bytes()):
            visit.page.goto(visit.site.home)
            visit.until("failed")
    visit.predict("another", 2)
    assert failed(visit).startswith(FAILED["forbidden" if how == "policy" else "no_wasm"]["what"])
    visit.context.unroute_all()
    revived(visit)


def test_a_snapshot_that_stalls_leads_to_the_cold_start(visits: Visits) -> None:
    visit = visits().expect(*SAID)
    with hurried(visit.site), visit.site.broken(visit.site.file("**/code.bin"), STALLED):
        assert "cold (code.bin: no byte for 1 s)" in started(visit)


@pytest.mark.parametrize(
    "part", ["bokeh.min-*.js", "main.js", "slider.js", "page-*.css", "load_guard-*.js"]
)
def test_a_part_of_the_page_that_stalls(visits: Visits, part: str) -> None:
    visit = visits(clock=True).expect(*SAID).open()
    visit.predict("another", 2).settled()
    with visit.site.broken(visit.site.file(f"**/{part}"), STALLED):
        open_badly(visit)
        if part == "load_guard-*.js":
            drawn(visit)
            return
        line = visit.page.locator(".stuck")
        expect(line).to_have_count(1)
        for _ in range(4):
            visit.page.clock.run_for(PAST_EVERY_LIMIT)
            visit.page.wait_for_timeout(50)
        visit.page.evaluate("() => document.getAnimations().forEach((each) => each.finish())")
        expect(line).to_contain_text(re.compile("does not come|did not come|not come yet"))
        expect(line).to_be_visible()
    visit.page.reload()
    drawn(visit)
