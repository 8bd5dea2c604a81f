"""What a session holds: the trial, what lies on the bench, the draft, the ledger.

`app/session.py` adds what a learner can do to it. What must outlive the page is handed to `post` as
messages (see `app/entry.py` for who listens).
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import param

from app.keeping import Books
from app.kept import Draft, drafted
from app.words import words
from core.lab import Lab, LiveLab, Step
from core.ledger import Ledger
from core.ledger_entry import Entry, commitment_of, outcome_of
from core.scenario import Notice, Scenario, address
from core.scoring import least_confidence
from core.trial import CommitRefused, Committed, Posed, Revealed, Trial, pose, posed_of
from core.trial_record import to_record

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


class State(param.Parameterized):  # type: ignore[misc]  # its base is Any, see pyproject.toml
    """One lab's trial, what may be seen of it, and the ledger of all trials.

    `scenario` is what lies on the bench: the trial's own until play begins, then whatever the
    learner sets. `shown` is what `observe` gives for it; `happened` is None until the trial is
    revealed. `step` is how far a run is that the learner watches, `running` whether it goes on.
    `tick` counts completed actions: a view watches it and draws once for each.
    """

    scenario: Scenario = param.Parameter()
    trial: Trial = param.Parameter()
    shown: Any = param.Parameter()
    happened: Any = param.Parameter()
    step: Step | None = param.Parameter()
    running: bool = param.Boolean()
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
        self.watched = lab if isinstance(lab, LiveLab) else None
        self.labs = {lab.name: lab.parameters()}
        self.deck = deck
        self._post = post
        self._clock = clock
        self._run: Generator[Step, None, Any] | None = None
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
    def live(self) -> bool:
        """Whether what happens takes time and can be watched, see `core.lab.LiveLab`."""
        return self.watched is not None

    @property
    def begun(self) -> bool:
        """Whether a run has begun and not ended; it may be paused."""
        return self._run is not None

    @property
    def coming(self) -> Scenario:
        """The case that follows this one."""
        return self.deck.follow(self.own)

    def _pose(self, scenario: Scenario) -> None:
        """Begin a trial with nothing entered."""
        self._draft(Draft("", least_confidence(len(self.lab.outcomes(scenario)))))
        self.playing = False
        self._move(scenario)

    def _move(self, scenario: Scenario) -> None:
        """Put a scenario on the bench, and unless it is play, pose it."""
        if not self.playing:
            outcomes = self.lab.outcomes(scenario)
            self.trial = pose(scenario, outcomes, self._clock())
            self.refused = None
            if self.choice not in outcomes:  # another question
                self.choice = ""
            self.confidence = max(self.confidence, least_confidence(len(outcomes)))
        self._drop()
        self.scenario = scenario
        self.shown = self.lab.observe(scenario)
        self.happened = self.lab.outcome(scenario) if self.playing and not self.live else None

    def _drop(self) -> None:
        """Let go of a run."""
        self._run, self.step, self.running = None, None, False

    def _draft(self, draft: Draft) -> None:
        self.choice, self.confidence, self.why = draft.choice, draft.confidence, draft.why

    # ---- the books

    def _heed(self) -> bool:
        """Let the commitment to this trial that the ledger holds stand; True if it is news."""
        posed = posed_of(self.trial)
        standing = self._books.commitment(posed.id)
        if standing is None or isinstance(self.trial, Revealed):
            return False
        entry, at = standing
        committed = Committed(posed, entry.choice, entry.confidence, at)
        if committed == self.trial:
            return False
        self.trial, self.refused = committed, None
        self._draft(drafted(committed, Draft(self.choice, self.confidence)))
        self._tell(words("notices")("elsewhere"))
        return True

    def _record(self) -> None:
        """Enter what the trial says so far; what the ledger says already is not said again."""
        if isinstance(self.trial, Posed):
            return
        committed = self.trial if isinstance(self.trial, Committed) else self.trial.committed
        self._enter(commitment_of(committed), committed.at)
        if isinstance(self.trial, Revealed):
            self._enter(outcome_of(self.trial), self.trial.at)

    def _enter(self, entry: Entry, at: str) -> None:
        self._books.enter(entry, address(self.own), at)
        self.ledger = self._books.ledger

    # ---- telling

    def _tell(self, *notices: Notice | str) -> None:
        if notices:
            self._post({"type": "notices", "notices": list(notices)})

    def _done(self, fresh: bool = False) -> None:
        """Let the views draw, then tell the page what to keep and how things stand."""
        self.tick += 1
        if not self.playing and (self.phase != "posed" or self.choice):
            self._post({
                "type": "keep", "address": address(self.own), "trial": to_record(self.trial),
                "draft": {
                    "choice": self.choice, "confidence": self.confidence, "why": self.why,
                    "begun": self.begun,
                },
            })  # fmt: skip
        self._post({
            "type": "state", "lab": self.lab.name, "phase": self.phase, "playing": self.playing,
            "running": self.running, "begun": self.begun,
            "address": address(self.own), "fresh": fresh,
        })  # fmt: skip
