"""Real static servers, at the top and in a folder: every page at the first visit and the second."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, expect

from app.runtime.registry import REGISTERED_LABS
from tests.browser.elsewhere import OutboundProxy
from tests.browser.hosts import REAL, Cloudflare, Injecting, running
from tests.browser.site import SUBFOLDER, Site
from tests.browser.test_cuts import INSTALLED
from tests.browser.test_hosts import LAB, REDIRECTED
from tests.browser.visit import Visit, Visits, becomes

pytestmark = pytest.mark.long

LIVE = "pca"  # where Python is waited for; it is in the first page, too
CLOUDFLARE = {"cloudflare": Cloudflare, "with analytics": Injecting}
ABORTED = "net::ERR_ABORTED"
BEACON = "https://static.cloudflareinsights.com"


@contextmanager
def hosted(name: str, dist: Path, work: Path, place: str) -> Iterator[SimpleNamespace]:
    """The site in a folder of a server of that name."""
    if name in CLOUDFLARE:
        site = Site(dist, work / "own", CLOUDFLARE[name], place)
        yield SimpleNamespace(origin=site.origin, home=site.home)
        site.close()
        return
    root = work / "root"
    shutil.copytree(dist, root / place)
    with running(name, root, work / "server") as origin:
        yield SimpleNamespace(origin=origin, home=f"{origin}/{place}")


def every_page(visit: Visit, address: str) -> None:
    """All pages are drawn, with nothing missing; in two of them Python comes.

    address: of a lab's page, {lab} for its name.
    """
    visit.open("index.html").phase("posed")
    for lab in REGISTERED_LABS:
        visit.page.goto(visit.site.home + address.format(lab=lab))
        expect(visit.page.locator(f"[data-lab={lab}]")).to_be_visible()
        expect(visit.page.locator("html")).to_have_attribute("data-drawn", "")
        expect(visit.page.locator(".stuck")).to_have_count(0)
        if lab == LIVE:
            visit.until("live").phase("posed")


@pytest.mark.parametrize("place", ["", SUBFOLDER], ids=["top", "folder"])
@pytest.mark.parametrize("name", [*REAL, "cloudflare"])
def test_every_page_at_both_visits(
    browser: Browser, site: Site, elsewhere: OutboundProxy, tmp_path: Path, name: str, place: str
) -> None:
    with hosted(name, site.folder, tmp_path, place) as host:
        visits = Visits(browser, host, elsewhere)
        for address in ("labs/{lab}/index.html", "labs/{lab}/"):
            every_page(visits().expect(ABORTED), address)
        visit = visits(service_workers="allow").expect(ABORTED).open()
        visit.commit("blend").see()
        becomes(visit.page, INSTALLED)
        for address in ("labs/{lab}/index.html", "labs/{lab}/", "labs/{lab}"):
            every_page(visit, address)
            assert visit.page.evaluate("Boolean(navigator.serviceWorker.controller)")
        assert visit.page.evaluate(REDIRECTED)["redirected"] == 0
        assert len(visit.open().records()) == 2
        visit.page.goto(host.home + LAB)  # it leads to another page, and not without its query
        expect(visit.page.locator("[data-lab=train]")).to_be_visible()
        assert "seed=5" in visit.until("live").search
        visits.close()


def test_a_script_that_the_host_adds(
    browser: Browser, site: Site, elsewhere: OutboundProxy, tmp_path: Path
) -> None:
    with hosted("with analytics", site.folder, tmp_path, SUBFOLDER) as host:
        visits = Visits(browser, host, elsewhere)
        visit = visits(service_workers="allow").expect("Content Security Policy", "integrity")
        visit.beside.append(BEACON)  # it is asked for, and the page's policy stops it
        for _ in ("first", "second"):
            visit.open().phase("posed")
            visit.page.goto("about:blank")
        visits.close()
