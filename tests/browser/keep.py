"""Make a file of what a browser keeps after a stay on a built site: `python -m tests.browser.keep`.

Later versions must read it (`test_kept.py`). Made once for each version whose kept data differ. The
learner does some of everything: trials revealed, explained, committed, begun, in several labs;
notes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from builder.browsers import FOUND, ensure
from tests.browser.elsewhere import OutboundProxy
from tests.browser.room import Room
from tests.browser.site import Site
from tests.browser.visit import FIRST, WRITTEN, Visit, Visits

DRAFT = "?lab=strokes&family=glyphs&m=5&kind=mask&level=0.3&mode=denoising&seed=12"
DATABASES = """async () => {
  const answer = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const held = {};
  for (const { name } of await indexedDB.databases()) {
    const base = await answer(indexedDB.open(name));
    held[name] = { version: base.version, stores: {} };
    for (const store of base.objectStoreNames) {
      held[name].stores[store] = await answer(base.transaction(store).objectStore(store).getAll());
    }
    base.close();
  }
  return held;
}"""


def stay(visit: Visit) -> dict[str, Any]:
    """A learner's stay; what the browser has kept at its end."""
    visit.open(FIRST).commit("kept", 1).see()
    visit.why.fill("Two strokes are gone, so it cannot know.")
    visit.next().commit("recovered", 3).see().next()
    visit.commit("blend", 1)  # is left as it is, sealed
    committed = visit.search
    visit.open_lab("features").commit(_first_choice(visit), 1).see()
    visit.open_lab("digits").commit(_first_choice(visit), 1).see().next()
    visit.open_lab("train").commit(_first_choice(visit), 2)
    training = visit.search
    visit.open(DRAFT).predict("another", 2).settled()
    room = Room(visit).opened()
    room.choose("concept:bottleneck").write("The waist.\n\n> quoted\n# no heading", "Try m = 2")
    visit.page.evaluate("document.activeElement.blur()")
    room.choose(next(iter(_claims(room)))).write("Really? שלום", "")
    visit.page.evaluate("document.activeElement.blur()")
    notes = room.save()
    visit.settled().page.evaluate(WRITTEN)
    return {
        "committed": committed,
        "training": training,
        "draft": DRAFT,
        "databases": visit.page.evaluate(DATABASES),
        "localStorage": visit.page.evaluate("() => ({ ...localStorage })"),
        "ledger": visit.export(),
        "notes": notes,
    }


def _first_choice(visit: Visit) -> str:
    choice = visit.page.locator("[data-slot=prediction] input").first.get_attribute("value")
    assert choice
    return choice


def _claims(room: Room) -> list[str]:
    keys: list[str] = room.things.locator("option").evaluate_all(
        "options => options.map((o) => o.value).filter((key) => key.startsWith('claim:'))"
    )
    return keys


def main() -> None:
    """Visit a built site and write what was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dist", type=Path)
    parser.add_argument("out", type=Path, help="a .json file")
    options = parser.parse_args()
    found, elsewhere = ensure(FOUND), OutboundProxy()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.executable, args=[*found.args])
        site = Site(options.dist, Path(folder) / "site")
        visits = Visits(browser, site, elsewhere)
        try:
            kept = stay(visits())
        finally:
            visits.close()
            browser.close()
            site.close()
            elsewhere.close()
    options.out.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
