"""Real networks in the browser: the same answers as here, and errors within two in a hundred."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

import pytest

from app.runtime.registry import REGISTERED_LABS
from core.data import provided_files
from core.data.digits import read
from core.network.objective import squared_error
from core.network.training import train
from core.network.training_config import TrainingConfig
from core.numerics import pca
from core.stepwise import run_to_end
from core.trial.scenario import Scenario, address
from tests.browser.test_parity import in_the_browser as in_the_browser
from tests.supplied import provide, provided

NEAR = 0.02
RECIPE = TrainingConfig(widths=(64, 64, 8, 64, 64), epochs=30, batch=32)
WIDTH = 8
QUICK = ("digits", "anomaly", "limits")  # labs whose whole deck takes seconds
CASES = """
import json
from base64 import b64decode
from core.data.provided_files import register
for name, data in json.loads(SUPPLIES).items():
    register(name, b64decode(data))
from app.runtime.registry import REGISTERED_LABS
from core.trial.scenario import parse
lab = REGISTERED_LABS[LAB].lab
labs = {LAB: lab.parameters()}
json.dumps([lab.outcome(parse(a, labs)[0]).answer for a in json.loads(ADDRESSES)])
"""
ERRORS = """
import json
from base64 import b64decode
from core.numerics import pca
from core.data.digits import read
from core.network.training import train
from core.network.objective import squared_error
from core.network.training_config import TrainingConfig
x, test = (read(b64decode(data)).x for data in json.loads(SUPPLIES).values())
*_, last = train(TrainingConfig.from_dict(json.loads(RECIPE)), x)
flat = pca.fit(x.astype(float), WIDTH).reconstruct(test)
json.dumps([squared_error(last.network, test, test), float(((flat - test) ** 2).mean())])
"""


@pytest.fixture(autouse=True)
def _supplied() -> Iterator[None]:
    provide()
    yield
    provided_files.clear()


def packed(files: dict[str, bytes]) -> str:
    return json.dumps({name: b64encode(data).decode() for name, data in files.items()})


def deck(lab: str) -> list[Scenario]:
    """Every case, from the first until one comes again."""
    cases = [REGISTERED_LABS[lab].deck.first]
    while (coming := REGISTERED_LABS[lab].deck.follow(cases[-1])) not in cases:
        cases.append(coming)
    return cases


def there(lab: str, cases: list[Scenario], run: Callable[[str], Any]) -> list[str]:
    """The browser's answers."""
    files = packed({name: provided()[name] for name in REGISTERED_LABS[lab].supplies})
    addresses = json.dumps([address(case) for case in cases])
    head = f"SUPPLIES = {files!r}\nLAB = {lab!r}\nADDRESSES = {addresses!r}\n"
    answers: list[str] = run(head + CASES)
    return answers


@pytest.mark.parametrize("lab", QUICK)
def test_the_whole_deck_has_the_same_answers(
    in_the_browser: Callable[[str], Any], lab: str
) -> None:
    cases = deck(lab)
    assert len(cases) > 8
    here = [REGISTERED_LABS[lab].lab.outcome(case).answer for case in cases]
    assert there(lab, cases, in_the_browser) == here
    assert len(set(here)) > 1


def test_a_network_trained_there_ends_where_one_trained_here_does(
    in_the_browser: Callable[[str], Any],
) -> None:
    cases = deck("train")[:14]  # all curves, and two that learn digits
    runs = [REGISTERED_LABS["train"].lab.run(case) for case in cases]  # type: ignore[attr-defined]
    here = [run_to_end(run).answer for run in runs]
    assert there("train", cases, in_the_browser) == here


def test_errors_of_network_and_pca_are_those_of_here(in_the_browser: Callable[[str], Any]) -> None:
    both = {name: provided()[name] for name in ("digits-8-train", "digits-8-test")}
    x, test = (read(data).x for data in both.values())
    *_, last = train(RECIPE, x)
    flat = pca.fit(x.astype(float), WIDTH).reconstruct(test)
    here = (squared_error(last.network, test, test), float(((flat - test) ** 2).mean()))
    head = (
        f"SUPPLIES = {packed(both)!r}\nRECIPE = {json.dumps(asdict(RECIPE))!r}\nWIDTH = {WIDTH}\n"
    )
    found = in_the_browser(head + ERRORS)
    print(f"MSE here {here}, in the browser {tuple(found)}")
    assert found[0] == pytest.approx(here[0], rel=NEAR)
    assert found[1] == pytest.approx(here[1], rel=1e-6)
