"""An assignment within a page that keeps how it stands: reported, and gone on with elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from core.classroom.assignment import Assignment, write_code
from core.classroom.suspended import LIMIT, unpack
from tests.browser.framing import Outer
from tests.browser.test_class import FIRST, PAINTED, handed_in, kinds
from tests.browser.visit import Visits

SET = Assignment("Week 3", (FIRST, PAINTED), votes=2)
LINK = f"index.html?embed=1#class={write_code(SET)}"
REPORTS = "heard.filter(({ subject }) => subject === 'SPLICE.reportScoreAndState')"
KEEPS = """if (window.top === window) addEventListener("message", ({ data, source }) => {
  if (data?.subject !== "SPLICE.getState") return;
  const subject = "SPLICE.getState.response";
  source.postMessage({ subject, message_id: data.message_id, state: %s }, "*");
});"""


@pytest.fixture(scope="module")
def outer() -> Iterator[Outer]:
    server = Outer()
    yield server
    server.close()


def test_what_was_reported_goes_on_in_another_browser(visits: Visits, outer: Outer) -> None:
    visit = visits()
    around = outer.show(visit, None, LINK)
    visit.until("live")
    visit.predict("recovered", 2).button("Commit prediction").click()
    expect(visit.slot("class_note")).to_contain_text("Your first vote: ")
    visit.commit("another", 1).see()
    around.wait_for_function(f"() => {REPORTS}.at(-1)?.state && {REPORTS}.at(-1).score > 0")
    told: dict[str, Any] = around.evaluate(f"{REPORTS}.at(-1)")
    assert 0 < told["score"] < 0.5
    assert not told["finished"]
    assert len(told["state"]) <= LIMIT
    assert [entry.kind for entry, *_ in unpack(told["state"], SET).rows] == [
        "vote", "commitment", "outcome"
    ]  # fmt: skip

    other = visits(KEEPS % json.dumps(told["state"]))
    outer.show(other, None, LINK)
    other.until("live").phase("posed")  # at the first case that is not answered
    expect(other.page.locator(".path [data-state=ahead]")).to_have_count(1)
    assert other.page.locator(".path ol a").first.get_attribute("data-state") in {
        "called",
        "missed",
    }
    other.page.locator(".path ol a").first.click()
    other.phase("revealed")
    expect(other.answer("another")).to_be_checked()
    assert kinds(handed_in(other)) == ["vote", "commitment", "outcome"]


def test_what_was_kept_and_is_none_of_ours_is_said(visits: Visits, outer: Outer) -> None:
    visit = visits(KEEPS % json.dumps("hello"))
    outer.show(visit, None, LINK)
    visit.until("live").phase("posed")
    expect(visit.page.locator(".notices")).to_contain_text("cannot be read here")
