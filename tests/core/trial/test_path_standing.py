"""A path's steps are what the ledger says of their cases, the first time each was answered."""

from core.trial.ledger import Ledger, append
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry
from core.trial.path_standing import Step, standings

AT = "2026-03-01T12:00:00Z"
CASES = ("?lab=a", "?lab=b", "?lab=c")


def answered(
    ledger: Ledger, case: str, number: int, choice: str, answer: str, sure: int, parts: int = 1
) -> Ledger:
    names = ("0", "1", "2") if parts > 1 else ("yes", "no")
    trial = f"{number:016x}"
    commitment = CommitmentEntry(trial, names, choice, sure, parts=parts)
    ledger = append(ledger, commitment, case, AT)
    return append(ledger, OutcomeEntry(trial, choice, answer), case, AT)


def test_each_step_counts_once_and_the_rest_of_the_ledger_not_at_all() -> None:
    assert standings(Ledger(), CASES) == (None, None, None)
    ledger = answered(Ledger(), "?lab=b", 1, "yes", "no", 100)
    ledger = answered(ledger, "?lab=z", 2, "yes", "yes", 100)
    ledger = answered(ledger, "?lab=a", 3, "yes", "yes", 50)
    ledger = answered(ledger, "?lab=b", 4, "no", "no", 100)  # again: too late
    first, second, third = standings(ledger, CASES)
    assert first == Step(True, 75.0, 75.0)
    assert second == Step(False, 0.0, 75.0)
    assert third is None


def test_what_is_not_so_is_no_step() -> None:
    ledger = answered(Ledger(), "?lab=a", 1, "yes", "yes", 100)
    assert standings(ledger, CASES)[0] is not None
    assert standings(ledger, CASES, otherwise=[2])[0] is None


def test_what_had_been_seen_is_a_step_or_the_path_would_have_no_end() -> None:
    entry = CommitmentEntry("f" * 16, ("yes", "no"), "yes", 50, seen=True)
    seen = append(Ledger(), entry, CASES[0], AT)
    seen = append(seen, OutcomeEntry("f" * 16, "yes", "yes"), CASES[0], AT)
    assert standings(seen, CASES)[0] == Step(True, 75.0, 75.0)


def test_a_painting_is_called_when_nearly_all_of_it_is_right() -> None:
    for answer, called in (("0" * 9 + "1", True), ("0" * 8 + "11", False)):
        ledger = answered(Ledger(), "?lab=a", 1, "0" * 10, answer, 100, parts=10)
        (step,) = standings(ledger, CASES[:1])
        assert step is not None
        assert step.called is called


def test_what_is_committed_and_not_revealed_is_no_step_yet() -> None:
    entry = CommitmentEntry("0" * 16, ("yes", "no"), "yes", 50)
    assert standings(append(Ledger(), entry, "?lab=a", AT), CASES) == (None, None, None)
