"""What an older version kept in a browser, or wrote into a file, is read by this one.

The files under kept/ were made by `tests/browser/keep.py` on builds of then.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.room import Room
from tests.browser.visit import Visit, Visits

FILES = sorted((Path(__file__).parent / "kept").glob("*.json"))
ICON = "manifest.json"  # a file of the site that is no page: nothing of ours runs there
KEYS = {"records": "number", "trials": "address", "checks": "hash"}
PUT = """async ({ databases, local, keys }) => {
  const ended = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const [name, { version, stores }] of Object.entries(databases)) {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const store of Object.keys(stores)) {
        opening.result.createObjectStore(store, { keyPath: keys[store] ?? "address" });
      }
    };
    const base = await ended(opening);
    for (const [store, values] of Object.entries(stores)) {
      for (const value of values) {
        await ended(base.transaction(store, "readwrite").objectStore(store).put(value));
      }
    }
    base.close();
  }
  for (const [name, value] of Object.entries(local)) localStorage.setItem(name, value);
}"""


def here(notes: str, visit: Visit) -> str:
    """Notes with the links of the site that is visited."""
    return re.sub(r"http://127\.0\.0\.1:\d+", visit.site.origin, notes)


def returning(visit: Visit, kept: dict[str, Any]) -> Visit:
    """A browser in which all that was kept lies."""
    visit.expect("favicon.ico").page.goto(visit.site.home + ICON)
    given = {"databases": kept["databases"], "local": kept["localStorage"], "keys": KEYS}
    visit.page.evaluate(PUT, given)
    return visit


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_browser_goes_on_with_what_an_older_version_kept(visits: Visits, file: Path) -> None:
    kept = json.loads(file.read_text("utf-8"))
    visit = returning(visits(), kept).open(kept["draft"]).phase("posed")
    expect(visit.answer("another")).to_be_checked()
    expect(visit.sure(55)).to_be_checked()
    assert visit.notices == []
    assert visit.records() == json.loads(kept["ledger"])["records"]

    room = Room(visit).opened()
    expect(room.rows).to_have_count(2)
    assert room.save() == here(kept["notes"], visit)

    visit.open(kept["committed"]).phase("committed")
    expect(visit.answer("blend")).to_be_checked()
    visit.see()
    assert (
        visit.records()[: len(json.loads(kept["ledger"])["records"])]
        == (json.loads(kept["ledger"])["records"])
    )

    visit.open_lab("train", kept["training"]).phase("committed")
    assert visit.notices == []


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_files_of_an_older_version_are_taken(visits: Visits, file: Path) -> None:
    kept = json.loads(file.read_text("utf-8"))
    visit = visits().open()
    visit.bring_in(kept["ledger"]).settled()
    expect(visit.page.locator(".notices .notice p")).to_contain_text("Taken: ")
    assert visit.records() == json.loads(kept["ledger"])["records"]
    room = Room(visit).opened().bring(kept["notes"])
    expect(room.rows).to_have_count(2)
    assert room.save() == here(kept["notes"], visit)
