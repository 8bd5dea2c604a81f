"""A whole trial in Firefox, and one where it refuses all storage."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.browsers import firefox as firefox_here
from tests.browser.firefox import Firefox
from tests.browser.framing import NAME, Outer
from tests.browser.site import OPEN_TO_ALL, Site
from tests.browser.test_storage import FORSAKEN

LIVE = 'console.info: "hunch: Python is live: '
OWN = ("console.error: ", "console.warn: ", "JavaScript error: http")
NOT_OURS = ("RSLoader", "Remote Settings", "resource://", "chrome://", "moz-")
BUTTON = """[...document.querySelectorAll("[data-slot]")]
  .flatMap((slot) => [...slot.querySelectorAll("*")])
  .map((host) => host.shadowRoot?.querySelector("button"))
  .find((button) => button?.textContent.trim() === arguments[0] && button.checkVisibility())"""
RADIO = """[...document.querySelectorAll(".predict [data-slot] *")]
  .map((host) => host.shadowRoot?.querySelector(`input[value="${arguments[0]}"]`)).find(Boolean)"""
WRITTEN = """const base = indexedDB.open("hunch:" + location.pathname);
return new Promise((resolve) => { base.onsuccess = () => {
  const trials = base.result.transaction("trials").objectStore("trials").count();
  trials.onsuccess = () => { base.result.close(); resolve(trials.result); };
}; });"""


@pytest.fixture(scope="module")
def executable() -> Path:
    return firefox_here()


@pytest.fixture
def firefox(executable: Path, tmp_path: Path) -> Iterator[Firefox]:
    running = Firefox(executable, tmp_path / "firefox")
    yield running
    running.close()


def ways(firefox: Firefox) -> list[str]:
    """Which way Python came to life, each time."""
    return [line.removeprefix(LIVE).strip('"') for line in firefox.said if line.startswith(LIVE)]


def open_page(firefox: Firefox, address: str) -> None:
    """A visit until Python is live; the way and the seconds are printed."""
    count, start = len(ways(firefox)), time.monotonic()
    firefox.open(address)
    firefox.shows("data-python", "live")
    firefox.until(lambda: len(ways(firefox)) > count, "the way in the console")
    way = ways(firefox)[-1]
    print(f"Firefox: {way}, {time.monotonic() - start:.1f} s")
    assert way == "resumed" or way.startswith("cold (")


def commit(firefox: Firefox) -> None:
    firefox.click(RADIO, "mixture")
    firefox.click(RADIO, "55")
    firefox.click(BUTTON, "Commit prediction")
    firefox.shows("data-phase", "committed")


def nothing_went_wrong(firefox: Firefox) -> None:
    troubles = [
        line
        for line in firefox.said
        if line.startswith(OWN) and not any(other in line for other in NOT_OURS)
    ]
    assert troubles == []


def test_a_whole_trial(firefox: Firefox, site: Site) -> None:
    open_page(firefox, site.home)
    commit(firefox)
    firefox.until(lambda: firefox.run(WRITTEN), "the commitment in the storage")
    firefox.reload()
    firefox.shows("data-python", "live")
    firefox.shows("data-phase", "committed")
    assert firefox.run(f"return {RADIO}.checked", "mixture")
    assert firefox.run(f"return {RADIO}.checked", "55")
    firefox.click(BUTTON, "See what happened")
    firefox.shows("data-phase", "revealed")
    verdict = "return document.querySelector('[data-slot=verdict] *').shadowRoot.textContent"
    assert "You said" in firefox.run(verdict) or "You called it" in firefox.run(verdict)
    firefox.click(BUTTON, "Next case")
    firefox.shows("data-phase", "posed")
    nothing_went_wrong(firefox)


def test_a_trial_in_a_frame_that_is_cut_off(firefox: Firefox, site: Site) -> None:
    outer = Outer()
    site.headers |= OPEN_TO_ALL
    try:
        firefox.open(outer.address(site.home, "allow-scripts"))
        firefox.enter(NAME)
        firefox.shows("data-python", "live")
        commit(firefox)
        firefox.click(BUTTON, "See what happened")
        firefox.shows("data-phase", "revealed")
        assert "keeps it from storing" in firefox.run("return document.body.innerText")
    finally:
        site.headers.clear()
        outer.close()


def test_all_storage_refused(executable: Path, site: Site, tmp_path: Path) -> None:
    refusing = Firefox(executable, tmp_path / "firefox", **{"network.cookie.cookieBehavior": 2})
    try:
        open_page(refusing, site.home)
        refusing.until(
            lambda: FORSAKEN in refusing.run("return document.body.innerText"), "the notice"
        )
        commit(refusing)
        refusing.click(BUTTON, "See what happened")
        refusing.shows("data-phase", "revealed")
    finally:
        refusing.close()
