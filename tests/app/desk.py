"""A session with the browser's part played here: what is posted is kept, and comes back."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from app.session import Session
from app.state import Deck
from core.cases import default_scenarios, follow_up, next_case
from core.labs.strokes import STROKES
from core.ledger import GENESIS

FIRST = default_scenarios("segments")[0]
DECK = Deck(FIRST, follow_up, next_case)


def ledger_text(records: list[dict[str, Any]]) -> str:
    """The file of these records, as `app/page/record.js` writes it."""
    head = records[-1]["hash"] if records else GENESIS
    file = {"format": "hunch-ledger", "version": 1, "count": len(records), "head": head}
    return json.dumps({**file, "records": records})


class Desk:
    """`session`, its `posted` messages, and the browser's `records` and `trials`."""

    def __init__(
        self,
        records: list[dict[str, Any]] | None = None,
        trials: dict[str, Any] | None = None,
        lab: Any = STROKES,
        start: int = 0,
    ) -> None:
        self.posted: list[dict[str, Any]] = []
        self.records: list[dict[str, Any]] = list(records or [])
        self.trials: dict[str, Any] = dict(trials or {})
        seconds = count(start)
        self.session = Session(lab, DECK, self.post, lambda: moment(next(seconds)))

    def post(self, message: dict[str, Any]) -> None:
        """What the page does with a message."""
        self.posted.append(message)
        if message["type"] == "append":
            self.records.append(through_json(message["record"]))
        elif message["type"] == "replace":
            self.records = through_json(message["records"])
        elif message["type"] == "keep":
            kept = {name: message[name] for name in ("address", "trial", "draft")}
            self.trials[message["address"]] = through_json(kept)

    def reloaded(self, search: str = "") -> Desk:
        """Another page on what this browser holds, an hour later."""
        desk = Desk(self.records, self.trials, start=3600)
        desk.session.load(ledger_text(desk.records))
        desk.session.visit(search, desk.trials)
        return desk

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """The posted messages of one type."""
        return [message for message in self.posted if message["type"] == kind]

    @property
    def told(self) -> list[Any]:
        """Every notice so far."""
        return [notice for message in self.of_type("notices") for notice in message["notices"]]

    def committed(self, choice: str = "blend", confidence: int = 70) -> Desk:
        """Predict and commit."""
        self.session.predict(choice)
        self.session.weigh(confidence)
        self.session.commit()
        return self

    def revealed(self, choice: str = "blend", confidence: int = 70) -> Desk:
        """Predict, commit and see."""
        self.committed(choice, confidence).session.reveal()
        return self


def moment(second: int) -> str:
    """The time `second` seconds into a day."""
    return f"2026-03-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000Z"


def through_json(value: Any) -> Any:
    """`value` as it comes out of the browser's storage."""
    return json.loads(json.dumps(value, allow_nan=False))


def state(desk: Desk) -> tuple[Any, ...]:
    """All that an action could change."""
    s = desk.session
    return s.scenario, s.trial, s.choice, s.confidence, s.why, s.playing, s.ledger, s.refused
