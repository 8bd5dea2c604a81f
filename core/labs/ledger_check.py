"""What a ledger from a file says has happened, computed anew from each address.

The chain shows accidents alone, since anybody can compute hashes. What a case comes to can be
computed, too, and is the same anywhere: an outcome that is none shows here.
"""

from collections.abc import Generator, Mapping
from typing import Any

from core.data.provided_files import MissingData
from core.stepwise import with_progress
from core.trial.lab import Lab, LiveLab
from core.trial.scenario import address, lab_of, parse
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
    lab = labs.get(lab_of(where))
    if lab is None:
        return "unknown"
    scenario, notices = parse(where, {lab.name: lab.parameters()})
    if notices or address(scenario) != where or lab.outcomes(scenario) != outcomes:
        return "unknown"
    try:
        if isinstance(lab, LiveLab):
            happened = yield from with_progress(lab.run(scenario), lambda _: None)
        else:
            happened = lab.outcome(scenario)
    except MissingData:
        return "unchecked"
    return "confirmed" if happened.answer == answer else "otherwise"
