"""The session: the state of one lab on one page, and all that a learner can do to it.

Views read the state and call the actions; only the session moves a trial from phase to phase. What
must outlive the page is handed to `post` as messages (see `app/entry.py` for who listens).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import param

from app.keeping import Books
from app.words import words
from core.lab import Lab
from core.ledger import Ledger
from core.ledger_entry import commitment_of, outcome_of, why_of
from core.parameters import Value
from core.scenario import Notice, Scenario, address, adjust, parse
from core.scoring import least_confidence
from core.trial import (
    Committed,
    CommitRefused,
    IllegalStep,
    Posed,
    Revealed,
    Trial,
    clean_why,
    commit,
    explain,
    pose,
    posed_of,
    reveal,
)
from core.trial_record import from_record, to_record

Post = Callable[[dict[str, Any]], None]


def now() -> str:
    """Return this moment, ISO 8601 in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Deck:
    """Which case is asked: the first of all, the one that follows a case, another of its kind."""

    first: Scenario
    follow: Callable[[Scenario], Scenario]
    another: Callable[[Scenario], Scenario]


class Session(param.Parameterized):  # type: ignore[misc]  # param ships no types
    """One lab's trial, what may be seen of it, and the ledger of all trials.

    `scenario` is what lies on the bench: the trial's own until play begins, then whatever the
    learner sets. `shown` is what `observe` gives for it; `happened` is None until the trial is
    revealed. `tick` counts completed actions: a view watches it and draws once for each.
    """

    scenario: Scenario = param.Parameter()
    trial: Trial = param.Parameter()
    shown: Any = param.Parameter()
    happened: Any = param.Parameter()
    playing: bool = param.Boolean()
    choice: str = param.String()
    confidence: int = param.Integer()
    why: str = param.String()
    refused: CommitRefused | None = param.Parameter()
    ledger: Ledger = param.Parameter()
    tick: int = param.Integer()

    def __init__(
        self, lab: Lab[Any, Any], deck: Deck, post: Post, clock: Callable[[], str] = now
    ) -> None:
        super().__init__(name="session")
        self.lab = lab
        self.labs = {lab.name: lab.parameters()}
        self.deck = deck
        self._post = post
        self._clock = clock
        self._books = Books(post)
        self.ledger = self._books.ledger
        self._pose(deck.first)

    @property
    def phase(self) -> str:
        """posed, committed or revealed."""
        return self.trial.phase

    @property
    def outcomes(self) -> tuple[str, ...]:
        """What can be predicted."""
        return posed_of(self.trial).outcomes

    @property
    def own(self) -> Scenario:
        """The trial's scenario, whatever lies on the bench in play."""
        return posed_of(self.trial).scenario

    @property
    def coming(self) -> Scenario:
        """The case that `next_case` will pose."""
        return self.deck.follow(self.own)

    # ---- what a learner does

    def change(self, name: str, value: Value) -> None:
        """Set one parameter: of the next trial while it is posed, of the bench in play."""
        if self.phase == "committed" or (self.phase == "revealed" and not self.playing):
            return
        scenario, notices = adjust(self.scenario, {name: value})
        if scenario != self.scenario:
            self._move(scenario)
            self._tell(notices)
            self._done()

    def predict(self, choice: str) -> None:
        """Choose an outcome; not binding until the commit."""
        if self.phase == "posed" and choice != self.choice:
            self.choice, self.refused = choice, None
            self._done()

    def weigh(self, confidence: int) -> None:
        """Say how sure, in percent; not binding until the commit."""
        if self.phase == "posed" and confidence != self.confidence:
            self.confidence = confidence
            self._done()

    def commit(self) -> None:
        """Lock settings, choice and confidence; without a choice, say what is missing."""
        if self.phase == "posed":
            self._commit(self.choice, self.confidence, self._clock())
            self._done()

    def reveal(self) -> None:
        """Compute what happened, now and not before, and show it beside the prediction."""
        if isinstance(self.trial, Committed):
            happened = self.lab.outcome(self.own)
            self.trial = reveal(self.trial, happened.answer, self._clock())
            self.happened = happened
            self._enter(outcome_of(self.trial), self.trial.at)
            self._done()

    def write(self, why: str) -> None:
        """Take the learner's own words on why, as a draft."""
        if isinstance(self.trial, Revealed) and clean_why(why) != self.why:
            self.why = clean_why(why)
            self._done()

    def settle(self) -> None:
        """Enter the words on why into the ledger, once for each wording."""
        if isinstance(self.trial, Revealed) and self.why:
            self._enter(why_of(explain(self.trial, self.why)), self._clock())

    def next_case(self) -> None:
        """Pose the related case that tests what was just seen."""
        if self.phase != "committed":
            self.settle()
            self._pose(self.coming)
            self._done(fresh=True)

    def new_case(self) -> None:
        """Pose another case of the deck; in play, put it on the bench."""
        if self.phase == "posed" or self.playing:
            self._move(self.deck.another(self.scenario), keep_draft=False)
            self._done(fresh=not self.playing)

    def play(self) -> None:
        """Free every control; each setting's outcome is shown at once from here on."""
        if isinstance(self.trial, Revealed) and not self.playing:
            self.playing = True
            self._done()

    # ---- coming and going

    def visit(self, query: str, kept: Mapping[str, Any]) -> None:
        """Go to an address; an empty one goes on where the learner stopped.

        kept: by address, what the browser kept of a trial: {"trial": a `core.trial_record`,
        "draft": {"choice", "confidence", "why"}, "pressed": a commitment that the page stored
        before Python heard of it, with "choice", "confidence" (percent) and "at"}; each optional.
        """
        scenario, notices = parse(query, self.labs) if query.strip("?") else (self._resumed(kept), ())
        self._pose(scenario)
        self._tell(notices)
        if address(scenario) in kept:
            try:
                self._restore(kept[address(scenario)])
            except (ValueError, KeyError, TypeError, IllegalStep):
                self._pose(scenario)
                self._post({"type": "notices", "notices": [words("notices")("unreadable")]})
        self._done()

    def load(self, text: str) -> None:
        """Take the ledger that the browser kept, or that grew in another tab."""
        self._books.load(text)
        self.ledger = self._books.ledger
        self.tick += 1

    def rebase(self, text: str, record: Mapping[str, Any]) -> None:
        """Enter `record` again, on a ledger that grew in another tab before it was kept."""
        self._books.rebase(text, record)
        self.ledger = self._books.ledger
        self.tick += 1

    def take(self, text: str) -> None:
        """Import a ledger file, whole or not at all, and say which."""
        self._books.take(text)
        self.ledger = self._books.ledger
        self.tick += 1

    # ---- how

    def _pose(self, scenario: Scenario) -> None:
        self.choice, self.confidence = "", least_confidence(len(self.lab.outcomes(scenario)))
        self.playing, self.why = False, ""
        self._move(scenario)

    def _move(self, scenario: Scenario, keep_draft: bool = True) -> None:
        """Put a scenario on the bench, and unless it is play, pose it."""
        if not self.playing:
            self.trial = pose(scenario, self.lab.outcomes(scenario), self._clock())
            self.refused = None
            self.choice = self.choice if keep_draft else ""
        self.scenario = scenario
        self.shown = self.lab.observe(scenario)
        self.happened = self.lab.outcome(scenario) if self.playing else None

    def _commit(self, choice: str, confidence: int, at: str) -> None:
        try:
            self.trial = commit(self.trial, choice or None, confidence, at)
        except CommitRefused as refused:
            self.refused = refused
        else:
            self.refused = None
            self._enter(commitment_of(self.trial), at)

    def _restore(self, kept: Mapping[str, Any]) -> None:
        if kept.get("trial"):
            trial = from_record(kept["trial"], self.labs)
            if posed_of(trial).scenario != self.scenario:
                raise ValueError("the kept trial is of another scenario")
            self.trial = trial
        draft, pressed = kept.get("draft") or {}, kept.get("pressed")
        self.choice = draft.get("choice", self.choice)
        self.confidence = draft.get("confidence", self.confidence)
        if isinstance(self.trial, Posed) and pressed:
            self.choice, self.confidence = pressed["choice"], pressed["confidence"]
            self._commit(self.choice, self.confidence, pressed["at"])
        if not isinstance(self.trial, Posed):
            committed = self.trial if isinstance(self.trial, Committed) else self.trial.committed
            self.choice, self.confidence = committed.choice, committed.confidence
            self._enter(commitment_of(committed), committed.at)
        if isinstance(self.trial, Revealed):
            self.happened = self.lab.outcome(self.scenario)
            self.why = clean_why(draft.get("why", ""))
            self._enter(outcome_of(self.trial), self.trial.at)

    def _resumed(self, kept: Mapping[str, Any]) -> Scenario:
        """Where a visit without an address begins: the last case, or what follows it."""
        if not self.ledger.records:
            return self.deck.first
        last = parse(self.ledger.records[-1].address, self.labs)[0]
        trial = kept.get(address(last), {}).get("trial") or {}
        return last if trial.get("phase") == "committed" else self.deck.follow(last)

    def _enter(self, entry: Any, at: str) -> None:
        self._books.enter(entry, address(self.own), at)
        self.ledger = self._books.ledger

    def _tell(self, notices: tuple[Notice, ...]) -> None:
        if notices:
            self._post({"type": "notices", "notices": list(notices)})

    def _done(self, fresh: bool = False) -> None:
        """Let the views draw, then tell the page what to keep and how things stand."""
        self.tick += 1
        draft = {"choice": self.choice, "confidence": self.confidence, "why": self.why}
        if not self.playing and (self.phase != "posed" or self.choice):
            self._post({
                "type": "keep", "address": address(self.own), "trial": to_record(self.trial),
                "draft": draft,
            })  # fmt: skip
        self._post({
            "type": "state", "lab": self.lab.name, "phase": self.phase, "playing": self.playing,
            "address": address(self.scenario), "fresh": fresh,
        })  # fmt: skip
