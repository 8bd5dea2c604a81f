"""What every browser test needs: the built site on a server, a Chromium, and visits to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from builder.browsers import FOUND, ensure
from builder.inputs.build_record import digest, is_fresh, lacking
from tests.browser.elsewhere import OutboundProxy
from tests.browser.site import PATIENCE, Site
from tests.browser.tiers import is_long
from tests.browser.visit import Visits

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Site]:
    """The site as it was built from what lies in the working tree."""
    dist = ROOT / "dist"
    if not is_fresh(dist, digest(ROOT)):
        pytest.fail("dist/ is missing or older than its sources: run `make site`", pytrace=False)
    if lack := lacking(dist):
        pytest.fail(f"dist/ is not what these tests are for: {lack}", pytrace=False)
    running = Site(dist, tmp_path_factory.mktemp("site"))
    request.config.stash[SERVER] = running
    yield running
    running.close()


SERVER = pytest.StashKey[Site]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as long what `tiers.py` does not name."""
    for item in items:
        here = item.path.parent == HERE and isinstance(item, pytest.Function)
        if here and is_long(item.path.name, item.originalname):
            item.add_marker(pytest.mark.long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Show with a failure what the server said."""
    report = yield
    site = item.config.stash.get(SERVER, None)
    if site is not None:
        if report.failed:
            report.sections.append(("server", "\n".join(site.said) or "(nothing)"))
        if call.when == "teardown":
            site.said.clear()
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    found = ensure(FOUND)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=found.executable, args=list(found.args)
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[OutboundProxy]:
    """Where requests to other hosts end up."""
    proxy = OutboundProxy()
    yield proxy
    proxy.close()


@pytest.fixture
def visits(browser: Browser, site: Site, elsewhere: OutboundProxy) -> Iterator[Visits]:
    """Opens visits that end with the test."""
    opener = Visits(browser, site, elsewhere)
    yield opener
    opener.close()


@pytest.fixture(scope="module")
def lasting(browser: Browser, site: Site, elsewhere: OutboundProxy) -> Iterator[Visits]:
    """Opens visits that a module's tests share, since a start takes seconds."""
    opener = Visits(browser, site, elsewhere)
    yield opener
    opener.close()
