"""A session with the browser's part played here: what is posted is kept, and comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from typing import Any

from app.runtime.registry import REGISTERED_LABS
from app.session.seen_cases import DeckRules
from app.session.session import Session
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from core.trial.ledger import GENESIS
from core.trial.ledger_file import seal
from core.trial.scenario import Scenario

RULES = REGISTERED_LABS[STROKES.name].deck


def verdict(case: Scenario) -> Scenario:
    """The same case with the four verdicts to choose from, whatever its deck asks."""
    return case.with_values(ask="verdict")


FIRST = verdict(default_scenarios("segments")[2])  # a blend
DECK = replace(
    RULES, first=FIRST, follow=lambda case: verdict(RULES.follow(case)),
    another=lambda case: verdict(RULES.another(case)),
    cases=lambda case: tuple(map(verdict, RULES.cases(case))),
)  # fmt: skip


def ledger_text(records: list[dict[str, Any]]) -> str:
    """The file of these records, as `app/page/storage/record_file.js` writes it."""
    head, count = records[-1]["hash"] if records else GENESIS, len(records)
    file = {"format": "hunch-ledger", "version": 2, "count": count, "head": head}
    return json.dumps({**file, "seal": seal(count, head), "records": records})


class FakeBrowser:
    """`session`, its `posted` messages, and the browser's `records`, `checks` and `trials`."""

    def __init__(
        self,
        records: list[dict[str, Any]] | None = None,
        trials: dict[str, Any] | None = None,
        lab: Any = STROKES,
        start: int = 0,
        deck: DeckRules = DECK,
        checks: dict[str, Any] | None = None,
    ) -> None:
        self.posted: list[dict[str, Any]] = []
        self.records: list[dict[str, Any]] = list(records or [])
        self.trials: dict[str, Any] = dict(trials or {})
        self.made_of = {"lab": lab, "deck": deck}
        self.checks: dict[str, Any] = dict(checks or {})
        seconds = count(start)
        labs = {name: registration.lab for name, registration in REGISTERED_LABS.items()}
        self.session = Session(lab, deck, self.post, lambda: moment(next(seconds)), labs)

    def post(self, message: dict[str, Any]) -> None:
        """What the page does with a message."""
        self.posted.append(message)
        if message["type"] == "append":
            self.records.append(through_json(message["record"]))
        elif message["type"] == "extend":
            self.records += through_json(message["records"])
            self.checks |= dict.fromkeys(message["unchecked"], "unchecked")
        elif message["type"] == "checked":
            self.checks |= message["checks"]
        elif message["type"] == "keep":
            kept = {name: message[name] for name in ("address", "trial", "draft")}
            self.trials[message["address"]] = through_json(kept)
        elif message["type"] == "seen":
            kept = self.trials.setdefault(message["address"], {"seen": []})
            kept["seen"] += through_json(message["cases"])

    def reloaded(self, search: str = "") -> FakeBrowser:
        """Another page on what this browser holds, an hour later."""
        desk = FakeBrowser(
            self.records, self.trials, start=3600, checks=self.checks, **self.made_of
        )
        desk.session.load(desk.records, desk.checks)
        desk.session.visit(search, desk.trials)
        return desk

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        """The posted messages of one type."""
        return [message for message in self.posted if message["type"] == kind]

    @property
    def told(self) -> list[Any]:
        """Every notice so far."""
        return [
            told
            for message in self.posted
            for told in message.get("texts", [message["told"]] if "told" in message else [])
        ]

    def committed(self, choice: str = "blend", confidence: int = 70) -> FakeBrowser:
        """Predict and commit."""
        self.session.predict(choice)
        self.session.set_confidence(confidence)
        self.session.commit(choice, confidence)
        return self

    def revealed(self, choice: str = "blend", confidence: int = 70) -> FakeBrowser:
        """Predict, commit and see."""
        self.committed(choice, confidence).session.reveal()
        return self


def moment(second: int) -> str:
    """The time `second` seconds into a day."""
    return f"2026-03-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000Z"


def through_json(value: Any) -> Any:
    """`value` as it comes out of the browser's storage."""
    return json.loads(json.dumps(value, allow_nan=False))


def state(desk: FakeBrowser) -> tuple[Any, ...]:
    """All that an action could change."""
    s = desk.session
    return s.scenario, s.trial, s.choice, s.confidence, s.why, s.playing, s.ledger
