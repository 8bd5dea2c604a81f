"""Python resumed from the snapshot, and each surprise that must lead to the cold start instead."""

from __future__ import annotations

import re

import pytest

from tests.browser.site import CUT, MISSING, PATIENCE, Fault, Site
from tests.browser.visit import Visit, Visits

NETWORK = ("Failed to load resource", "net::ERR", "integrity", "wasm")


def started(visit: Visit, search: str = "") -> str:
    """Which way Python came to life, as the page says in the console."""
    with visit.page.expect_console_message(
        lambda message: message.text.startswith("hunch: Python"), timeout=PATIENCE * 1000
    ) as told:
        visit.page.goto(visit.site.home + search)
    visit.until("live")
    return told.value.text


def altered(site: Site, pattern: str) -> bytes:
    """The file with one byte in its middle changed."""
    body = bytearray(site.file(pattern).read_bytes())
    body[len(body) // 2] ^= 1
    return bytes(body)


def longer_table(site: Site, pattern: str) -> bytes:
    """The script that places the libraries, as if the engine had a longer function table."""
    text, first = site.file(pattern).read_text("utf-8"), "const { wasmTable } = Module;"
    assert text.count(first) == 1
    return text.replace(first, f"{first} wasmTable.grow(1);").encode()


def broken_decoder(site: Site, pattern: str) -> bytes:
    """The decoder, as if the browser could not run it."""
    text, first = site.file(pattern).read_text("utf-8"), "if (init) return init;"
    assert text.count(first) == 1
    return text.replace(first, "return Promise.reject(new Error('out of luck'));").encode()


def test_python_is_resumed_without_any_archive_and_a_trial_runs(visits: Visits) -> None:
    visit = visits()
    assert started(visit) == "hunch: Python is live: resumed"
    assert not [url for url in visit.requests if url.endswith((".zip", "pyodide.asm.wasm"))]
    visit.predict("another", 2)
    visit.button("Commit prediction").click()
    visit.phase("committed")
    visit.button("See what happened").click()
    visit.phase("revealed")


@pytest.mark.parametrize(
    ("pattern", "fault", "why"),
    [
        ("**/heap.bin", altered, "heap.bin: the hash is"),
        ("**/heap.bin", CUT, "heap.bin"),
        ("**/heap.bin", MISSING, "heap.bin"),
        ("**/code.bin", altered, "code.bin: the hash is"),
        ("**/code.bin", MISSING, "code.bin"),
        ("**/zstddec.js", broken_decoder, "luck"),
        ("**/notes.json", b"{", "JSON|notes.json"),  # whichever is seen first
        ("**/pyodide_setup.js", longer_table, "another layout: table"),
    ],
)
def test_a_surprise_leads_to_the_cold_start(
    visits: Visits, pattern: str, fault: Fault, why: str
) -> None:
    visit = visits().expect(*NETWORK)
    made = fault(visit.site, pattern) if callable(fault) else fault
    with visit.site.broken(visit.site.file(pattern), made):
        told = started(visit)
    assert told.startswith("hunch: Python is live: cold (")
    assert re.search(why, told)
