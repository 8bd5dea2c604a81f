"""The session: all that a learner can do to one lab on one page, and how they come and go.

Views read the state and call the actions; only the session moves a trial from phase to phase.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.session.kept_trial import Draft, fitting_draft, restored, was_begun
from app.session.state import State
from app.session.text_catalog import words
from core.trial.deck import in_play, is_fresh
from core.trial.ledger_entry import CommitmentEntry, why_of
from core.trial.parameters import Value
from core.trial.scenario import Scenario, address, adjust, asks_for_case, parse
from core.trial.scored_outcomes import Check
from core.trial.trial import (
    WHY_LIMIT,
    CommitRefused,
    Committed,
    Revealed,
    clean_why,
    commit,
    explain,
    posed_of,
    reveal,
)


class Session(State):
    """A `State` and its actions; what a phase does not allow does nothing."""

    # ---- what a learner does

    def change(self, name: str, value: Value) -> None:
        """Set one parameter: of the next trial while it is posed, of the bench in play."""
        if self.phase != "posed" and not self.playing:
            return
        scenario, notices = adjust(self.scenario, {name: value})
        if scenario != self.scenario:
            self._set_scenario(scenario)
            self._notify(*notices)
            self._publish()

    def predict(self, choice: str) -> None:
        """Choose an outcome; not binding until the commit."""
        if self.phase == "posed" and choice != self.choice:
            self.choice, self.refused = choice, None
            self._publish()

    def set_confidence(self, confidence: int) -> None:
        """Say how sure, in percent; not binding until the commit."""
        if self.phase == "posed" and confidence != self.confidence:
            self.confidence = confidence
            self._publish()

    def commit(self) -> None:
        """Lock settings, choice and confidence; without a choice, say what is missing."""
        if self.phase != "posed":
            return
        try:
            self.trial = commit(self.trial, self.choice or None, self.confidence, self._clock())
        except CommitRefused as refused:
            self.refused = refused
        else:
            self.refused = None
            self._record()
        self._publish()

    def reveal(self) -> None:
        """Compute what happened, now and not before, and show it beside the prediction.

        In a lab that is watched this begins the run, or goes on with a paused one; in play, too,
        once a setting was changed.
        """
        if self.phase == "posed" or self.running or self.outcome is not None:
            return
        if self.live:
            self._begin()
        else:
            self._see(self.lab.outcome(self.trial_scenario))
        self._publish()

    def advance(self) -> None:
        """Take one step of the run, if one is running; after the last, show what happened."""
        if self._run is None or not self.running:
            return
        try:
            self.step = next(self._run)
        except StopIteration as end:
            self._run, self.running = None, False
            self._see(end.value)
            self._publish()

    def pause(self) -> None:
        """Stop the run where it is; `reveal` goes on with it."""
        if self.running:
            self.running = False
            self._publish()

    def edit_why(self, why: str) -> None:
        """Take the learner's own words on why, as a draft."""
        said = clean_why(why[:WHY_LIMIT])
        if isinstance(self.trial, Revealed) and said != self.why:
            self.why = said
            self._publish()

    def save_why(self) -> None:
        """Enter the words on why into the ledger, once for each wording."""
        if isinstance(self.trial, Revealed) and self.why and self.counts:
            self._record()
            self._enter(why_of(explain(self.trial, self.why)), self._clock())

    def next_case(self) -> None:
        """Pose the related case that tests what was just seen."""
        if self.phase != "committed":
            self.save_why()
            self._pose(self.next_scenario)
            self._publish(fresh=True)

    def new_case(self) -> None:
        """Pose another case of the deck; in play, draw anew from what no deck holds."""
        if self.playing:
            self._set_scenario(in_play(self.scenario))
        elif self.phase == "posed":
            self._set_scenario(self._seen.another(self.scenario))
            self.choice = ""
        else:
            return
        self._publish(fresh=not self.playing)

    def play(self) -> None:
        """Free every control; each setting's outcome is shown at once from here on."""
        if isinstance(self.trial, Revealed) and not self.playing:
            self.playing = True
            self._publish()

    def _begin(self) -> None:
        """Begin the run, or go on with it."""
        if self.live_lab is not None:
            if self.playing:
                self._show(self.scenario)
            self._run = self._run or self.live_lab.run(self.scenario)
            self.running = True

    def _see(self, happened: Any) -> None:
        """Take what happened: the trial's answer, or what play has come to."""
        if isinstance(self.trial, Committed):
            self.trial = reveal(self.trial, happened.answer, self._clock())
        elif (
            isinstance(self.trial, Revealed)
            and not self.playing
            and happened.answer != self.trial.answer
        ):
            self._unreadable()
            return
        self.outcome = happened
        if not self.playing:
            self._record()

    # ---- coming and going

    def visit(self, query: str, kept: Mapping[str, Any]) -> None:
        """Go to an address; one that asks for nothing here goes on where the learner stopped.

        kept: by address, what the browser kept of each trial, see `app/session/kept_trial.py`.
        """
        self._seen.load(kept)
        scenario, notices = parse(query, self.labs)
        asked = asks_for_case(query, self.labs) and scenario.lab == self.lab.name
        self._pose(scenario if asked else self._resumed(kept))
        scenario = self.trial_scenario
        if asked:
            self._notify(*notices)
        elif is_fresh(scenario) and address(scenario) not in kept:
            self._notify(words("notices")("whole_deck"))
        if address(scenario) in kept:
            self._restore(kept[address(scenario)])
        self._publish()

    def adopt_seen(self, kept: Mapping[str, Any]) -> None:
        """Take note of what play has shown in another tab."""
        self._seen.load(kept)
        self.revision += 1

    def load(
        self, records: Sequence[object], checks: Mapping[str, Check] | None = None, after: int = 0
    ) -> None:
        """Take the ledger that the browser kept, or what it grew by in another tab.

        checks, after: see `LedgerStore.load`.
        """
        self._books.load(records, checks or {}, after)
        self._follow_books()

    def load_shown(self, shown: Iterable[str]) -> None:
        """Take the addresses of the cases that were shown here before the ledger was forgotten."""
        self._shown = frozenset(shown)

    def rebase(
        self, records: Sequence[object], record: object, checks: Mapping[str, Check] | None = None,
        after: int = 0,
    ) -> None:  # fmt: skip
        """Enter `record` again, on a ledger that grew in another tab before it was kept."""
        self._books.adopt(records, checks or {}, after, record)
        self._follow_books()
        self._record()

    def import_file(self, text: str) -> None:
        """Import a ledger file, whole or not at all, and say which."""
        self._books.import_file(text)
        self._follow_books()

    @property
    def has_ledger_work(self) -> bool:
        """Whether there is something in the books to go on with, see `do_ledger_work`."""
        return self._books.working

    def do_ledger_work(self) -> None:
        """Go on for a step with a long ledger, a file, or outcomes that are computed anew."""
        if self._books.advance():
            self._follow_books()
        elif (self.account, self.reading) != (self._books.account, self._books.progress):
            self._read_books()

    def _resumed(self, kept: Mapping[str, Any]) -> Scenario:
        """Where a visit without an address begins: the open case, or what follows the last one."""
        found = self._books.last(self.lab.name)
        if found is None:
            return self.deck.first
        kind, where = found
        last = parse(where, self.labs)[0]
        is_open = kind == CommitmentEntry.kind and address(last) in kept
        return last if is_open else self._seen.after(last)

    def _restore(self, kept: object) -> None:
        """Go on with what the browser kept of the case that has just been posed."""
        posed = posed_of(self.trial)
        try:
            self.trial, draft = restored(kept, posed, self.labs)
            if draft is None:
                self._notify(words("notices")("unreadable_draft"))
            self._draft(draft or fitting_draft(self.trial, Draft("", self.confidence)))
            self._adopt_commitment()
            if isinstance(self.trial, Revealed) and self._contradicts(self.trial.committed):
                self._unreadable()
            elif isinstance(self.trial, Revealed) and self.live:
                self._begin()  # what was seen is shown again when the run has come to it
            elif isinstance(self.trial, Revealed):
                self._see(self.lab.outcome(self.trial_scenario))
            else:
                self._record()
                if self.live and was_begun(kept):
                    self._notify(words("notices")("interrupted"))
        except ValueError:
            self._unreadable()

    def _unreadable(self) -> None:
        """Pose anew a case of which what was kept is not true."""
        self._post({"type": "discard", "address": address(self.trial_scenario)})
        self._pose(self.trial_scenario)
        self._notify(words("notices")("unreadable"))

    def _follow_books(self) -> None:
        self._read_books()
        if self._adopt_commitment():
            self._publish()
        else:
            self.revision += 1
