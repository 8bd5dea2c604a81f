"""What `app/page/classroom/splice.js` tells the page around, and what of its answers counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.framing import Outer
from tests.browser.visit import Visit, Visits

LOAD = """async (patience) => {
  const own = document.querySelector("script[src*='/classroom/']").src;
  const { Splice } = await import(own.replace(/classroom.*/, "classroom/splice.js"));
  window.splice = new Splice(patience ?? undefined);
  return splice.framed;
}"""
ANSWER = """(make) => {
  const made = eval(make);
  addEventListener("message", ({ data, source }) => {
    if (data.subject !== "SPLICE.getState") return;
    for (const one of made(data)) source.postMessage(one, "*");
  });
}"""
LONG = 3_600_000  # ms; a test in which nobody gives up
Framed = tuple[Visit, Any]


@pytest.fixture(scope="module")
def outer() -> Iterator[Outer]:
    server = Outer()
    yield server
    server.close()


@pytest.fixture
def framed(visits: Visits, outer: Outer) -> Framed:
    visit = visits()
    around = outer.show(visit, None, "report/")
    return visit, around


def state(framed: Framed, answers: str, patience: int = LONG) -> Any:
    """What is taken for the state if the page around answers so. answers: of the question."""
    visit, around = framed
    around.evaluate(ANSWER, answers)
    assert visit.page.evaluate(LOAD, patience)
    return visit.page.evaluate("splice.state()")


def reply(fields: str) -> str:
    return f'{{ subject: "SPLICE.getState.response", message_id: asked.message_id, {fields} }}'


def answering(fields: str) -> str:
    return f"(asked) => [{reply(fields)}]"


def reply_to(number: str, state: str) -> dict[str, str]:
    return {"subject": "SPLICE.getState.response", "message_id": number, "state": state}


def test_the_state_that_was_reported_comes_back(framed: Framed) -> None:
    assert state(framed, answering("state: 'all of it'")) == "all of it"


@pytest.mark.parametrize(
    "answer",
    [
        reply("state: null"),
        reply("state: { a: 1 }"),
        reply("state: 7"),
        reply("error: { code: 'no' }, state: 'x'"),
        reply("error: 'unknown user'"),
    ],
)
def test_what_is_no_state_is_none(framed: Framed, answer: str) -> None:
    assert state(framed, f"(asked) => [{answer}]") is None


def test_other_messages_are_passed_over(framed: Framed) -> None:
    others = [
        "null", "7", "'SPLICE.getState.response'", "[]", "{ subject: 7 }",
        "{ subject: 'SPLICE.getState.response', state: 'no id' }",
        "{ subject: 'SPLICE.getState.response', message_id: 'another', state: 'other' }",
        "{ subject: 'lti.frameResize.response', message_id: asked.message_id, state: 'other' }",
    ]  # fmt: skip
    answers = ", ".join([*others, reply("state: 'first'"), reply("state: 'second'")])
    assert state(framed, f"(asked) => [{answers}]") == "first"


def test_only_the_page_around_is_heard(framed: Framed) -> None:
    visit, around = framed
    assert visit.page.evaluate(LOAD, LONG)
    visit.page.evaluate("() => { window.got = splice.state(); }")
    asked = "heard.find(({ subject }) => subject === 'SPLICE.getState')"
    around.wait_for_function(f"() => {asked}")
    number = around.evaluate(f"{asked}.message_id")
    visit.page.evaluate("document.body.append(document.createElement('iframe'))")
    for other in (visit.page, visit.page.child_frames[0]):  # the frame itself, one within it
        other.evaluate("(told) => top.frames[0].postMessage(told, '*')", reply_to(number, "forged"))
    around.evaluate("(told) => frames[0].postMessage(told, '*')", reply_to(number, "true"))
    assert visit.page.evaluate("got") == "true"


def test_a_page_that_never_answers_costs_nothing(framed: Framed) -> None:
    assert state(framed, "() => []", patience=1) is None
    assert framed[0].page.evaluate("splice.waiting.size") == 0


def test_a_late_answer_is_none(framed: Framed) -> None:
    visit, around = framed
    assert visit.page.evaluate(LOAD, 1)
    assert visit.page.evaluate("splice.state()") is None
    number = around.evaluate("heard[0].message_id")
    around.evaluate("(told) => frames[0].postMessage(told, '*')", reply_to(number, "late"))
    assert state(framed, answering("state: 'next'")) == "next"


def test_reports_and_events_are_told_with_ids_of_their_own(framed: Framed) -> None:
    visit, around = framed
    visit.page.evaluate(LOAD)
    visit.page.evaluate("splice.report({ score: 0.75, state: 'so far', finished: false })")
    visit.page.evaluate("splice.event('committed', { case: 3 })")
    around.wait_for_function("() => heard.length >= 2")
    first, second = around.evaluate("heard")
    assert first.pop("message_id") != second.pop("message_id")
    told = {"score": 0.75, "state": "so far", "finished": False}
    assert first == {"subject": "SPLICE.reportScoreAndState", **told}
    assert second == {"subject": "SPLICE.sendEvent", "name": "committed", "data": {"case": 3}}


def test_what_cannot_be_told_is_left(framed: Framed) -> None:
    visit, _ = framed
    visit.page.evaluate(LOAD)
    visit.page.evaluate("splice.event('odd', () => 7)")  # a function cannot be sent
    visit.page.evaluate(
        "() => { Object.defineProperty(window, 'parent', { get() { throw new Error('no'); } }); }"
    )
    visit.page.evaluate("splice.report({ score: 1, state: '', finished: true })")
    assert visit.page.evaluate("splice.state()") is None


def test_by_itself_nobody_is_asked(visits: Visits) -> None:
    visit = visits()
    visit.page.goto(f"{visit.site.home}report/")
    assert visit.page.evaluate(LOAD) is False
    assert visit.page.evaluate("splice.state()") is None
    visit.page.evaluate("splice.report({ score: 1, state: '', finished: true })")
