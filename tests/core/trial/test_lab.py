from dataclasses import dataclass

import pytest

from core.trial.lab import Lab, Outcome, parameters_by_lab
from core.trial.parameters import Integer, Parameter
from core.trial.scenario import Scenario, default_scenario, parse


@dataclass(frozen=True)
class Seen:
    side: str


@dataclass(frozen=True)
class Landed:
    answer: str
    height: float


@dataclass(frozen=True)
class Coin:
    name: str = "coin"

    def parameters(self) -> tuple[Parameter, ...]:
        return (Parameter("seed", Integer(0, 9, 1)),)

    def observe(self, scenario: Scenario) -> Seen:
        return Seen("edge")

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        return ("heads", "tails")

    def outcome(self, scenario: Scenario) -> Landed:
        return Landed(("heads", "tails")[scenario.integer("seed") % 2], 1.0)


def test_a_small_lab_conforms() -> None:
    lab: Lab[Seen, Landed] = Coin()  # mypy checks the contract here
    anyone: Lab[object, Outcome] = lab
    scenario = default_scenario(lab.name, lab.parameters())
    assert anyone.outcome(scenario).answer in lab.outcomes(scenario)


def test_parameters_by_lab_feeds_parse() -> None:
    labs = parameters_by_lab([Coin(), Coin("other")])
    assert list(labs) == ["coin", "other"]
    scenario, notices = parse("?lab=other&seed=3", labs)
    assert (scenario.lab, scenario["seed"], notices) == ("other", 3, ())


@pytest.mark.parametrize(
    ("labs", "message"),
    [([], "at least one"), ([Coin(), Coin()], "'coin'")],
)
def test_labs_that_cannot_be(labs: list[Coin], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parameters_by_lab(labs)
