"""The session: the trial, what lies on the bench, the draft, the ledger, and all that can be done.

Views read it and draw; what the learner does comes from the page as messages, and only the session
moves a trial from phase to phase. What must outlive the page is handed to `post` as messages, see
`app/session/page_messages.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import param

from app.session.address_notices import notice_text
from app.session.class_desk import ClassDesk
from app.session.class_rules import ClassRules, rules_of
from app.session.kept_trial import Draft, Vote, fitting_draft, restored, was_begun
from app.session.ledger_store import LedgerStore
from app.session.page_messages import Played, Post
from app.session.seen_cases import DeckRules, SeenCases
from app.session.suspended_trials import kept_draft
from app.session.text_catalog import words
from core.labs.ledger_check import Labs
from core.stepwise import Step
from core.trial.deck import in_play, is_fresh
from core.trial.lab import Lab, LiveLab, parts_of
from core.trial.ledger import Ledger
from core.trial.ledger_entry import (
    CommitmentEntry,
    Entry,
    commitment_of,
    outcome_of,
    vote_of,
    why_of,
)
from core.trial.parameters import Value
from core.trial.prediction import is_prediction
from core.trial.scenario import Notice, Scenario, address, adjust, asks_for_case, parse
from core.trial.scored_outcomes import Account, Check
from core.trial.scoring import confidences, least_confidence
from core.trial.trial import (
    WHY_LIMIT,
    Committed,
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
from core.trial.trial_json import to_record


def now() -> str:
    """Return this moment, ISO 8601 in UTC with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Session(param.Parameterized):  # type: ignore[misc]  # its base is Any, see pyproject.toml
    """One lab's trial, what may be seen of it, and the ledger of all trials.

    An action that the phase does not allow does nothing.

    `scenario` is what lies on the bench: the trial's own until play begins, then whatever the
    learner sets. `before` is the case that this one followed, None after a visit. `observation` is
    what `observe` gives for the scenario; `outcome` is None until the trial is revealed. `step` is
    how far a run is that the learner watches, `running` whether it goes on.
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
    vote: Vote | None = param.Parameter()
    rules: ClassRules = param.Parameter(ClassRules())
    before: Scenario | None = param.Parameter()
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
        labs: Labs = all_labs or {lab.name: lab}
        self._desk = ClassDesk(self._books, labs, post, clock)
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
    def parts(self) -> int:
        """How many parts are predicted, see `core.trial.prediction`."""
        return posed_of(self.trial).parts

    @property
    def trial_scenario(self) -> Scenario:
        """The trial's scenario, whatever lies on the bench in play."""
        return posed_of(self.trial).scenario

    @property
    def withheld(self) -> bool:
        """Whether what happens stays sealed until the whole assignment is committed."""
        return self.rules.withholds(address(self.trial_scenario), self.ledger)

    @property
    def play_forbidden(self) -> bool:
        """Whether the settings stay as they are after the reveal."""
        return self.rules.forbids_play(address(self.trial_scenario))

    @property
    def first_vote_due(self) -> bool:
        """Whether the prediction is a first vote, which the commitment follows after a talk."""
        twice = self.rules.votes_twice(address(self.trial_scenario))
        return twice and self.phase == "posed" and self.vote is None

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

    # ---- what a learner does

    def change(self, name: str, value: Value) -> None:
        """Set one parameter: of the next trial while it is posed, of the bench in play."""
        self.change_all({name: value})

    def change_all(self, values: Mapping[str, Value]) -> None:
        """Set several parameters at once, see `change`."""
        if (self.phase != "posed" and not self.playing) or (self.vote and not self.playing):
            return
        scenario, notices = adjust(self.scenario, values)
        if scenario != self.scenario:
            self._set_scenario(scenario)
            self._notify(*notices)
            self._publish()

    def predict(self, choice: str) -> None:
        """Choose an outcome, if the question has it; not binding until the commit."""
        fits = is_prediction(choice, self.outcomes, self.parts)
        if self.phase == "posed" and choice != self.choice and fits:
            self.choice = choice
            self._publish()

    def set_confidence(self, confidence: int) -> None:
        """Say how sure, in percent, if the question allows it; not binding until the commit."""
        allowed = least_confidence(len(self.outcomes)) <= confidence <= 100
        if self.phase == "posed" and confidence != self.confidence and allowed:
            self.confidence = confidence
            self._publish()

    def cast_vote(self, choice: str, confidence: int, at: str) -> None:
        """Take a first vote, where the class votes twice; the second is the commitment.

        at: as for `commit`. Raises CommitRefused for what this question does not allow.
        """
        if not self.first_vote_due:
            return
        said = commit(self.trial, choice, confidence, at)
        self._draft(Draft(vote=Vote(said.choice, said.confidence, said.at)))
        self._record_vote()
        self._publish()

    def commit(self, choice: str, confidence: int, at: str | None = None) -> None:
        """Lock settings, choice and confidence. at: when that was, ISO 8601 in UTC; None is now.

        Raises CommitRefused for what this question does not allow.
        """
        if self.phase != "posed" or self.first_vote_due:
            return
        self.trial = commit(self.trial, choice, confidence, at or self._clock())
        self._draft(Draft(choice, confidence, vote=self.vote))
        self._record()
        self._publish()

    def reveal(self) -> None:
        """Compute what happened, now and not before, and show it beside the prediction.

        In a lab that is watched this begins the run, or goes on with a paused one; in play, too,
        once a setting was changed.
        """
        if self.phase == "posed" or self.running or self.outcome is not None:
            return
        if self.phase == "committed" and self.withheld:
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
            before = self.trial_scenario
            self._pose(self.next_scenario)
            self.before = before
            self._publish(fresh=True)

    def new_case(self) -> None:
        """Pose another case of the deck; in play, draw anew from what no deck holds."""
        if self.playing:
            self._set_scenario(in_play(self.scenario))
        elif self.phase == "posed":
            self._draft(Draft())
            self._set_scenario(self._seen.another(self.scenario))
        else:
            return
        self._publish(fresh=not self.playing)

    def play(self) -> None:
        """Free every control; each setting's outcome is shown at once from here on."""
        if isinstance(self.trial, Revealed) and not self.playing and not self.play_forbidden:
            self.playing = True
            self._publish()

    def play_case(self) -> None:
        """In play: put the case itself on the bench again."""
        if self.playing:
            self._put(self.trial_scenario)
            self._publish()

    # ---- in a class

    def assign(self, code: str) -> None:
        """Take the assignment of a link, "" for none; one that cannot be read changes nothing."""
        self.rules = rules_of(code, self.labs)

    def hand_in(self, name: str, content: str) -> None:
        """Make the file of the assignment, see `ClassDesk.hand_in`."""
        self._desk.hand_in(self.rules, name, content)

    def suspend(self, kept: Mapping[str, Any]) -> None:
        """Make the text from which it can be gone on with elsewhere, see `ClassDesk.suspend`."""
        self._desk.suspend(self.rules, kept)

    def resume(self, text: str, kept: Mapping[str, Any]) -> Mapping[str, Any]:
        """Go on from such a text, see `ClassDesk.resume`."""
        found = self._desk.resume(self.rules, text, kept)
        self._read_books()
        return found

    # ---- coming and going

    def visit(self, query: str, kept: Mapping[str, Any], played: Played | None = None) -> None:
        """Go to an address; one that asks for nothing here goes on where the learner stopped.

        kept: by address, what the browser kept of each trial, see `app/session/kept_trial.py`.
        played: what play had set when the case was left, None if there was no play.
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
        self._play_on(played)
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

    # ---- the case

    def _pose(self, scenario: Scenario) -> None:
        """Begin a trial with nothing entered."""
        self._draft(Draft())
        self.playing, self.before = False, None
        self._set_scenario(scenario)

    def _set_scenario(self, scenario: Scenario) -> None:
        """Put a scenario on the bench, and unless it is play, pose it."""
        if not self.playing:
            asked = len(self.outcomes) if self.trial else 0
            outcomes, parts = self.lab.outcomes(scenario), parts_of(self.lab, scenario)
            self.trial = pose(scenario, outcomes, self._clock(), parts)
            if not is_prediction(self.choice, outcomes, parts):  # another question
                self.choice = ""
            if len(outcomes) != asked and self.confidence not in confidences(len(outcomes)):
                self.confidence = 0
        self._discard_run()
        self.scenario = scenario
        self.observation = self.lab.observe(scenario)
        self.outcome = None
        if self.playing and not self.live:
            self._show(scenario)
            self.outcome = self.lab.outcome(scenario)

    def _play_on(self, played: Played | None) -> None:
        """Go on with play where it was left; a run would have to be watched first."""
        here = address(self.trial_scenario)
        if played is None or played["address"] != here or self.outcome is None or self.live:
            return
        scenario = parse(played["bench"], self.labs)[0]
        if scenario.lab == self.lab.name:
            self.playing = True
            self._put(scenario)

    def _put(self, scenario: Scenario) -> None:
        """Put a scenario on the bench, unless it lies there."""
        if scenario != self.scenario:
            self._set_scenario(scenario)

    def _show(self, scenario: Scenario) -> None:
        """Have it kept that play shows what happens here."""
        if marks := self._seen.show(scenario):
            self._post({"type": "seen", "address": self._seen.address, "cases": marks})

    def _discard_run(self) -> None:
        """Let go of a run."""
        self._run, self.step, self.running = None, None, False

    def _draft(self, draft: Draft) -> None:
        self.choice, self.confidence, self.why = draft.choice, draft.confidence, draft.why
        self.vote = draft.vote

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
            self._draft(draft or fitting_draft(self.trial, Draft()))
            self._record_vote()
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
        self.trial = committed
        self._draft(fitting_draft(committed, Draft(self.choice, self.confidence, vote=self.vote)))
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

    def _record_vote(self) -> None:
        """Enter the first vote, unless it is entered or the trial went on without it."""
        trial = self.trial
        if self.vote is not None and isinstance(trial, Posed) and self.counts:
            vote = commit(trial, self.vote.choice, self.vote.confidence, self.vote.at)
            self._enter(vote_of(vote), vote.at)

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

    def _follow_books(self) -> None:
        self._read_books()
        if self._adopt_commitment():
            self._publish()
        else:
            self.revision += 1

    # ---- telling

    def _notify(self, *notices: Notice | str) -> None:
        if notices:
            texts = [n if isinstance(n, str) else notice_text(n) for n in notices]
            self._post({"type": "notices", "texts": texts})

    def _publish(self, fresh: bool = False) -> None:
        """Let the views draw, then tell the page what to keep and how things stand."""
        self.revision += 1
        self._warn()
        if not self.playing and (self.phase != "posed" or self.choice or self.vote):
            self._post({
                "type": "keep", "address": address(self.trial_scenario),
                "trial": to_record(self.trial),
                "draft": kept_draft(
                    Draft(self.choice, self.confidence, self.why, self.vote), self.run_started
                ),
            })  # fmt: skip
        self._post({
            "type": "state", "lab": self.lab.name, "phase": self.phase, "playing": self.playing,
            "running": self.running, "begun": self.run_started,
            "address": address(self.trial_scenario), "posed_at": posed_of(self.trial).at,
            "fresh": fresh, "bench": address(self.scenario),
            "voted": self.vote is not None, "withheld": self.withheld,
        })  # fmt: skip
