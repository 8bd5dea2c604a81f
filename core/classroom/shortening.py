"""What goes first where a learner's records do not fit: in a stated order, and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from core.trial.ledger import Record
from core.trial.ledger_entry import CommitmentEntry, OutcomeEntry, WhyEntry
from core.trial.trial import WHY_LIMIT

ELLIPSIS = "…"  # at the end of words that were cut
CUT = 0.93  # of the characters are left from one cut to the next
LEAST_WHY = 20  # characters; fewer say nothing

Shortening = Literal["earlier_why", "why", "outcome", "case"]
Records = tuple[Record, ...]


@dataclass(frozen=True)
class LeftOut:
    """What did not fit. case: its address.

    what: "earlier_why", words on why that others had replaced; "why", words that were cut short or
    left out; "outcome", of a picture that was painted, which can be computed again; "case", all
    that was entered for it.
    """

    what: Shortening
    case: str


Shorter = tuple[Records, tuple[LeftOut, ...]]


def shorter(records: Records, cases: Sequence[str]) -> Iterator[Shorter]:
    """The records as they are, then ever fewer of them, down to none; with each what is gone.

    First words on why go that others replaced, then the longest words on why are cut, then the
    outcomes of painted pictures go, then whole cases, the last of `cases` first. The entries that
    are left still follow each other as a ledger wants it; hashes are as they were.
    """
    yield records, ()
    records, gone = _without(records, _earlier_whys(records), "earlier_why")
    yield records, gone
    whole = records
    limit: float = WHY_LIMIT
    while (limit := limit * CUT) >= LEAST_WHY:
        yield _cut(whole, int(limit), gone)
    records, cut = _without(whole, [r for r in whole if isinstance(r.entry, WhyEntry)], "why")
    gone += cut
    yield records, gone
    records, painted = _without(records, _painted_outcomes(records), "outcome")
    gone += painted
    yield records, gone
    for case in reversed(cases):
        if any(record.address == case for record in records):
            records = tuple(record for record in records if record.address != case)
            gone = (*(each for each in gone if each.case != case), LeftOut("case", case))
            yield records, gone


def _without(records: Records, going: Sequence[Record], what: Shortening) -> Shorter:
    numbers = {record.number for record in going}
    cases = dict.fromkeys(record.address for record in going)
    left = tuple(record for record in records if record.number not in numbers)
    return left, tuple(LeftOut(what, case) for case in cases)


def _earlier_whys(records: Records) -> list[Record]:
    whys = [record for record in records if isinstance(record.entry, WhyEntry)]
    last = {record.entry.trial: record.number for record in whys}
    return [record for record in whys if record.number != last[record.entry.trial]]


def _painted_outcomes(records: Records) -> list[Record]:
    painted = {
        record.entry.trial
        for record in records
        if isinstance(record.entry, CommitmentEntry) and record.entry.parts > 1
    }
    return [
        record
        for record in records
        if isinstance(record.entry, OutcomeEntry) and record.entry.trial in painted
    ]


def _cut(records: Records, limit: int, gone: tuple[LeftOut, ...]) -> Shorter:
    """With at most `limit` characters of words on why each."""
    left: list[Record] = []
    for record in records:
        entry = record.entry
        if isinstance(entry, WhyEntry) and len(entry.text) > limit:
            text = entry.text[: limit - 1].rstrip() + ELLIPSIS
            left.append(replace(record, entry=replace(entry, text=text)))
            gone += (LeftOut("why", record.address),)
        else:
            left.append(record)
    return tuple(left), gone
