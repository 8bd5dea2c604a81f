"""What a session holds: the trial, what lies on the bench, the draft, the ledger.

`app/session/session.py` adds what a learner can do to it. What must outlive the page is handed to
`post` as messages, see `app/session/page_messages.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import param

from app.session.address_notices import notice_text
from app.session.kept_trial import Draft, fitting_draft
from app.session.ledger_store import LedgerStore
from app.session.page_messages import Post
from app.session.seen_cases import DeckRules, SeenCases
from app.session.text_catalog import words
from core.labs.ledger_check import Labs
from core.stepwise import Step
from core.trial.lab import Lab, LiveLab
from core.trial.ledger import Ledger
from core.trial.ledger_entry import Entry, commitment_of, outcome_of
from core.trial.scenario import Notice, Scenario, address
from core.trial.scored_outcomes import Account
from core.trial.scoring import least_confidence
from core.trial.trial import CommitRefused, Committed, Posed, Revealed, Trial, pose, posed_of
from core.trial.trial_json import to_record


def now() -> str:
    """Return this moment, ISO 8601 in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class State(param.Parameterized):  # type: ignore[misc]  # its base is Any, see pyproject.toml
    """One lab's trial, what may be seen of it, and the ledger of all trials.

    `scenario` is what lies on the bench: the trial's own until play begins, then whatever the
    learner sets. `observation` is what `observe` gives for it; `outcome` is None until the trial is
    revealed. `step` is how far a run is that the learner watches, `running` whether it goes on.
    `revision` counts completed actions: a view watches it and draws once for each.
    """

    scenario: Scenario = param.Parameter()
    trial: Trial = param.Parameter()
    observation: Any = param.Parameter()
    outcome: Any = param.Parameter()
    step: Step | None = param.Parameter()
    running: bool = param.Boolean()
    playing: bool = param.Boolean()
    choice: str = param.String()
    confidence: int = param.Integer()
    why: str = param.String()
    refused: CommitRefused | None = param.Parameter()
    ledger: Ledger = param.Parameter()
    account: Account = param.Parameter()
    reading: tuple[int, int] | None = param.Parameter()
    revision: int = param.Integer()

    def __init__(
        self, lab: Lab[Any, Any], deck: DeckRules, post: Post, clock: Callable[[], str] = now,
        all_labs: Labs | None = None,
    ) -> None:  # fmt: skip
        """Pose the deck's first case. all_labs: every lab that there is, by name, for addresses and
        for the outcomes in files, which are computed anew; `lab` alone without it.
        """
        super().__init__(name="session")
        self.lab = lab
        self.live_lab = lab if isinstance(lab, LiveLab) else None
        self.labs = {each.name: each.parameters() for each in (lab, *(all_labs or {}).values())}
        self.deck = deck
        self._post = post
        self._clock = clock
        self._run: Generator[Step, None, Any] | None = None
        self._books = LedgerStore(post, all_labs or {lab.name: lab})
        self._seen = SeenCases(lab.name, deck, self._books)
        self._shown: frozenset[str] = frozenset()  # addresses, from a ledger that was forgotten
        self._warned = ""  # the address of which was said that it had been shown
        self._read_books()
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
    def trial_scenario(self) -> Scenario:
        """The trial's scenario, whatever lies on the bench in play."""
        return posed_of(self.trial).scenario

    @property
    def live(self) -> bool:
        """Whether what happens takes time and can be watched, see `core.trial.lab.LiveLab`."""
        return self.live_lab is not None

    @property
    def run_started(self) -> bool:
        """Whether a run has begun and not ended; it may be paused."""
        return self._run is not None

    @property
    def next_scenario(self) -> Scenario:
        """The case that follows this one."""
        return self._seen.after(self.trial_scenario)

    @property
    def counts(self) -> bool:
        """Whether the trial is entered: not if it was known beforehand what happens."""
        entered = self._books.commitment(posed_of(self.trial).id) is not None
        return entered or not self._seen.knows(self.trial_scenario)

    def _pose(self, scenario: Scenario) -> None:
        """Begin a trial with nothing entered."""
        self._draft(Draft("", least_confidence(len(self.lab.outcomes(scenario)))))
        self.playing = False
        self._set_scenario(scenario)

    def _set_scenario(self, scenario: Scenario) -> None:
        """Put a scenario on the bench, and unless it is play, pose it."""
        if not self.playing:
            outcomes = self.lab.outcomes(scenario)
            self.trial = pose(scenario, outcomes, self._clock())
            self.refused = None
            if self.choice not in outcomes:  # another question
                self.choice = ""
            self.confidence = max(self.confidence, least_confidence(len(outcomes)))
        self._discard_run()
        self.scenario = scenario
        self.observation = self.lab.observe(scenario)
        self.outcome = None
        if self.playing and not self.live:
            self._show(scenario)
            self.outcome = self.lab.outcome(scenario)

    def _show(self, scenario: Scenario) -> None:
        """Have it kept that play shows what happens here."""
        if marks := self._seen.show(scenario):
            self._post({"type": "seen", "address": self._seen.address, "cases": marks})

    def _discard_run(self) -> None:
        """Let go of a run."""
        self._run, self.step, self.running = None, None, False

    def _draft(self, draft: Draft) -> None:
        self.choice, self.confidence, self.why = draft.choice, draft.confidence, draft.why

    # ---- the books

    def _adopt_commitment(self) -> bool:
        """Let the commitment to this trial that the ledger holds stand; True if it is news."""
        posed = posed_of(self.trial)
        standing = self._books.commitment(posed.id)
        if standing is None or isinstance(self.trial, Revealed):
            return False
        entry, at = standing
        committed = Committed(posed, entry.choice, entry.confidence, at)
        if committed == self.trial:
            return False
        same = self.trial == replace(committed, at=getattr(self.trial, "at", at))
        self.trial, self.refused = committed, None
        self._draft(fitting_draft(committed, Draft(self.choice, self.confidence)))
        if not same:  # else this is the commitment that was made here, too
            self._notify(words("notices")("elsewhere"))
        return True

    def _contradicts(self, committed: Committed) -> bool:
        """Whether the ledger holds another commitment to this trial."""
        standing = self._books.commitment(committed.posed.id)
        said = (committed.choice, committed.confidence)
        return standing is not None and (standing[0].choice, standing[0].confidence) != said

    def _record(self) -> None:
        """Enter what the trial says so far; what the ledger says already is not said again."""
        if isinstance(self.trial, Posed) or not self.counts:
            return
        committed = self.trial if isinstance(self.trial, Committed) else self.trial.committed
        self._enter(
            commitment_of(committed, address(self.trial_scenario) in self._shown), committed.at
        )
        if isinstance(self.trial, Revealed):
            self._enter(outcome_of(self.trial), self.trial.at)

    def _enter(self, entry: Entry, at: str) -> None:
        self._books.enter(entry, address(self.trial_scenario), at)
        self._read_books()

    def _read_books(self) -> None:
        books = self._books
        self.param.update(ledger=books.ledger, account=books.account, reading=books.progress)

    def _warn(self) -> None:
        """Say once of a case that was shown before that a prediction of it does not count."""
        where = address(self.trial_scenario)
        if self.phase != "posed" or where == self._warned:
            return
        self._warned = where
        if where in self._shown or self._books.shown(where):
            self._notify(words("notices")("shown_before"))

    # ---- telling

    def _notify(self, *notices: Notice | str) -> None:
        if notices:
            texts = [n if isinstance(n, str) else notice_text(n) for n in notices]
            self._post({"type": "notices", "texts": texts})

    def _publish(self, fresh: bool = False) -> None:
        """Let the views draw, then tell the page what to keep and how things stand."""
        self.revision += 1
        self._warn()
        if not self.playing and (self.phase != "posed" or self.choice):
            self._post({
                "type": "keep", "address": address(self.trial_scenario),
                "trial": to_record(self.trial),
                "draft": {
                    "choice": self.choice, "confidence": self.confidence, "why": self.why,
                    "begun": self.run_started,
                },
            })  # fmt: skip
        self._post({
            "type": "state", "lab": self.lab.name, "phase": self.phase, "playing": self.playing,
            "running": self.running, "begun": self.run_started,
            "address": address(self.trial_scenario), "posed_at": posed_of(self.trial).at,
            "fresh": fresh, "strayed": self.scenario != self.trial_scenario,
        })  # fmt: skip
