"""Bad addresses: the nearest sensible case, a notice that names value and range, no trace."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from app.runtime.registry import REGISTERED_LABS
from core.trial.scenario import address
from core.trial.tolerant_query import read
from tests.asked import EXAMPLES, NAMES
from tests.browser.visit import FIRST, Visit, Visits
from tests.passed_on import passed_on


@pytest.fixture(scope="module")
def visit(lasting: Visits) -> Visit:
    """A live page; each test goes to an address in it."""
    return lasting().open(FIRST)


def changed(**values: object) -> str:
    """The first case's canonical address with other values."""
    parts = dict(part.split("=") for part in FIRST[1:].split("&")) | values
    return "?" + "&".join(f"{name}={value}" for name, value in parts.items())


SCRIPT = "<img src=x onerror=document.title='broken'>"
CASES = [
    ("unknown family", changed(family="runes"), FIRST, ["“runes”", "toy", "glyphs", "segments"]),
    ("unknown lab", changed(lab="alchemy"), FIRST, ["“alchemy”", *REGISTERED_LABS]),
    ("width 0", changed(m=0), changed(m=1), ["m “0”", "1 to 45", "1."]),
    ("width 99", changed(m=99), changed(m=45), ["m “99”", "1 to 45", "45."]),
    ("width many", changed(m="many"), FIRST, ["m “many”", "1 to 45"]),
    ("width 7 of 6", changed(family="toy", m=7), changed(family="toy", m=6), ["“7”", "1 to 6"]),
    ("level -1", changed(level="-1"), changed(level="0"), ["level “-1”", "0 to "]),
    ("level nan", changed(level="nan"), FIRST, ["level “nan”", "0 to "]),
    ("level half", changed(level=quote("½")), FIRST, ["level “½”", "0 to "]),
    ("seed x", changed(seed="x7"), changed(seed=1), ["seed “x7”", "0 to 2147483647"]),
    ("seed 1.5", changed(seed="1.5"), changed(seed=2), ["seed “1.5”", "0 to 2147483647"]),
    ("a second m", f"{FIRST}&m=4", FIRST, ["m ", "more than once", "“4”"]),
    ("garbage", f"{FIRST[:-1]}%E0%A4%A&%=%ff", None, ["seed “"]),
    ("script", changed(family=quote(SCRIPT)), FIRST, [f"“{SCRIPT[:20]}", "toy"]),
    ("unknown name", f"{FIRST}&answer=blend", FIRST, ["“answer”"]),
    ("a hundred", f"{FIRST}&{'=1&'.join(f'p{i}' for i in range(101))}", FIRST, ["100 names", "p2"]),
]  # fmt: skip


@pytest.mark.parametrize(("search", "canonical", "said"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_a_bad_address(visit: Visit, search: str, canonical: str | None, said: list[str]) -> None:
    visit.go(search)
    if canonical is not None:
        assert visit.search == canonical
    expect(visit.lab).to_have_attribute("data-phase", "posed")
    text = next(text for text in visit.notices if all(part in text for part in said))
    assert "Traceback" not in text
    assert visit.page.title() != "broken"
    while visit.notices:  # dismissible, by a button that says what it dismisses
        first = visit.page.locator(".notices .notice").first
        name = first.get_by_role("button").get_attribute("aria-label") or ""
        assert name.startswith("Dismiss: ")
        first.get_by_role("button").click()
    in_order = visit.search
    visit.go(changed(seed=3)).go(in_order)
    assert visit.notices == []


def test_several_at_once_on_arrival(visits: Visits) -> None:
    visit = visits().open("?lab=strokes&m=99&m=2&level=nan&seed=1&" + "x=1&" * 70)
    assert visit.search == changed(m=45, seed=1)
    assert len(visit.notices) == 4
    visit.commit("blend").see()


BUILT = address(REGISTERED_LABS["strokes"].deck.first)
PASSED_ON = [
    "?fbclid=IwAR0x", "?utm_source=mail&utm_medium=x&ref=y#lesson", "?embed=0&share=x&zoom=2",
    BUILT.replace("&", "&amp;"), BUILT.replace("&", "&#38;"), f"?{BUILT[1:].upper()}&gclid=1",
    f"{BUILT}).",
]  # fmt: skip


@pytest.mark.parametrize("search", PASSED_ON)
def test_a_link_that_was_passed_on_shows_its_case_at_once(visits: Visits, search: str) -> None:
    visit = visits()
    with visit.site.broken(visit.site.file("**/worker.js"), "stalled"):
        visit.page.goto(visit.site.home + search)
        visit.predict("kept", 1)  # which a hidden bench would not take
    visit.until("live").phase("posed")
    expect(visit.answer("kept")).to_be_checked()
    assert visit.search == BUILT
    assert visit.page.evaluate("() => location.hash") == ("#lesson" if "#l" in search else "")
    assert visit.notices == []


def test_of_what_is_no_part_of_a_case_embedding_stays_in_the_address(visits: Visits) -> None:
    for search in ("?embed=1&share=x&zoom=2", f"{BUILT}&embed=1"):
        visit = visits().open(search).phase("posed")
        assert visit.search == f"{BUILT}&embed=1"
        assert visit.notices == []


def test_a_setting_that_came_later_makes_it_another_case(visits: Visits) -> None:
    built = address(REGISTERED_LABS["train"].deck.first)
    other = built.replace("&seed", "&model=linear&seed")
    visit = visits()
    with visit.site.broken(visit.site.file("**/worker.js"), "stalled"):
        visit.page.goto(f"{visit.site.home}labs/train/{built}&model=linear")
        expect(visit.lab).to_have_attribute("data-waiting", "")
    visit.until("live").phase("posed")
    assert visit.search == other
    expect(visit.slot("brief")).to_contain_text("without curved units")


def test_a_trackers_name_does_not_end_resuming(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("kept", 1).see().next()
    coming = visit.search
    visit.open("?fbclid=IwAR0x").phase("posed")
    assert visit.search == coming
    assert visit.notices == []


def test_a_lab_is_known_in_capitals_and_the_place_is_kept(visits: Visits) -> None:
    visit = visits().open("?Lab=PCA&amp;K=3&fbclid=x#labs")
    assert visit.page.url.startswith(f"{visit.site.home}labs/pca/")
    assert visit.search.startswith("?lab=pca&model=linear&")
    assert "&k=3&" in visit.search
    assert visit.page.evaluate("() => location.hash") == "#labs"
    assert visit.notices == []


READ = """async ([queries, names]) => {
  const boot = document.querySelector("script[src*='/main.js']").src;
  const { readQuery } = await import(boot.replace("main.js", "shell/tolerant_query.js"));
  return queries.map((query) => Object.fromEntries(readQuery(query, names)));
}"""
KNOWN = "() => JSON.parse(document.getElementById('assets').textContent).names"


def test_the_page_reads_addresses_as_python_does(visit: Visit) -> None:
    got = visit.page.evaluate(READ, [[query for query, _ in EXAMPLES], sorted(NAMES)])
    assert got == [fields for _, fields in EXAMPLES]
    assert visit.page.evaluate(KNOWN) == sorted(NAMES)


@pytest.mark.long
def test_the_page_reads_any_address_as_python_does(visit: Visit) -> None:
    queries = list(passed_on(seed=12, count=4000))
    got = visit.page.evaluate(READ, [queries, sorted(NAMES)])
    for query, fields in zip(queries, got, strict=True):
        assert fields == dict(reversed(read(query, NAMES).fields)), ascii(query)
    asked = sum(map(bool, got))
    assert 1000 < asked < 3900
    print(
        f"read by the page as by Python: {len(queries)} addresses of seed 12, {asked} with a case"
    )


def test_what_play_has_shown_stays_out_of_the_record(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("kept", 1).see().play()
    visit.page.get_by_role("combobox", name="Patterns").select_option("glyphs")
    visit.settled().reload().phase("revealed")
    records = visit.records()
    visit.go(changed(family="glyphs"))
    told = visit.page.get_by_text("You can predict it all the same; it does not count.")
    expect(told).to_be_visible()
    visit.commit("blend").see()
    assert visit.records() == records
    visit.next()
    expect(told).to_have_count(0)
    visit.commit("blend")
    assert len(visit.records()) == len(records) + 1


def test_a_browser_that_takes_no_more_notes_gets_them_later(visits: Visits) -> None:
    visit = visits().open(FIRST).unfold()
    visit.page.evaluate(
        """() => {
          const note = history.replaceState.bind(history);
          let refusals = 3;
          history.replaceState = (...what) => {
            if (refusals-- > 0) throw new DOMException("too many calls", "SecurityError");
            note(...what);
          };
        }"""
    )
    visit.slot("family").locator("select").select_option("toy")
    expect(visit.slot("width").locator("input")).to_have_attribute("max", "5")
    assert "family=segments" in visit.search
    visit.page.wait_for_function("() => location.search.includes('family=toy')")
    visit.reload()
    assert "family=toy" in visit.search
