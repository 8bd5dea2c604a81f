"""What a ledger from a file says has happened, computed anew from each address.

The chain shows accidents alone, since anybody can compute hashes. What a case comes to can be
computed, too, and is the same anywhere: an outcome that is none shows here.
"""

from collections.abc import Generator, Mapping
from typing import Any

from core.data.provided_files import MissingData
from core.stepwise import with_progress
from core.trial.lab import Lab, LiveLab
from core.trial.scenario import Scenario, address, lab_of, parse
from core.trial.scored_outcomes import Check

Labs = Mapping[str, Lab[Any, Any]]


def is_quick(where: str, labs: Labs) -> bool:
    """Whether the outcome of the case at the address `where` comes without a run."""
    return not isinstance(labs.get(lab_of(where)), LiveLab)


def check_steps(
    where: str, outcomes: tuple[str, ...], answer: str, labs: Labs
) -> Generator[None, None, Check]:
    """Whether the case at the address `where`, with these outcomes, comes to this answer.

    Takes the steps of the lab's own run.
    """
    found = case_of(where, labs)
    if found is None or found[0].outcomes(found[1]) != outcomes:
        return "unknown"
    try:
        found_answer = yield from answer_steps(*found)
    except MissingData:
        return "unchecked"
    return "confirmed" if found_answer == answer else "otherwise"


def case_of(where: str, labs: Labs) -> tuple[Lab[Any, Any], Scenario] | None:
    """The case at the address `where`; None if this version has none that is called just so."""
    lab = labs.get(lab_of(where))
    if lab is None:
        return None
    scenario, notices = parse(where, {lab.name: lab.parameters()})
    return None if notices or address(scenario) != where else (lab, scenario)


def answer_steps(lab: Lab[Any, Any], scenario: Scenario) -> Generator[None, None, str]:
    """What a case comes to, in the steps of the lab's own run; MissingData without its data."""
    if isinstance(lab, LiveLab):
        happened = yield from with_progress(lab.run(scenario), lambda _: None)
    else:
        happened = lab.outcome(scenario)
    answer: str = happened.answer
    return answer
