"""The lesson's program in the browser: committed to, run, stopped, cut, wrong, changed, kept."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.cell import Cell
from tests.browser.conftest import ROOT
from tests.browser.elsewhere import OutboundProxy
from tests.browser.site import MISSING, STALLED, Site
from tests.browser.test_offline import KEPT
from tests.browser.visit import FIRST, Visits

TOY = ROOT / "content" / "en" / "lesson" / "toy.py"


@pytest.fixture(scope="module")
def cell(lasting: Visits) -> Cell:
    """A bench whose prediction is committed."""
    return Cell(lasting().open(FIRST)).commit()


@pytest.fixture
def fresh(visits: Visits) -> Cell:
    return Cell(visits().open(FIRST))


def natively() -> str:
    """What the program prints in CPython."""
    done = subprocess.run([sys.executable, TOY], check=True, capture_output=True, text=True)
    return done.stdout


def test_it_runs_once_an_answer_is_committed(fresh: Cell) -> None:
    workers = len(fresh.page.workers)
    fresh.button("Run").press("Enter")
    expect(fresh.status).to_have_text("Commit to an answer first, then the program runs.")
    assert len(fresh.page.workers) == workers
    told = fresh.place.locator(".told")
    expect(told).to_be_hidden()
    fresh.commit(0)
    expect(told).to_be_hidden()  # what speaks for each answer waits for the run
    fresh.button("Run").click()
    expect(fresh.status).to_contain_text("Done after")
    assert fresh.output.inner_text() == natively()
    expect(told).to_be_visible()
    expect(fresh.part("heard")).to_contain_text("error after")
    expect(fresh.place.locator("[data-met]")).to_contain_text(
        "It printed 0.99, 0.99, 0.89, 0, 0.01, 0.01. The least sure is pixel 3, at 0.89. "
        "You had committed to: The second pixel"
    )


def test_a_changed_program_does_not_decide_the_prediction(fresh: Cell) -> None:
    fresh.commit().run("print('reconstruction [0.5 0.5 0.5 0.5 0.5 0.5]')")
    expect(fresh.place.locator("[data-met]")).to_contain_text("Reset and run it")
    expect(fresh.place.locator(".told")).to_be_hidden()
    fresh.button("Reset").click()
    fresh.button("Run").click()
    expect(fresh.place.locator("[data-met]")).to_contain_text("You saw it coming.")


def test_an_endless_loop_is_stopped(cell: Cell) -> None:
    cell.start("print('before')\nwhile True:\n    pass\n")
    expect(cell.output).to_have_text("before\n")
    expect(cell.part("clock")).to_have_text(re.compile("[1-9] s"))
    cell.button("Stop").click()
    expect(cell.status).to_contain_text("Stopped. The next run")
    expect(cell.output).to_have_text("before\n")
    assert cell.run("print(6 * 7)") == "42\n"


def test_what_takes_too_long_is_stopped(visits: Visits) -> None:
    cell = Cell(visits().open(FIRST)).commit()
    cell.page.clock.install()
    cell.start("while True: pass")
    expect(cell.status).to_have_text("Running.")
    cell.page.clock.fast_forward(31_000)
    expect(cell.status).to_contain_text("Stopped after 30 s, the limit")


def test_an_error_is_shown_with_its_line(cell: Cell) -> None:
    cell.run("x = 1\nfor y in (1, 0):\n    print(x / y)\n", "ended with an error")
    expect(cell.error).to_have_text("Line 3: ZeroDivisionError: division by zero")
    expect(cell.output).to_have_text("1.0\n")
    expect(cell.line(3)).to_have_class(re.compile(r"\bfault\b"))
    cell.button("Go to line 3").click()
    expect(cell.text).to_be_focused()
    expect(cell.line(3)).to_have_class(re.compile("active-line"))
    cell.page.keyboard.type("#")
    expect(cell.error).to_have_count(0)
    expect(cell.place.locator(".fault .token, .pce-line.fault")).to_have_count(0)

    cell.run("x = 1\ny = (\n", "ended with an error")
    expect(cell.error).to_contain_text("Line 2: SyntaxError")
    cell.run("name = input('who? ')", "ended with an error")
    expect(cell.error).to_contain_text("Line 1: EOFError: nobody can answer input() here")
    cell.run("def f(): f()\nf()", "ended with an error")
    expect(cell.error).to_contain_text("Line 1: RecursionError")
    assert cell.run("pass") == "It printed nothing."


def test_the_page_can_be_used_during_a_flood(cell: Cell) -> None:
    cell.start("while True: print('spam, egg')")
    expect(cell.part("cut")).to_be_visible()  # its words are there before
    expect(cell.part("cut")).to_contain_text("Cut here, after 20000 characters.")
    frames = """() => new Promise((resolve) => {
      let last = performance.now(), longest = 0, count = 0;
      const frame = (now) => {
        longest = Math.max(longest, now - last);
        last = now;
        if ((count += 1) < 30) requestAnimationFrame(frame);
        else resolve(longest);
      };
      requestAnimationFrame(frame);
    })"""
    assert cell.page.evaluate(frames) < 500  # ms: the page can be used meanwhile
    cell.button("Stop").click()
    expect(cell.status).to_contain_text("Stopped.")
    assert len(cell.output.inner_text()) == 20_000
    assert "spam" not in cell.run("print('dry')")
    expect(cell.part("cut")).to_be_hidden()


CANNOT = (
    ("import asyncio\nasync def f(): pass\nasyncio.run(f())", "There is no event loop here."),
    ("import threading\nthreading.Thread(target=print).start()", "No thread can be started here."),
    ("import subprocess\nsubprocess.run(['ls'])", "No other program can be started here"),
    ("import os\nos.system('ls')", "No other program can be started here"),
    ("import os\nos.fork()", "This asks the operating system"),
    ("import socket\nsocket.create_connection(('127.0.0.1', 80), 1)", "cannot use the network"),
    ("open('digits.csv')", "A program sees no files of your computer here."),
    ("import numpy as np\nnp.ones(10**10)", "That is more memory than there is here."),
    ("import numpy as np\nnp.ones((10**5, 10**5))", "That is more memory than there is here."),
    ("import numpy as np\nnp.ones(4 * 10**8)", "That is more memory than there is here."),
    ("import torch", "other packages are not"),
)


def test_what_a_browser_does_not_have_is_said(cell: Cell) -> None:
    for program, sentence in CANNOT:
        cell.run(program, "ended with an error")
        expect(cell.error).to_contain_text(sentence)
    cell.run("1 / 0", "ended with an error")
    expect(cell.error.locator("p").locator("visible=true")).to_have_count(1)


def test_what_the_snapshot_lacks_is_loaded(cell: Cell) -> None:
    assert (
        cell.run("import numpy as np\nimport wave\nprint(np.fft.fft([1, 1]))")
        == "[2.+0.j 0.+0.j]\n"
    )
    cell.run("import nowhere", "ended with an error")
    expect(cell.error).to_contain_text("No module named 'nowhere'")


def test_when_all_of_python_does_not_come_the_rest_still_runs(fresh: Cell, site: Site) -> None:
    fresh.visit.expect("404")
    fresh.commit()
    archive = site.file("**/python_stdlib.zip")
    with site.broken(archive, MISSING):
        for _ in range(2):
            fresh.run("print('so far')\nimport wave", "ended with an error")
            expect(fresh.error).to_contain_text("Line 2: ")
            expect(fresh.error).to_contain_text("This needs a part of Python that did not load.")
            expect(fresh.output).to_have_text("so far\n")
            assert fresh.run("import numpy\nprint(numpy.ones(2))") == "[1. 1.]\n"
    with site.broken(archive, STALLED):
        fresh.start("import wave")
        expect(fresh.status).to_contain_text("all of Python is loading")
        fresh.button("Stop").click()
        expect(fresh.status).to_contain_text("Stopped.")
        assert fresh.run("print(1)") == "1\n"
    assert fresh.run("import wave\nprint(wave.__name__)") == "wave\n"
    fresh.start("while True: pass")
    fresh.button("Stop").click()
    with site.broken(archive, MISSING):  # what came once need not come again
        assert fresh.run("print(2)") == "2\n"


def test_a_resume_that_fails_leads_to_all_of_python(fresh: Cell, site: Site) -> None:
    fresh.commit()
    with site.broken(site.file("**/notes.json"), b"{"):
        assert fresh.run("print(6 * 7)") == "42\n"


def test_by_keyboard(cell: Cell) -> None:
    keys = cell.page.keyboard
    cell.text.fill("")
    cell.text.focus()
    keys.type("for i in range(2):")
    keys.press("Enter")
    keys.type("print(i)")
    keys.press("Enter")
    keys.press("Backspace")
    keys.type("print('end')")
    expect(cell.text).to_have_value("for i in range(2):\n    print(i)\nprint('end')")
    keys.press("Control+Enter")
    expect(cell.output).to_have_text("0\n1\nend\n")
    expect(cell.text).to_be_focused()
    keys.press("Control+z")
    expect(cell.text).not_to_have_value("for i in range(2):\n    print(i)\nprint('end')")
    keys.press("Tab")
    expect(cell.text).not_to_be_focused()
    cell.text.fill("pass")
    cell.button("Run").focus()
    keys.press("Enter")
    expect(cell.status).to_contain_text("Done")
    expect(cell.button("Run")).to_be_focused()


def test_symbols_and_lines_find_each_other(cell: Cell) -> None:
    cell.text.fill(TOY_AS_SHOWN)
    cell.row("target").hover()
    expect(cell.line(27)).to_have_class(re.compile("meant"))
    expect(cell.line(27)).to_contain_text("error = output - clean")
    cell.button("Show line 27 in the program").click()
    expect(cell.text).to_be_focused()
    expect(cell.row("target")).to_have_class("meant")
    cell.page.keyboard.press("ArrowUp")
    expect(cell.row("output")).to_have_class("meant")
    cell.text.fill("\n" + TOY_AS_SHOWN.replace("output - clean", "output - damaged"))
    expect(cell.number("target")).to_have_text("changed")
    expect(cell.number("target")).to_be_disabled()
    number = cell.number("output")
    expect(number).to_have_text("27")
    number.focus()
    expect(cell.line(27)).to_have_class(re.compile("meant"))
    cell.page.keyboard.press("ArrowDown")  # over the changed one
    expect(cell.number("d_out")).to_be_focused()


TOY_AS_SHOWN = "\n".join(line.partition("  #=")[0] for line in TOY.read_text("utf-8").split("\n"))


def test_changes_are_kept_and_reset_can_be_undone(fresh: Cell) -> None:
    fresh.text.fill("print('mine')\n")
    fresh.commit(2)
    fresh.visit.reload()
    fresh.place.scroll_into_view_if_needed()
    expect(fresh.text).to_have_value("print('mine')\n")
    expect(fresh.place.get_by_role("radio").nth(2)).to_be_disabled()
    fresh.button("Reset").click()
    expect(fresh.text).to_have_value(TOY_AS_SHOWN)
    fresh.page.keyboard.press("Enter")  # the focus is on the undo
    expect(fresh.text).to_have_value("print('mine')\n")
    fresh.visit.button("Forget everything here").click()
    with fresh.page.expect_navigation():
        fresh.visit.button("Delete them").click()
    fresh.visit.until("live")
    fresh.place.scroll_into_view_if_needed()
    expect(fresh.text).to_have_value(TOY_AS_SHOWN)
    expect(fresh.place.get_by_role("radio").nth(2)).to_be_enabled()
    expect(fresh.button("Reset")).to_be_disabled()


def test_when_python_does_not_come_the_program_can_be_changed(fresh: Cell, site: Site) -> None:
    fresh.visit.expect("404")
    fresh.commit()
    with site.broken(site.file("**/program_worker.js"), MISSING):
        fresh.start("print(1)")
        expect(fresh.status).to_contain_text("Python did not start for this program")
    expect(fresh.place.locator(".told")).to_be_visible()
    assert fresh.run("print(2)") == "2\n"


def test_when_the_editor_does_not_come_the_program_can_be_read(visits: Visits, site: Site) -> None:
    visit = visits().expect("404")
    with site.broken(site.file("**/editor/patterns-*.js"), MISSING):
        visit.open(FIRST)
        visit.page.locator("[data-program]").scroll_into_view_if_needed()
        expect(visit.page.locator("[data-absent]")).to_be_visible()
    expect(visit.page.locator(".cell > pre")).to_be_visible()


def test_nothing_of_it_is_asked_for_before_it_is_near(visits: Visits) -> None:
    visit = visits().open(FIRST)
    expect(visit.page.locator("[data-storyboard].stepped")).to_be_visible()
    late = ("/editor/", "/lesson/program/", "program_worker")
    assert [url for url in visit.requests if any(part in url for part in late)] == []


def test_what_is_printed_is_the_program_as_it_stands(fresh: Cell) -> None:
    fresh.text.fill("print('on paper')\n")
    fresh.page.emulate_media(media="print")
    expect(fresh.place.locator(".cell > pre")).to_have_text("print('on paper')\n")
    expect(fresh.place.locator(".cell > pre")).to_be_visible()
    expect(fresh.text).to_be_hidden()


def test_axe_in_each_state(fresh: Cell) -> None:
    found = violations(fresh.visit, "not committed")
    fresh.commit().run("print(1)\nx", "ended with an error")
    found += violations(fresh.visit, "an error")
    fresh.button("Reset").click()
    fresh.button("Run").click()
    expect(fresh.place.locator(".told")).to_be_visible()
    assert found + violations(fresh.visit, "done") == []


@pytest.fixture
def own(tmp_path: Path, site: Site) -> Iterator[Site]:
    copy = Site(site.folder, tmp_path / "site")
    yield copy
    copy.close()


def test_it_runs_without_network(browser: Browser, own: Site, elsewhere: OutboundProxy) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits(service_workers="allow").open()
    assert visit.page.evaluate(KEPT) == 1
    visit.page.goto("about:blank")
    own.stop()
    cell = Cell(visit.open()).commit()
    cell.button("Run").click()
    expect(cell.status).to_contain_text("Done")
    assert cell.output.inner_text() == natively()
    visit.expect("Failed to load", "ERR_")
    cell.run("import wave", "ended with an error")
    expect(cell.error).to_contain_text("Is there a connection?")
    assert cell.run("print(1)") == "1\n"
    visits.close()
