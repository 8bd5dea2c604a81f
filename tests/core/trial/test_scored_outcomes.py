"""What of a ledger counts: true outcomes of cases that had not been shown."""

from collections import Counter

from core.trial.ledger import Chain, Record
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry, WhyEntry
from core.trial.scored_outcomes import Account, Accountant, Check
from core.trial.scoring import Result, summary
from tests.results import results_of

OUTCOMES = ("recovered", "another", "blend", "kept")
T = "2026-03-01T12:00:00.000Z"
RIGHT = Result(OUTCOMES, "kept", 50, "kept")


def chain_of(*cases: str, seen: bool = False) -> Chain:
    """A trial for each case, by its seed, committed and revealed one after the other."""
    chain = Chain()
    for number, case in enumerate(cases):
        trial, where = f"{number:016x}", f"?lab=strokes&seed={case}"
        chain.append(CommitmentEntry(trial, OUTCOMES, "kept", 50, seen), where, T)
        chain.append(OutcomeEntry(trial, "kept", "kept"), where, T)
        chain.append(WhyEntry(trial, "it is short"), where, T)
    return chain


def accountant_of(records: list[Record], checks: dict[str, Check] | None = None) -> Accountant:
    accountant = Accountant(checks or {})
    for record in records:
        accountant.take(record)
    return accountant


def test_what_was_computed_here_counts() -> None:
    chain = chain_of("1", "2", "3")
    account = accountant_of(chain.records).account
    assert account == Account(Counter({RIGHT: 3}))
    assert summary(account.results) == summary(results_of(chain.ledger))
    assert accountant_of([]).account == Account()
    assert accountant_of(chain.records[:1]).account == Account()


def test_a_case_that_had_been_shown_does_not_count_again() -> None:
    accountant = accountant_of(chain_of("1", "2", "1").records)
    assert accountant.account == Account(Counter({RIGHT: 2}), shown=1)
    assert accountant.shown("?lab=strokes&seed=1")
    assert not accountant.shown("?lab=strokes&seed=3")
    assert accountant_of(chain_of("1", seen=True).records).account == Account(shown=1)


def test_what_comes_from_a_file_counts_once_it_is_confirmed() -> None:
    chain = chain_of("1", "2", "3", "4")
    hashes = [record.hash for record in chain.records if record.kind == "outcome"]
    accountant = accountant_of(chain.records, dict.fromkeys(hashes, "unchecked"))
    assert accountant.account == Account(unchecked=4)
    assert list(accountant.unchecked) == hashes
    assert accountant.outcomes(accountant.unchecked[hashes[0]]) == OUTCOMES
    for digest, found in zip(hashes, ("confirmed", "otherwise", "unknown"), strict=False):
        accountant.check(digest, found)
    counted = Account(Counter({RIGHT: 1}), otherwise=(5,), unchecked=1, unknown=1)
    assert accountant.account == counted
    checks: dict[str, Check] = dict(
        zip(hashes, ("confirmed", "otherwise", "unknown", "unchecked"), strict=True)
    )
    assert accountant_of(chain.records, checks).account == counted
