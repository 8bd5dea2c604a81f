"""The learner's books: the ledger as the browser keeps it, and every way it can grow.

A ledger is only ever replaced by a verified one. A damaged one is left as it lies in the browser,
where it can still be saved as a file: nothing is appended to it, and the learner is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.words import words
from core.ledger import Ledger, LedgerRefused, append, as_dict, merge, rebase
from core.ledger_entry import Commitment, Entry
from core.ledger_file import import_text, record_from


class Books:
    """Holds `ledger` and posts `append` and `replace` messages for what the browser must keep."""

    def __init__(self, post: Callable[[dict[str, Any]], None]) -> None:
        self.ledger = Ledger()
        self._post = post
        self._damage = ""  # in words

    def load(self, text: str) -> None:
        """Take the ledger that the browser kept."""
        try:
            self.ledger, self._damage = import_text(text), ""
        except LedgerRefused as refused:
            self.ledger = Ledger()
            self._damage = words("record")("damaged.text", reason=refusal_text(refused))
            self._say(self._damage)

    def commitment(self, trial: str) -> tuple[Commitment, str] | None:
        """Return what the ledger holds as committed to the trial of this id, and since when."""
        for record in self.ledger.records:
            if isinstance(record.entry, Commitment) and record.entry.trial == trial:
                return record.entry, record.at
        return None

    def enter(self, entry: Entry, address: str, at: str) -> None:
        """Append an entry, unless it is what the ledger last said of the trial in this respect."""
        if not self._says(entry):
            self.ledger = append(self.ledger, entry, address, at)
            self._keep_last()

    def rebase(self, text: str, record: Mapping[str, Any]) -> None:
        """Go on with the ledger `text`, grown in another tab, and enter `record` again."""
        pending = record_from(int(record["number"]), record)
        self.load(text)
        if self._damage or self._says(pending.entry):
            return
        try:
            self.ledger = rebase(self.ledger, pending)
        except LedgerRefused:
            return  # committed otherwise, or forgotten, in the other tab: that stands
        self._keep_last()

    def take(self, text: str) -> None:
        """Import a file, whole or not at all; never over a damaged ledger."""
        say = words("record")
        if self._damage:
            self._say(self._damage)
            return
        try:
            taken = merge(self.ledger, import_text(text))
        except LedgerRefused as refused:
            self._say(f"{say('refused.title')} {refusal_text(refused)}")
            return
        if taken is self.ledger:
            self._say(say("taken.same"))
            return
        self.ledger = taken
        records = [as_dict(record) for record in taken.records]
        self._post({"type": "replace", "records": records})
        self._say(say("taken.text", count=len(records)))

    def _says(self, entry: Entry) -> bool:
        """Whether the last record of this kind and trial says the same."""
        for record in reversed(self.ledger.records):
            if record.kind == entry.kind and record.entry.trial == entry.trial:
                return record.entry == entry
        return False

    def _keep_last(self) -> None:
        if not self._damage:
            self._post({"type": "append", "record": as_dict(self.ledger.records[-1])})

    def _say(self, text: str) -> None:
        self._post({"type": "notices", "notices": [text]})


def refusal_text(refused: LedgerRefused, language: str = "en") -> str:
    """Return why a ledger was refused, as a sentence."""
    say = words("record", language)
    where = say("refused.where", number=refused.number or 0)
    return say(f"refused.{refused.code}", where=where, number=refused.number or 0)
