"""Bad addresses: the nearest sensible case, a notice that names value and range, no trace."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.visit import FIRST, Visit, Visits


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
    ("unknown lab", changed(lab="alchemy"), FIRST, ["“alchemy”", "strokes"]),
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
    visit.go(visit.search)
    assert visit.notices == []  # the canonical address is in order


def test_several_at_once_on_arrival(visits: Visits) -> None:
    visit = visits().open("?lab=strokes&m=99&m=2&level=nan&seed=1&" + "x=1&" * 70)
    assert visit.search == changed(m=45, seed=1)
    assert len(visit.notices) == 5
    too_many = next(text for text in visit.notices if "entries" in text)
    assert "64" in too_many
    visit.commit("blend").see()
