"""The record as a file: out, forgotten, in again; any other file is refused whole."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from core.trial.ledger import Chain, Ledger, append
from core.trial.ledger_entry import OutcomeEntry
from core.trial.ledger_file import export_text, import_text
from tests.browser.visit import FIRST, Visit, Visits


def refused(visit: Visit, text: str, reason: str) -> None:
    """Bring a file in; it is refused for this reason, and nothing changes."""
    before = visit.export()
    visit.bring_in(text)
    notice = visit.page.locator(".notices .notice").filter(has_text=reason)
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("This was not taken; your record is as it was.")
    notice.get_by_role("button").click()
    visit.settled()
    assert visit.export() == before


def test_round_trip_and_refusals(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend", 1).see()
    half = visit.export()
    visit.next()
    visit.commit("kept", 2).see()
    whole = visit.export()
    assert len(import_text(whole).records) == 4

    # what is no honest continuation of this record is refused
    file = json.loads(whole)
    edited = json.loads(whole)
    edited["records"][0]["body"]["confidence"] = 100
    shortened = json.loads(whole)
    shortened["records"].pop()
    refused(visit, "Dear diary", "no JSON")
    refused(visit, '{"format": "something else"}', "no record of Hunch")
    refused(visit, whole[: len(whole) // 2], "cut off")
    refused(visit, json.dumps(shortened), "cut off")
    refused(visit, json.dumps(edited), "Record 1 was changed after it was written")
    refused(visit, json.dumps({**file, "version": 3}), "newer Hunch")
    cut = {**shortened, "count": 3, "head": shortened["records"][-1]["hash"]}
    refused(visit, json.dumps(cut), "records were cut off or put in")
    refused(visit, "[" * 30000, "no JSON")

    # an older copy of one's own changes nothing
    visit.bring_in(half)
    told = visit.page.locator(".notices .notice")
    expect(told).to_contain_text("nothing that your record does not have")
    assert visit.export() == whole

    # forgetting asks first
    visit.button("Forget everything here").click()
    visit.button("Keep them").click()
    assert visit.export() == whole
    visit.button("Forget everything here").click()
    with visit.page.expect_navigation():
        visit.button("Delete them").click()
    visit.until("live").phase("posed")
    assert visit.records() == []
    assert "brief" not in visit.search
    expect(visit.slot("score")).to_contain_text("No prediction revealed yet")

    # and the file brings it all back, here and after a reload
    visit.bring_in(whole)
    expect(visit.slot("score")).to_contain_text("2 predictions revealed")
    visit.settled()
    assert visit.export() == whole
    visit.reload()
    assert visit.export() == whole

    # a record that went another way is refused, too
    first = import_text(whole).records[0]
    another = replace(first.entry, trial="0" * 16)
    refused(visit, export_text(append(Ledger(), another, FIRST, first.at)), "part at record 1")


def forged(text: str, number: int, answer: str) -> str:
    """The file with another answer in that record, and every hash computed anew."""
    chain = Chain()
    for record in import_text(text).records:
        entry = record.entry
        if record.number == number and isinstance(entry, OutcomeEntry):
            entry = replace(entry, answer=answer)
        chain.append(entry, record.address, record.at)
    return export_text(chain.ledger)


def test_what_a_file_says_has_happened_is_computed_anew(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend", 1).see().next()
    visit.commit("kept", 2).see()
    whole = visit.export()
    record = import_text(whole).records[1]
    assert isinstance(record.entry, OutcomeEntry)
    answer = next(each for each in ("kept", "blend") if each != record.entry.answer)

    other = visits().open()
    other.bring_in(forged(whole, 2, answer))
    expect(other.page.locator(".notices .notice")).to_contain_text("Taken: 4 records")
    told = other.slot("score")
    expect(told).to_contain_text("Not counted: 1 that come out otherwise here (record 2)")
    expect(told).to_contain_text("One prediction revealed")
    other.settled().reload()
    expect(told).to_contain_text("Not counted: 1 that come out otherwise here (record 2)")

    honest = visits().open()
    honest.bring_in(whole)
    expect(honest.slot("score")).to_contain_text("2 predictions revealed")
    expect(honest.slot("score")).not_to_contain_text("Not counted")


@pytest.mark.parametrize("list_too", [False, True], ids=["list kept", "list deleted"])
def test_a_case_seen_before_all_was_forgotten_does_not_count(
    visits: Visits, list_too: bool
) -> None:
    visit = visits().open(FIRST)
    before = visit.export()
    visit.commit("blend", 1).see()
    visit.button("Forget everything here").click()
    if list_too:
        visit.page.get_by_role("checkbox", name="Delete this list, too").check()
    with visit.page.expect_navigation():
        visit.button("Delete them").click()
    visit.open(FIRST).phase("posed")
    assert visit.records() == []
    visit.bring_in(before)
    seen = visit.page.locator(".notices .notice").filter(has_text="You have seen the answer")
    expect(seen).to_have_count(0 if list_too else 1)
    visit.commit("kept", 2).see()
    told = visit.slot("score")
    if list_too:
        expect(told).to_contain_text("One prediction revealed")
    else:
        expect(told).to_contain_text("No prediction revealed yet")
        expect(told).to_contain_text("Not counted: 1 on cases whose answer you had seen before.")
    assert visit.records()[0]["body"].get("seen", False) is not list_too
