"""Predict, commit, see: the controls that every lab has, and how far a run is."""

from __future__ import annotations

from app.session.session import Session
from app.ui.components import Button, Choice, Control, Meter, Slider, message
from app.ui.lab_phrases import LabPhrases
from core.trial.scoring import least_confidence

CONFIDENCE_STEP = 5  # percent


class PredictionControls:
    """What a learner commits with; every control is named after the slot that it goes to."""

    def __init__(self, session: Session, wording: LabPhrases) -> None:
        self.session = session
        self.say = wording
        say = wording.words
        self.percents: list[int] = []
        self._asked: tuple[str, ...] = ()
        self.prediction = Choice(
            name="prediction", label=say("prediction.label"),
            says=message(type="predict", choice=None),
        )  # fmt: skip
        self.confidence = Slider(
            name="confidence", label=say("controls.confidence"),
            says=message(type="confidence", confidence=None),
        )  # fmt: skip
        self._ask()
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
        return [self.prediction, self.confidence, self.commit, self.see, *self.watching]

    def draw(self) -> None:
        """Bring every control in line with the session."""
        session, posed = self.session, self.session.phase == "posed"
        self._ask()
        self.prediction.param.update(value=session.choice, locked=not posed)
        self.confidence.param.update(position=self._position(), locked=not posed)
        hint = "commit_hint" if not posed or session.counts else "commit_hint_seen"
        self.commit.param.update(offered=posed, hint=self.say.words(f"buttons.{hint}"))
        self._draw_see()
        if session.live:
            self.stop.offered = session.running
            self.draw_meter()

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
        outcomes, wording = self.session.outcomes, self.say
        if outcomes == self._asked:
            return
        self._asked, least = outcomes, least_confidence(len(outcomes))
        steps = range(least + -least % CONFIDENCE_STEP, 101, CONFIDENCE_STEP)
        self.percents = sorted({least, *steps})
        texts = [wording.percent(percent, least) for percent in self.percents]
        self.prediction.param.update(options=wording.options(outcomes), value="")
        self.confidence.param.update(texts=texts, values=self.percents, position=0)

    def _draw_see(self) -> None:
        """The one button that computes: the reveal, what was stopped, or what play has set."""
        session, say = self.session, self.say.words
        committed = session.phase == "committed"
        waits = session.outcome is None and not session.running and session.phase != "posed"
        if session.run_started:
            label, hint = say("buttons.go_on"), ""
        elif committed:
            label = say("buttons.see")
            hint = self.say.see(session.choice, session.confidence, session.counts)
        else:
            label, hint = say("buttons.run"), say("buttons.run_hint")
        self.see.param.update(offered=waits, label=label, hint=hint if waits else "")

    def _position(self) -> int:
        """The slider's position nearest to the confidence, which may be between two of them."""
        away = [abs(percent - self.session.confidence) for percent in self.percents]
        return away.index(min(away))
