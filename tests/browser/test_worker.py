"""A worker that ends, is busy, or slept: noticed, told, and a way on that loses nothing."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Route, Worker, expect

from tests.browser.site import STALLED
from tests.browser.test_causes import EXPECTED
from tests.browser.test_failures import FAILED, failed, without_snapshot
from tests.browser.test_snapshot import started
from tests.browser.visit import DIGITS, Visit, Visits, arrives

HANGS = """(url) => setTimeout(() => {
  const request = new XMLHttpRequest();
  request.open("GET", url, false); // nothing else is done until that is answered
  request.send();
})"""
NO_LOCKS = b"Object.defineProperty(WorkerNavigator.prototype, 'locks', { value: undefined });"
HANGABLE = b"""{
  const Request = self.XMLHttpRequest; // before the worker locks itself
  self.addEventListener("message", (event) => {
    if (!event.data.hang) return;
    event.stopImmediatePropagation();
    const request = new Request();
    request.open("GET", event.data.hang, false);
    request.send();
  });
}
"""  # put before the worker's script
SLEEP = 3_600_000  # milliseconds


def hang(visit: Visit) -> None:
    """Keep the worker busy until what stalls comes."""
    visit.page.evaluate(
        "url => recorded.worker.postMessage({ hang: url })", visit.site.home + "icon"
    )
    assert visit.site.stalled.wait(60)


def hold(visit: Visit) -> Callable[[], Route]:
    """Let the heap not come; what is given back waits for the next request of it."""
    held: list[Route] = []
    visit.context.route("**/heap.bin", lambda route: held.append(route))
    return lambda: arrives(visit.page, held)


def test_it_ends_during_a_training(visits: Visits) -> None:
    visit = visits().open_lab("train", DIGITS)
    visit.commit("half", 2)
    visit.button("See what happened").click()
    expect(visit.button("Stop")).to_be_visible()
    visit.end_worker()
    assert failed(visit).startswith(FAILED["ended"]["what"])
    expect(visit.lab).not_to_have_attribute("data-running", "")
    visit.button("Try again").click()
    visit.until("live").phase("committed")
    expect(visit.answer("half")).to_be_checked()
    visit.see()
    assert [entry["kind"] for entry in visit.records()] == ["commitment", "outcome"]


def test_it_ends_while_nothing_goes_on_or_while_it_starts(visits: Visits) -> None:
    visit = visits().open()
    visit.predict("another", 2).settled()
    visit.end_worker()
    assert failed(visit).startswith(FAILED["ended"]["what"])
    with visit.site.broken(visit.site.file("**/heap.bin"), STALLED):
        visit.button("Try again").click()
        assert visit.site.stalled.wait(60)
        visit.end_worker()
        assert failed(visit).startswith(FAILED["ended"]["what"])
    visit.button("Try again").click()
    visit.until("live").phase("posed")
    expect(visit.answer("another")).to_be_checked()


def test_a_busy_one_is_let_alone(visits: Visits) -> None:
    """The learner is told and may wait; then it goes on as if nothing had been."""
    visit = visits(clock=True)
    worker = visit.site.file("**/js-*/python/worker.js")
    with visit.site.broken(worker, HANGABLE + worker.read_bytes()):
        visit.open()
    visit.predict("another", 2).settled()
    (visit.site.folder / "icon").write_text("")
    told = visit.page.get_by_text("Python is still computing.")
    with visit.site.broken(visit.site.folder / "icon", STALLED):
        hang(visit)
        visit.button("Commit prediction").click()
        visit.page.wait_for_function("() => recorded.waiting.size > 0")
        visit.page.clock.run_for(11_000)
        expect(told).to_be_visible()
        expect(visit.button("Start it anew")).to_be_visible()
        visit.page.clock.run_for(300_000)
        expect(told).to_be_visible()
    expect(told).to_be_hidden()
    visit.phase("committed").see()

    with visit.site.broken(visit.site.folder / "icon", STALLED):
        hang(visit)
        visit.button("Next case").click()
        visit.page.wait_for_function("() => recorded.waiting.size > 0")
        visit.page.clock.run_for(11_000)
        visit.button("Start it anew").click()
        visit.until("live").phase("revealed")
    assert len(visit.records()) == 2
    (visit.site.folder / "icon").unlink()


def test_a_slow_start_is_let_alone(visits: Visits) -> None:
    visit = visits(clock=True)
    (visit.site.folder / "icon").write_text("")
    worker = visit.site.file("**/worker.js")
    text, imports = worker.read_text("utf-8"), "    runtime = "
    assert text.count(imports) == 1
    waits = f"    ({HANGS.replace('setTimeout(() => {', '{', 1)[:-1]})('{visit.site.home}icon');\n"
    slow = text.replace(imports, waits + imports).encode()
    with (
        visit.site.broken(worker, slow),
        visit.site.broken(visit.site.folder / "icon", STALLED),
    ):
        visit.page.goto(visit.site.home)
        assert visit.site.stalled.wait(60)
        visit.page.clock.run_for(41_000)
        expect(visit.page.get_by_text("Starting Python takes long here.")).to_be_visible()
        visit.page.clock.run_for(300_000)
    visit.until("live")
    expect(visit.page.get_by_text("takes long here")).to_be_hidden()
    (visit.site.folder / "icon").unlink()


def test_a_cold_start_gives_signs_of_life(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    with without_snapshot(visit.site):
        visit.open()
    heard = [json.loads(line.partition(": ")[2]) for line in visit.page.evaluate("recorded.log")
             if line.startswith("from worker")]  # fmt: skip
    assert sum(message.get("step") == "import" for message in heard) > 2


def test_where_there_are_no_locks_silence_in_a_training_is_told(visits: Visits) -> None:
    visit = visits(clock=True)
    script = visit.site.file("**/worker.js")
    with visit.site.broken(script, NO_LOCKS + script.read_bytes()):
        visit.open_lab("train", DIGITS).commit("half", 2)
        visit.button("See what happened").click()
        expect(visit.button("Stop")).to_be_visible()
        visit.end_worker()
        expect(visit.page.locator("html")).to_have_attribute("data-python", "live")
        visit.page.clock.run_for(11_000)
        expect(visit.page.get_by_text("Python is still computing.")).to_be_visible()
        visit.button("Start it anew").click()
        visit.until("live").phase("committed").see()


def test_a_resume_that_fails_leaves_nothing_behind(visits: Visits) -> None:
    visit = visits().expect(*EXPECTED)
    ended: list[Worker] = []
    # (a bound method of a list cannot be given to Playwright, which marks what it is given)
    visit.page.on("worker", lambda worker: worker.on("close", lambda one: ended.append(one)))
    with visit.site.broken(visit.site.file("**/notes.json"), b"{"):
        assert "cold (" in started(visit)
    assert len(ended) == len(visit.page.workers) == 1


def test_sleep_while_loading(visits: Visits) -> None:
    """No silence is counted; what broke meanwhile is asked for again, once."""
    visit = visits(clock=True).expect(*EXPECTED)
    held = hold(visit)
    visit.page.goto(visit.site.home)
    first = held()
    visit.predict("another", 2)
    visit.page.clock.fast_forward(SLEEP)
    visit.until("starting")
    first.abort("internetdisconnected")
    second = held()
    with visit.page.expect_console_message(lambda said: "Python is live" in said.text) as told:
        second.continue_()
    assert told.value.text == "hunch: Python is live: resumed"
    expect(visit.answer("another")).to_be_checked()


def test_what_breaks_once_more_after_a_sleep_leads_to_the_long_way(visits: Visits) -> None:
    visit = visits(clock=True).expect(*EXPECTED)
    held = hold(visit)
    visit.page.goto(visit.site.home)
    first = held()
    visit.page.clock.fast_forward(SLEEP)
    first.abort("internetdisconnected")
    second = held()
    with visit.page.expect_console_message(lambda said: "Python is live" in said.text) as told:
        second.abort("internetdisconnected")
    assert "cold (heap.bin" in told.value.text
