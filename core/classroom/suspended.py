"""What a learner has entered for an assignment, as a short text that another page keeps.

A learning-management system gives a SCORM 1.2 package 4,096 characters (`cmi.suspend_data`). The
text holds the trials that count, as columns: the cases by their places in the assignment, the
instants as milliseconds since the one before, the outcomes to choose from once for all who share
them. It has no hashes: appended to an empty ledger its entries get them anew. A trial's name
follows from the instant at which it was posed, where that is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from core.classroom.assignment import Assignment
from core.classroom.hand_in import of_cases
from core.classroom.packed_text import UnpackRefused, pack_text, unpack_text
from core.classroom.shortening import LeftOut, shorter
from core.trial.ledger import Chain, Ledger, LedgerRefused, Record
from core.trial.ledger_entry import CommitmentEntry, Entry, OutcomeEntry, VoteEntry, WhyEntry
from core.trial.trial import trial_id

LIMIT = 4096  # characters
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LETTERS = {"vote": "v", "commitment": "c", "outcome": "o", "why": "w"}
COLUMNS = {
    "for": str, "asked": list, "trials": list, "kinds": str, "cases": list, "after": list,
    "said": list,
}  # fmt: skip

Fault = Literal["damaged", "newer", "foreign", "other_assignment", "bad_value", "records"]


class SuspendedRefused(ValueError):
    """A text that is not read.

    code: "damaged", "newer" or "foreign" as for a link's code; "other_assignment"; "bad_value";
    "records", which cannot follow each other so. detail: for developers.
    """

    def __init__(self, code: Fault, detail: str) -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code}: {detail}")


@dataclass(frozen=True)
class Suspended:
    """The text, of at most LIMIT characters, and what it goes without."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class Resumed:
    """What a text gives back.

    rows: each entry with its case's address and its instant, in an order in which a ledger takes
    them. posed: by the trial's name, when it was posed, as far as that is known.
    """

    rows: tuple[tuple[Entry, str, str], ...]
    posed: Mapping[str, str]


def pack(ledger: Ledger, assignment: Assignment, posed: Mapping[str, str]) -> Suspended:
    """What a verified ledger holds of an assignment; what does not fit goes as `shorter` says.

    posed: by the trial's name, when it was posed; of others the name itself is kept.
    """
    records = of_cases(ledger, assignment.cases).records
    for fewer, left_out in shorter(records, assignment.cases):
        text = _write(fewer, assignment, posed)
        if len(text) <= LIMIT:
            return Suspended(text, left_out)
    raise AssertionError("no records fit")


def unpack(text: str, assignment: Assignment) -> Resumed:
    """What `pack` has made a text of; SuspendedRefused, and nothing else, for any other text."""
    chain, posed = Chain(), dict[str, str]()
    try:
        columns = json.loads(unpack_text(text, LIMIT))
        _check(columns, assignment)
        rows = tuple(_read(columns, assignment.cases, posed))
        for row in rows:
            chain.append(*row)
    except UnpackRefused as refused:
        raise SuspendedRefused(refused.code, refused.detail) from refused
    except LedgerRefused as refused:
        raise SuspendedRefused("records", str(refused)) from refused
    except SuspendedRefused:
        raise
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise SuspendedRefused("bad_value", f"{error!r:.200}") from error
    return Resumed(rows, posed)


def _write(records: Sequence[Record], assignment: Assignment, posed: Mapping[str, str]) -> str:
    places = {case: place for place, case in enumerate(assignment.cases)}
    trials = {record.entry.trial: record for record in reversed(records)}  # its first
    named = dict.fromkeys(record.entry.trial for record in records)
    asked: list[tuple[tuple[str, ...], int]] = []
    after: list[int | str] = []
    said: list[object] = []
    before = 0
    for record in records:
        entry, moment = record.entry, _milliseconds(record.at)
        after.append(record.at if moment is None else moment - before)
        before = before if moment is None else moment
        if isinstance(entry, VoteEntry | CommitmentEntry):
            question = (entry.outcomes, entry.parts)
            if question not in asked:
                asked.append(question)
            said.append(_predicted(entry, asked.index(question)))
        elif isinstance(entry, OutcomeEntry):
            said.append(entry.answer)
        else:
            said.append(entry.text)
    columns = {
        "for": assignment.fingerprint,
        "asked": [[" ".join(outcomes), parts] for outcomes, parts in asked],
        "trials": [_name(trials[trial], posed.get(trial, "")) for trial in named],
        "kinds": "".join(LETTERS[record.kind] for record in records),
        "cases": [places[record.address] for record in records],
        "after": after,
        "said": said,
    }
    return pack_text(json.dumps(columns, ensure_ascii=False, separators=(",", ":")))


def _name(first: Record, posed: str) -> int | str:
    """What a trial is named by: how long before its first record it was posed, in milliseconds."""
    entry = first.entry
    assert isinstance(entry, VoteEntry | CommitmentEntry)
    moment, then = _milliseconds(first.at), _milliseconds(posed) if posed else None
    known = trial_id(first.address, entry.outcomes, posed) == entry.trial
    return moment - then if known and moment is not None and then is not None else entry.trial


def _predicted(entry: VoteEntry | CommitmentEntry, asked: int) -> list[object]:
    """Which question, what was chosen (by place, or the painting), how sure; and 1 if seen."""
    choice = entry.choice if entry.parts > 1 else entry.outcomes.index(entry.choice)
    seen = isinstance(entry, CommitmentEntry) and entry.seen
    return [asked, choice, entry.confidence, *([1] if seen else [])]


def _check(columns: object, assignment: Assignment) -> None:
    if not isinstance(columns, Mapping) or {n: type(x) for n, x in columns.items()} != COLUMNS:
        raise SuspendedRefused("bad_value", f"{columns!r:.200}, needed: {sorted(COLUMNS)}")
    if columns["for"] != assignment.fingerprint:
        raise SuspendedRefused("other_assignment", columns["for"])


def _read(
    columns: Mapping[str, Any], cases: Sequence[str], posed: dict[str, str]
) -> Iterator[tuple[Entry, str, str]]:
    """Rows as `unpack` gives them; ValueError, TypeError, LookupError for what is none.

    posed: takes when each trial was posed.
    """
    asked = [(tuple(str(outcomes).split(" ")), parts) for outcomes, parts in columns["asked"]]
    trials = iter(columns["trials"])
    by_case: dict[str, tuple[str, str]] = {}  # the trial and what was chosen last
    rows = zip(
        *(columns[name] for name in ("kinds", "cases", "after", "said")), strict=True
    )  # fmt: skip
    before = 0
    for kind, place, after, said in rows:
        case = cases[_natural(place)]
        if isinstance(after, str):
            at = after
        else:
            before += _whole(after)
            at = _instant(before)
        if case not in by_case:
            name = next(trials, "")
            if not isinstance(name, str):
                then = _instant(before - _whole(name))
                name = trial_id(case, asked[_natural(said[0])][0], then)
                posed[name] = then
            by_case[case] = name, ""
        trial, choice = by_case[case]
        entry: Entry
        if kind in "vc":
            entry = predicted = _prediction(kind, trial, asked, said)
            by_case[case] = trial, predicted.choice
        elif kind == "o":
            entry = OutcomeEntry(trial, choice, said)
        elif kind == "w":
            entry = WhyEntry(trial, said)
        else:
            raise ValueError(f"kind must be one of {sorted(LETTERS.values())}, got {kind!r}")
        yield entry, case, at


def _prediction(
    kind: str, trial: str, asked: Sequence[tuple[tuple[str, ...], int]], said: Sequence[Any]
) -> VoteEntry | CommitmentEntry:
    question, chosen, confidence, *seen = said
    outcomes, parts = asked[_natural(question)]
    choice = chosen if parts != 1 else outcomes[_natural(chosen)]
    if seen not in ([], [1]) or (kind == "v" and seen):
        raise ValueError(f"seen must be 1 or nothing, got {seen!r:.60}")
    if kind == "v":
        return VoteEntry(trial, outcomes, choice, confidence, parts)
    return CommitmentEntry(trial, outcomes, choice, confidence, bool(seen), parts)


def _natural(number: object) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(f"a place must be a number from 0, got {number!r:.60}")
    return number


def _whole(number: object) -> int:
    if type(number) is not int:
        raise ValueError(f"milliseconds must be whole, got {number!r:.60}")
    return number


def _instant(milliseconds: int) -> str:
    moment = EPOCH + milliseconds * MILLISECOND
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _milliseconds(at: str) -> int | None:
    """Since 1970; None for an instant that is not written in milliseconds."""
    moment = datetime.fromisoformat(at[:-1]).replace(tzinfo=UTC)
    since = (moment - EPOCH) // MILLISECOND
    return since if _instant(since) == at else None
