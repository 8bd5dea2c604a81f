"""Outcomes are computed anew from their addresses."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import pytest

from core.data.provided_files import clear, data_file
from core.labs.ledger_check import Labs, check_steps, is_quick
from core.labs.strokes.lab import STROKES
from core.labs.train.lab import TRAIN
from core.stepwise import Step, run_to_end
from core.trial.parameters import Integer, Parameter
from core.trial.scenario import Scenario, address, default_scenario
from core.trial.scored_outcomes import Check

CASE = default_scenario("strokes", STROKES.parameters())
HERE = address(CASE)
OUTCOMES = STROKES.outcomes(CASE)
TRUTH = STROKES.outcome(CASE).answer
WRONG = next(outcome for outcome in OUTCOMES if outcome != TRUTH)


@dataclass(frozen=True)
class Happened:
    answer: str


class Watched:
    """A live lab of two outcomes, told by the seed, that takes three steps."""

    name = "watched"

    def parameters(self) -> tuple[Parameter, ...]:
        return (Parameter("seed", Integer(0, 9, 1)),)

    def observe(self, scenario: Scenario) -> None:
        return None

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        return ("even", "odd")

    def outcome(self, scenario: Scenario) -> Happened:
        raise AssertionError("its run is to be taken, in steps")

    def run(self, scenario: Scenario) -> Generator[Step, None, Happened]:
        for done in range(3):
            yield Step(done, 3, None)
        return Happened(self.outcomes(scenario)[scenario.integer("seed") % 2])


LABS: Labs = {"strokes": STROKES, "watched": Watched(), "train": TRAIN}


def check(where: str, outcomes: tuple[str, ...], answer: str) -> Check:
    return run_to_end(check_steps(where, outcomes, answer, LABS))


def test_what_is_true_and_what_is_not() -> None:
    assert check(HERE, OUTCOMES, TRUTH) == "confirmed"
    assert check(HERE, OUTCOMES, WRONG) == "otherwise"
    assert check("?lab=watched&seed=3", ("even", "odd"), "odd") == "confirmed"
    assert check("?lab=watched&seed=3", ("even", "odd"), "even") == "otherwise"


def test_a_run_is_taken_in_its_steps() -> None:
    steps = list(check_steps("?lab=watched&seed=3", ("even", "odd"), "odd", LABS))
    assert len(steps) == 3
    assert not is_quick("?lab=watched&seed=3", LABS)
    assert is_quick(HERE, LABS)


@pytest.mark.parametrize(
    ("where", "outcomes"),
    [
        ("?lab=gone&seed=3", OUTCOMES),
        ("?lab=", OUTCOMES),
        (HERE + "&more=1", OUTCOMES),
        (HERE.replace("m=", "m=9"), OUTCOMES),
        (HERE.replace("&seed=", "&seed=0"), OUTCOMES),
        ("?lab=strokes", OUTCOMES),
        (HERE, OUTCOMES[::-1]),
        (HERE, OUTCOMES[:-1]),
    ],
)
def test_a_case_that_this_version_does_not_have_is_not_judged(
    where: str, outcomes: tuple[str, ...]
) -> None:
    assert check(where, outcomes, outcomes[0]) == "unknown"


def test_without_its_data_nothing_is_said_of_an_outcome() -> None:
    case: Any = TRAIN.parameters()
    scenario = default_scenario("train", case)
    clear()
    with pytest.raises(KeyError):
        data_file("digits-8-train")
    outcomes = TRAIN.outcomes(scenario)
    assert check(address(scenario), outcomes, outcomes[0]) == "unchecked"
