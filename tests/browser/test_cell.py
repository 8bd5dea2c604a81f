"""The lesson's program in the browser: committed to, run, stopped, cut, wrong, changed, kept."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import ROOT
from tests.browser.elsewhere import Elsewhere
from tests.browser.site import MISSING, Site
from tests.browser.test_axe import violations
from tests.browser.test_offline import KEPT
from tests.browser.visit import FIRST, Visit, Visits

TOY = ROOT / "content" / "en" / "lesson" / "toy.py"
FENCED = (Path(__file__).parent / "fenced.js").read_text("utf-8")
RIGHT = 1  # the place of the answer that the program bears out


class Cell:
    """The program's bench on a page."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.place = self.page.locator("[data-program]")
        self.text = self.page.get_by_role("textbox", name="The program, yours to change")
        self.status = self.part("status")
        self.output = self.part("output")
        self.error = self.place.get_by_role("alert").locator("visible=true")
        self.place.scroll_into_view_if_needed()
        expect(self.text).to_be_visible()

    def part(self, name: str) -> Locator:
        return self.page.locator(f"[data-cell-{name}]")

    def button(self, name: str) -> Locator:
        return self.place.get_by_role("button", name=name, exact=True)

    def commit(self, choice: int = RIGHT) -> Cell:
        self.place.get_by_role("radio").nth(choice).check()
        self.button("Commit").click()
        return self

    def start(self, program: str) -> Cell:
        """Run a program, and wait until it is running or over."""
        self.text.fill(program)
        self.button("Run").click()
        return self

    def run(self, program: str, status: str = "Done") -> str:
        """Run a program to its end; what it printed."""
        self.start(program)
        expect(self.status).to_contain_text(status)
        return self.output.inner_text()

    def line(self, number: int) -> Locator:
        return self.place.locator(".pce-line").nth(number - 1)

    def row(self, name: str) -> Locator:
        return self.page.locator(f"#code-{name}")

    def number(self, name: str) -> Locator:
        """The button that shows the line of a row."""
        return self.row(name).locator(".at").get_by_role("button")


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
    cell = Cell(visits(clock=True).open(FIRST)).commit()
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


def test_a_flood_of_output_is_cut(cell: Cell) -> None:
    cell.start("while True: print('spam, egg')")
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


HOSTILE = (
    "import js\njs.indexedDB.deleteDatabase('hunch:/some/where/')",
    "import pyodide_js",
    "from pyodide.code import run_js\nrun_js('indexedDB')",
    "from pyodide.http import open_url\nopen_url('index.html')",
    "from urllib.request import urlopen\nurlopen('http://127.0.0.1/')",
    # the one function of JavaScript that is near, and from there to `Function`
    "import sys\ntell = sys._getframe(1).f_locals['tell']\ntell.constructor('return self')().fetch",
    "import sys\nfor name in list(sys.modules):\n    sys.modules[name] = None\nimport numpy",
    "import core.labs.strokes, app.entry\ncore.strokes.STROKES = app.entry.Entry = None\n1 / 0",
)


def test_the_labs_are_unharmed(fresh: Cell) -> None:
    visit = fresh.visit
    visit.commit("blend", 3)
    fresh.commit().run("print(1)")
    kept = visit.everything()["databases"]
    for program in HOSTILE:
        asked = len(visit.requests)
        fresh.run(program, "ended with an error")
        own = ("snapshot", "pyodide", "packages-", "hunch-", "/assets/js-")
        assert [url for url in visit.requests[asked:] if not any(o in url for o in own)] == []
    fresh.start("while True: pass")
    expect(fresh.status).to_have_text("Running.")
    visit.see()
    fresh.button("Stop").click()
    visit.next()
    visit.commit("kept").see()
    fresh.page.evaluate("recorded.waiting.clear()")
    now = visit.everything()["databases"]
    assert now != kept
    assert len(visit.records()) == 4


def test_nothing_beyond_the_worker_can_be_reached_from_it(cell: Cell, site: Site) -> None:
    fence = site.file("**/fence.js").relative_to(site.folder).as_posix()
    (site.folder / "fenced.js").write_text(FENCED.replace("FENCE", f"./{fence}"), "utf-8")
    told = cell.page.evaluate(
        """() => new Promise((resolve, reject) => {
          const worker = new Worker("fenced.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
        })"""
    )
    assert told == {"left": [], "done": [], "bound": True}


def test_what_the_snapshot_lacks_is_loaded(cell: Cell) -> None:
    assert (
        cell.run("import numpy as np\nimport wave\nprint(np.fft.fft([1, 1]))")
        == "[2.+0.j 0.+0.j]\n"
    )
    cell.run("import nowhere", "ended with an error")
    expect(cell.error).to_contain_text("No module named 'nowhere'")


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
    with site.broken(site.file("**/cell-worker.js"), MISSING):
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
    late = ("/editor/", "/lesson/cell/", "cell-worker")
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


def test_it_runs_without_network(browser: Browser, own: Site, elsewhere: Elsewhere) -> None:
    visits = Visits(browser, own, elsewhere)
    visit = visits(service_workers="allow").open()
    assert visit.page.evaluate(KEPT) == 1
    visit.page.goto("about:blank")
    own.stop()
    cell = Cell(visit.open()).commit()
    cell.button("Run").click()
    expect(cell.status).to_contain_text("Done")
    assert cell.output.inner_text() == natively()
    visits.close()
