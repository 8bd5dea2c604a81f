"""The built archives, run by a worker of the tests' own: the same numbers and documents as here."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.runtime.registry import REGISTERED_LABS
from core.data.pattern_families import family_names
from core.labs.strokes.lab import STROKES
from core.numerics.corruption import KINDS
from core.theory.surrogate import MODES
from core.trial.parameters import Decimal, Integer
from core.trial.scenario import Scenario, address, default_scenario, parse
from tests.browser.site import Site
from tests.browser.visit import Visits

HERE = Path(__file__).parent
COUNT = 200
TOLERANCE = 1e-9
PRECISION = 1e-5  # of products of float32
RUN = """
import json
from core.trial.scenario import parse
from core.labs.strokes.lab import STROKES
labs = {"strokes": STROKES.parameters()}
outcomes = [STROKES.outcome(parse(a, labs)[0]) for a in json.loads(ADDRESSES)]
json.dumps([
    [o.answer, o.target, o.x_tilde.tolist(), o.reconstruction.x_hat.tolist()] for o in outcomes
])
"""
PRODUCTS = """
import json
import numpy as np
from core.numerics import matmul
lent, calls = matmul._kernel, []
matmul.set_kernel(lambda *given: (calls.append(given), lent(*given)))
found = []
for numbers in (0, 3 * 10**8):
    calls.clear()
    room = np.ones(numbers + 70 * 33, np.float32)
    rng = np.random.default_rng(0)
    a, b = room[numbers:].reshape(70, 33), rng.standard_normal((33, 21)).astype(np.float32)
    a[:] = rng.standard_normal(a.shape)
    exact = a.astype(float) @ b.astype(float)
    made = [
        matmul.matmul(a, b),
        matmul.matmul_nt(a, b.T.copy()),
        matmul.matmul_tn(a.T.copy(), b),
    ]
    worst = max(float(np.abs(one - exact).max()) for one in made)
    address = a.__array_interface__["data"][0]
    found.append([type(lent).__name__ == "JsProxy", len(calls), worst, address])
json.dumps(found)
"""


@pytest.fixture(scope="module")
def in_the_browser(lasting: Visits, site: Site) -> Callable[[str], Any]:
    """Run a Python expression in the browser and give its JSON."""
    (site.root / "bench.js").write_bytes((HERE / "bench.js").read_bytes())
    (site.root / "bench.html").write_text("<title>Tests</title><link rel=icon href=data:,>")
    visit = lasting()
    visit.page.goto(f"{site.origin}/bench.html")
    page = (site.folder / "index.html").read_text("utf-8")
    assets = json.loads(inline(page, "assets"))
    scripts = assets["worker"].rpartition("/")[0] + "/"
    script = (site.folder / scripts / "pyodide_setup.js").read_text("utf-8")
    lock = re.search(r"LOCK = ({.*?\n});", script, re.DOTALL)
    assert lock

    def run(code: str) -> Any:
        said = visit.page.evaluate(
            f"""({{ code, ...built }}) => new Promise((resolve) => {{
              const worker = new Worker("/bench.js", {{ type: "module" }});
              const lock = JSON.stringify({lock[1]});
              worker.onmessage = ({{ data }}) => {{ worker.terminate(); resolve(data); }};
              worker.postMessage({{ ...built, lock, code }});
            }})""",
            {"home": site.home, "scripts": scripts, "assets": assets, "code": code},
        )
        assert "error" not in said, said["error"]
        return json.loads(said["answer"])

    return run


def inline(page: str, name: str) -> str:
    """The JSON that stands in the page under an id."""
    found = re.search(f'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)
    assert found
    return found[1]


def random_scenarios() -> list[Scenario]:
    """Over all families, kinds, levels, modes and widths; the same ones each time."""
    chance = random.Random(314)
    start = default_scenario("strokes", STROKES.parameters())
    made = []
    for _ in range(COUNT):
        scenario = start.with_values(
            family=chance.choice(family_names()), kind=chance.choice(tuple(KINDS)),
            mode=chance.choice(MODES), seed=chance.randrange(2**31),
        )  # fmt: skip
        level, width = scenario.kind("level"), scenario.kind("m")
        assert isinstance(level, Decimal)
        assert isinstance(width, Integer)
        made.append(
            scenario.with_values(
                level=chance.choice(level.values()),
                m=chance.randint(width.lo, width.hi),
            )
        )
    return made


def test_products_by_the_kernel(in_the_browser: Callable[[str], Any]) -> None:
    """It is lent, it is called, and what it makes is right, also where memory has grown."""
    found = in_the_browser(PRODUCTS)
    for lent, called, worst, _ in found:
        assert lent
        assert called == 3
        assert worst < PRECISION
    assert found[-1][-1] > 2**30  # beyond the memory that there was when it was lent


def test_the_same_outcomes(in_the_browser: Callable[[str], Any]) -> None:
    addresses = [address(scenario) for scenario in random_scenarios()]
    assert len(set(addresses)) == COUNT
    there = in_the_browser(f"ADDRESSES = {json.dumps(addresses)!r}\n{RUN}")
    labs = {"strokes": STROKES.parameters()}
    furthest = 0.0
    for search, (answer, target, x_tilde, x_hat) in zip(addresses, there, strict=True):
        here = STROKES.outcome(parse(search, labs)[0])
        assert (here.answer, here.target) == (answer, target), search
        assert np.abs(here.x_tilde - x_tilde).max() <= TOLERANCE, search
        furthest = max(furthest, float(np.abs(here.reconstruction.x_hat - x_hat).max()))
    print(f"largest difference in x_hat: {furthest:.1e}")
    assert furthest <= TOLERANCE
    assert len({answer for answer, *_ in there}) >= 3


@pytest.mark.parametrize("lab", list(REGISTERED_LABS))
def test_the_same_documents_whichever_way(lasting: Visits, site: Site, lab: str) -> None:
    """Drawn at build time, after the cold start and after the resume: ids, order, all of it."""
    (site.root / "ways.js").write_bytes((HERE / "ways.js").read_bytes())
    page = (site.folder / "labs" / lab / "index.html").read_text("utf-8")
    assets = json.loads(inline(page, "assets"))
    (site.root / "bench.html").write_text("<title>Tests</title><link rel=icon href=data:,>")
    visit = lasting()
    visit.page.goto(f"{site.origin}/bench.html")
    scripts = site.file("**/snapshot_resume.js").parent.relative_to(site.root).as_posix()
    said = visit.page.evaluate(
        """(job) => new Promise((resolve) => {
          const worker = new Worker("/ways.js", { type: "module" });
          worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
          worker.postMessage(job);
        })""",
        {
            "scripts": f"/{scripts}/",
            "home": site.home,
            "assets": assets,
            "lab": lab,
            "supplies": assets["supplies"],
        },
    )
    assert "error" not in said, said["error"]
    drawn = json.loads(inline(page, "documents"))
    for way, text in said["documents"].items():
        documents = json.loads(text)
        assert documents["roots"] == drawn["roots"], way
        assert ids(documents["json"]) == ids(drawn["json"]), way
        assert documents == drawn, way
    assert said["documents"]["cold"] == said["documents"]["resumed"]
    assert len(ids(drawn["json"])) > 100


def ids(tree: Any) -> list[str]:
    """Every id in the order in which it stands."""
    if isinstance(tree, dict):
        own = [tree["id"]] if isinstance(tree.get("id"), str) else []
        return own + [found for held in tree.values() for found in ids(held)]
    return [found for held in tree for found in ids(held)] if isinstance(tree, list) else []
