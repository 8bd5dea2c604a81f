"""The record as a file: out, forgotten, in again; any other file is refused whole."""

from __future__ import annotations

import json
from dataclasses import replace

from playwright.sync_api import expect

from core.ledger import Ledger, append
from core.ledger_file import export_text, import_text
from tests.browser.visit import FIRST, Visit, Visits


def refused(visit: Visit, text: str, reason: str) -> None:
    """Bring a file in; it is refused for this reason, and nothing changes."""
    before = visit.export()
    visit.bring_in(text)
    notice = visit.page.locator(".notices .notice").filter(has_text=reason)
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("This file was not taken; your record is as it was.")
    notice.get_by_role("button").click()
    visit.settled()
    assert visit.export() == before


def test_round_trip_and_refusals(visits: Visits) -> None:
    visit = visits().open(FIRST)
    visit.commit("blend", 3).see()
    half = visit.export()
    visit.next()
    visit.commit("kept", 5).see()
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
    refused(visit, json.dumps({**file, "version": 2}), "newer Hunch")
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
    expect(visit.slot("score")).to_contain_text("2 of 5 predictions revealed")
    visit.settled()
    assert visit.export() == whole
    visit.reload()
    assert visit.export() == whole

    # a record that went another way is refused, too
    first = import_text(whole).records[0]
    another = replace(first.entry, trial="0" * 16)
    refused(visit, export_text(append(Ledger(), another, FIRST, first.at)), "part at record 1")
