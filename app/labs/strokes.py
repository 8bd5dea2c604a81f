"""The strokes lab on the page: the evidence, the settings, the prediction, the result.

What is sealed until the reveal is drawn by `app/labs/strokes_result.py`.
"""

from __future__ import annotations

from typing import Any

from app.components import Button, Choice, Prose, Slider
from app.figures.gallery import Gallery
from app.figures.grid import PixelGrid
from app.labs.hearing import Ear
from app.labs.phrases_before import PhrasesBefore
from app.labs.strokes_result import StrokesResult
from app.labs.strokes_settings import StrokesSettings
from app.session import Session
from core.scoring import least_confidence
from core.strokes import Observation

CONFIDENCE_STEP = 5  # percent


class StrokesView:
    """Controls and evidence; every widget is named after the slot of the page it goes to."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = PhrasesBefore()
        self.ear = Ear(self.draw)
        say, least = self.say.words, least_confidence(len(session.outcomes))
        steps = range(least + -least % CONFIDENCE_STEP, 101, CONFIDENCE_STEP)
        self.percents = sorted({least, *steps})
        self.brief = Prose(name="brief")
        self.evidence = PixelGrid("evidence", "corrupted")
        self.gallery = Gallery("gallery")
        self.settings = StrokesSettings(session, self.ear)
        self.prediction = Choice(
            name="prediction", label=say("prediction.label"),
            options=[[name, *self.say.outcome(name)] for name in session.outcomes],
        )  # fmt: skip
        self.confidence = Slider(
            name="confidence", label=say("controls.confidence"),
            texts=[self.say.percent(p, least) for p in self.percents], values=self.percents,
        )  # fmt: skip
        self.missing = Prose(name="missing", live="alert", kind="missing")
        self.commit = Button(name="commit", kind="primary", label=say("buttons.commit"))
        self.see = Button(name="see", kind="primary", label=say("buttons.see"), offered=False)
        self.result = StrokesResult(session, self.ear, self.gallery)
        self.ear.listen(self.prediction, "value", session.predict)
        self.ear.listen(self.confidence, "position", lambda at: session.weigh(self.percents[at]))
        self.ear.listen(self.commit, "clicks", lambda _: session.commit())
        self.ear.listen(self.see, "clicks", lambda _: session.reveal())
        session.param.watch(lambda _: self.draw(), "tick")
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in the order of drawing.

        First what a learner needs to commit, last what is sealed until the reveal.
        """
        return [
            self.brief, self.evidence.plot,
            self.prediction, self.confidence, self.missing, self.commit, self.see,
            self.gallery.plot, *self.settings.roots(), *self.result.roots(),
        ]  # fmt: skip

    def draw(self) -> None:
        """Bring every control and figure in line with the session."""
        with self.ear.deaf():
            self._draw_look()
            self.settings.draw()
            self._draw_prediction()
            self.result.draw()

    def draw_rest(self) -> None:
        """Draw what may come a moment later."""
        self.result.draw_map()

    def _draw_look(self) -> None:
        shown: Observation = self.session.shown
        self.brief.html = self.say.brief(shown)
        self.evidence.show(shown.x_tilde, shown.grid, self.say.evidence(shown))
        self.gallery.show(shown.gallery, shown.gallery_names, shown.grid)
        if self.session.happened is None:
            self.gallery.unweigh()
            self.gallery.describe(*self.say.gallery(shown))

    def _draw_prediction(self) -> None:
        session, posed = self.session, self.session.phase == "posed"
        self.prediction.param.update(value=session.choice, locked=not posed)
        self.confidence.param.update(position=self._position(), locked=not posed)
        self.missing.html = self.say.refused(session.refused)
        self.commit.param.update(offered=posed, hint=self.say.words("buttons.commit_hint"))
        committed = session.phase == "committed"
        self.see.param.update(
            offered=committed,
            hint=self.say.see(session.choice, session.confidence) if committed else "",
        )

    def _position(self) -> int:
        """The slider's position nearest to the confidence, which may be between two of them."""
        away = [abs(percent - self.session.confidence) for percent in self.percents]
        return away.index(min(away))
