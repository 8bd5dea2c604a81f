"""The session: all that a learner can do to one lab on one page, and how they come and go.

Views read the state and call the actions; only the session moves a trial from phase to phase.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.kept import restored, was_begun
from app.state import State
from app.words import words
from core.ledger_entry import Commitment, why_of
from core.parameters import Value
from core.scenario import Scenario, address, adjust, lab_of, parse
from core.trial import (
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
            self._move(scenario)
            self._tell(*notices)
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
        if self.phase != "posed":
            return
        try:
            self.trial = commit(self.trial, self.choice or None, self.confidence, self._clock())
        except CommitRefused as refused:
            self.refused = refused
        else:
            self.refused = None
            self._record()
        self._done()

    def reveal(self) -> None:
        """Compute what happened, now and not before, and show it beside the prediction.

        In a lab that is watched this begins the run, or goes on with a paused one; in play, too,
        once a setting was changed.
        """
        if self.phase == "posed" or self.running or self.happened is not None:
            return
        if self.live:
            self._begin()
        else:
            self._see(self.lab.outcome(self.own))
        self._done()

    def advance(self) -> None:
        """Take one step of the run, if one is running; after the last, show what happened."""
        if self._run is None or not self.running:
            return
        try:
            self.step = next(self._run)
        except StopIteration as end:
            self._run, self.running = None, False
            self._see(end.value)
            self._done()

    def pause(self) -> None:
        """Stop the run where it is; `reveal` goes on with it."""
        if self.running:
            self.running = False
            self._done()

    def write(self, why: str) -> None:
        """Take the learner's own words on why, as a draft."""
        said = clean_why(why[:WHY_LIMIT])
        if isinstance(self.trial, Revealed) and said != self.why:
            self.why = said
            self._done()

    def settle(self) -> None:
        """Enter the words on why into the ledger, once for each wording."""
        if isinstance(self.trial, Revealed) and self.why:
            self._record()
            self._enter(why_of(explain(self.trial, self.why)), self._clock())

    def next_case(self) -> None:
        """Pose the related case that tests what was just seen."""
        if self.phase != "committed":
            self.settle()
            self._pose(self.coming)
            self._done(fresh=True)

    def new_case(self) -> None:
        """Pose another case of the deck; in play, put it on the bench."""
        if self.phase != "posed" and not self.playing:
            return
        self._move(self.deck.another(self.scenario))
        if not self.playing:
            self.choice = ""
        self._done(fresh=not self.playing)

    def play(self) -> None:
        """Free every control; each setting's outcome is shown at once from here on."""
        if isinstance(self.trial, Revealed) and not self.playing:
            self.playing = True
            self._done()

    def _begin(self) -> None:
        """Begin the run, or go on with it."""
        if self.watched is not None:
            self._run = self._run or self.watched.run(self.scenario)
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
        self.happened = happened
        if not self.playing:
            self._record()

    # ---- coming and going

    def visit(self, query: str, kept: Mapping[str, Any]) -> None:
        """Go to an address; an empty one goes on where the learner stopped.

        kept: by address, what the browser kept of each trial, see `app/kept.py`.
        """
        asked = bool(query.strip("?"))
        scenario, notices = parse(query, self.labs) if asked else (self._resumed(kept), ())
        self._pose(scenario)
        self._tell(*notices)
        if address(scenario) in kept:
            self._restore(kept[address(scenario)])
        self._done()

    def load(self, text: str) -> None:
        """Take the ledger that the browser kept, or that grew in another tab."""
        self._books.load(text)
        self._follow_books()

    def rebase(self, text: str, record: Mapping[str, Any]) -> None:
        """Enter `record` again, on a ledger that grew in another tab before it was kept."""
        self._books.rebase(text, record)
        self._follow_books()
        self._record()

    def take(self, text: str) -> None:
        """Import a ledger file, whole or not at all, and say which."""
        self._books.take(text)
        self._follow_books()

    def _resumed(self, kept: Mapping[str, Any]) -> Scenario:
        """Where a visit without an address begins: the open case, or what follows the last one."""
        records = [r for r in self.ledger.records if lab_of(r.address) == self.lab.name]
        if not records:
            return self.deck.first
        record = records[-1]
        last = parse(record.address, self.labs)[0]
        is_open = record.kind == Commitment.kind and address(last) in kept
        return last if is_open else self.deck.follow(last)

    def _restore(self, kept: object) -> None:
        """Go on with what the browser kept of the case that has just been posed."""
        posed = posed_of(self.trial)
        try:
            self.trial, draft = restored(kept, posed, self.labs)
            self._draft(draft)
            self._heed()
            if isinstance(self.trial, Revealed) and self.live:
                self._begin()  # what was seen is shown again when the run has come to it
            elif isinstance(self.trial, Revealed):
                self._see(self.lab.outcome(self.own))
            else:
                self._record()
                if self.live and was_begun(kept):
                    self._tell(words("notices")("interrupted"))
        except ValueError:
            self._unreadable()

    def _unreadable(self) -> None:
        """Pose anew a case of which what was kept is not true."""
        self._post({"type": "discard", "address": address(self.own)})
        self._pose(self.own)
        self._tell(words("notices")("unreadable"))

    def _follow_books(self) -> None:
        self.ledger = self._books.ledger
        if self._heed():
            self._done()
        else:
            self.tick += 1
