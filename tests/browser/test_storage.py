"""Storage that is blocked, silent or full: the lab works and says what that means. Two tabs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.labs.strokes.deck import default_scenarios
from core.trial.ledger_file import import_text
from core.trial.scenario import address
from tests.browser.visit import FIRST, WRITTEN, Visit, Visits

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
        visit.page.clock.run_for(4000)  # seconds are counted one by one
    visit.until("live")
    visit.commit("blend", 1).see()
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
    deck = default_scenarios("segments")
    one = visits().open(address(deck[0]))
    two = visits.tab(one.context).open(address(deck[12]))
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
    expect(one.slot("score")).to_contain_text("4 predictions revealed")
    expect(two.slot("score")).to_contain_text("4 predictions revealed")


ADDRESS = FIRST.replace("seed=7", "seed={}")
PRESS_AT = """at => setTimeout(() => {
  const slot = document.querySelector("[data-slot=commit]").firstElementChild;
  slot.shadowRoot.querySelector("button").click();
}, at - Date.now())"""


def test_two_tabs_that_press_at_the_same_time_commit_once(visits: Visits) -> None:
    """One of the two commitments stands, whichever tab and whatever each has kept of its draft."""
    one = visits().open(FIRST)
    two = visits.tab(one.context).open(FIRST)
    cases = [ADDRESS.format(seed) for seed in range(500, 520)]
    for number, case in enumerate(cases):
        tabs = (one, two) if number % 2 else (two, one)
        for tab, choice in zip(tabs, ("kept", "blend"), strict=True):
            tab.go(case).predict(choice).settled()
        moment = one.page.evaluate("Date.now() + 150")
        for tab, late in zip(tabs, (0, number), strict=True):
            tab.page.evaluate(PRESS_AT, moment + late)
        for tab in tabs:
            tab.phase("committed")
    for tab in (one, two):
        tab.page.evaluate(WRITTEN)
        tab.settled()
    records = import_text(one.export()).records
    assert [record.address for record in records] == cases
    assert two.export() == one.export()
    for tab in (one, two):
        tab.see()
    assert one.verdict == two.verdict
    assert [r.kind for r in import_text(one.export()).records].count("outcome") == 1


LEAVE_WHEN = """phase => new MutationObserver((_, observer) => {
  if (document.getElementById("lab").dataset.phase !== phase) return;
  observer.disconnect();
  location.reload();
}).observe(document.getElementById("lab"), { attributeFilter: ["data-phase"] })"""


def test_what_was_shown_is_there_when_the_page_is_left_in_the_same_moment(visits: Visits) -> None:
    visit = visits().open(FIRST)
    for seed in range(600, 604):
        case = ADDRESS.format(seed)
        visit.go(case).predict("kept").settled()
        visit.page.evaluate(LEAVE_WHEN, "committed")
        with visit.page.expect_navigation():
            visit.button("Commit prediction").click()
        visit.until("live").phase("committed")
        visit.page.evaluate(LEAVE_WHEN, "revealed")
        with visit.page.expect_navigation():
            visit.button("See what happened").click()
        visit.until("live").phase("revealed")
        kinds = [record["kind"] for record in visit.records() if record["address"] == case]
        assert kinds == ["commitment", "outcome"]


NAME = "() => indexedDB.databases().then(([{ name }]) => name)"
RAISE = """name => new Promise((resolve, reject) => {
  const request = indexedDB.open(name, 99);
  request.onsuccess = () => resolve(request.result.close());
  request.onerror = request.onblocked = () => reject(request.error);
})"""
NEWER = "A newer version of this page keeps your record"


def test_a_newer_version_takes_the_record_over(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend", 1)
    name = visit.page.evaluate(NAME)
    visit.page.evaluate(RAISE, name)  # in another tab, say
    notice = visit.page.locator(".notices .notice")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text(NEWER)
    visit.see().next()
    assert len(import_text(visit.export()).records) == 2

    visit.page.reload()  # the server still has the older one
    visit.until("live").phase("posed")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text(NEWER)
    visit.commit("kept").see()
    assert len(import_text(visit.export()).records) == 2

    visit.button("Forget everything here").click()  # all of it, the newer one's, too
    with visit.page.expect_navigation():
        visit.button("Delete them").click()
    visit.until("live").phase("posed")
    assert visit.notices == []
    visit.commit("blend").reload().phase("committed")


BLANK = "manifest.json"  # a file of the site that is no page: nothing of ours runs there
PUT = """async ({ name, stores, odd }) => {
  const ended = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const opening = indexedDB.open(name, 2);
  opening.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(stores)) {
      opening.result.createObjectStore(store, { keyPath });
    }
  };
  const base = await ended(opening);
  const round = {};
  round.round = round;
  let deep = [];
  for (let depth = 0; depth < 3000; depth += 1) deep = [deep];
  const kinds = { round, deep, big: 7n, date: new Date(0), nan: NaN, map: new Map([[1, 2]]) };
  for (const [store, value] of odd) {
    const made = JSON.parse(JSON.stringify(value), (_, held) => kinds[held] ?? held);
    await ended(base.transaction(store, "readwrite").objectStore(store).put(made));
  }
  base.close();
}"""
STORES = {"records": "number", "trials": "address", "seen": "address", "checks": "hash"}
DAMAGED = "was changed outside Hunch"
UNREADABLE = "cannot be read any more, so it is posed anew"
DRAFT = "The case itself stands as it was"
TWO_KINDS = "What this browser keeps of this page was changed outside of it"


def odd(visit: Visit, stores: dict[str, str], *values: tuple[str, dict[str, object]]) -> Visit:
    """A browser in which these values lie."""
    name = f"hunch:{visit.site.home.removeprefix(visit.site.origin)}"
    visit.expect("favicon.ico").page.goto(visit.site.home + BLANK)
    visit.page.evaluate(PUT, {"name": name, "stores": stores, "odd": values})
    return visit.open(FIRST)


@pytest.mark.parametrize("kind", ["round", "deep", "big", "date", "nan", "map", [], None, "text"])
def test_values_of_another_kind_are_told_and_can_be_saved(visits: Visits, kind: object) -> None:
    held: dict[str, object] = {"number": 1, "hash": kind, "body": kind, "prev": {"a": kind}}
    trial: dict[str, object] = {"address": FIRST, "trial": kind, "pressed": kind}
    draft: dict[str, object] = {"choice": kind, "confidence": kind, "why": kind}
    visit = odd(
        visits(), STORES,
        ("records", held), ("trials", trial), ("seen", {"address": "x", "how": kind}),
        ("checks", {"hash": "x", "check": kind}),
    )  # fmt: skip
    visit.phase("posed")
    told = " ".join(visit.notices)
    assert DAMAGED in told
    assert (UNREADABLE in told) == (kind is not None)
    assert visit.records()[0]["number"] == 1
    visit.commit("blend").see()  # works, and is not recorded
    assert len(visit.records()) == 1
    visit.button("Forget everything here").click()
    with visit.page.expect_navigation():
        visit.button("Delete them").click()
    visit.until("live").phase("posed")
    assert visit.notices == []

    other = odd(visits(), STORES, ("trials", {"address": FIRST, "draft": draft}))
    other.phase("posed")
    assert [DRAFT in notice for notice in other.notices] == ([True] if kind is not None else [])
    other.commit("blend").see()
    assert len(import_text(other.export()).records) == 2


def test_a_database_of_another_form_is_told_and_can_be_saved(visits: Visits) -> None:
    stores = {"records": "number", "trials": "elsewhere"}
    visit = odd(visits(), stores, ("records", {"number": 1, "why": "it is mine"}))
    visit.phase("posed")
    assert any(TWO_KINDS in notice for notice in visit.notices)
    assert visit.records() == [{"number": 1, "why": "it is mine"}]
    visit.commit("blend").see()
    visit.button("Forget everything here").click()
    with visit.page.expect_navigation():
        visit.button("Delete them").click()
    visit.until("live").phase("posed")
    assert visit.notices == []
    visit.commit("blend").reload().phase("committed")
