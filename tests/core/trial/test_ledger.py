import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.trial.ledger import (
    GENESIS,
    Chain,
    Ledger,
    LedgerRefused,
    Record,
    append,
    as_dict,
    digest,
    merge,
    verify,
)
from core.trial.ledger_entry import (
    CommitmentEntry,
    Entry,
    OutcomeEntry,
    VoteEntry,
    WhyEntry,
    body_of,
    commitment_of,
    entry_from,
    outcome_of,
    why_of,
)
from core.trial.parameters import Integer, Parameter
from core.trial.scenario import address, default_scenario
from core.trial.scoring import Result
from core.trial.trial import commit, explain, pose, reveal
from tests.results import results_of

OUTCOMES = ("recovered", "another", "blend", "kept")
HERE, THERE = "?lab=strokes&seed=1", "?lab=strokes&seed=2"
T = "2026-03-01T12:00:00.000Z"
ONE, TWO = "1" * 16, "2" * 16
COMMIT_ONE = CommitmentEntry(ONE, OUTCOMES, "blend", 70)
VOTE_ONE = VoteEntry(ONE, COMMIT_ONE.outcomes, "kept", 50)
COMMIT_TWO = CommitmentEntry(TWO, OUTCOMES, "kept", 25)
HAPPENED_ONE = OutcomeEntry(ONE, "blend", "kept")
HAPPENED_TWO = OutcomeEntry(TWO, "kept", "kept")
WHY_TWO = WhyEntry(TWO, "it fits")
WHY_ONE = WhyEntry(ONE, "m is „small“ 🙂")


def ledger_of(*entries: Entry) -> Ledger:
    ledger = Ledger()
    for entry in entries:
        ledger = append(ledger, entry, HERE if entry.trial == ONE else THERE, T)
    return ledger


WHOLE = ledger_of(COMMIT_ONE, COMMIT_TWO, HAPPENED_ONE, WHY_ONE, HAPPENED_TWO)


def sealed(*records: Record) -> Ledger:
    """The records as a chain with right numbers and hashes: what only the order can betray."""
    chained: list[Record] = []
    for number, record in enumerate(records, start=1):
        prev = chained[-1].hash if chained else GENESIS
        moved = replace(record, number=number, prev=prev)
        chained.append(replace(moved, hash=digest(moved)))
    return Ledger(tuple(chained))


def refused(code: str, number: int | None, call: Callable[[], object]) -> None:
    with pytest.raises(LedgerRefused, match=code) as caught:
        call()
    assert (caught.value.code, caught.value.number) == (code, number)


def test_a_chain() -> None:
    verify(WHOLE)
    verify(Ledger())
    assert Ledger().head == GENESIS
    assert [record.number for record in WHOLE.records] == [1, 2, 3, 4, 5]
    kinds = [record.kind for record in WHOLE.records]
    assert kinds == ["commitment", "commitment", "outcome", "why", "outcome"]
    prevs = [record.prev for record in WHOLE.records]
    assert prevs == [GENESIS, *(record.hash for record in WHOLE.records[:-1])]
    assert WHOLE.head == WHOLE.records[-1].hash


def test_the_hash_worked_by_hand() -> None:
    text = (
        '{"address":"?lab=strokes&seed=1","at":"2026-03-01T12:00:00.000Z","body":{"choice":"blend",'
        '"confidence":70,"outcomes":["recovered","another","blend","kept"],'
        '"trial":"1111111111111111"},"kind":"commitment","number":1,"prev":"' + "0" * 64 + '"}'
    )
    assert WHOLE.records[0].hash == hashlib.sha256(text.encode()).hexdigest()


def test_append_leaves_the_ledger_it_is_given() -> None:
    before = ledger_of(COMMIT_ONE)
    append(before, HAPPENED_ONE, HERE, T)
    assert before == ledger_of(COMMIT_ONE)


def test_entries_of_a_trial() -> None:
    parameters = (Parameter("seed", Integer(0, 9, 1)),)
    posed = pose(default_scenario("strokes", parameters), OUTCOMES, T)
    committed = commit(posed, "blend", 70, T)
    revealed = explain(reveal(committed, "kept", T), "why not")
    assert commitment_of(committed) == CommitmentEntry(posed.id, OUTCOMES, "blend", 70)
    assert outcome_of(revealed) == OutcomeEntry(posed.id, "blend", "kept")
    assert why_of(revealed) == WhyEntry(posed.id, "why not")
    with pytest.raises(ValueError, match="why"):
        why_of(reveal(committed, "kept", T))
    assert "answer" not in json.dumps(body_of(commitment_of(committed)))
    ledger = Ledger()
    for entry in (commitment_of(committed), outcome_of(revealed), why_of(revealed)):
        ledger = append(ledger, entry, address(posed.scenario), T)
    verify(ledger)


@pytest.mark.parametrize("entry", [VOTE_ONE, COMMIT_ONE, HAPPENED_ONE, WHY_ONE])
def test_an_entry_comes_back_from_its_body(entry: Entry) -> None:
    body = json.loads(json.dumps(body_of(entry)))
    assert entry_from(entry.kind, body) == entry
    assert "seen" not in body
    for name in body:
        with pytest.raises(ValueError, match="has the fields"):
            entry_from(entry.kind, {key: held for key, held in body.items() if key != name})
        wrongs: list[object] = [None, [], {}, 7.5, True, ["a", "b", 3]]
        for wrong in wrongs:
            with pytest.raises(ValueError, match=r"trial|outcomes|choice|confidence|why"):
                entry_from(entry.kind, body | {name: wrong})


def test_that_a_case_had_been_shown_is_said_only_where_it_had() -> None:
    body = body_of(replace(COMMIT_ONE, seen=True))
    assert body == {**body_of(COMMIT_ONE), "seen": True}
    assert entry_from("commitment", body) == replace(COMMIT_ONE, seen=True)
    wrongs: list[object] = [False, None, 1, "true", []]
    for wrong in wrongs:  # each would be another way to say the same, or says nothing
        with pytest.raises(ValueError, match="seen"):
            entry_from("commitment", body | {"seen": wrong})
    with pytest.raises(ValueError, match="has the fields"):
        entry_from("outcome", body_of(HAPPENED_ONE) | {"seen": True})


ORDERS: list[tuple[str, tuple[Entry, ...], Entry]] = [
    ("already_committed", (COMMIT_ONE,), replace(COMMIT_ONE, choice="kept")),
    ("already_committed", (COMMIT_ONE,), VOTE_ONE),
    ("already_voted", (VOTE_ONE,), VOTE_ONE),
    ("already_voted", (VOTE_ONE,), replace(VOTE_ONE, choice="kept")),
    ("no_commitment", (VOTE_ONE,), HAPPENED_ONE),
    ("already_committed", (COMMIT_ONE,), COMMIT_ONE),
    ("already_committed", (COMMIT_ONE, HAPPENED_ONE), replace(COMMIT_ONE, confidence=100)),
    ("no_commitment", (), HAPPENED_ONE),
    ("no_commitment", (COMMIT_TWO,), HAPPENED_ONE),
    ("choice_differs", (COMMIT_ONE,), OutcomeEntry(ONE, "kept", "kept")),
    ("bad_value", (COMMIT_ONE,), OutcomeEntry(ONE, "blend", "nothing")),
    ("already_revealed", (COMMIT_ONE, HAPPENED_ONE), HAPPENED_ONE),
    ("already_revealed", (COMMIT_ONE, HAPPENED_ONE), replace(HAPPENED_ONE, answer="blend")),
    ("why_before_outcome", (COMMIT_ONE,), WHY_ONE),
    ("no_commitment", (), WHY_ONE),
]


@pytest.mark.parametrize(("code", "before", "entry"), ORDERS)
def test_what_cannot_follow(code: str, before: tuple[Entry, ...], entry: Entry) -> None:
    ledger = ledger_of(*before)
    refused(code, len(before) + 1, lambda: append(ledger, entry, HERE, T))
    forged = sealed(*ledger.records, Record(0, T, HERE, entry, "", ""))
    refused(code, len(before) + 1, lambda: verify(forged))


def test_a_first_vote_stands_beside_the_commitment_of_its_trial() -> None:
    ledger = ledger_of(VOTE_ONE, replace(COMMIT_ONE, confidence=100), HAPPENED_ONE, WHY_ONE)
    verify(ledger)
    chain = Chain(ledger.records)
    vote, commitment = chain.vote(ONE), chain.commitment(ONE)
    assert vote is not None
    assert vote.entry == VOTE_ONE
    assert commitment is not None
    assert commitment.number == 2
    assert chain.says(VOTE_ONE)
    assert not chain.says(replace(VOTE_ONE, confidence=100))
    elsewhere = ledger_of(VOTE_ONE)
    refused("address_differs", 2, lambda: append(elsewhere, COMMIT_ONE, f"{HERE}1", T))


def test_verify_tells_a_commitment_that_comes_too_late() -> None:
    one, _, happened, why, _ = WHOLE.records
    refused("commitment_after_outcome", 1, lambda: verify(sealed(happened, one)))
    refused("commitment_after_outcome", 1, lambda: verify(sealed(why, one, happened)))


@pytest.mark.parametrize(
    ("where", "at"),
    [
        ("", T),
        ("strokes", T),
        ("https://elsewhere.org/?lab=strokes", T),
        ("?lab=strokes\n", T),
        ("?lab=½", T),
        ("?lab=" + "x" * 1000, T),
        (HERE, "today"),
        (HERE, ""),
    ],
)
def test_a_bad_address_or_moment(where: str, at: str) -> None:
    refused("bad_value", 1, lambda: append(Ledger(), COMMIT_ONE, where, at))


def test_an_outcome_keeps_the_address_of_its_commitment() -> None:
    ledger = ledger_of(COMMIT_ONE)
    refused("address_differs", 2, lambda: append(ledger, HAPPENED_ONE, THERE, T))


def test_verify_notices_every_changed_field() -> None:
    for index, record in enumerate(WHOLE.records):
        changes: list[Record] = [
            replace(record, number=record.number + 1),
            replace(record, at="2026-03-01T12:00:00.001Z"),
            replace(record, address=record.address + "0"),
            replace(record, prev=record.hash),
            replace(record, hash=record.prev),
            replace(record, entry=replace(record.entry, trial="3" * 16)),
        ]
        for changed in changes:
            records = (*WHOLE.records[:index], changed, *WHOLE.records[index + 1 :])
            with pytest.raises(LedgerRefused) as caught:
                verify(Ledger(records))
            assert caught.value.number == index + 1


def test_verify_notices_records_that_moved_or_went() -> None:
    one, two, *rest = WHOLE.records
    refused("broken_chain", 1, lambda: verify(Ledger((two, one, *rest))))
    refused("broken_chain", 1, lambda: verify(Ledger((two, *rest))))
    refused("broken_chain", 2, lambda: verify(Ledger((one, *rest))))
    refused("broken_chain", 2, lambda: verify(Ledger((one, one, two, *rest))))


def test_a_record_resealed_breaks_the_next() -> None:
    first, *rest = WHOLE.records
    changed = sealed(replace(first, entry=replace(COMMIT_ONE, confidence=99))).records[0]
    refused("broken_chain", 2, lambda: verify(Ledger((changed, *rest))))


def test_a_chain_refuses_and_stays_as_it_was() -> None:
    chain = Chain(WHOLE.records)
    for entry in (COMMIT_ONE, HAPPENED_ONE, WhyEntry("3" * 16, "no such trial")):
        with pytest.raises(LedgerRefused):
            chain.append(entry, HERE, T)
    with pytest.raises(LedgerRefused):
        chain.take(WHOLE.records[-1])
    assert chain.ledger == WHOLE
    record = chain.append(WHY_TWO, THERE, T)
    assert chain.ledger == append(WHOLE, WHY_TWO, THERE, T)
    assert chain.records[-1] is record


def test_what_a_chain_says_last_of_each_trial() -> None:
    chain = Chain(WHOLE.records)
    said = [COMMIT_ONE, HAPPENED_ONE, WHY_ONE, COMMIT_TWO, HAPPENED_TWO]
    assert all(chain.says(entry) for entry in said)
    assert not chain.says(WHY_TWO)
    chain.append(WHY_TWO, THERE, T)
    chain.append(replace(WHY_TWO, text="on second thoughts"), THERE, T)
    assert not chain.says(WHY_TWO)
    assert chain.commitment(TWO) == WHOLE.records[1]
    assert chain.commitment("3" * 16) is None


def test_merge_takes_the_longer_of_two_that_agree() -> None:
    short = Ledger(WHOLE.records[:2])
    assert merge(short, WHOLE) == WHOLE
    assert merge(WHOLE, short) == WHOLE
    assert merge(WHOLE, WHOLE) == WHOLE
    assert merge(Ledger(), WHOLE) == WHOLE
    assert merge(WHOLE, Ledger()) == WHOLE


def test_merge_refuses_what_diverges() -> None:
    other = append(ledger_of(COMMIT_ONE), HAPPENED_ONE, HERE, T)
    refused("diverged", 2, lambda: merge(WHOLE, other))
    refused("diverged", 1, lambda: merge(WHOLE, ledger_of(COMMIT_TWO)))


def test_results_for_the_score() -> None:
    assert results_of(WHOLE) == (
        Result(OUTCOMES, "blend", 70, "kept"),
        Result(OUTCOMES, "kept", 25, "kept"),
    )
    assert results_of(ledger_of(COMMIT_ONE, COMMIT_TWO)) == ()


def test_as_dict_is_all_that_a_record_says() -> None:
    assert list(as_dict(WHOLE.records[3])) == [
        "number", "kind", "at", "address", "body", "prev", "hash"
    ]  # fmt: skip
    assert as_dict(WHOLE.records[3])["body"] == {"trial": ONE, "text": WHY_ONE.text}


def test_a_long_ledger_is_verified_quickly() -> None:
    records = []
    for number in range(1500):
        name = f"{number:016x}"
        records.append(Record(0, T, HERE, CommitmentEntry(name, OUTCOMES, "kept", 50), "", ""))
        records.append(Record(0, T, HERE, OutcomeEntry(name, "kept", "blend"), "", ""))
    ledger = sealed(*records)
    verify(ledger)
    assert len(results_of(ledger)) == 1500
