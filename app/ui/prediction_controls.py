"""Predict, commit, see: the controls that every lab has, and how far a run is."""

from __future__ import annotations

from app.session.session import Session
from app.ui.class_note import class_note, first_vote_hint
from app.ui.components import Button, Choice, Control, Meter, Painting, Prose, Scale, message
from app.ui.lab_phrases import LabPhrases
from core.trial.lab import LabOfParts
from core.trial.scoring import confidences


class PredictionControls:
    """What a learner commits with; every control is named after the slot that it goes to."""

    def __init__(self, session: Session, wording: LabPhrases) -> None:
        self.session = session
        self.say = wording
        say = wording.words
        self._percents: tuple[int, ...] = ()
        self.prediction = Choice(
            name="prediction", label=say("prediction.label"),
            says=message(type="predict", choice=None),
        )  # fmt: skip
        self.painting: list[Painting] = []
        if isinstance(session.lab, LabOfParts):
            self.painting = [
                Painting(
                    name="painting", label=say("prediction.label"),
                    words=[[name, say(f"painting.{name}")] for name in say.at("painting")],
                    says=message(type="predict", choice=None),
                )
            ]  # fmt: skip
        self.confidence = Scale(
            name="confidence", label=say("controls.confidence"), look="scale",
            says=message(type="confidence", confidence=None),
        )  # fmt: skip
        self._ask()
        self.class_note = Prose(name="class_note", kind="figure")
        self.commit = Button(
            name="commit", kind="primary", label=say("buttons.commit"), says=message(type="commit")
        )  # the page says the rest, see `app/page/main.js`
        self.see = Button(
            name="see", kind="primary", label=say("buttons.see"), offered=False,
            says=message(type="reveal"),
        )  # fmt: skip
        self.watching: list[Control] = []
        if session.live:
            self.meter = Meter(name="meter", label=say("run.label"))
            self.stop = Button(
                name="stop", label=say("buttons.stop"), offered=False, says=message(type="pause")
            )
            self.watching = [self.meter, self.stop]

    def roots(self) -> list[Control]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [
            self.prediction, *self.painting, self.confidence, self.commit, self.see,
            *self.watching, self.class_note,
        ]  # fmt: skip

    def draw(self) -> None:
        """Bring every control in line with the session."""
        session, posed = self.session, self.session.phase == "posed"
        self._ask()
        self.prediction.param.update(value=session.choice, locked=not posed)
        self.confidence.param.update(value=session.confidence, locked=not posed)
        self.commit.param.update(offered=posed, hint=self._commit_hint())
        self.class_note.html = class_note(session, self.say)
        self._draw_see()
        if self.painting:
            self._draw_painting(*self.painting)
        if session.live:
            self.stop.offered = session.running
            self.draw_meter()

    def _commit_hint(self) -> str:
        """What pressing "Commit prediction" means here."""
        session = self.session
        if session.first_vote_due:
            return first_vote_hint()
        known = session.phase == "posed" and not session.counts
        return self.say.words("buttons.commit_hint_seen" if known else "buttons.commit_hint")

    def draw_meter(self) -> None:
        """Show how far the run is."""
        step, running = self.session.step, self.session.running
        if step is None or not self.session.run_started:
            self.meter.param.update(value=0.0, text="", shown=running)
            return
        key = "run.running" if running else "run.paused"
        text = self.say.words(key, done=f"{step.done:,}", total=f"{step.total:,}")
        self.meter.param.update(value=step.done / step.total, text=text, shown=True)

    def _ask(self) -> None:
        """Offer what the case can come to, and the confidences from a guess up."""
        session, wording = self.session, self.say
        outcomes, said = session.outcomes, session.confidence
        if not session.playing:
            options = wording.options(session)
            if options != self.prediction.options:
                look = wording.prediction_look(session)
                self.prediction.param.update(options=options, look=look, value="")
        percents = confidences(len(outcomes))
        if said and said not in percents:  # from a slider, as there was one
            percents = tuple(sorted((*percents, said)))
        if percents != self._percents:
            self._percents = percents
            self.confidence.param.update(options=wording.confidences(percents), value=0)

    def _draw_painting(self, painting: Painting) -> None:
        """Offer the sheet where a picture is predicted."""
        session = self.session
        painting.param.update(
            offered=session.parts > 1, locked=session.phase != "posed",
            value=session.choice if session.parts > 1 else "",
            shape=list(session.observation.grid) if session.parts > 1 else [],
        )  # fmt: skip

    def _draw_see(self) -> None:
        """The one button that computes: the reveal, what was stopped, or what play has set."""
        session, say = self.session, self.say.words
        committed = session.phase == "committed"
        waits = session.outcome is None and not session.running and session.phase != "posed"
        waits = waits and not (committed and session.withheld)
        if session.run_started:
            label, hint = say("buttons.go_on"), ""
        elif committed:
            label = say("buttons.see")
            hint = self.say.see(session)
        else:
            label, hint = say("buttons.run"), say("buttons.run_hint")
        self.see.param.update(offered=waits, label=label, hint=hint if waits else "")
