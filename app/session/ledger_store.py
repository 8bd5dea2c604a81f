"""The learner's books: the ledger as the browser keeps it, and every way it can grow.

A ledger is only ever replaced by a verified one. A damaged one is left as it lies in the browser,
where it can still be saved as a file: nothing is appended to it, and the learner is told. What
takes its time (a long ledger, a file, outcomes that are computed anew) goes on with `advance`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from typing import get_args

from app.session.page_messages import Post
from app.session.text_catalog import words
from core.labs.ledger_check import Labs, check_steps, is_quick
from core.trial.ledger import Chain, Ledger, LedgerRefused, Record, as_dict, merge
from core.trial.ledger_entry import CommitmentEntry, Entry, OutcomeEntry, VoteEntry
from core.trial.ledger_file import BITE, chain_steps, read_steps, record_from
from core.trial.scenario import lab_of
from core.trial.scored_outcomes import Account, Accountant, Check

AT_ONCE = 20  # steps that are taken before anything else: a ledger of a thousand records
TOGETHER = 20  # checks that are kept in one go

Work = Generator[None, None, None]


class LedgerStore:
    """Holds `ledger`, `account` and `progress`, and posts what the browser must keep.

    progress: (records read, records in all) of a long ledger; None when it is read. Posts `append`,
    `extend` and `checked` messages, see `app/session/page_messages.py`.
    """

    def __init__(self, post: Post, labs: Labs) -> None:
        """labs: those whose outcomes can be computed anew."""
        self.ledger = Ledger()
        self.account = Account()
        self.progress: tuple[int, int] | None = None
        self._post = post
        self._labs = labs
        self._chain = Chain()
        self._checks: dict[str, Check] = {}
        self._accountant = Accountant(self._checks)
        self._accounted = 0
        self._damage = ""  # in words
        self._works: deque[Work] = deque()
        self._raws: Sequence[object] = ()  # what the first of these reads
        self._waiting: list[tuple[Entry, str, str]] = []  # to be entered when these are done
        self._checking: Work | None = None
        self._missing: set[str] = set()  # hashes of outcomes that cannot be checked on this page
        self._found: dict[tuple[str, tuple[str, ...], str], Check] = {}

    # ---- what the browser keeps

    def load(self, raws: Sequence[object], checks: Mapping[str, Check], after: int = 0) -> None:
        """Take the ledger that the browser kept, as JSON has its records.

        checks: of those from files, by hash. after: how many of the records here stand before them.
        """
        known = get_args(Check)
        self._checks |= {
            hash_: check if check in known else "unchecked" for hash_, check in checks.items()
        }
        self._begin(self._read(raws, after))

    def adopt(
        self, raws: Sequence[object], checks: Mapping[str, Check], after: int, record: object
    ) -> None:
        """Go on with a ledger that grew in another tab, and enter `record` again."""
        number = record["number"] if isinstance(record, dict) else 0
        pending = record_from(number, record)
        self._waiting.insert(0, (pending.entry, pending.address, pending.at))
        self.load(raws, checks, after)

    def import_file(self, text: str) -> None:
        """Import a file, whole or not at all; never over a damaged ledger."""
        self._begin(self._import(text))

    # ---- what is asked of them

    def commitment(self, trial: str) -> tuple[CommitmentEntry, str] | None:
        """Return what the ledger holds as committed to the trial of this id, and since when."""
        record = self._chain.commitment(trial)
        if record is None or not isinstance(record.entry, CommitmentEntry):
            return None
        return record.entry, record.at

    def shown(self, address: str) -> bool:
        """Tell whether the outcome of the case at this address is in the ledger."""
        return self._accountant.shown(address)

    def last(self, lab: str) -> tuple[str, str] | None:
        """Return kind and address of the lab's last record, also while it is not yet read."""
        for record in chain(reversed(self._raws), reversed(self.ledger.records)):
            if isinstance(record, Record):
                kind, where = record.kind, record.address
            elif isinstance(record, dict):
                kind, where = str(record.get("kind")), str(record.get("address"))
            else:
                continue
            if lab_of(where) == lab:
                return kind, where
        return None

    def enter(self, entry: Entry, address: str, at: str) -> None:
        """Append an entry, unless it is what the ledger last said of the trial in this respect."""
        if self._works:
            self._waiting.append((entry, address, at))
            return
        try:
            self._append(entry, address, at)
        except LedgerRefused as refused:
            self._say(words("record")("unrecorded", reason=refusal_text(refused)))
        self._settle()

    # ---- what takes its time

    @property
    def working(self) -> bool:
        """Whether there is something to go on with."""
        return bool(self._works or self._checking or self._checkable())

    def advance(self) -> bool:
        """Take one step; tell whether the ledger is another one after it."""
        if self._works:
            return self._work()
        self._checking = self._checking or self._check()
        if next(self._checking, self) is self:
            self._checking = None
        return False

    def _begin(self, work: Work) -> None:
        self._works.append(work)
        for _ in range(AT_ONCE):
            if self._works:
                self._work()

    def _work(self) -> bool:
        if next(self._works[0], self) is not self:
            return False
        self._works.popleft()
        if self._works:
            return False
        waiting, self._waiting = self._waiting, []
        for entry, address, at in waiting:
            with suppress(LedgerRefused):  # committed otherwise in another tab: that stands
                self._append(entry, address, at)
        self._settle()
        return True

    def _append(self, entry: Entry, address: str, at: str) -> None:
        stands = isinstance(entry, CommitmentEntry) and self._chain.commitment(entry.trial)
        voted = isinstance(entry, VoteEntry) and self._chain.vote(entry.trial)
        if stands or voted or self._chain.says(entry):
            return
        record = self._chain.append(entry, address, at)
        if not self._damage:
            self._post({"type": "append", "record": as_dict(record)})

    def _read(self, raws: Sequence[object], after: int) -> Work:
        if after and (self._damage or after > len(self._chain.records)):
            return
        self._damage, self._raws = "", raws
        if after < len(self._chain.records):
            self._restart(self._chain.records[:after])
        try:
            for done in chain_steps(self._chain, raws):
                self.progress = done, after + len(raws)
                self._count()
                yield
        except LedgerRefused as refused:
            self._restart(())
            self._damage = words("record")("damaged.text", reason=refusal_text(refused))
            self._say(self._damage)
        self.progress, self._raws = None, ()

    def _import(self, text: str) -> Work:
        say, own = words("record"), self._chain.ledger
        if self._damage:
            self._say(self._damage)
            return
        steps = read_steps(text)
        try:
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    file = end.value
                    break
                yield
            taken = merge(own, file.ledger)
        except LedgerRefused as refused:
            self._say(f"{say('refused.title')} {refusal_text(refused)}")
            return
        unsealed = "" if file.sealed else f" {say('taken.unsealed')}"
        if taken is own:
            self._say(say("taken.same") + unsealed)
            return
        fresh = taken.records[len(own.records) :]
        unchecked = [record.hash for record in fresh if isinstance(record.entry, OutcomeEntry)]
        records = []
        for record in fresh:
            records.append(as_dict(record))
            if not record.number % BITE:
                yield
        self._checks |= dict.fromkeys(unchecked, "unchecked")
        self._chain = file.chain
        while self._accounted < len(self._chain.records):
            self._count(BITE)
            yield
        told = say("taken.text", count=len(taken.records)) + unsealed
        self._post({"type": "extend", "records": records, "unchecked": unchecked, "told": told})

    def _checkable(self) -> bool:
        return len(self._accountant.unchecked) > len(self._missing)

    def _check(self) -> Work:
        """Compute the outcomes from files anew: first those that are quick."""
        accountant, kept = self._accountant, dict[str, Check]()
        records = sorted(
            accountant.unchecked.values(),
            key=lambda record: not is_quick(record.address, self._labs),
        )
        for record in records:
            if record.hash in self._missing:
                continue
            entry = record.entry
            assert isinstance(entry, OutcomeEntry)
            case = record.address, accountant.outcomes(record), entry.answer
            if case not in self._found:
                self._found[case] = yield from check_steps(*case, self._labs)
            if accountant is not self._accountant:  # another ledger meanwhile
                break
            if self._found[case] == "unchecked":
                self._missing.add(record.hash)
            else:
                self._checks[record.hash] = kept[record.hash] = self._found[case]
                accountant.check(record.hash, self._found[case])
                self.account = accountant.account
            if len(kept) == TOGETHER:
                self._keep(kept)
            yield
        self._keep(kept)

    def _keep(self, kept: dict[str, Check]) -> None:
        if kept:
            self._post({"type": "checked", "checks": dict(kept)})
            kept.clear()

    # ---- counting

    def _restart(self, records: Sequence[Record]) -> None:
        """Begin anew from these records."""
        self._chain = Chain(records)
        self._accountant, self._accounted = Accountant(self._checks), 0
        self._missing.clear()
        self._count()

    def _count(self, most: int | None = None) -> None:
        """Take into account what is new, so many records at most."""
        fresh = islice(self._chain.records, self._accounted, None)
        for record in islice(fresh, most):
            self._accountant.take(record)
            self._accounted += 1

    def _settle(self) -> None:
        self._count()
        self.ledger, self.account = self._chain.ledger, self._accountant.account

    def _say(self, text: str) -> None:
        self._post({"type": "notices", "texts": [text]})


def refusal_text(refused: LedgerRefused, language: str = "en") -> str:
    """Return why a ledger was refused, as a sentence."""
    say = words("record", language)
    where = say("refused.where", number=refused.number or 0)
    return say(f"refused.{refused.code}", where=where, number=refused.number or 0)
