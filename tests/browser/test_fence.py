"""What a program on the page cannot do: drown it, reach beyond its worker, spoil the next run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.bridges_left import NAMES
from tests.browser.cell import Cell
from tests.browser.site import Site
from tests.browser.visit import FIRST, Visits

HERE = Path(__file__).parent
FENCED = (HERE / "fenced.js").read_text("utf-8")
SEARCH = (HERE / "bridges_left.py").read_text("utf-8")


@pytest.fixture(scope="module")
def cell(lasting: Visits) -> Cell:
    """A bench whose prediction is committed."""
    return Cell(lasting().open(FIRST)).commit()


@pytest.fixture
def fresh(visits: Visits) -> Cell:
    return Cell(visits().open(FIRST))


def sent(cell: Cell, kind: str) -> int:
    """How many messages of this kind workers have sent to the page."""
    count = "start => recorded.log.filter((line) => line.startsWith(start)).length"
    return int(cell.page.evaluate(count, f'from worker: {{"type":"{kind}"'))


FLOODS = {
    "lines": "while True: print('spam, egg')",
    "letters": "import sys\nwhile True: print(end='x'), sys.stdout.flush()",
    "raw": "import os\nwhile True: os.write(1, b'x'), os.write(2, b'y\\n')",
    "python's own": "import sys\nwhile True: print('x', file=sys.__stderr__, flush=True)",
    "a file of its own": "out = open('/dev/stdout', 'w', 1)\nwhile True: out.write('x\\n')",
    "logging": "import logging\nwhile True: logging.error('x')",
    "warnings": "import warnings\nwarnings.simplefilter('always')\nwhile True: warnings.warn('x')",
}


def test_a_flood_is_cut_whichever_way_it_comes(cell: Cell) -> None:
    for way, program in FLOODS.items():
        before = sent(cell, "output")
        cell.start(program)
        expect(cell.part("cut"), way).to_be_visible()
        cell.button("Stop").click()
        expect(cell.status).to_contain_text("Stopped.")
        assert len(cell.output.inner_text()) == 20_000, way
        assert sent(cell, "output") - before < 2_000, way


FALSE_WORKER = b"""
const flood = { type: "output", text: "flood, flood" };
self.onmessage = ({ data: { type } }) => {
  if (type === "start") return self.postMessage({ type: "ready", way: "resumed", why: "" });
  self.postMessage({ type: "running" });
  for (let at = 0; at < 1_000_000; at += 1) self.postMessage(flood);
};
"""


def test_a_worker_that_floods_the_page_is_ended(fresh: Cell, site: Site) -> None:
    fresh.commit()
    with site.broken(site.file("**/program_worker.js"), FALSE_WORKER):
        fresh.start("pass")
        expect(fresh.status).to_contain_text("it sent more than this page can take in")
    assert len(fresh.output.inner_text()) == 20_000
    assert fresh.run("print(1)") == "1\n"


PRINTED = """async (address) => {
  const { Printed } = await import(address);
  const told = [];
  const printed = new Printed((kind, text) => told.push([kind, text]));
  const bytes = (text) => new TextEncoder().encode(text);
  const out = printed.stream("out");
  const runs = {};
  const run = (name, limit, act) => {
    told.length = 0;
    printed.begin(limit);
    act();
    printed.flush();
    runs[name] = structuredClone(told);
  };
  run("fits", 4, () => out.write(bytes("abc\\n")));
  run("cut", 4, () => { for (let at = 0; at < 9; at += 1) out.write(bytes(`${at}\\n`)); });
  run("parts", 9, () => { for (const byte of bytes("é€\\n")) out.write(Uint8Array.of(byte)); });
  run("two", 9, () => {
    const [first, second] = bytes("é");
    out.write(Uint8Array.of(first));
    printed.stream("error").write(bytes("!"));
    out.write(Uint8Array.of(second));
  });
  run("many", 10 ** 6, () => {
    for (let at = 0; at < 20_000; at += 1) out.write(bytes(`${at}\\n`));
  });
  const { many } = runs;
  return { ...runs, many: [many.length, many[0], many.map(([, text]) => text).join("")] };
}"""


def test_what_is_printed_comes_at_once_then_gathered_and_up_to_the_limit(
    cell: Cell, site: Site
) -> None:
    address = site.home + site.file("**/program_output.js").relative_to(site.folder).as_posix()
    runs = cell.page.evaluate(PRINTED, address)
    count, first, text = runs.pop("many")
    assert runs == {
        "fits": [["output", "abc\n"]],
        "cut": [["output", "0\n"], ["output", "1\n"], ["cut", ""]],
        "parts": [["output", "é€\n"]],
        "two": [["output", "!é"]],
    }
    assert (first, text) == (["output", "0\n"], "".join(f"{i}\n" for i in range(20000)))
    assert count < 2_000


HOSTILE = (
    "import js\njs.indexedDB.deleteDatabase('hunch:/some/where/')",
    "import pyodide_js",
    "from pyodide.code import run_js\nrun_js('indexedDB')",
    "from pyodide.http import open_url\nopen_url('index.html')",
    "from urllib.request import urlopen\nurlopen('http://127.0.0.1/')",
    "import sys\ntell = sys._getframe(1).f_locals['tell']\ntell.constructor('return self')().fetch",
    "import sys\nfor name in list(sys.modules):\n    sys.modules[name] = None\nimport numpy",
    "import core.labs.strokes.lab as lab, app.runtime.lab_runtime as entry\n"
    "lab.STROKES = entry.LabRuntime = None\n1 / 0",
)


def test_the_labs_are_unharmed(fresh: Cell) -> None:
    visit = fresh.visit
    visit.commit("blend", 1)
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
    fence = site.file("**/sandbox.js").relative_to(site.folder).as_posix()
    (site.folder / "fenced.js").write_text(FENCED.replace("FENCE", f"./{fence}"), "utf-8")
    told = cell.page.evaluate(
        """() => new Promise((resolve, reject) => {
          const worker = new Worker("fenced.js", { type: "module" });
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = (event) => reject(new Error(event.message));
        })"""
    )
    assert told == {"left": [], "done": [], "bound": True}


def test_no_bridge_is_left(cell: Cell) -> None:
    assert cell.run(SEARCH) == f"[]\nsearched {len(NAMES)}\n"
    for name in NAMES:
        cell.run(f"import {name}", "ended with an error")
        first = name.partition(".")[0]
        expect(cell.error).to_contain_text(f"ModuleNotFoundError: No module named '{first}")
        expect(cell.error).to_contain_text("It cannot reach the page")


SABOTAGE = """
import builtins, gc, os, sys, random, numpy as np
np.zeros = np.set_printoptions = None
np.seterr(all='raise')
os.environ.clear()
sys.setrecursionlimit(60)
sys.path.clear()
sys.path_hooks.clear()
sys.meta_path.clear()
sys.displayhook = sys.excepthook = sys.stdout = sys.stdin = sys.__stdout__ = None
gc.disable()
class Evil(dict): pass
for module in list(sys.modules.values()):
    if getattr(module, '__name__', '') not in ('builtins', 'sys', '__main__'):
        vars(module).clear()
sys.modules.clear()
vars(builtins).clear()
"""
SOUND = """
import gc, json, os, sys, numpy as np
print(len(np.zeros(3)), np.array([1 / 3]), np.geterr()['divide'], os.environ['HOME'])
print(sys.getrecursionlimit(), gc.isenabled(), json.dumps({}), sys.stdout is sys.__stdout__)
print(os.listdir(), os.getcwd(), 'left' in globals())
"""


def test_nothing_that_a_program_did_is_there_in_the_next_run(cell: Cell) -> None:
    sound = cell.run(SOUND)
    assert sound.startswith("3 [0.33333333] warn /home/pyodide\n1000 True {} True\n[] ")
    cell.start(SABOTAGE)
    expect(cell.status).to_contain_text(re.compile("Done|ended|lost"))
    assert cell.run(SOUND) == sound
    cell.run("import os\nleft = open('left.txt', 'w')\nleft.write('x')\nos.chdir('/')")
    assert cell.run(SOUND) == sound
    cell.run("import numpy as np\nkept = np.ones(40_000_000)\nprint(kept.sum())")
    assert cell.run(SOUND) == sound
