"""Storage that is blocked, silent or full: the lab works and says what that means. Two tabs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.ledger_file import import_text
from tests.browser.visit import FIRST, Visits

FORSAKEN = "this visit will not be remembered"
THROWS = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
FAILS = """indexedDB.open = () => {
  const request = new EventTarget();
  setTimeout(() => { request.error = new DOMException("no", "UnknownError"); request.onerror(); });
  return request;
};"""
SILENT = "indexedDB.open = () => ({});"
FULL = """{
  const put = IDBObjectStore.prototype.put;
  let left = 3; // the fourth writing finds no room
  IDBObjectStore.prototype.put = function (...what) {
    if ((left -= 1) < 0) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, what);
  };
}"""
FULL_LATER = """{
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...what) {
    const request = put.apply(this, what);
    this.transaction.abort();
    return request;
  };
}"""


@pytest.mark.parametrize(
    "trouble",
    [THROWS, FAILS, SILENT, FULL, FULL_LATER],
    ids=["throws", "fails", "silent", "full", "full on commit"],
)
def test_the_lab_works_without_storage(visits: Visits, trouble: str) -> None:
    visit = visits(trouble, clock=trouble is SILENT)
    visit.page.goto(visit.site.home + FIRST)
    if trouble is SILENT:
        visit.page.clock.fast_forward(4000)
    visit.until("live")
    visit.commit("blend", 3).see()
    notice = visit.page.locator(".notices .notice").filter(has_text=FORSAKEN)
    expect(notice).to_have_count(1)
    visit.next()
    visit.commit("kept").see()
    assert len(import_text(visit.export()).records) == 4
    visit.page.go_back()
    visit.phase("revealed")
    assert visit.search == FIRST


def test_storage_that_fills_up_later_loses_nothing(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend").see().next()
    visit.reload()
    visit.page.evaluate(f"() => {{ {FULL_LATER} }}")
    visit.commit("kept").see()
    expect(visit.page.locator(".notices .notice").filter(has_text=FORSAKEN)).to_have_count(1)
    assert len(import_text(visit.export()).records) == 4


def test_two_tabs_write_one_chain(visits: Visits) -> None:
    one = visits().open(FIRST)
    two = visits.tab(one.context).open(FIRST.replace("seed=7", "seed=8"))
    for _ in range(2):
        for visit in (one, two):
            visit.commit("blend")
        for visit in (two, one):
            visit.see().next()
    # both at once: neither has heard of the other when it writes
    for visit in (one, two):
        visit.predict("kept").settled()
    for visit in (one, two):
        visit.button("Commit prediction").click(no_wait_after=True)
    for visit in (one, two):
        visit.phase("committed")
    records = import_text(one.export()).records
    assert [record.kind for record in records].count("commitment") == 6
    assert [record.kind for record in records].count("outcome") == 4
    assert two.export() == one.export()
    expect(one.slot("score")).to_contain_text("4 of 5")
    expect(two.slot("score")).to_contain_text("4 of 5")
