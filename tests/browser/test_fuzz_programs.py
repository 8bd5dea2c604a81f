"""Programs from a seed against the fence, on one page: it stays as it is and asks for nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.cell import Cell
from tests.browser.programs import programs
from tests.browser.visit import EVERYTHING, FIRST, Visits

SEED = 20261128
COUNT = 150
OVER = re.compile("Done after|It ended with|Stopped after|it sent more|Python did not start")
WITHIN = 5_000  # ms: what takes longer meets the page's limit, whose clock is put forward
LIMIT = 31_000  # ms
PATIENT = 60_000  # ms, for what comes to its end, perhaps in a Python that begins anew
SOUND = "import json, numpy as np\nprint(sum(range(10)), np.ones(2), json.dumps([1]), abs(-1))"
SOUNDS = "45 [1. 1.] [1] 1\n"
AROUND = """() => {
  const page = document.documentElement.cloneNode(true);
  const reading = "nav, [data-progress], [data-resume]"; // they follow where one scrolls
  for (const part of page.querySelectorAll(`[data-program], ${reading}`)) part.remove();
  return page.outerHTML.replaceAll(' data-read=""', "");
}"""
PARTS = ("snapshot", "pyodide", "packages-", "hunch-", "/assets/js-")  # of a Python that begins


def kept(cell: Cell) -> dict[str, Any]:
    """What the browser keeps for the page, but for the program itself, and how far one has read."""
    held = cell.page.evaluate(EVERYTHING)
    local, session = json.loads(held["storage"])
    texts = {
        key: text
        for key, text in local.items()
        if not key.partition("#")[2].startswith(("cell", "at", "read"))
    }
    return {name: held[name] for name in ("databases", "cookies", "address", "caches")} | {
        "storage": [texts, session]
    }


def run(cell: Cell, program: str, within: int = WITHIN) -> str:
    """Run it, to its end or to the limit; what the page says then."""
    cell.start(program)
    try:
        expect(cell.status).to_have_text(OVER, timeout=within)
    except AssertionError:
        cell.page.clock.fast_forward(LIMIT)
        expect(cell.status).to_have_text(OVER)
    return cell.status.inner_text()


@pytest.mark.long
def test_programs_against_the_fence(visits: Visits, capsys: pytest.CaptureFixture[str]) -> None:
    visit = visits(clock=True).expect("/runtime/pyodide-").open(FIRST)
    cell = Cell(visit.commit("blend", 1)).commit()
    assert cell.run(SOUND) == SOUNDS
    before, around = kept(cell), cell.page.evaluate(AROUND)
    ends: dict[str, int] = {}
    for number, program in enumerate(programs(SEED, COUNT)):
        what = f"program {number} of seed {SEED}:\n{program}"
        asked = len(visit.requests)
        end = run(cell, program)
        ends[end.split()[0]] = ends.get(end.split()[0], 0) + 1
        assert run(cell, SOUND, PATIENT).startswith("Done"), what
        assert cell.output.inner_text() == SOUNDS, what
        fresh = [url for url in visit.requests[asked:] if not any(part in url for part in PARTS)]
        assert fresh == [], what
        assert kept(cell) == before, what
        assert cell.page.evaluate(AROUND) == around, what
    visit.see()  # the lab has not noticed
    with capsys.disabled():
        told = ", ".join(f"{count} {end!r}" for end, count in sorted(ends.items()))
        print(f"\nagainst the fence: seed {SEED}, {COUNT} programs ({told})")
