"""The strokes lab on the page: the evidence, the settings, the prediction, the result.

What is sealed until the reveal is drawn by `app/labs/strokes_result.py`.
"""

from __future__ import annotations

from typing import Any

from app.bench.hearing import Ear
from app.bench.onward import Onward
from app.bench.predicting import Predicting
from app.components import Prose
from app.figures.gallery import Gallery
from app.figures.grid import PixelGrid
from app.labs.phrases_after import PhrasesAfter
from app.labs.phrases_before import PhrasesBefore
from app.labs.strokes_result import StrokesResult
from app.labs.strokes_settings import StrokesSettings
from app.labs.strokes_trained import StrokesTrained
from app.session import Session
from core.labs.strokes import StrokesObservation


class StrokesView:
    """Controls and evidence; every widget is named after the slot of the page it goes to."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = PhrasesBefore()
        self.ear = Ear(self.draw)
        self.brief = Prose(name="brief")
        self.evidence = PixelGrid("evidence", "corrupted")
        self.gallery = Gallery("gallery")
        self.settings = StrokesSettings(session, self.ear)
        self.predicting = Predicting(session, self.ear, self.say)
        self.result = StrokesResult(session, self.gallery)
        self.trained = StrokesTrained(session, self.ear)
        self.onward = Onward(session, self.ear, self.say)
        self.after = PhrasesAfter()
        session.param.watch(lambda _: self.draw(), "tick")
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in the order of drawing.

        First what a learner needs to commit, last what is sealed until the reveal.
        """
        return [
            self.brief, self.evidence.plot, *self.predicting.roots(),
            self.gallery.plot, *self.settings.roots(), *self.result.roots(), *self.onward.roots(),
            *self.trained.roots(),
        ]  # fmt: skip

    def draw(self) -> None:
        """Bring every control and figure in line with the session."""
        with self.ear.deaf():
            self._draw_look()
            self.settings.draw()
            self.predicting.draw()
            self.result.draw()
            self.trained.draw()
            self._draw_onward()

    @property
    def running(self) -> bool:
        """Whether a network is being trained on the case in view."""
        return self.trained.running

    def advance(self) -> None:
        """Train it on for a moment."""
        self.trained.advance()
        if not self.running:
            self.draw_step()

    def draw_step(self) -> None:
        """Draw how far that is; what happened is there at once."""
        with self.ear.deaf():
            self.trained.draw()

    def draw_rest(self) -> None:
        """Draw what may come a moment later."""
        self.result.draw_map()

    def _draw_look(self) -> None:
        shown: StrokesObservation = self.session.shown
        self.brief.html = self.say.brief(shown)
        self.evidence.show(shown.x_tilde, shown.grid, self.say.evidence(shown))
        self.gallery.show(shown.gallery, shown.gallery_names, shown.grid)
        if self.session.happened is None:
            self.gallery.unweigh()
            self.gallery.describe(*self.say.gallery(shown))

    def _draw_onward(self) -> None:
        session, hint = self.session, ""
        if session.phase == "revealed":
            hint = self.after.next_hint(session.own, session.coming)
        self.onward.draw(hint)
