"""The books: a ledger of any length, a file's outcomes computed anew, a case shown before."""

from __future__ import annotations

import json
from typing import Any

from app.session.ledger_store import AT_ONCE
from app.session.text_catalog import words
from app.ui.record import RecordView
from core.labs.strokes.lab import STROKES
from core.trial.ledger import Chain, digest
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry
from core.trial.ledger_file import BITE, import_text, record_from
from core.trial.scenario import address
from tests.app.fake_browser import FIRST, FakeBrowser, ledger_text, moment

HERE = address(FIRST)
TRUTH = STROKES.outcome(FIRST).answer
WRONG = next(o for o in STROKES.outcomes(FIRST) if o != TRUTH)
SAY = words("record")
SHOWN = words("notices")("shown_before")


def tended(desk: FakeBrowser) -> FakeBrowser:
    """Let the books come to their end."""
    while desk.session.has_ledger_work:
        desk.session.do_ledger_work()
    return desk


def forged(records: list[dict[str, Any]], answers: dict[int, str]) -> list[dict[str, Any]]:
    """The records with other answers, by number, and every hash computed anew."""
    chain = Chain()
    for number, raw in enumerate(records, start=1):
        body = raw["body"] | ({"answer": answers[number]} if number in answers else {})
        record = record_from(number, raw | {"body": body})
        chain.append(record.entry, record.address, record.at)
    return [
        {**raw, "body": raw["body"] | ({"answer": answers[n]} if n in answers else {}),
         "prev": record.prev, "hash": record.hash}
        for n, (raw, record) in enumerate(zip(records, chain.records, strict=True), start=1)
    ]  # fmt: skip


def three() -> FakeBrowser:
    """A learner with three trials of three cases behind them."""
    desk = FakeBrowser()
    for _ in range(3):
        desk.revealed("kept", 60).session.next_case()
    return desk


def long(trials: int) -> list[dict[str, Any]]:
    """The records of so many trials, none of them true."""
    chain, outcomes = Chain(), STROKES.outcomes(FIRST)
    for number in range(trials):
        trial, where = f"{number:016x}", f"{HERE}0{number}"
        chain.append(CommitmentEntry(trial, outcomes, "kept", 50), where, moment(1))
        chain.append(OutcomeEntry(trial, "kept", "kept"), where, moment(2))
    return [
        {
            "number": r.number, "kind": r.kind, "at": r.at, "address": r.address,
            "body": {"trial": r.entry.trial, **body(r.entry)}, "prev": r.prev, "hash": r.hash,
        }
        for r in chain.records
    ]  # fmt: skip


def body(entry: Any) -> dict[str, Any]:
    if isinstance(entry, CommitmentEntry):
        return {
            "outcomes": list(entry.outcomes), "choice": entry.choice,
            "confidence": entry.confidence,
        }  # fmt: skip
    return {"choice": entry.choice, "answer": entry.answer}


# ---- a file's outcomes


def test_outcomes_from_a_file_count_once_they_are_computed_anew() -> None:
    learner, other = three(), FakeBrowser(start=9000)
    view = RecordView(other.session)
    other.session.import_file(ledger_text(learner.records))
    assert other.told == [SAY("taken.text", count=6)]
    assert other.session.account.unchecked == 3
    assert "No prediction revealed yet" in view.score.html
    assert "3 from a file that are not checked yet" in view.score.html
    tended(other)
    assert other.session.account == learner.session.account
    assert "3 predictions revealed" in view.score.html
    assert "Not counted" not in view.score.html
    assert set(other.checks.values()) == {"confirmed"}
    # and that is known after a reload
    again = other.reloaded()
    assert again.session.account == learner.session.account
    assert not again.session.has_ledger_work


def test_an_outcome_that_is_not_true_is_named_and_does_not_count() -> None:
    learner = three()
    number = next(r["number"] for r in learner.records if r["kind"] == "outcome")
    case = learner.records[number - 1]
    answer = next(o for o in STROKES.outcomes(FIRST) if o != case["body"]["answer"])
    file = ledger_text(forged(learner.records, {number: answer}))
    assert import_text(file)  # the chain holds
    other = FakeBrowser(start=9000)
    other.session.import_file(file)
    view = RecordView(tended(other).session)
    assert other.session.account.otherwise == (number,)
    assert other.session.account.results.total() == 2
    assert f"1 that come out otherwise here (record {number})" in view.score.html
    assert tended(other.reloaded()).session.account == other.session.account


def test_what_was_left_unchecked_is_checked_at_the_next_visit() -> None:
    learner, other = three(), FakeBrowser(start=9000)
    other.session.import_file(ledger_text(learner.records))
    again = other.reloaded()
    assert again.session.account.unchecked == 3
    assert tended(again).session.account == learner.session.account


def test_a_case_of_a_lab_that_is_not_there_is_said_to_be_unknown() -> None:
    learner, other = three(), FakeBrowser(start=9000)
    records = json.loads(json.dumps(learner.records).replace("lab=strokes", "lab=gone"))
    other.session.import_file(ledger_text(forged(records, {})))
    view = RecordView(tended(other).session)
    assert other.session.account.unknown == 3
    assert "3 from a file on cases that this version of Hunch does not have" in view.score.html


def test_what_was_taken_goes_on_as_ones_own() -> None:
    learner, other = three(), FakeBrowser(start=9000)
    other.session.import_file(ledger_text(learner.records[:4]))
    other.session.import_file(ledger_text(learner.records))
    assert other.records == learner.records
    tended(other).session.visit(f"{HERE}00", {})
    other.revealed("blend", 40)
    assert other.session.account.results.total() == 4
    assert import_text(ledger_text(other.records)) == other.session.ledger


def test_an_old_file_is_taken_and_what_it_cannot_show_is_said() -> None:
    learner, other = three(), FakeBrowser(start=9000)
    file = json.loads(ledger_text(learner.records)) | {"version": 1}
    del file["seal"]
    other.session.import_file(json.dumps(file))
    assert other.told == [f"{SAY('taken.text', count=6)} {SAY('taken.unsealed')}"]
    assert other.records == learner.records


def test_what_is_no_finding_is_found_out_again() -> None:
    learner, other = three(), FakeBrowser(start=9000)
    other.session.import_file(ledger_text(learner.records))
    other.checks |= {key: ["confirmed"] for key in other.checks}
    again = other.reloaded()
    assert again.session.account.unchecked == 3
    assert tended(again).session.account == learner.session.account


# ---- a case shown before


def test_a_prediction_of_a_case_that_was_shown_before_is_marked() -> None:
    learner = three()
    saved = learner.records[:2]  # saved, seen, forgotten, brought in, predicted with knowledge
    other = FakeBrowser(start=9000)
    view = RecordView(other.session)
    other.session.load_shown([r["address"] for r in learner.records])
    other.session.import_file(ledger_text(saved))
    seen = learner.records[2]["address"]
    tended(other).session.visit(seen, {})
    assert other.told[1:] == [SHOWN]
    other.revealed("kept", 100)
    assert other.records[2]["body"]["seen"] is True
    assert (other.session.account.results.total(), other.session.account.shown) == (1, 1)
    assert "1 on cases whose answer you had seen before" in view.score.html
    import_text(ledger_text(other.records))
    assert other.told[1:] == [SHOWN]
    # the mark goes along with a file
    third = FakeBrowser(start=20000)
    third.session.import_file(ledger_text(other.records))
    assert tended(third).session.account == other.session.account
    # a case that was not shown is not marked
    other.session.visit(f"{HERE}00", {})
    other.committed()
    assert "seen" not in other.records[-1]["body"]


# ---- a ledger of any length

TRIALS = AT_ONCE * BITE  # twice as many records as are read at once


def test_a_long_ledger_is_read_in_steps_and_nothing_waits_for_it() -> None:
    records = long(TRIALS)
    desk = FakeBrowser(records)
    view = RecordView(desk.session)
    desk.session.load(records)
    desk.session.visit("", {})
    assert desk.session.has_ledger_work
    assert desk.session.reading is not None
    assert f"of {2 * TRIALS} entries" in view.score.html
    desk.revealed("kept", 60)
    assert desk.session.phase == "revealed"
    assert desk.of_type("append") == []  # it waits for the chain's end
    tended(desk)
    assert [r["kind"] for r in desk.records[2 * TRIALS :]] == ["commitment", "outcome"]
    assert desk.session.account.results.total() == TRIALS + 1
    assert f"{TRIALS + 1} predictions revealed" in view.score.html
    assert import_text(ledger_text(desk.records)) == desk.session.ledger
    # from here on a record takes no longer than in a short one: nothing is read again
    desk.session.next_case()
    desk.committed()
    assert len(desk.of_type("append")) == 3
    assert not desk.session.has_ledger_work


def test_damage_at_the_end_of_a_long_ledger_is_told_and_it_is_not_continued() -> None:
    records = long(TRIALS)
    records[-1]["body"]["answer"] = "blend"
    desk = FakeBrowser(records)
    desk.session.load(records)
    desk.session.visit("", {})
    desk.committed()
    assert desk.told == []
    tended(desk)
    (told,) = desk.told
    assert f"Record {2 * TRIALS} was changed" in told
    assert desk.of_type("append") == []
    assert desk.records == records
    desk.session.reveal()
    assert desk.session.phase == "revealed"
    assert desk.of_type("append") == []


def test_of_a_ledger_that_grew_elsewhere_only_what_is_new_is_read() -> None:
    records = long(TRIALS)
    desk = FakeBrowser(records[:-2])
    desk.session.load(records[:-2])
    tended(desk)
    desk.session.load(records[-2:], after=len(records) - 2)
    assert not desk.session.has_ledger_work
    assert desk.session.ledger.head == records[-1]["hash"]
    assert desk.session.account.results.total() == TRIALS
    # what does not go on from there is told as damage, never taken
    desk.session.load([records[-1]], after=len(records))
    assert desk.session.ledger.records == ()
    assert "is not continued" in desk.told[-1]


def test_a_long_file_is_taken_in_steps() -> None:
    records = long(TRIALS)
    desk = FakeBrowser()
    desk.session.import_file(ledger_text(records))
    assert desk.session.has_ledger_work
    desk.committed()
    for _ in range(9):
        desk.session.do_ledger_work()
    assert desk.told == []
    while not desk.told:
        desk.session.do_ledger_work()
    # what was committed meanwhile has waited, or the file would not go on from there
    assert desk.of_type("extend")
    assert [r["kind"] for r in desk.records[2 * TRIALS :]] == ["commitment"]


def test_every_value_of_another_kind_is_damage_and_no_more() -> None:
    good = three().records
    odd: list[Any] = [None, True, 7, -1.5, "x", [], [[]], {}, {"a": None}]
    kinds: list[Any] = [[value] for value in odd]
    for name in good[0]:
        kinds += [
            [good[0] | {name: value}] for value in odd if type(value) is not type(good[0][name])
        ]
        kinds.append([{key: held for key, held in good[0].items() if key != name}])
    for name in good[0]["body"]:
        kinds += [[good[0] | {"body": good[0]["body"] | {name: value}}] for value in odd]
    for records in kinds:
        desk = FakeBrowser(start=9000)
        desk.session.load(records)
        desk.session.visit("", {})
        assert len(desk.told) == 1, records
        assert "was changed outside Hunch" in desk.told[0]
        desk.revealed()
        assert desk.session.phase == "revealed"
        assert desk.of_type("append") == []
    assert digest(record_from(1, good[0])) == good[0]["hash"]
